/** What readers of lock files share: which files count, what they declare, and the plain lines of YAML and TOML. */
@NullMarked
package dev.hullmark.catalog.lock;

import org.jspecify.annotations.NullMarked;
