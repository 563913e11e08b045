/** Composer packages, installed and in lock files. */
@NullMarked
package dev.hullmark.catalog.php;

import org.jspecify.annotations.NullMarked;
