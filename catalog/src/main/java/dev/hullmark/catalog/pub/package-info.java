/** Dart and Flutter packages. */
@NullMarked
package dev.hullmark.catalog.pub;

import org.jspecify.annotations.NullMarked;
