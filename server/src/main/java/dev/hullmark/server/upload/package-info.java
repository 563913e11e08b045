/** What others read of images and send. */
@NullMarked
package dev.hullmark.server.upload;

import org.jspecify.annotations.NullMarked;
