/** What happened in containers: records of the kernel made into words. */
@NullMarked
package dev.hullmark.sensor.event;

import org.jspecify.annotations.NullMarked;
