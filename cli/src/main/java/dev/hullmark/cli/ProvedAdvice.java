package dev.hullmark.cli;

import dev.hullmark.posture.privilege.PrivilegeAdvice;
import dev.hullmark.profile.Proof;
import java.util.Optional;

/**
 * Advice, and what came of it on an engine where that was asked for.
 *
 * @param image what a command line could name the image by, or ""
 */
record ProvedAdvice(String image, PrivilegeAdvice advice, Optional<Proof> proof) {}
