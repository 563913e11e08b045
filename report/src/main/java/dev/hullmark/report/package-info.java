/** The gate, waivers, and every output format. */
@NullMarked
package dev.hullmark.report;

import org.jspecify.annotations.NullMarked;
