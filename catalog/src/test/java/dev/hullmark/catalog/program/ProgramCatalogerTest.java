package dev.hullmark.catalog.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Program;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramCatalogerTest {
    private static final Evidence HERE = new Evidence("/entry.sh", "", -1, "", 1);

    private static String said(Optional<Program> program) {
        return program.map(p -> p.kind() + " " + p.name() + " " + p.user()).orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exec gosu app \"$@\"                              | DROPS gosu app",
                "exec /usr/local/bin/gosu app:app \"$@\"           | DROPS gosu app:app",
                "set -- su-exec redis \"$0\"                       | DROPS su-exec redis",
                "[ 1 ] && exec su-exec \"$APP_USER\" /app          | DROPS su-exec $APP_USER",
                "exec setpriv --reuid=1000 --clear-groups \"$@\"   | DROPS setpriv 1000",
                "exec setpriv --reuid app \"$@\"                   | DROPS setpriv app",
                "su -s /bin/sh www-data -c \"php x\"               | DROPS su www-data",
                "runuser -u app -- /app                          | DROPS runuser app",
                "exec chpst -u app /app                          | DROPS chpst app",
                "if [ \"$(id -u)\" = 0 ]; then exec gosu app \"$0\"; fi | DROPS_IF_ROOT gosu app",
                "apt-get install -y gosu                         | nothing",
                "echo gosu app                                   | nothing",
                "# exec gosu app                                 | nothing",
                "gosu                                            | nothing",
                "gosu --version                                  | nothing",
            })
    void aCallIsRead(String line, String expected) {
        assertThat(said(new ScriptLine().read(line, HERE))).isEqualTo(expected);
    }

    @Test
    void whoAskedOnceHasAsked() {
        ScriptLine script = new ScriptLine();
        script.read("if [ \"$(id -u)\" = '0' ]; then", HERE);
        assertThat(said(script.read("exec gosu app \"$@\"", HERE))).isEqualTo("DROPS_IF_ROOT gosu app");
    }

    /** Lines are separated by {@code ;;}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "if [ \"$UID\" = 0 ]; then                        | true",
                "if [ \"$EUID\" -ne 0 ]; then                     | true",
                "[[ $(id -u) == 0 ]] && chown app /data          | true",
                "if (( UID == 0 )); then                         | true",
                "case \"$(id -u)\" in                             | true",
                "me=$(id -u);;if [ \"$me\" = 0 ]; then            | true",
                "if test `whoami` = root; then                   | true",
                "echo running as $(id -u)                        | false",
                "UID=1000                                        | false",
                "UID=1000;;if [ \"$UID\" != 1000 ]; then          | false",
                ": ${UID:=1000};;if [ -n \"$UID\" ]; then         | false",
                "chown $UID /data                                | false",
                "me=$(id -u);;echo $me                           | false",
                "me=$(id -u);;if [ \"$mean\" = 0 ]; then          | false",
                "if [ -d /data ]; then chown app /data; fi       | false",
            })
    void onlyATestAsksWhoItIs(String lines, boolean asks) {
        ScriptLine script = new ScriptLine();
        for (String line : lines.split(";;", -1)) {
            script.read(line, HERE);
        }
        assertThat(said(script.read("exec gosu app /app", HERE)))
                .isEqualTo(asks ? "DROPS_IF_ROOT gosu app" : "DROPS gosu app");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "exec \"$@\"            | PASSES_ON exec ",
                "\"$@\"                 | PASSES_ON exec ",
                "exec tini -- \"$@\"    | PASSES_ON exec ",
                "[ 1 ] && exec env $*   | PASSES_ON exec ",
                "exec java -jar a \"$@\" | nothing",
                "echo \"$@\"            | nothing",
            })
    void whatStartsItsWordsIsRead(String line, String expected) {
        assertThat(said(new ScriptLine().read(line, HERE)).strip()).isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etc/nginx/nginx.conf           | user  www-data;              | WORKERS nginx www-data",
                "etc/nginx/nginx.conf           | user nginx nginx;            | WORKERS nginx nginx",
                "etc/nginx/nginx.conf           | # user nginx;                | nothing",
                "etc/nginx/nginx.conf           | users x;                     | nothing",
                "usr/local/apache2/conf/httpd.conf | User daemon               | WORKERS httpd daemon",
                "etc/apache2/apache2.conf       | User ${APACHE_RUN_USER}      | nothing",
                "etc/apache2/envvars            | export APACHE_RUN_USER=www-data | WORKERS apache2 www-data",
                "usr/local/etc/php-fpm.d/www.conf | user = www-data            | WORKERS php-fpm www-data",
                "etc/haproxy/haproxy.cfg        | user haproxy                 | WORKERS haproxy haproxy",
            })
    void theUserOfWorkersIsRead(String path, String line, String expected) {
        assertThat(said(WorkerConfig.of(path).orElseThrow().read(line, HERE))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "usr/bin/apt-get, FILE, 0755, true",
        "bin/sh, SYMLINK, 0777, true",
        "bin/sh, FILE, 0644, false",
        "usr/local/bin/gosu, HARD_LINK, 0, true",
        "usr/share/doc/curl, FILE, 0755, false",
        "xbin/sh, FILE, 0755, false",
        "sh, FILE, 0755, false",
    })
    void aProgramIsNotedByItsPlace(String path, Entry.Type type, String mode, boolean noted) {
        Entry entry = new Entry(path, type, 1, Integer.parseInt(mode, 8), 0, 0, "", 0);
        assertThat(KnownPrograms.noteworthy(entry)).isEqualTo(noted);
    }

    @Test
    void scriptsAreLookedForWherePeoplePutThem() {
        ProgramCataloger cataloger = new ProgramCataloger();
        assertThat(cataloger.wants(CatalogerTester.entry("entrypoint.sh", 100, 0644)))
                .isTrue();
        assertThat(cataloger.wants(CatalogerTester.entry("usr/local/bin/start", 100, 0755)))
                .isTrue();
        assertThat(cataloger.wants(CatalogerTester.entry("usr/bin/ldd", 100, 0755)))
                .isFalse();
        assertThat(cataloger.wants(CatalogerTester.entry("srv/node_modules/a/x.sh", 100, 0755)))
                .isFalse();
        assertThat(cataloger.wants(CatalogerTester.entry("entrypoint.sh", 1 << 20, 0755)))
                .isFalse();
    }

    @Property(tries = 1000)
    void anyLineIsACallOrNothing(@ForAll String line) {
        Optional<Program> said = new ScriptLine().read("exec gosu " + line, HERE);
        said.ifPresent(p ->
                assertThat(p.user()).isNotEmpty().hasSizeLessThanOrEqualTo(100).doesNotContain(" ", "\n"));
    }
}
