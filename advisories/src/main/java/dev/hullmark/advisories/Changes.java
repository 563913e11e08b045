package dev.hullmark.advisories;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code modified_id.csv} lists otherwise than a section holds it.
 *
 * @param changed ids to be fetched; no more than {@link Limits#SINGLE_RECORDS} and one
 * @param removed numbers of the section's advisories that are listed no more
 * @param newest the newest change listed
 * @param listed how many rows
 */
record Changes(Set<String> changed, BitSet removed, Instant newest, long listed) {

    /** @param known what was listed as changed by then was seen already */
    static Changes of(Path csv, Section section, Instant known) throws IOException {
        Set<String> changed = new HashSet<>();
        BitSet seen = new BitSet(section.records());
        Instant newest = Instant.MIN;
        long listed = 0;
        try (BufferedReader lines = Files.newBufferedReader(csv, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int comma = line.indexOf(',');
                String id = line.substring(comma + 1);
                if (comma < 0 || id.isEmpty() || id.length() > Limits.ID_CHARS) {
                    continue;
                }
                listed++;
                Instant modified = OsvReader.time(line.substring(0, comma)).orElse(Instant.EPOCH);
                newest = modified.isAfter(newest) ? modified : newest;
                int number = section.number(id);
                if (number >= 0) {
                    seen.set(number);
                }
                boolean news = number < 0 || (modified.isAfter(section.modified(number)) && modified.isAfter(known));
                if (news && changed.size() <= Limits.SINGLE_RECORDS) {
                    changed.add(id);
                }
            }
        } catch (MalformedInputException e) {
            throw new IOException("the list of changes is no text", e);
        } catch (IndexOutOfBoundsException e) {
            throw AdvisoryException.damaged(e);
        }
        BitSet removed = new BitSet(section.records());
        removed.set(0, section.records());
        removed.andNot(seen);
        return new Changes(changed, removed, newest, listed);
    }

    /** Whether fetching the records one by one is worth it, and the list looks whole. */
    boolean few(Section section) {
        return changed.size() <= Limits.SINGLE_RECORDS && removed.cardinality() <= section.records() / 2;
    }

    boolean none() {
        return changed.isEmpty() && removed.isEmpty();
    }

    List<String> ids() {
        List<String> ids = new ArrayList<>(changed);
        ids.sort(null);
        return ids;
    }
}
