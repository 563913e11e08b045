/** The sensor's programs in the kernel, and the records they write. */
@NullMarked
package dev.hullmark.sensor.program;

import org.jspecify.annotations.NullMarked;
