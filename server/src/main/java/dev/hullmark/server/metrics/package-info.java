/** What a server tells who watches it. */
@NullMarked
package dev.hullmark.server.metrics;

import org.jspecify.annotations.NullMarked;
