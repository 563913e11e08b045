/** npm packages as installed in {@code node_modules}. */
@NullMarked
package dev.hullmark.catalog.npm;

import org.jspecify.annotations.NullMarked;
