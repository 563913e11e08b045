/** Advisory feeds, compiled into one index file that answers without being loaded. */
@NullMarked
package dev.hullmark.advisories;

import org.jspecify.annotations.NullMarked;
