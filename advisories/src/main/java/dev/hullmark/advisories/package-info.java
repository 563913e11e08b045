/** Advisory feeds, compiled into one memory-mapped index. */
@NullMarked
package dev.hullmark.advisories;

import org.jspecify.annotations.NullMarked;
