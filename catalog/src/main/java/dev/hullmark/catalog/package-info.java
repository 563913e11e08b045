/** Finds packages: one cataloger per package kind, fed by the one walk, merged over the layers. */
@NullMarked
package dev.hullmark.catalog;

import org.jspecify.annotations.NullMarked;
