package dev.hullmark.catalog.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hullmark.catalog.CatalogerTester;
import dev.hullmark.catalog.LayerBuilder;
import dev.hullmark.catalog.LayerFacts;
import dev.hullmark.catalog.Limits;
import dev.hullmark.model.Account;
import dev.hullmark.model.Facts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountCatalogerTest {
    private static LayerFacts read(String path, String text) {
        return new LayerBuilder(new AccountCataloger()).file(path, text).facts();
    }

    private static List<Account> accounts(String passwd) {
        LayerFacts facts = read("etc/passwd", passwd);
        return facts.files().isEmpty()
                ? List.of()
                : facts.files().getFirst().facts().accounts();
    }

    @Test
    void linesAreReadInTheirOrder() {
        assertThat(accounts("root:x:0:0:root:/root:/bin/sh\n\n  app:x:10001:10002::/home/app:/bin/false\r\n"))
                .extracting(a -> a.name() + " " + a.uid() + " " + a.gid() + " " + a.home() + " " + a.shell() + " "
                        + a.evidence().path() + ":" + a.evidence().line())
                .containsExactly(
                        "root 0 0 /root /bin/sh /etc/passwd:1", "app 10001 10002 /home/app /bin/false /etc/passwd:3");
        Facts groups =
                read("etc/group", "app:x:7:a,b\nbroken\n").files().getFirst().facts();
        assertThat(groups.groups()).extracting(g -> g.name() + " " + g.gid()).containsExactly("app 7", "broken 0");
        assertThat(groups.accounts()).isEmpty();
    }

    /** Go's Atoi with the error ignored, then uint32: what runc does with them. */
    @ParameterizedTest
    @CsvSource({
        "app:x:10001:1, 10001",
        "app:x:+5:1, 5",
        "app:x:-1:1, 4294967295",
        "app:x:4294967296:1, 0",
        "app:x:99999999999999999999:1, 4294967295",
        "app:x:-99999999999999999999:1, 0",
        "app:x:0x10:1, 0",
        "app:x:٣:1, 0",
        "app:x:1_0:1, 0",
        "app:x: 5:1, 0",
        "app:x, 0",
        "app, 0",
        "# app:x:5:5, 5",
    })
    void aBrokenNumberIsRoot(String line, long uid) {
        assertThat(accounts(line + "\n"))
                .singleElement()
                .extracting(Account::uid)
                .isEqualTo(uid);
    }

    @Test
    void whatIsTooMuchIsAGap() {
        LayerFacts many = read("etc/passwd", "a:x:1:1\n".repeat(Limits.ACCOUNTS_PER_FILE + 1));
        assertThat(many.files().getFirst().facts().accounts()).hasSize(Limits.ACCOUNTS_PER_FILE);
        assertThat(many.files().getFirst().gaps()).singleElement().asString().contains("lists more accounts");
        LayerFacts large = read("etc/passwd", "a".repeat(Limits.ACCOUNTS_FILE + 1));
        assertThat(large.files().getFirst().gaps()).hasSize(1);
        LayerFacts longName = read("etc/passwd", "a".repeat(5000) + ":x:0:0\n");
        assertThat(longName.files().getFirst().gaps()).hasSize(1);
    }

    @Property(tries = 1000)
    void anyBytesAreAccountsOrNothing(@ForAll byte[] bytes) {
        LayerFacts facts = new LayerBuilder(new AccountCataloger())
                .file("etc/passwd", bytes)
                .facts();
        for (var file : facts.files()) {
            assertThat(file.facts().accounts()).allMatch(a -> a.uid() >= 0 && a.uid() <= 0xffff_ffffL);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(accounts(text).size()).isLessThanOrEqualTo((int) text.lines().count() + 1);
    }

    @Property(tries = 1000)
    void anyNumberIsWithin32Bits(@ForAll String text, @ForAll long number) {
        assertThat(AccountCataloger.number(text)).isBetween(0L, 0xffff_ffffL);
        assertThat(AccountCataloger.number(Long.toString(number))).isEqualTo(number & 0xffff_ffffL);
    }

    @Test
    void otherFilesAreNotWanted() {
        AccountCataloger cataloger = new AccountCataloger();
        for (String path : List.of("etc/passwd-", "etc/shadow", "srv/etc/passwd", "usr/lib/passwd")) {
            assertThat(cataloger.wants(CatalogerTester.entry(path, 10)))
                    .as(path)
                    .isFalse();
        }
    }
}
