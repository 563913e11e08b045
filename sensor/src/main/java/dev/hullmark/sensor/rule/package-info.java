/** Rules about what happens: a condition over an event's fields, and what it means when it holds. */
@NullMarked
package dev.hullmark.sensor.rule;

import org.jspecify.annotations.NullMarked;
