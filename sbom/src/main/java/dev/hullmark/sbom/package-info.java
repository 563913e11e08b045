/** Bills of materials in and out: our own JSON, CycloneDX, SPDX. */
@NullMarked
package dev.hullmark.sbom;

import org.jspecify.annotations.NullMarked;
