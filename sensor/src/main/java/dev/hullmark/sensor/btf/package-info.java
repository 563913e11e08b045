/** What the running kernel's structures look like, as it tells itself (BTF). */
@NullMarked
package dev.hullmark.sensor.btf;

import org.jspecify.annotations.NullMarked;
