package dev.hullmark.server.http;

import dev.hullmark.store.Tokens;

/**
 * Who asks.
 *
 * @param name as the audit log has it
 */
public record Caller(String name, Tokens.Role role) {}
