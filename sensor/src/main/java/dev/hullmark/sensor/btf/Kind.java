package dev.hullmark.sensor.btf;

/** Kinds of types, in the order of their numbers (include/uapi/linux/btf.h). */
enum Kind {
    VOID,
    INT,
    POINTER,
    ARRAY,
    STRUCT,
    UNION,
    ENUM,
    FORWARD,
    TYPEDEF,
    VOLATILE,
    CONST,
    RESTRICT,
    FUNC,
    FUNC_PROTO,
    VARIABLE,
    SECTION,
    FLOAT,
    DECL_TAG,
    TYPE_TAG,
    ENUM64;

    private static final Kind[] ALL = values();

    static Kind of(int info) {
        return ALL[(info >>> 24) & 0x1f];
    }

    /** Bytes that follow the three words every type has. */
    int trailing(int members) {
        return switch (this) {
            case INT, VARIABLE, DECL_TAG -> 4;
            case ARRAY -> 12;
            case STRUCT, UNION, SECTION, ENUM64 -> 12 * members;
            case ENUM, FUNC_PROTO -> 8 * members;
            default -> 0;
        };
    }
}
