package dev.hullmark.match;

import dev.hullmark.model.Distribution;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Until when a release of a distribution gets security updates that nobody has to pay for. Dates announced by the
 * distributions themselves, each line with its page; checked in November 2026 against them as far as they could be read,
 * else against endoflife.date. A release that is not here is not judged.
 */
final class EndOfLifeTable {
    private EndOfLifeTable() {}

    private static final String CENTOS_STREAM = "centos-stream";

    /** By the distribution's id in os-release ({@link #id}); releases oldest first, each with its last day. */
    private static final Map<String, Map<String, LocalDate>> ENDS = new LinkedHashMap<>();

    private static void add(String id, String... releasesAndEnds) {
        Map<String, LocalDate> ends = new LinkedHashMap<>();
        for (int i = 0; i < releasesAndEnds.length; i += 2) {
            ends.put(releasesAndEnds[i], LocalDate.parse(releasesAndEnds[i + 1]));
        }
        ENDS.put(id, ends);
    }

    static {
        // Package distro-info-data, with the long-term support: wiki.debian.org/LTS.
        add(
                "debian",
                "6",
                "2016-02-29",
                "7",
                "2018-05-31",
                "8",
                "2020-06-30",
                "9",
                "2022-06-30",
                "10",
                "2024-06-30",
                "11",
                "2026-08-31",
                "12",
                "2028-06-30",
                "13",
                "2030-06-30");
        // Package distro-info-data, standard support: ubuntu.com/about/release-cycle.
        add(
                "ubuntu",
                "12.04",
                "2017-04-28",
                "14.04",
                "2019-04-25",
                "16.04",
                "2021-04-30",
                "16.10",
                "2017-07-20",
                "17.04",
                "2018-01-13",
                "17.10",
                "2018-07-19",
                "18.04",
                "2023-05-31",
                "18.10",
                "2019-07-18",
                "19.04",
                "2020-01-23",
                "19.10",
                "2020-07-17",
                "20.04",
                "2025-05-29",
                "20.10",
                "2021-07-22",
                "21.04",
                "2022-01-20",
                "21.10",
                "2022-07-14",
                "22.04",
                "2027-06-01",
                "22.10",
                "2023-07-20",
                "23.04",
                "2024-01-25",
                "23.10",
                "2024-07-11",
                "24.04",
                "2029-05-31",
                "24.10",
                "2025-07-10",
                "25.04",
                "2026-01-15",
                "25.10",
                "2026-07-09",
                "26.04",
                "2031-05-29");
        // alpinelinux.org/releases; 3.24 by its rule of two years.
        add(
                "alpine",
                "3.3",
                "2017-11-01",
                "3.4",
                "2018-05-01",
                "3.5",
                "2018-11-01",
                "3.6",
                "2019-05-01",
                "3.7",
                "2019-11-01",
                "3.8",
                "2020-05-01",
                "3.9",
                "2020-11-01",
                "3.10",
                "2021-05-01",
                "3.11",
                "2021-11-01",
                "3.12",
                "2022-05-01",
                "3.13",
                "2022-11-01",
                "3.14",
                "2023-05-01",
                "3.15",
                "2023-11-01",
                "3.16",
                "2024-05-23",
                "3.17",
                "2024-11-22",
                "3.18",
                "2025-05-09",
                "3.19",
                "2025-11-01",
                "3.20",
                "2026-04-01",
                "3.21",
                "2026-11-01",
                "3.22",
                "2027-05-01",
                "3.23",
                "2027-11-01",
                "3.24",
                "2028-05-01");
        // access.redhat.com/support/policy/updates/errata, end of maintenance support.
        add(
                "rhel",
                "5",
                "2017-03-31",
                "6",
                "2020-11-30",
                "7",
                "2024-06-30",
                "8",
                "2029-05-31",
                "9",
                "2032-05-31",
                "10",
                "2035-05-31");
        // centos.org/centos-linux-eol, centos.org/cl-vs-cs; of Stream 10 only the year is told
        // (endoflife.date/centos-stream).
        add("centos", "5", "2017-03-31", "6", "2020-11-30", "7", "2024-06-30", "8", "2021-12-31");
        add(CENTOS_STREAM, "8", "2024-05-31", "9", "2027-05-31", "10", "2030-01-01");
        // wiki.almalinux.org/release-notes, wiki.rockylinux.org/rocky/version.
        add("almalinux", "8", "2029-03-01", "9", "2032-05-31", "10", "2035-05-31");
        add("rocky", "8", "2029-05-31", "9", "2032-05-31", "10", "2035-05-31");
        // oracle.com/a/ocom/docs/elsp-lifetime-069338.pdf, premier support; the months' last days.
        add("ol", "6", "2021-03-31", "7", "2024-12-31", "8", "2029-07-31", "9", "2032-06-30", "10", "2035-06-30");
        // docs.aws.amazon.com/linux/al2023/ug/release-cadence.html, aws.amazon.com/amazon-linux-2/faqs.
        add("amzn", "2018.03", "2023-12-31", "2", "2026-06-30", "2023", "2029-06-30");
        // learn.microsoft.com/azure/azure-linux/release-cadence-lifecycle, endoflife.date/azure-linux.
        add("mariner", "1.0", "2023-08-31", "2.0", "2025-07-31");
        add("azurelinux", "3.0", "2027-08-31");
        // suse.com/lifecycle, general support.
        add(
                "sles",
                "11.4",
                "2019-03-31",
                "12",
                "2016-06-30",
                "12.1",
                "2017-05-31",
                "12.2",
                "2018-03-31",
                "12.3",
                "2019-06-30",
                "12.4",
                "2020-06-30",
                "12.5",
                "2024-10-31",
                "15",
                "2019-12-31",
                "15.1",
                "2021-01-31",
                "15.2",
                "2021-12-31",
                "15.3",
                "2022-12-31",
                "15.4",
                "2023-12-31",
                "15.5",
                "2024-12-31",
                "15.6",
                "2025-12-31",
                "15.7",
                "2031-07-31",
                "16.0",
                "2027-11-30");
        // en.opensuse.org/Lifetime.
        add(
                "opensuse-leap",
                "42.3",
                "2019-06-30",
                "15.0",
                "2019-12-03",
                "15.1",
                "2021-02-02",
                "15.2",
                "2022-01-04",
                "15.3",
                "2022-12-31",
                "15.4",
                "2023-12-07",
                "15.5",
                "2024-12-31",
                "15.6",
                "2026-04-30",
                "16.0",
                "2027-10-31");
        // fedorapeople.org/groups/schedule, docs.fedoraproject.org/en-US/releases/eol.
        add(
                "fedora",
                "35",
                "2022-12-13",
                "36",
                "2023-05-16",
                "37",
                "2023-12-05",
                "38",
                "2024-05-21",
                "39",
                "2024-11-26",
                "40",
                "2025-05-13",
                "41",
                "2025-12-15",
                "42",
                "2026-05-27",
                "43",
                "2026-12-09",
                "44",
                "2027-06-02");
    }

    /** CentOS Linux and CentOS Stream are two, though both say that they are {@code centos}. */
    static String id(Distribution d) {
        String id = d.id().toLowerCase(Locale.ROOT);
        return id.equals("centos") && d.prettyName().contains("Stream") ? CENTOS_STREAM : id;
    }

    /** The distribution to look for a supported release in: another one where this one has no more of them. */
    static String successor(String id) {
        return switch (id) {
            case "centos" -> CENTOS_STREAM;
            case "mariner" -> "azurelinux";
            default -> id;
        };
    }

    /** Distributions that have no releases, or a branch that never ends. */
    static boolean rolling(String id, String version) {
        return switch (id) {
            case "wolfi", "chainguard", "opensuse-tumbleweed", "arch", "minimos" -> true;
            case "alpine" -> version.contains("_alpha");
            case "debian" -> version.isEmpty();
            default -> false;
        };
    }

    /** The releases of a distribution, oldest first; empty when it is not known. */
    static Map<String, LocalDate> releases(String id) {
        return ENDS.getOrDefault(id, Map.of());
    }

    /** The release as the table writes it: {@code 3.20} of Alpine's 3.20.3, {@code 9} of Rocky's 9.4. */
    static Optional<String> release(String id, String version) {
        Map<String, LocalDate> known = releases(id);
        String release = version;
        while (!known.containsKey(release)) {
            int dot = release.lastIndexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            release = release.substring(0, dot);
        }
        // A service pack that is not listed is not the release without one.
        boolean shortened = release.length() < version.length();
        return shortened && id.equals("sles") ? Optional.empty() : Optional.of(release);
    }
}
