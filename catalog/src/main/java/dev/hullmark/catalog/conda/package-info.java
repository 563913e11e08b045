/** Conda packages. */
@NullMarked
package dev.hullmark.catalog.conda;

import org.jspecify.annotations.NullMarked;
