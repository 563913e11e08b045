/** Clients of container engines: Docker, Podman and, later, containerd. */
@NullMarked
package dev.hullmark.engine;

import org.jspecify.annotations.NullMarked;
