/** NuGet packages of .NET applications and of .NET itself. */
@NullMarked
package dev.hullmark.catalog.dotnet;

import org.jspecify.annotations.NullMarked;
