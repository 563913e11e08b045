/** Distribution packages named by notes in executables. */
@NullMarked
package dev.hullmark.catalog.elf;

import org.jspecify.annotations.NullMarked;
