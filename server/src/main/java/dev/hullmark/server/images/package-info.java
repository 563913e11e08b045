/** One image and one vulnerability by REST. */
@NullMarked
package dev.hullmark.server.images;

import org.jspecify.annotations.NullMarked;
