/** What containers do, seen from the kernel. */
@NullMarked
package dev.hullmark.sensor;

import org.jspecify.annotations.NullMarked;
