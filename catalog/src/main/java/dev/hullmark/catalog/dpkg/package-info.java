/** Packages of Debian and its kin: dpkg's database. */
@NullMarked
package dev.hullmark.catalog.dpkg;

import org.jspecify.annotations.NullMarked;
