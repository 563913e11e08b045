/** Profiles: what somebody asks for, as groups of rules, and how a report stands to it. Pure. */
@NullMarked
package dev.hullmark.posture.compliance;

import org.jspecify.annotations.NullMarked;
