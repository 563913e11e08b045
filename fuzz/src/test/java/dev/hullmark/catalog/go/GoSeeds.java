package dev.hullmark.catalog.go;

/** Small executables that carry Go's build information. */
public final class GoSeeds {
    private static final String MODULES =
            "path\tcmd/x\nmod\texample.com/x\tv1.0.0\th1:a=\ndep\tgolang.org/x/net\tv0.1.0\th1:b=\n=>\texample.com/net\tv0.2.0\th1:c=\nbuild\t-ldflags=\"-X main.version=1\"\n";

    private GoSeeds() {}

    public static byte[][] all() {
        byte[] info = GoFile.inline("go1.22.1", MODULES);
        return new byte[][] {
            GoFile.elf(info, 8, false, true),
            GoFile.elf(GoFile.pointers("go1.17", MODULES, 4, true), 4, true, false),
            GoFile.pe(info),
            GoFile.machO(info)
        };
    }
}
