package dev.hullmark.image;

import java.time.Duration;

/** Every bound on what an image may make us do; sizes in bytes. What passes one costs that part and is told of. */
public final class Limits {
    private Limits() {}

    static final long KIB = 1024;
    static final long MIB = 1024 * KIB;
    static final long GIB = 1024 * MIB;

    /** A manifest or an index: what registries accept at most (OCI distribution-spec). */
    public static final int MANIFEST = (int) (4 * MIB);
    /** An image's configuration. */
    public static final int CONFIG = (int) (8 * MIB);
    /** Nesting of our JSON documents. */
    static final int JSON_DEPTH = 100;
    /** Indexes inside indexes. */
    public static final int INDEX_DEPTH = 4;
    /** Manifests looked at in one index, nested ones counted. */
    public static final int INDEX_MANIFESTS = 1000;
    /** Layers of one image; engines stop at 127. */
    public static final int LAYERS = 1000;
    /** Members of an archive that holds an image. */
    static final int ARCHIVE_MEMBERS = 200_000;

    /** Entries of one layer. */
    static final int LAYER_ENTRIES = 10_000_000;
    /** One extended header or long name, the bound Go's archive/tar (and so the engines) keep. */
    static final int TAR_META = (int) MIB;
    /** Headers that only describe the next one, in a row. */
    static final int TAR_META_IN_A_ROW = 64;
    /** Segments of a sparse file. */
    static final int SPARSE_SEGMENTS = 65_536;
    /** Characters of a path. */
    static final int PATH = 16_384;
    /** Depth of a directory tree on disk. */
    static final int DIRECTORY_DEPTH = 1_000;
    /** Names of one directory that are put in order at a time. */
    static final int DIRECTORY_BATCH = 65_536;

    /** A compressed file's content kept in memory once it is read at random. */
    static final int MEMORY_CONTENT = (int) (16 * MIB);
    /** The same in a temporary file. */
    static final long SPILLED_CONTENT = 2 * GIB;
    /** Left free on the disk a temporary file lies on. */
    static final long DISK_RESERVE = 512 * MIB;

    /** One layer, or one archive that came compressed, unpacked. */
    static final long LAYER_BYTES = 64 * GIB;
    /** All layers of an image, unpacked. */
    static final long IMAGE_BYTES = 256 * GIB;
    /** Unpacked to packed, of a layer and of an image; only asked past {@link #RATIO_FREE}. */
    static final long RATIO = 200;
    /** What may be packed better: a lone sparse log file is, and a bomb of this size is over in two seconds. */
    static final long RATIO_FREE = GIB;
    /** Reading all layers of an image: as long as a slow line needs, but not for ever. */
    static final Duration READ_TIME = Duration.ofHours(1);

    /** Symbolic links remembered per image, to follow the wanted ones. */
    static final int SYMLINKS = 200_000;
    /** Wanted links followed per layer. */
    static final int WANTED_LINKS = 20_000;
    /** Wanted hard links followed to one file of a layer; busybox has about four hundred names. */
    static final int NAMES_OF_A_FILE = 1_000;

    /** Links followed for one path, as Linux does. */
    static final int LINK_HOPS = 40;
    /** Looks at a layer for the targets of links that lead to links. */
    static final int LINK_PASSES = 3;

    /** Gaps told one by one per layer; the rest as a number. */
    static final int GAPS = 50;

    /** A file of the user's that names registries and their credentials. */
    static final int USER_CONFIG = (int) MIB;
    /** What a credential helper may take, and print. */
    static final Duration CREDENTIAL_HELPER_TIME = Duration.ofSeconds(20);

    static final int CREDENTIAL_HELPER_OUTPUT = (int) (64 * KIB);
    /** A token service's answer. */
    static final int REGISTRY_TOKEN = (int) MIB;
    /** What is read of a registry's refusal. */
    static final int REGISTRY_ERROR = (int) (16 * KIB);

    /** Kinds of clients, by whom they trust and what they show, that are kept for the next one who asks alike. */
    static final int REGISTRY_CLIENTS = 64;

    /** Until a registry answers a connection. */
    static final Duration REGISTRY_CONNECT = Duration.ofSeconds(5);
    /** Until it answers a request. */
    static final Duration REGISTRY_ANSWER = Duration.ofSeconds(30);
    /** Without a byte. */
    static final Duration REGISTRY_IDLE = Duration.ofSeconds(30);
    /** Of waiting, in which this many bytes of a layer must come; a document must come as a whole. */
    static final Duration REGISTRY_PACE_TIME = Duration.ofSeconds(60);

    static final long REGISTRY_PACE = 64 * KIB;
    /** Bytes a second in which something that is sent to a registry must get there. */
    static final long REGISTRY_PUSH_PACE = 64 * KIB;
    /** Attempts at one request that is answered with 429 or 5xx or breaks off. */
    static final int REGISTRY_ATTEMPTS = 4;
    /** The longest a registry may ask us to wait before the next attempt. */
    static final Duration REGISTRY_RETRY_AFTER = Duration.ofSeconds(30);
    /** Tokens fetched for one request. */
    static final int REGISTRY_RENEWALS = 2;

    /** Redirections followed for one request. */
    static final int REGISTRY_REDIRECTS = 5;
    /** Connections that may break while one layer is read. */
    static final int REGISTRY_BREAKS = 5;
    /** Repositories of a registry, and tags of a repository. */
    static final int REGISTRY_NAMES = 200_000;
    /** Answers to one question for what is attached to an image, which comes page by page. */
    static final int REFERRER_PAGES = 20;
    /** Entries of one page of them. */
    static final int REFERRERS_LISTED = 10_000;
    /** Manifests of what is attached to an image that are looked at. */
    static final int REFERRERS = 500;
    /** Something attached to an image: an SBOM, a statement. */
    public static final int ATTACHMENT = (int) (64 * MIB);
    /** Changed files of a container that are asked for one by one. */
    static final int CONTAINER_FILES = 5_000;
}
