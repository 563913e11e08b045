/** Tests of the whole. */
@NullMarked
package dev.hullmark.it;

import org.jspecify.annotations.NullMarked;
