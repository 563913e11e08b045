/** Users and tokens: logging in and out, by password or OpenID Connect, and what is told and changed of them by REST. */
@NullMarked
package dev.hullmark.server.access;

import org.jspecify.annotations.NullMarked;
