/** How images come in: registries told of, looked at, and read from. */
@NullMarked
package dev.hullmark.server.watch;

import org.jspecify.annotations.NullMarked;
