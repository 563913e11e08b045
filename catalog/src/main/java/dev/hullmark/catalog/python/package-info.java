/** Python distributions as installed: wheels and eggs. */
@NullMarked
package dev.hullmark.catalog.python;

import org.jspecify.annotations.NullMarked;
