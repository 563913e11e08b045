/** Jobs: who does them, when they are queued, and what all parts share. */
@NullMarked
package dev.hullmark.server.work;

import org.jspecify.annotations.NullMarked;
