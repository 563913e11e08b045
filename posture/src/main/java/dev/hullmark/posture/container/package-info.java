/** What a running container may do, judged by the settings and state its engine tells. Pure. */
@NullMarked
package dev.hullmark.posture.container;

import org.jspecify.annotations.NullMarked;
