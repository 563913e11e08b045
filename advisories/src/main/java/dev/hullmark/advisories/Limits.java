package dev.hullmark.advisories;

import java.time.Duration;

/** Every bound of this room. Feeds are hostile until read. */
final class Limits {
    private Limits() {}

    /** One OSV record as JSON; the largest real ones (kernel) are a few megabytes. */
    static final int RECORD_BYTES = 32 << 20;

    /** Objects in objects of a record. */
    static final int NESTING = 64;
    /** Characters of one text in a record. */
    static final int STRING_CHARS = 8 << 20;
    /** Characters of a package's name. */
    static final int NAME_CHARS = 4_096;
    /** Characters of an id. */
    static final int ID_CHARS = 256;
    /** Packages that one record says are affected. */
    static final int AFFECTED = 50_000;
    /** Events of all ranges of a record. */
    static final int EVENTS = 500_000;
    /** Versions that one record lists. */
    static final int VERSIONS = 500_000;
    /** Characters of a version. */
    static final int VERSION_CHARS = 512;
    /** Characters of a source's own severity. */
    static final int SEVERITY_CHARS = 64;
    /** Scores of one record. */
    static final int CVSS = 8;
    /** Characters of a CVSS vector. */
    static final int VECTOR_CHARS = 512;
    /** Aliases of one record. */
    static final int ALIASES = 1_000;
    /** Characters kept of a summary. */
    static final int SUMMARY_CHARS = 1_000;
    /** Characters of a link. */
    static final int REFERENCE_CHARS = 2_000;

    /** Inflated bytes of one ecosystem's zip. */
    static final long FEED_BYTES = 16L << 30;

    /** Records of one ecosystem. */
    static final int FEED_RECORDS = 8_000_000;
    /** More unreadable records than this, and than readable ones, and it is no feed. */
    static final int BAD_RECORDS = 1_000;

    /** Unreadable records that are named. */
    static final int NAMED_BAD_RECORDS = 20;
    /** Releases that an index names. */
    static final int RELEASES = 10_000;

    /** Bytes of the KEV catalog. */
    static final long KEV_BYTES = 64L << 20;
    /** Inflated bytes of the EPSS scores. */
    static final long EPSS_BYTES = 512L << 20;
    /** Rows of the EPSS scores. */
    static final int EPSS_ROWS = 8_000_000;

    /** One section is mapped at once, so it stays under 2 GB. */
    static final long SECTION_BYTES = Integer.MAX_VALUE - 64L;

    /** Bytes of an index file's directory. */
    static final int DIRECTORY_BYTES = 1 << 20;
    /** What a sorter holds in memory before it spills. */
    static final int SORT_BYTES = 24 << 20;

    /** Bytes of one download. */
    static final long DOWNLOAD_BYTES = 4L << 30;
    /** Bytes of a list of changed records. */
    static final int LIST_BYTES = 512 << 20;
    /** Until a source answers a connection. */
    static final Duration CONNECT = Duration.ofSeconds(5);
    /** Without a byte from a source. */
    static final Duration STALL = Duration.ofSeconds(20);
    /** What all sources together may waste of an update's time by silence; then the rest is not asked. */
    static final Duration PATIENCE = Duration.ofMinutes(5);
    /** The same for a scan: somebody waits for it, and it can do without. */
    static final Duration SCAN_PATIENCE = Duration.ofSeconds(5);

    /** Attempts at one download. */
    static final int ATTEMPTS = 4;
    /** Up to so many changed records are fetched one by one; more, and the whole zip is. */
    static final int SINGLE_RECORDS = 400;

    /** Downloads at a time. */
    static final int PARALLEL_FETCHES = 8;
    /** A download that was cut off is kept this long, to be resumed. */
    static final Duration RESUME = Duration.ofHours(12);

    /** Unpacked bytes of one XML file; Oracle's is some 250 megabytes. */
    static final long XML_BYTES = 4L << 30;

    /** Characters of one text in XML. */
    static final int XML_TEXT = 100_000;
    /** Tests, objects and states of one OVAL file; they point at one another and are held together. */
    static final int OVAL_PARTS = 3_000_000;

    /** Bytes of one CSAF document; those of the kernel have some twenty megabytes. */
    static final long CSAF_BYTES = 256L << 20;

    /** Products, relations and statements of one CSAF document. */
    static final int CSAF_PARTS = 3_000_000;

    /** Folders in a distribution's folder, and files in all of them. */
    static final int FOLDER_DEPTH = 6;

    /** Files in all of a distribution's folders. */
    static final int FEED_FILES = 2_000_000;
}
