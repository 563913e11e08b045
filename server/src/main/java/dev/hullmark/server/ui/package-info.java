/** The pages that people look at. */
@NullMarked
package dev.hullmark.server.ui;

import org.jspecify.annotations.NullMarked;
