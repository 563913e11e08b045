package dev.hullmark.catalog.binary;

import java.util.List;

/**
 * One well-known program or library.
 *
 * @param stem how its file's name begins
 * @param variants what may follow the stem, before or behind a version: {@code -fpm}
 * @param marks where its version stands; those of another package of the same file name follow
 * @param confirmation what confirms a version that stands alone
 * @param library how the name of the library begins that holds the version where the program itself does not, or ""
 */
record Program(String stem, List<String> variants, List<Mark> marks, Confirmation confirmation, String library) {
    enum Confirmation {
        /** It is the only one of its shape. */
        SINGLE,
        /** It is the only one of its shape, or the only one that a path in the file ends with. */
        PATH,
        /** A longer text starts with it and ends as Redis's build id does. */
        REDIS_BUILD,
        /** The file's name, or a text {@code python3.12} in it, holds its first two numbers. */
        PYTHON
    }

    static Program of(String stem, Mark... marks) {
        return new Program(stem, List.of(), List.of(marks), Confirmation.SINGLE, "");
    }

    Program or(String... moreVariants) {
        return new Program(stem, List.of(moreVariants), marks, confirmation, library);
    }

    Program by(Confirmation newConfirmation) {
        return new Program(stem, variants, marks, newConfirmation, library);
    }

    Program within(String newLibrary) {
        return new Program(stem, variants, marks, confirmation, newLibrary);
    }

    /**
     * Whether a file of this name may be it: {@code python3.12}, {@code php-fpm8.2}, {@code libruby-3.1.so.3.1.2}.
     *
     * @param from where the file's name starts in the path
     */
    boolean named(String path, int from) {
        if (!path.startsWith(stem, from)) {
            return false;
        }
        int at = from + stem.length();
        if (stem.startsWith("lib")) {
            int so = path.indexOf(".so", at);
            return so >= 0
                    && (so == at || !Character.isLetter(path.charAt(at)))
                    && numbers(path, so + 3, path.length());
        }
        for (String variant : variants) {
            if (path.startsWith(variant, at) && numbers(path, at + variant.length(), path.length())) {
                return true;
            }
        }
        return numbers(path, at, path.length());
    }

    private static boolean numbers(String path, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = path.charAt(i);
            if (c != '.' && c != '-' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
