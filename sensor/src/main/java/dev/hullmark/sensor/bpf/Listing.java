package dev.hullmark.sensor.bpf;

import java.util.List;
import java.util.Locale;

/** Instructions as text, in the notation of the kernel's own tools. */
final class Listing {
    private Listing() {}

    static String line(List<Long> code, int index) {
        long word = code.get(index);
        int operation = (int) (word & 0xff);
        String to = Register.name((int) ((word >>> 8) & 0xf));
        String from = Register.name((int) ((word >>> 12) & 0xf));
        int offset = (short) (word >>> 16);
        int number = (int) (word >>> 32);
        return switch (operation & 0x07) {
            case 0x00 -> wide(to, (int) ((word >>> 12) & 0xf), (number & 0xffffffffL) | code.get(index + 1));
            case 0x01 -> to + " = " + memory(operation, from, offset);
            case 0x02 -> memory(operation, to, offset) + " = " + number;
            case 0x03 -> memory(operation, to, offset) + (operation == 0xdb ? " += " : " = ") + from;
            case 0x05 -> jump(operation, to, from, index + 1 + offset, number);
            default -> to + " " + arithmetic(operation) + ((operation & 0x08) != 0 ? from : String.valueOf(number));
        };
    }

    private static String wide(String to, int source, long number) {
        return source == 1 ? to + " = map " + number : to + " = " + number;
    }

    private static String memory(int operation, String base, int offset) {
        int bits =
                switch (operation & 0x18) {
                    case 0x00 -> 32;
                    case 0x08 -> 16;
                    case 0x10 -> 8;
                    default -> 64;
                };
        return "*(u%d *)(%s %s %d)".formatted(bits, base, offset < 0 ? "-" : "+", Math.abs(offset));
    }

    private static String jump(int operation, String to, String from, int target, int number) {
        int condition = operation & 0xf0;
        return switch (condition) {
            case 0x00 -> "goto " + target;
            case 0x80 -> "call " + helper(number);
            case 0x90 -> "exit";
            default ->
                "if %s %s %s goto %d"
                        .formatted(
                                to,
                                Condition.of(condition).sign(),
                                (operation & 0x08) != 0 ? from : String.valueOf(number),
                                target);
        };
    }

    private static String helper(int number) {
        for (Helper helper : Helper.values()) {
            if (helper.number() == number) {
                return helper.name().toLowerCase(Locale.ROOT);
            }
        }
        return "#" + number;
    }

    private static String arithmetic(int operation) {
        return switch (operation & 0xf0) {
            case 0x00 -> "+= ";
            case 0x10 -> "-= ";
            case 0x20 -> "*= ";
            case 0x40 -> "|= ";
            case 0x50 -> "&= ";
            case 0x60 -> "<<= ";
            case 0x70 -> ">>= ";
            default -> "= ";
        };
    }
}
