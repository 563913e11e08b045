/** What runs where, as agents tell. */
@NullMarked
package dev.hullmark.server.hosts;

import org.jspecify.annotations.NullMarked;
