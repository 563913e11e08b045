/** Judges signatures made without a key of one's own, by Sigstore's library and a trust root in a file. */
@NullMarked
package dev.hullmark.keyless;

import org.jspecify.annotations.NullMarked;
