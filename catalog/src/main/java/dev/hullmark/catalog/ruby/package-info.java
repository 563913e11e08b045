/** Ruby gems, installed and in lock files. */
@NullMarked
package dev.hullmark.catalog.ruby;

import org.jspecify.annotations.NullMarked;
