/** Packages of Alpine and its kin: apk's database. */
@NullMarked
package dev.hullmark.catalog.apk;

import org.jspecify.annotations.NullMarked;
