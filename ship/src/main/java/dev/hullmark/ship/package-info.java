/** Messages, and the ways they go out. */
@NullMarked
package dev.hullmark.ship;

import org.jspecify.annotations.NullMarked;
