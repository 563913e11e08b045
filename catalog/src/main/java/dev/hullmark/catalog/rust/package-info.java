/** Rust crates, by lock files and by what cargo-auditable leaves in executables. */
@NullMarked
package dev.hullmark.catalog.rust;

import org.jspecify.annotations.NullMarked;
