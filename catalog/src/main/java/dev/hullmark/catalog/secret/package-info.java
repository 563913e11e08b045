/** Credentials that lie in files or in an image's configuration. */
@NullMarked
package dev.hullmark.catalog.secret;

import org.jspecify.annotations.NullMarked;
