package dev.hullmark.cli;

/** How a command that is no report shows its result. */
enum TableOrJson {
    TABLE,
    JSON
}
