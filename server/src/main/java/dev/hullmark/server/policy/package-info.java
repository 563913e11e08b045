/** What may run and what is promoted: waivers, policies, the deployment gate, promotion rules. */
@NullMarked
package dev.hullmark.server.policy;

import org.jspecify.annotations.NullMarked;
