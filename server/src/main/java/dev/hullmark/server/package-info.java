/** The server: how it is wired, started and stopped. Each of its concerns is a package below. */
@NullMarked
package dev.hullmark.server;

import org.jspecify.annotations.NullMarked;
