/** Whether an image needs root, why, and what to change: pure over an inventory. */
@NullMarked
package dev.hullmark.posture.privilege;

import org.jspecify.annotations.NullMarked;
