/** Which distribution it is: os-release and what came before it. */
@NullMarked
package dev.hullmark.catalog.distro;

import org.jspecify.annotations.NullMarked;
