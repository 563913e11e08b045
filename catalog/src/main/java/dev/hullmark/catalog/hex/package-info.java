/** Hex packages of Erlang and Elixir. */
@NullMarked
package dev.hullmark.catalog.hex;

import org.jspecify.annotations.NullMarked;
