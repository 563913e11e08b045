package dev.hullmark.sensor.bpf;

/** When a jump is taken; comparisons are of unsigned 64-bit numbers unless their name says otherwise. */
public enum Condition {
    EQUAL(0x10, "=="),
    GREATER(0x20, ">"),
    AT_LEAST(0x30, ">="),
    ANY_BIT(0x40, "&"),
    NOT_EQUAL(0x50, "!="),
    SIGNED_GREATER(0x60, "s>"),
    LESS(0xa0, "<"),
    AT_MOST(0xb0, "<="),
    SIGNED_LESS(0xc0, "s<");

    private final int code;
    private final String sign;

    Condition(int code, String sign) {
        this.code = code;
        this.sign = sign;
    }

    int code() {
        return code;
    }

    String sign() {
        return sign;
    }

    static Condition of(int code) {
        for (Condition condition : values()) {
            if (condition.code == code) {
                return condition;
            }
        }
        throw new IllegalArgumentException("no condition " + code);
    }
}
