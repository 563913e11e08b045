/** Dockerfiles as BuildKit reads them, and what they promise about the image before there is one. */
@org.jspecify.annotations.NullMarked
package dev.hullmark.posture.dockerfile;
