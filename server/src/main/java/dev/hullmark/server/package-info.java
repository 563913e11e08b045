/** The server: watches registries, reads what is pushed, judges everything again when knowledge changes, and answers by REST. */
@NullMarked
package dev.hullmark.server;

import org.jspecify.annotations.NullMarked;
