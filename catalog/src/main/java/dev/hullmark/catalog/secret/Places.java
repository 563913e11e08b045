package dev.hullmark.catalog.secret;

import java.util.Locale;

/**
 * Which files are looked at. What a distribution or a registry of packages gives to everybody is no secret, and is most
 * of an image: it is passed over by its place, so that a scan need not read it. A file whose name says that it holds
 * credentials is looked at wherever it lies.
 */
enum Places {
    /** Not looked at. */
    NO,
    /** Only credentials with a form of their own: tests and examples are full of invented ones. */
    FORMS,
    /** Everything. */
    ALL;

    /** Where distributions put what they publish; {@code usr/local}, {@code usr/src} and others are the user's own. */
    private static final String[] PUBLIC = {
        "usr/share/",
        "usr/lib/",
        "usr/lib32/",
        "usr/lib64/",
        "usr/libexec/",
        "usr/include/",
        "usr/bin/",
        "usr/sbin/",
        "usr/games/",
        "lib/",
        "lib32/",
        "lib64/",
        "bin/",
        "sbin/",
        "boot/",
        "var/lib/dpkg/",
        "var/lib/apt/",
        "var/lib/rpm/",
        "var/lib/dnf/",
        "var/lib/yum/",
        "var/cache/",
        "var/lib/apk/",
        "lib/apk/",
        "etc/ssl/certs/",
        "etc/pki/ca-trust/",
        "etc/ca-certificates/",
        "usr/local/go/",
        "usr/local/lib/python",
        "usr/local/lib/ruby/",
        "usr/local/include/",
        "usr/local/share/man/",
        "snap/",
        "nix/store/",
        "proc/",
        "sys/",
        "dev/",
        "var/lib/docker/",
        "var/lib/containerd/"
    };

    /** What package managers unpack from public registries, wherever. */
    private static final String[] PACKAGES = {
        "node_modules/",
        "site-packages/",
        "/lib/python2.",
        "/lib/python3",
        "/lib/ruby/",
        "dist-packages/",
        ".m2/repository/",
        "/pkg/mod/",
        ".cargo/registry/",
        ".nuget/packages/",
        ".gradle/caches/",
        "/gems/",
        ".git/objects/",
        "/__pycache__/",
        ".npm/_cacache/",
        "/bower_components/",
        ".pnpm-store/",
        ".rustup/toolchains/",
        ".cache/pip/",
        ".cache/go-build/",
        "/.yarn/cache/",
        ".pub-cache/",
        "conda/pkgs/",
        ".ivy2/cache/",
        ".sbt/boot/",
        ".hex/packages/",
        "/deps/hex/"
    };

    private static final String[] TRIALS = {
        "test/",
        "tests/",
        "testing/",
        "testdata/",
        "test_data/",
        "test-data/",
        "fixtures/",
        "fixture/",
        "__tests__/",
        "spec/",
        "specs/",
        "example/",
        "examples/",
        "sample/",
        "samples/",
        "demo/",
        "demos/",
        "doc/",
        "docs/",
        "locale/",
        "locales/",
        "lang/",
        "i18n/",
        "translations/",
        "vendor/",
        "third_party/",
        "mocks/",
        "mock/",
        "__mocks__/",
        "testlib/",
        "testcases/",
        "benchmarks/",
        "bench/",
        "cypress/",
        "e2e/",
        "unittests/",
        "selftests/",
        "selftest/"
    };

    static Places of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean telling = telling(path, name);
        if (!telling && (published(name) || anyStart(path, PUBLIC) || anyIn(path, PACKAGES))) {
            return NO;
        }
        if (telling && (path.startsWith("usr/share/doc/") || path.startsWith("proc/"))) {
            return NO;
        }
        boolean trial = trial(path) || trialName(name);
        return trial ? FORMS : ALL;
    }

    /** Whether the name says that there are credentials. */
    private static boolean telling(String path, String name) {
        return switch (name) {
            case ".env",
                    ".npmrc",
                    ".pypirc",
                    ".netrc",
                    "_netrc",
                    ".git-credentials",
                    ".dockercfg",
                    ".pgpass",
                    ".my.cnf",
                    ".s3cfg",
                    ".boto",
                    "id_rsa",
                    "id_dsa",
                    "id_ecdsa",
                    "id_ed25519",
                    ".htpasswd",
                    "kubeconfig",
                    ".terraformrc" -> true;
            case "config.json" -> path.endsWith(".docker/config.json");
            case "config" -> path.endsWith(".kube/config") || path.endsWith(".git/config");
            case "credentials" -> path.contains(".aws/") || path.contains(".gem/") || path.contains(".cargo/");
            default -> name.startsWith(".env.") && !trialName(name);
        };
    }

    /** Names of files that hold no text, or text that is published and full of digests. */
    private static boolean published(String name) {
        switch (name) {
            case "package-lock.json",
                    "npm-shrinkwrap.json",
                    "yarn.lock",
                    "pnpm-lock.yaml",
                    "go.sum",
                    "go.mod",
                    "Cargo.lock",
                    "poetry.lock",
                    "Pipfile.lock",
                    "Gemfile.lock",
                    "composer.lock",
                    "uv.lock",
                    "packages.lock.json",
                    "mix.lock",
                    "pubspec.lock",
                    "RECORD",
                    "SHA256SUMS",
                    "LICENSE",
                    "COPYING",
                    "NOTICE",
                    "AUTHORS",
                    "CHANGELOG",
                    "ChangeLog" -> {
                return true;
            }
            default -> {}
        }
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return false;
        }
        return switch (name.substring(dot + 1).toLowerCase(Locale.ROOT)) {
            case "png",
                    "jpg",
                    "jpeg",
                    "gif",
                    "ico",
                    "webp",
                    "svg",
                    "bmp",
                    "tiff",
                    "mp3",
                    "mp4",
                    "avi",
                    "mov",
                    "ogg",
                    "wav",
                    "webm",
                    "pdf",
                    "ps",
                    "eps",
                    "woff",
                    "woff2",
                    "ttf",
                    "otf",
                    "eot",
                    "so",
                    "a",
                    "o",
                    "la",
                    "lo",
                    "pyc",
                    "pyo",
                    "class",
                    "jar",
                    "war",
                    "ear",
                    "zip",
                    "gz",
                    "tgz",
                    "bz2",
                    "xz",
                    "zst",
                    "tar",
                    "7z",
                    "rar",
                    "deb",
                    "rpm",
                    "apk",
                    "whl",
                    "egg",
                    "gem",
                    "nupkg",
                    "wasm",
                    "node",
                    "exe",
                    "dll",
                    "dylib",
                    "bin",
                    "dat",
                    "db",
                    "sqlite",
                    "sqlite3",
                    "mo",
                    "po",
                    "pot",
                    "gmo",
                    "map",
                    "css",
                    "scss",
                    "less",
                    "sass",
                    "md",
                    "markdown",
                    "rst",
                    "adoc",
                    "html",
                    "htm",
                    "xhtml",
                    "tex",
                    "texi",
                    "info",
                    "man",
                    "1",
                    "3",
                    "5",
                    "8",
                    "sum",
                    "sha1",
                    "sha256",
                    "sha512",
                    "md5",
                    "sig",
                    "crt",
                    "cer",
                    "der",
                    "crl",
                    "cat",
                    "ucode",
                    "fw",
                    "rlib",
                    "rmeta",
                    "d",
                    "ts.map",
                    "h",
                    "hpp",
                    "hh",
                    "pdb",
                    "lib",
                    "obj",
                    "ko",
                    "elc",
                    "pack",
                    "idx",
                    "xsd",
                    "dtd",
                    "xsl",
                    "xslt",
                    "tzdata",
                    "patch",
                    "diff",
                    "srt",
                    "snap",
                    "lock",
                    "xlf",
                    "strings",
                    "resx",
                    "csproj",
                    "nib",
                    "icns" -> true;
            default -> name.endsWith(".d.ts") || name.endsWith(".min.js");
        };
    }

    private static boolean trial(String path) {
        for (String trial : TRIALS) {
            int at = path.indexOf(trial);
            while (at >= 0) {
                if (at == 0 || path.charAt(at - 1) == '/') {
                    return true;
                }
                at = path.indexOf(trial, at + 1);
            }
        }
        return false;
    }

    private static boolean trialName(String name) {
        return name.endsWith(".example")
                || name.endsWith(".sample")
                || name.endsWith(".template")
                || name.endsWith(".dist")
                || name.endsWith(".tmpl")
                || name.contains("example")
                || name.contains(".test.")
                || name.contains(".spec.")
                || name.contains("_test.")
                || name.startsWith("test_");
    }

    private static boolean anyStart(String path, String[] starts) {
        for (String start : starts) {
            if (path.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyIn(String path, String[] parts) {
        for (String part : parts) {
            if (path.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
