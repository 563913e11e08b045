/** HTTP: routes, and the one place that decides who is answered. */
@NullMarked
package dev.hullmark.server.http;

import org.jspecify.annotations.NullMarked;
