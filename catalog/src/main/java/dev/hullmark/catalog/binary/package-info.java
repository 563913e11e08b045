/** Well-known programs and libraries, named by marks inside their files. */
@NullMarked
package dev.hullmark.catalog.binary;

import org.jspecify.annotations.NullMarked;
