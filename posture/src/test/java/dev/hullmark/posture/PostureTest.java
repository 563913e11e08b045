package dev.hullmark.posture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.model.Coverage;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Finding;
import dev.hullmark.model.Inventory;
import dev.hullmark.model.Package;
import dev.hullmark.model.PackageType;
import dev.hullmark.model.Secret;
import dev.hullmark.model.Severity;
import dev.hullmark.model.SpecialFile;
import dev.hullmark.model.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostureTest {
    private static Inventory inventory(List<Package> packages, Facts facts, Map<String, Integer> catalogers) {
        return new Inventory(
                new Subject("image", "shop:1", "", "docker"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                packages,
                List.of(),
                catalogers,
                facts);
    }

    private static List<Finding> findings(Facts facts) {
        return Posture.check(inventory(List.of(), facts, Map.of()), LicencePolicy.NONE)
                .findings();
    }

    private static Secret secret(String path, int layer, boolean deleted) {
        return new Secret(
                "password",
                "Password",
                Severity.MEDIUM,
                "X=****",
                new Evidence(path, "sha256:" + layer, layer, "", 3),
                deleted);
    }

    @Test
    void theSameSecretInSeveralLayersIsOneFinding() {
        List<Finding> found = findings(Facts.EMPTY.withSecrets(
                List.of(secret("/a", 0, true), secret("/a", 1, false), secret("/b", 0, true), secret("", -1, false))));
        assertThat(found)
                .extracting(Finding::title)
                .containsExactlyInAnyOrder(
                        "Password: X=****",
                        "Password: X=****; deleted or replaced by a later layer, but still in the image",
                        "Password in the image's configuration: X=****");
        assertThat(found).extracting(Finding::kind).containsOnly(Finding.Kind.SECRET);
        assertThat(found).extracting(Finding::key).doesNotHaveDuplicates();
        assertThat(found).extracting(f -> f.evidence().size()).containsExactlyInAnyOrder(2, 1, 1);
    }

    private static SpecialFile file(String path, int mode, boolean directory) {
        return new SpecialFile(mode, 0, 0, directory, 0, Evidence.of(path));
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/bin/su, 4755, setuid-file, LOW",
        "/opt/x/su, 4755, setuid-file, MEDIUM",
        "/usr/bin/backdoor, 4755, setuid-file, MEDIUM",
        "/usr/bin/su, 6777, setuid-file, HIGH",
        "/usr/bin/wall, 2755, setgid-file, LOW",
        "/etc/passwd, 0666, world-writable-file, MEDIUM",
        "/srv/log, 0666, world-writable-file, LOW",
    })
    void permissionsAreRated(String path, String mode, String id, Severity severity) {
        Finding first = findings(Facts.EMPTY.withSpecialFiles(List.of(file(path, Integer.parseInt(mode, 8), false))))
                .getFirst();
        assertThat(first.id()).isEqualTo(id);
        assertThat(first.severity()).isEqualTo(severity);
        assertThat(first.remediation()).startsWith("RUN chmod").contains(path);
    }

    @Test
    void aTreeThatAnyoneMayChangeIsOneFinding() {
        List<Finding> found = findings(Facts.EMPTY.withSpecialFiles(List.of(
                file("/srv/app", 0777, true),
                file("/srv/app-old", 0666, false),
                file("/srv/app/a", 0666, false),
                file("/srv/app/lib/b", 0666, false))));
        assertThat(found)
                .extracting(Finding::title)
                .containsExactlyInAnyOrder(
                        "/srv/app and 2 places beneath it may be changed by anyone",
                        "/srv/app-old may be changed by anyone");
    }

    @Test
    void capabilitiesAreNamed() {
        SpecialFile ping = new SpecialFile(0755, 0, 0, false, 1L << 13 | 1L << 21, Evidence.of("/usr/bin/ping"));
        Finding found = findings(Facts.EMPTY.withSpecialFiles(List.of(ping))).getFirst();
        assertThat(found.title()).contains("CAP_NET_RAW, CAP_SYS_ADMIN");
        assertThat(found.severity()).isEqualTo(Severity.MEDIUM);
    }

    private static List<Coverage> withoutRules(Posture.Checked checked) {
        return checked.coverage().stream()
                .filter(c -> !c.what().startsWith("rule:"))
                .toList();
    }

    @Test
    void nobodyLookedIsSaid() {
        Posture.Checked unknown = Posture.check(inventory(List.of(), Facts.EMPTY, Map.of()), LicencePolicy.NONE);
        assertThat(withoutRules(unknown))
                .extracting(Coverage::what, Coverage::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("secrets", Coverage.Status.NOT_APPLICABLE),
                        org.assertj.core.groups.Tuple.tuple("permissions", Coverage.Status.NOT_APPLICABLE),
                        org.assertj.core.groups.Tuple.tuple("configuration", Coverage.Status.NOT_APPLICABLE));
        Posture.Checked known = Posture.check(
                inventory(List.of(), Facts.EMPTY, Map.of("secrets", 1, "permissions", 1)), LicencePolicy.NONE);
        assertThat(withoutRules(known)).contains(Coverage.complete("secrets"), Coverage.complete("permissions"));
    }

    /** Several declarations are separated by {@code |}; ecosystems differ in what that means. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "npm; MIT; MIT; ; ",
                "npm; ISC; MIT; ; licence-not-allowed",
                "npm; (MIT OR GPL-3.0-only); MIT; ; ",
                "npm; (MIT AND GPL-3.0-only); MIT; ; licence-not-allowed",
                "npm; MIT OR GPL-3.0-only; ; GPL-*; ",
                "npm; MIT AND GPL-3.0-only; ; GPL-*; licence-denied",
                "npm; GPL-3.0; ; GPL-3.0-only; licence-denied",
                "npm; GPL-2.0+; ; GPL-2.0-only; ",
                "npm; GPL-2.0+; ; gpl-2.0-or-later; licence-denied",
                "npm; gpl-3.0; ; GPL-3.0-only; licence-denied",
                "npm; GPL-3.0; ; gpl-3.0; licence-denied",
                "npm; apache-2.0; Apache-2.0; ; ",
                "apk; LicenseRef-vendor AND AGPL-3.0-only; ; AGPL-*; licence-denied",
                "apk; custom AND MIT AND GPL-3.0-only; ; GPL-*; licence-denied",
                "npm; AGPL-3.0-only OR LicenseRef-commercial; ; AGPL-*; ",
                "npm; MIT OR LicenseRef-commercial; MIT; ; ",
                "npm; MIT AND LicenseRef-commercial; MIT; ; licence-not-allowed",
                "npm; LicenseRef-commercial; LicenseRef-*; ; ",
                "deb; ; MIT; ; licence-unknown",
                "deb; ; ; GPL-*; ",
                "npm; SEE LICENSE IN x; MIT; ; licence-unknown",
                "maven; The Apache Software License, Version 2.0; Apache-2.0; ; ",
                "maven; Apache-2.0|LGPL-2.1-only; Apache-2.0; ; ",
                "pypi; Apache-2.0|LGPL-2.1-only; Apache-2.0; ; licence-not-allowed",
                "pypi; License :: OSI Approved :: MIT License; MIT; ; ",
                "rpm; GPLv2+ and MIT; ; GPL-2.0-or-later; licence-denied",
                "rpm; LGPLv2+ or BSD; BSD-*; ; ",
                "npm; GPL-2.0-only WITH Classpath-exception-2.0; GPL-2.0-only WITH Classpath-exception-2.0; ; ",
                "npm; GPL-2.0-only WITH Classpath-exception-2.0; ; GPL-2.0-only; licence-denied",
                "npm; BSD-3-Clause; BSD-*; BSD-3-Clause; licence-denied",
            })
    void licencesAreJudged(String type, String declared, String allow, String deny, String id) {
        Package p = Package.of(PackageType.ofPurlType(type), "a", "1", "/a")
                .withLicences(declared == null ? List.of() : List.of(declared.split("\\|", -1)));
        LicencePolicy policy = new LicencePolicy(list(allow), list(deny));
        List<Finding> found = Posture.check(inventory(List.of(p), Facts.EMPTY, Map.of()), policy)
                .findings();
        assertThat(found).extracting(Finding::id).isEqualTo(list(id));
    }

    /** A deny list passes what it can't read: that is said. */
    @Test
    void whatADenyListCanNotJudgeIsAGap() {
        List<Package> packages = List.of(
                Package.of(PackageType.DEB, "silent", "1", "/a"),
                Package.of(PackageType.NPM, "strange", "1", "/b").withLicences(List.of("Evil Corp 7")),
                Package.of(PackageType.NPM, "fine", "1", "/c").withLicences(List.of("MIT")));
        Inventory inventory = inventory(packages, Facts.EMPTY, Map.of());
        assertThat(Posture.check(inventory, new LicencePolicy(List.of(), List.of("AGPL-*")))
                        .coverage())
                .contains(Coverage.partial(
                        "licences",
                        "1 of 3 packages declare no licence; 1 declare names that nobody knows, strange the first:"
                                + " Evil Corp 7; whether one is denied is not known"));
        // With an allow list each of them is a finding.
        assertThat(Posture.check(inventory, new LicencePolicy(List.of("MIT"), List.of()))
                        .coverage())
                .contains(Coverage.complete("licences"));
        assertThat(Posture.check(inventory, LicencePolicy.NONE).coverage())
                .noneMatch(c -> c.what().equals("licences"));
    }

    private static List<String> list(String text) {
        return text == null ? List.of() : new ArrayList<>(List.of(text));
    }

    @Test
    void withoutAPolicyNobodyAsks() {
        Package p = Package.of(PackageType.NPM, "a", "1", "/a").withLicences(List.of("GPL-3.0-only"));
        assertThat(Posture.check(inventory(List.of(p), Facts.EMPTY, Map.of()), LicencePolicy.NONE)
                        .findings())
                .isEmpty();
    }

    /** Every word is a place to cut, and what is behind it was cut again each time. */
    @ParameterizedTest
    @ValueSource(strings = {"x or y and ", "a and b or ", "MIT or ISC and "})
    @Timeout(5)
    void manyWordsOfALicenceTakeNoLongerThanFew(String words) {
        String declared = words.repeat(18).substring(0, 198);
        assertThat(LicenceNames.expression(declared + "?")).isEmpty();
        assertThat(LicenceNames.expression("MIT or BSD and GPL+"))
                .contains("(MIT) OR ((BSD-3-Clause) AND (GPL-1.0-or-later))");
    }
}
