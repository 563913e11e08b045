/** Go modules as recorded in executables. */
@NullMarked
package dev.hullmark.catalog.go;

import org.jspecify.annotations.NullMarked;
