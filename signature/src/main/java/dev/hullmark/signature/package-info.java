/** Who signed an image: finds cosign's signatures in its registry and judges them by a key. */
@NullMarked
package dev.hullmark.signature;

import org.jspecify.annotations.NullMarked;
