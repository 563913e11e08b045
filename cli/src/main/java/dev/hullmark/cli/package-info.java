/** The commands, and the wiring of the rooms. */
@NullMarked
package dev.hullmark.cli;

import org.jspecify.annotations.NullMarked;
