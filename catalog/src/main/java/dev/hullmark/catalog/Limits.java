package dev.hullmark.catalog;

/** How much of anything this room takes in. Real images stay far below; what goes over is a gap, never a failure. */
public final class Limits {
    private Limits() {}

    /** Packages told of by one file: the largest distributions have some 100,000 in all. */
    public static final int PACKAGES_PER_FILE = 100_000;

    /** Packages told of by one layer. */
    public static final int PACKAGES_PER_LAYER = 300_000;

    /** Characters in a package's name, version, or any other of its texts. */
    public static final int TEXT = 1_000;

    /** Characters of all packages' texts of one layer; a distribution with 5,000 packages takes some 2 million. */
    public static final int TEXT_PER_LAYER = 64 << 20;

    /** Names of one layer, 8 bytes each. */
    public static final int NAMES_PER_LAYER = 8_000_000;

    /** Paths of one layer that a distribution's package owns and a language package could be named by, 8 bytes each. */
    public static final int OWNED_PER_LAYER = 2_000_000;

    /** Characters of all paths that one file says are owned; a distribution with 500,000 files takes some 40 million. */
    public static final long OWNED_TEXT = 512L << 20;

    /** Gaps remembered of one file. */
    public static final int GAPS_PER_FILE = 10;

    /** Gaps remembered of one layer. */
    public static final int GAPS_PER_LAYER = 1_000;

    /** Coverage entries of one inventory that come from gaps; the others are counted. */
    public static final int GAPS_SHOWN = 100;

    /** Characters of a gap's reason. */
    public static final int REASON = 300;

    /** Places listed of one package. */
    public static final int EVIDENCE_PER_PACKAGE = 50;

    /** Bytes of one stored layer. */
    public static final int FACTS_BYTES = 256 << 20;

    /** Bytes the cache may take. */
    public static final long CACHE_BYTES = 1L << 30;

    /** Files the cache may hold. */
    public static final int CACHE_FILES = 16_000;

    /** Secrets told of by one file. */
    public static final int SECRETS_PER_FILE = 100;

    /** Secrets of one image. */
    public static final int SECRETS = 10_000;

    /** Bytes of a file that is looked at for secrets; of a larger one that is named like a configuration, the first. */
    public static final int SECRET_FILE = 1 << 20;

    /** Special files of one layer, and of one image. */
    public static final int SPECIAL_FILES_PER_LAYER = 20_000;

    /** Accounts or groups that one file lists, and bytes of such a file. */
    public static final int ACCOUNTS_PER_FILE = 10_000;

    public static final int ACCOUNTS_FILE = 4 << 20;

    /** Calls of programs told of by one script or configuration, and bytes of such a file. */
    public static final int PROGRAMS_PER_FILE = 20;

    public static final int SCRIPT = 64 << 10;

    /** Noteworthy programs of one layer, and of one image. */
    public static final int PROGRAMS_PER_LAYER = 5_000;

    /** Files and directories of one layer in the directories that servers write: that there are some is what counts. */
    static final int SCRATCH_PER_LAYER = 500;

    /** Bytes of an os-release or similar file. */
    public static final int RELEASE_FILE_BYTES = 64 << 10;

    /** Bytes of one line that is looked at; the rest of a longer one is skipped. */
    public static final int LINE_BYTES = 16 << 10;

    /** Bytes of a package database in plain text. */
    public static final long TEXT_DATABASE_BYTES = 256L << 20;

    /** Bytes of one package's rpm header: a kernel with all its modules takes some 2 MB. */
    public static final int RPM_HEADER_BYTES = 32 << 20;

    /** Index entries of one rpm header. */
    public static final int RPM_HEADER_ENTRIES = 0xffff;

    /** Files of one rpm package. */
    public static final int RPM_FILES = 1_000_000;

    /** Damaged places of an rpm database after which the rest is given up. */
    public static final int DAMAGES = 10_000;

    /** Bytes of an rpm database. */
    public static final long RPM_DATABASE_BYTES = 4L << 30;

    /** Levels of an SQLite b-tree; a page holds at least two children, so a real tree has far fewer. */
    public static final int SQLITE_DEPTH = 40;

    /** Characters of a declared licence, and declarations a package. */
    public static final int LICENCE = 256;

    public static final int LICENCES = 16;

    /** Bytes of a {@code package.json}; npm's own registry refuses far smaller ones. */
    public static final int PACKAGE_JSON = 4 << 20;

    /** Bytes of the headers of a Python METADATA or PKG-INFO. */
    public static final int PYTHON_HEADERS = 1 << 20;

    /** Bytes of one zip archive's central directory: some 300,000 entries. */
    public static final int ZIP_DIRECTORY = 32 << 20;

    /** Bytes read and inflated of all archives in one file. */
    public static final long ARCHIVE_BYTES = 512L << 20;

    /**
     * The same for each byte of that file, but never less than {@link #ARCHIVE_FREE}: real ones take some 3. Also what each
     * byte of a compressed archive inside may inflate to.
     */
    public static final int ARCHIVE_RATIO = 50;

    public static final long ARCHIVE_FREE = 128L << 20;

    /** What a compressed archive inside may inflate to, however small it is. */
    public static final long ARCHIVE_INSIDE_FREE = 1L << 20;

    /** Archives in one file, itself included, and how deep they nest. */
    public static final int ARCHIVES = 10_000;

    public static final int ARCHIVE_DEPTH = 6;

    /** Bytes of a compressed archive inside another, which is inflated into memory; a stored one is read in place. */
    public static final int INFLATED_ARCHIVE = 64 << 20;

    /** Bytes of what describes a jar: of a manifest only the first. */
    public static final int MANIFEST = 1 << 18;

    public static final int POM_PROPERTIES = 1 << 16;

    public static final int POM = 4 << 20;

    /** Packages of one archive file with all that is inside it. */
    public static final int ARCHIVE_PACKAGES = 20_000;

    /** Folders of classes that are looked at for a jar's own package. */
    public static final int CLASS_FOLDERS = 20_000;

    /** Bytes of the smallest executable that is asked for Go's build information: Go's runtime alone is larger. */
    public static final int GO_SMALLEST = 256 << 10;

    /** Bytes from an executable's start that are read first; its program headers and notes lie in them. */
    public static final int GO_HEAD = 4 << 10;

    /** Bytes of an executable's data that are searched for build information where no section names its place. */
    public static final int GO_SEARCH = 1 << 20;

    /** Bytes of an executable's section headers or load commands. */
    public static final int GO_HEADERS = 4 << 20;

    /** Bytes of the list of modules. */
    public static final int GO_MODULES = 16 << 20;

    /** Bytes of the smallest file that is searched for a program's version: less is a stub that a library stands behind. */
    public static final int BINARY_SMALLEST = 8 << 10;

    /** Bytes of the largest file that is searched for a program's version. */
    public static final long BINARY_BYTES = 512L << 20;

    /** Bytes of such a file that are held at a time. */
    public static final int BINARY_WINDOW = 256 << 10;

    /** Different versions noted of one such file. */
    public static final int BINARY_VERSIONS = 500;

    /** Bytes from an ELF file's start that are read for a package note, the smallest such file, and bytes of its notes. */
    public static final int ELF_HEAD = 4 << 10;

    public static final int ELF_SMALLEST = 4 << 10;

    public static final int ELF_NOTES = 64 << 10;

    /** Bytes of a list of requirements or a {@code go.mod}, which people write. */
    public static final int MANIFEST_FILE = 4 << 20;

    /** Characters kept of one value in TOML, and items looked at of a list there. */
    public static final int TOML_VALUE = 64 << 10;

    public static final int TOML_ITEMS = 10_000;

    /** "A needs B" remembered of one lock file; past that what is for development is not told apart. */
    public static final int LOCK_EDGES = 1_000_000;

    /**
     * Bytes of a file that lists packages: a lock file (one of a hundred thousand npm packages takes some 50 MB), or what a
     * package manager writes of what it installed.
     */
    public static final int LISTING = 64 << 20;

    /** Bytes of a file that describes one package in text: a gemspec, an R DESCRIPTION, Erlang's metadata. */
    public static final int DESCRIPTION = 1 << 20;

    /** Bytes of what cargo-auditable left in an executable, inflated; real ones take some 10 KB a hundred crates. */
    public static final int RUST_AUDIT = 8 << 20;

    /** Bytes of the smallest executable that is asked for it: the same as for Go, so that no more files are read. */
    public static final int RUST_SMALLEST = GO_SMALLEST;

    /** Bytes of the names of an executable's sections. */
    public static final int ELF_NAMES = 4 << 20;
}
