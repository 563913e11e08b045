package dev.hullmark.match;

import dev.hullmark.advisories.Advisory;
import dev.hullmark.advisories.Affected;

/**
 * An advisory that speaks against a package.
 *
 * @param version the version it was compared with: the source's where the advisory speaks of sources
 */
record Hit(Advisory advisory, Affected affected, String version, VersionOrder order) {}
