package dev.hullmark.sensor.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {
    private static final Map<String, List<String>> LISTS = Map.of("some", List.of("sh", "bash"));

    private static boolean holds(String condition) {
        return ConditionParser.parse(condition, LISTS, Map.of())
                .test(Events.exec(0, "nginx", false, 33, "/bin/dash", "sh", "-c", "id -u"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            process.name = sh                                     | true
            process.name = "sh"                                   | true
            process.name != sh                                    | false
            process.name in (some)                                | true
            process.name in ("some")                              | false
            process.name in (zsh, some)                           | true
            process.args contains ' -u'                           | true
            process.path startswith /bin/                         | true
            process.path endswith sh                              | true
            process.path under /bin                               | true
            process.path under /bi                                | false
            process.uid > 32                                      | true
            process.uid > 33                                      | false
            process.uid >= 33                                     | true
            process.uid < 100 and process.uid <= 33               | true
            exec.from_outside                                     | false
            not exec.from_outside                                 | true
            not not exec.from_outside                             | false
            parent.comm exists                                    | true
            dns.name exists                                       | false
            dns.name != x                                         | false
            not dns.name = x                                      | true
            dns.name = x or process.name = sh                     | true
            dns.name = x or process.name = sh and process.uid = 0 | false
            (dns.name = x or process.name = sh) and process.uid = 33 | true
            """)
    void conditionsMeanWhatTheySay(String condition, boolean expected) {
        assertThat(holds(condition)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            process.nam = sh          | no field is called 'process.nam'
            process.name = sh bash    | 'bash' is too much
            process.name in sh        | 'in' wants words in parentheses
            (process.name = sh        | ')' is missing
            process.name =            | it ends where a word should stand
            process.name = 'sh        | cannot read: 'sh
            """)
    void mistakesAreNamed(String condition, String why) {
        assertThatThrownBy(() -> holds(condition))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining(why);
    }

    @Test
    void parenthesesHaveAnEnd() {
        assertThatThrownBy(() -> holds("(".repeat(60) + "exec.script" + ")".repeat(60)))
                .hasMessage("too many parentheses");
    }

    @Test
    void aUserAddsExceptsAndSwitchesOff() {
        RuleSet rules = RuleSet.builtIn().with("""
                lists:
                  ours: [backup]
                rules:
                  - id: our-backup
                    severity: low
                    title: The backup runs
                    on: exec
                    when: process.name in (ours)
                  - id: server-runs-shell
                    except:
                      - container.image startswith registry.example.com/ and process.args = "sh -c id"
                  - id: miner
                    enabled: false
                """, "ours.yaml");
        assertThat(rules.judge(Events.exec("/usr/bin/backup", "backup")))
                .extracting(Rule::id)
                .containsExactly("our-backup");
        assertThat(rules.judge(Events.exec(0, "nginx", false, 33, "/bin/dash", "sh", "-c", "id")))
                .isEmpty();
        assertThat(rules.judge(Events.exec(0, "nginx", false, 33, "/bin/dash", "sh", "-c", "ls")))
                .hasSize(1);
        assertThat(rules.judge(Events.exec("/x", "xmrig"))).isEmpty();
        assertThat(rules.without(List.of("our-backup")).judge(Events.exec("/x", "backup")))
                .isEmpty();
    }

    @Test
    void aFileThatIsNoneIsOneSentence() {
        RuleSet rules = RuleSet.builtIn();
        assertThatThrownBy(() -> rules.with("- x", "a.yaml")).hasMessageStartingWith("a.yaml: a file of rules has");
        assertThatThrownBy(() -> rules.with("rules: [", "a.yaml")).hasMessageStartingWith("a.yaml: ");
        assertThatThrownBy(() -> rules.with("rules: [{id: X}]", "a.yaml")).hasMessageContaining("small letters");
        assertThatThrownBy(() -> rules.with("rules: [{id: new}]", "a.yaml"))
                .hasMessage("a.yaml: rule new: it has no 'when'");
        assertThatThrownBy(() -> rules.with("rules: [{id: new, when: exec.script}]", "a.yaml"))
                .hasMessageContaining("'on' says");
        assertThatThrownBy(() -> rules.with("rules: [{id: new, enabled: false}]", "a.yaml"))
                .hasMessageContaining("none to switch off");
        assertThatThrownBy(
                        () -> rules.with("rules: [{id: new, on: exec, when: exec.script, severity: huge}]", "a.yaml"))
                .hasMessageContaining("no severity is called 'huge'");
        assertThatThrownBy(() -> rules.with("rules: [{id: miner, except: [{process.name = a: b}]}]", "a.yaml"))
                .hasMessageContaining("put it in quotes");
        assertThatThrownBy(() -> rules.without(List.of("nothing"))).hasMessageContaining("--list-rules");
    }
}
