package dev.hullmark.model;

/** How sure a cataloger is of a package's name and version. */
public enum Confidence {
    /** The package's own database or metadata says so. */
    CERTAIN,
    /** Metadata made by the build says so, with a small part inferred. */
    HIGH,
    /** Inferred from two independent hints that agree. */
    MEDIUM,
    /** Inferred from one hint. */
    LOW
}
