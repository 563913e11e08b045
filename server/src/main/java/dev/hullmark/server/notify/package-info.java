/** Telling people and programs what happened. */
@NullMarked
package dev.hullmark.server.notify;

import org.jspecify.annotations.NullMarked;
