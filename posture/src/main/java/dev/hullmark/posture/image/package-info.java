/** Checks of an image's configuration, history and programs, as rules of their own. Pure. */
@NullMarked
package dev.hullmark.posture.image;

import org.jspecify.annotations.NullMarked;
