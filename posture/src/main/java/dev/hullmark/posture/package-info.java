/** Checks of what an image is and may do, beyond its packages' vulnerabilities. */
@NullMarked
package dev.hullmark.posture;

import org.jspecify.annotations.NullMarked;
