/** R packages. */
@NullMarked
package dev.hullmark.catalog.r;

import org.jspecify.annotations.NullMarked;
