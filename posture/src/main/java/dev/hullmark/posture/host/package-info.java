/** The engine and its host: facts gathered read-only, and the checks over them, which are pure. */
@NullMarked
package dev.hullmark.posture.host;

import org.jspecify.annotations.NullMarked;
