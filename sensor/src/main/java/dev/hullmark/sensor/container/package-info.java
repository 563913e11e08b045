/** Which container a cgroup is. */
@NullMarked
package dev.hullmark.sensor.container;

import org.jspecify.annotations.NullMarked;
