/** What is known of images, attached to them in their registries. */
@NullMarked
package dev.hullmark.server.attach;

import org.jspecify.annotations.NullMarked;
