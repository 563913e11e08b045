/**
 * The words every room speaks: what was scanned, what was found in it, and how much of it was seen.
 *
 * <p>Records without I/O. Nothing here is ever {@code null}: an absent text is {@code ""}, an absent list is empty, an
 * absent object is an empty {@link java.util.Optional}.
 */
@NullMarked
package dev.hullmark.model;

import org.jspecify.annotations.NullMarked;
