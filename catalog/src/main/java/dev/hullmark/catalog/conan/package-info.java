/** Conan packages of C and C++. */
@NullMarked
package dev.hullmark.catalog.conan;

import org.jspecify.annotations.NullMarked;
