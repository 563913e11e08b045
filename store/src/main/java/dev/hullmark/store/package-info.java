/** What the server keeps: images, their inventories and findings, events, and work to be done. SQLite or PostgreSQL. */
@NullMarked
package dev.hullmark.store;

import org.jspecify.annotations.NullMarked;
