/** Opens any image as layers of file entries, and owns the one walk over them. */
@NullMarked
package dev.hullmark.image;

import org.jspecify.annotations.NullMarked;
