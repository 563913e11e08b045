/** Packages of the RPM families: rpm's database in its three forms. */
@NullMarked
package dev.hullmark.catalog.rpm;

import org.jspecify.annotations.NullMarked;
