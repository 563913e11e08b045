"""An independent matcher: written from the OSV schema and each ecosystem's own rules, sharing nothing with Hullmark."""
