/** Version orders, affected ranges, and the judgement of an inventory by an index. Pure. */
@NullMarked
package dev.hullmark.match;

import org.jspecify.annotations.NullMarked;
