/** Programs that checks ask for, and who they are said to run as. */
@NullMarked
package dev.hullmark.catalog.program;

import org.jspecify.annotations.NullMarked;
