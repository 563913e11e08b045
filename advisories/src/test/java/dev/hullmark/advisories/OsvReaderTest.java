package dev.hullmark.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.advisories.Affected.Event;
import dev.hullmark.advisories.Affected.Range;
import dev.hullmark.model.Finding.Cvss;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OsvReaderTest {
    private final OsvReader reader = new OsvReader();

    private Advisory read(String json) throws BadRecordException {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, bytes.length);
    }

    @Test
    void readsEveryFieldAJudgementNeeds() throws BadRecordException {
        Advisory advisory = read("""
                {'schema_version':'1.7.0','id':'GHSA-1','modified':'2024-05-06T07:08:09.123Z','withdrawn':'2025-01-01T00:00:00Z',
                'aliases':['CVE-2024-1','GHSA-1'],'upstream':['CVE-2024-2'],'related':['CVE-2024-3'],
                'summary':'short','details':'long','credits':[{'name':'x','contact':['y']}],
                'severity':[{'type':'CVSS_V3','score':'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'}],
                'references':[{'type':'WEB','url':'https://example.com/web'},{'type':'ADVISORY','url':'https://example.com/advisory'},
                  {'type':'WEB','url':'javascript:alert(1)'}],
                'database_specific':{'severity':'HIGH','nested':{'a':[1,2,{'b':null}]}},
                'affected':[{'package':{'ecosystem':'PyPI','name':'Foo._-Bar','purl':'pkg:pypi/foo-bar'},
                  'ranges':[{'type':'GIT','repo':'x','events':[{'introduced':'0'},{'fixed':'abc'}]},
                    {'type':'ECOSYSTEM','events':[{'introduced':'0'},{'fixed':'1.2'},{'introduced':'2'},{'last_affected':'2.4'},{'limit':'3'}],'database_specific':{}}],
                  'versions':['1.1','1.0','1.1'],
                  'severity':[{'type':'CVSS_V2','score':'AV:N/AC:L/Au:N/C:P/I:P/A:P'}],
                  'ecosystem_specific':{'urgency':'Not Yet Assigned','severity':'low'},
                  'database_specific':{'fixed_versions':['1.2','2.5']}}]}""");
        assertThat(advisory)
                .isEqualTo(new Advisory(
                        "GHSA-1",
                        Instant.parse("2024-05-06T07:08:09.123Z"),
                        java.util.Optional.of(Instant.parse("2025-01-01T00:00:00Z")),
                        List.of("CVE-2024-1", "CVE-2024-2"),
                        "short",
                        "long",
                        List.of(new Cvss("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8)),
                        "high",
                        List.of("https://example.com/advisory", "https://example.com/web"),
                        List.of(new Affected(
                                "PyPI",
                                "foo-bar",
                                List.of(new Range(
                                        Range.Type.ECOSYSTEM,
                                        List.of(
                                                new Event(Event.Kind.INTRODUCED, "0"),
                                                new Event(Event.Kind.FIXED, "1.2"),
                                                new Event(Event.Kind.INTRODUCED, "2"),
                                                new Event(Event.Kind.LAST_AFFECTED, "2.4"),
                                                new Event(Event.Kind.LIMIT, "3")))),
                                List.of("1.0", "1.1"),
                                List.of("1.2", "2.5"),
                                List.of(new Cvss("2.0", "AV:N/AC:L/Au:N/C:P/I:P/A:P", 7.5)),
                                "not yet assigned"))));
    }

    @Test
    void takesADistributionsWordAsSeverity() throws BadRecordException {
        Advisory advisory = read("{'id':'UBUNTU-CVE-1','severity':[{'type':'Ubuntu','score':'Medium'}]}");
        assertThat(advisory.severity()).isEqualTo("medium");
        assertThat(advisory.cvss()).isEmpty();
    }

    @Test
    void takesRelatedCvesWhereNothingElseNamesThem() throws BadRecordException {
        assertThat(read("{'id':'GO-2024-2730','related':['CVE-2024-3400']}").aliases())
                .isEmpty();
        assertThat(read("{'id':'UBUNTU-CVE-2024-3','related':['CVE-2024-3','CVE-2024-4']}")
                        .aliases())
                .containsExactly("CVE-2024-3");
        assertThat(read("{'id':'ALSA-1','related':['CVE-2024-3','ALSA-2']}").aliases())
                .containsExactly("CVE-2024-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2999-01-01T00:00:00Z", "yesterday", ""})
    void toleratesNonsenseForATime(String time) throws BadRecordException {
        assertThat(read("{'id':'X','modified':'" + time + "'}").id()).isEqualTo("X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'X','aliases':'no list','references':{},'severity':7,'database_specific':[],'summary':{'a':1}}",
                "{'id':'X','affected':null,'details':null,'withdrawn':null}",
                "{'id':'X','severity':[7,'x',{'type':'CVSS_V3'},{'type':'CVSS_V3','score':'nonsense'}]}",
                "{'id':'X','references':['x',{'url':7}]}",
                "{'id':'X','affected':[{},{'package':'x'},{'package':{'name':'only'}}]}",
                "{'id':'ALPINE-CVE-????-?????'}",
            })
    void oneOddFieldDoesNotCostTheRecord(String json) throws BadRecordException {
        assertThat(read(json).affected()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{'id':'X'",
                "{'id':'X','affected':[{'package':{'ecosystem':'npm','name':'x'},",
                "{}",
                "{'id':''}",
                "{'id':'X','affected':{}}",
                "{'id':'X','affected':['x']}",
                "{'id':'X','affected':[{'ranges':7}]}",
                "{'id':'X','affected':[{'ranges':[{'events':7}]}]}",
                "{'id':'X','affected':[{'package':{'ecosystem':'npm','name':'a\\u0000b'}}]}",
                "not json",
            })
    void refusesWhatCannotBeUnderstood(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(BadRecordException.class);
    }

    @Test
    void boundsNestingVersionsAndText() throws BadRecordException {
        String deep = "{'id':'X','x':" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> read(deep)).isInstanceOf(BadRecordException.class);
        String longVersion = "{'id':'X','affected':[{'ranges':[{'type':'SEMVER','events':[{'introduced':'"
                + "1".repeat(600) + "'}]}]}]}";
        assertThatThrownBy(() -> read(longVersion)).isInstanceOf(BadRecordException.class);
        Advisory wordy = read("{'id':'X','details':'" + "ab".repeat(1_000) + "'}");
        assertThat(wordy.details()).hasSize(Advisory.DETAILS_LIMIT);
        Advisory pair = read("{'id':'X','details':'" + "a".repeat(Advisory.DETAILS_LIMIT - 1) + "\\ud83d\\ude00'}");
        assertThat(pair.details()).isEqualTo("a".repeat(Advisory.DETAILS_LIMIT - 1));
    }
}
