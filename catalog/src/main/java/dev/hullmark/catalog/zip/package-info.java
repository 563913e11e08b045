/** A zip reader over random access: finds what is in an archive without inflating more than is asked for. */
@NullMarked
package dev.hullmark.catalog.zip;

import org.jspecify.annotations.NullMarked;
