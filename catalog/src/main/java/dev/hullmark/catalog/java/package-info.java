/** Java archives: what artifact a jar is, and what is inside it. */
@NullMarked
package dev.hullmark.catalog.java;

import org.jspecify.annotations.NullMarked;
