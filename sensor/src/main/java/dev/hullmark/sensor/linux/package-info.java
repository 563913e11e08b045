/** The few system calls that Java has no class for, each with its error as an exception. */
@NullMarked
package dev.hullmark.sensor.linux;

import org.jspecify.annotations.NullMarked;
