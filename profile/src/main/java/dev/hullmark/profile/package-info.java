/** What a container does, seen by running it: whether settings that take rights away leave it working. */
@NullMarked
package dev.hullmark.profile;

import org.jspecify.annotations.NullMarked;
