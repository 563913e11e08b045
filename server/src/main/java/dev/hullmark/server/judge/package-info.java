/** Judging what is stored by what is known now. */
@NullMarked
package dev.hullmark.server.judge;

import org.jspecify.annotations.NullMarked;
