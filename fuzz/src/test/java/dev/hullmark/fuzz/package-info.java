/** The fuzzer around the targets, which lie in the packages of the parsers they feed. */
@NullMarked
package dev.hullmark.fuzz;

import org.jspecify.annotations.NullMarked;
