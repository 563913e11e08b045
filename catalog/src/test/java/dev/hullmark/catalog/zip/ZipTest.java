package dev.hullmark.catalog.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hullmark.catalog.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ZipTest {
    private static Budget budget() {
        return new Budget(10 << 20, 100);
    }

    private static Zip open(byte[] bytes) throws IOException {
        return Zip.open(RandomBytes.of(bytes), budget());
    }

    private static List<Member> members(Zip zip) throws IOException {
        List<Member> members = new ArrayList<>();
        DirectoryCursor entry = zip.entries();
        while (entry.next()) {
            members.add(entry.member());
        }
        return members;
    }

    private static byte[] sample() throws IOException {
        return new ZipBuilder()
                .with("a.txt", "hello ".repeat(10_000))
                .stored("dir/b.txt", "stored".getBytes(UTF_8))
                .with("é.txt", "")
                .bytes();
    }

    private static void holdsSample(byte[] bytes) throws IOException {
        Zip zip = open(bytes);
        List<Member> members = members(zip);
        assertThat(members).extracting(Member::name).containsExactly("a.txt", "dir/b.txt", "é.txt");
        assertThat(new String(zip.read(members.get(0), 60_000), UTF_8)).isEqualTo("hello ".repeat(10_000));
        assertThat(new String(zip.read(members.get(1), 100), UTF_8)).isEqualTo("stored");
        assertThat(zip.read(members.get(2), 0)).isEmpty();
        assertThat(zip.open(members.get(1), 0).exactly(2, 3)).isEqualTo("ore".getBytes(UTF_8));
        assertThat(zip.open(members.get(0), 60_000).size()).isEqualTo(60_000);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void entriesAreReadThroughTheDirectory() throws IOException {
        holdsSample(sample());
    }

    @Test
    void textBeforeTheArchiveIsSkipped() throws IOException {
        holdsSample(join("#!/bin/sh\nexec java -jar \"$0\"\n".getBytes(UTF_8), sample()));
    }

    @Test
    void aLongCommentIsNoHindrance() throws IOException {
        byte[] zip = sample();
        zip[zip.length - 2] = 0x40;
        zip[zip.length - 1] = 0x1f;
        holdsSample(join(zip, new byte[0x1f40]));
    }

    @Test
    void zip64() throws IOException {
        holdsSample(asZip64(sample()));
    }

    /** Adds a zip64 end record and locator, and voids the sizes of the plain one. */
    private static byte[] asZip64(byte[] zip) {
        ByteBuffer old = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        ByteBuffer added = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
        added.putInt(0x06064b50)
                .putLong(44)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putLong(3)
                .putLong(3);
        added.putLong(old.getInt(end + 12)).putLong(old.getInt(end + 16));
        added.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        added.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1);
        return join(Arrays.copyOf(zip, end), added.array());
    }

    @Test
    void aBombIsCutOffAtTheLimit() throws IOException {
        byte[] bomb = new ZipBuilder().with("bomb", new byte[50 << 20]).bytes();
        Zip zip = open(bomb);
        Member member = members(zip).getFirst();
        assertThat(zip.prefix(member, 1000)).hasSize(1000);
        assertThatThrownBy(() -> zip.read(member, 1000)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> zip.read(member, Integer.MAX_VALUE)).isInstanceOf(Budget.SpentException.class);
    }

    @Test
    void whatIsNoArchiveSaysSo() {
        for (byte[] bytes :
                List.of(new byte[0], new byte[21], new byte[100_000], "version https://git".getBytes(UTF_8))) {
            assertThatThrownBy(() -> open(bytes))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not a zip");
        }
    }

    @Test
    void anEncryptedEntryIsNotRead() throws IOException {
        byte[] zip = new ZipBuilder().with("a", "x").bytes();
        int directory = new String(zip, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        zip[directory + 8] |= 1;
        Zip opened = open(zip);
        Member member = members(opened).getFirst();
        assertThatThrownBy(() -> opened.read(member, 10)).hasMessage("is encrypted");
    }

    @Test
    void archivesAreCounted() throws IOException {
        Budget two = new Budget(1 << 20, 2);
        byte[] zip = sample();
        Zip.open(RandomBytes.of(zip), two);
        Zip.open(RandomBytes.of(zip), two);
        assertThatThrownBy(() -> Zip.open(RandomBytes.of(zip), two)).isInstanceOf(Budget.SpentException.class);
    }

    @Property(tries = 5000)
    void mutatedArchivesOnlyEverFailAsInput(
            @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 700) Integer> places,
            @ForAll byte with,
            @ForAll boolean zip64,
            @ForAll @IntRange(max = 60) int cut)
            throws IOException {
        byte[] zip = zip64 ? asZip64(sample()) : sample();
        for (int place : places) {
            // From the end, where the directory lies.
            zip[Math.floorMod(zip.length - 1 - place, zip.length)] = with;
        }
        byte[] mutated = Arrays.copyOf(zip, zip.length - (cut > 50 ? cut : 0));
        try {
            Zip opened = open(mutated);
            for (Member member : members(opened)) {
                try {
                    assertThat(opened.read(member, 100_000).length).isLessThanOrEqualTo(100_000);
                } catch (IOException expected) {
                    assertThat(expected).hasMessageMatching(".+");
                }
            }
        } catch (IOException expected) {
            assertThat(expected).hasMessageMatching(".+");
        }
    }

    @Test
    void aFilesBudgetIsInProportionToIt() throws IOException {
        Budget small = Budget.of(1000, 1);
        small.spend(Limits.ARCHIVE_FREE);
        assertThatThrownBy(() -> small.spend(1)).isInstanceOf(Budget.SpentException.class);
        Budget.of(4 << 20, 1).spend((4L << 20) * Limits.ARCHIVE_RATIO);
        Budget huge = Budget.of(Long.MAX_VALUE, 1);
        assertThatThrownBy(() -> huge.spend(Limits.ARCHIVE_BYTES + 1)).isInstanceOf(Budget.SpentException.class);
    }
}
