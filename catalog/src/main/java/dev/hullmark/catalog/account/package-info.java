/** Accounts and groups. */
@NullMarked
package dev.hullmark.catalog.account;

import org.jspecify.annotations.NullMarked;
