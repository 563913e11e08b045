package dev.hullmark.catalog.java;

import dev.hullmark.catalog.Limits;
import dev.hullmark.catalog.zip.DirectoryCursor;
import dev.hullmark.catalog.zip.Member;
import dev.hullmark.catalog.zip.Zip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is worth reading in one archive.
 *
 * @param zip the archive
 * @param manifest its {@code META-INF/MANIFEST.MF}
 * @param properties every {@code pom.properties} below {@code META-INF/maven}
 * @param poms every {@code pom.xml} there
 * @param archives the archives inside it
 * @param shaded the well-known classes in it
 * @param problem why the list may lack some, or ""
 */
record Contents(
        Zip zip,
        Optional<Member> manifest,
        List<Member> properties,
        List<Member> poms,
        List<Member> archives,
        Shaded shaded,
        String problem) {

    static final String[] EXTENSIONS = {".jar", ".war", ".ear", ".par", ".sar", ".rar", ".jpi", ".hpi", ".nar", ".kar"};

    static Contents of(Zip zip) {
        Optional<Member> manifest = Optional.empty();
        List<Member> properties = new ArrayList<>(1);
        List<Member> poms = new ArrayList<>(1);
        List<Member> archives = new ArrayList<>(0);
        Shaded shaded = new Shaded();
        String problem = "";
        try {
            DirectoryCursor entry = zip.entries();
            while (entry.next()) {
                if (entry.nameEndsWith(".class")) {
                    shaded.look(entry);
                    continue;
                }
                if (entry.nameStartsWith("META-INF/")) {
                    if (manifest.isEmpty() && entry.nameEndsWith("meta-inf/manifest.mf")) {
                        manifest = Optional.of(entry.member());
                    } else if (entry.nameStartsWith("META-INF/maven/")) {
                        if (entry.nameEndsWith("/pom.properties")) {
                            add(properties, entry);
                        } else if (entry.nameEndsWith("/pom.xml")) {
                            add(poms, entry);
                        }
                    }
                }
                if (isArchive(entry)) {
                    add(archives, entry);
                }
            }
        } catch (IOException e) {
            problem = String.valueOf(e.getMessage());
        }
        return new Contents(zip, manifest, properties, poms, archives, shaded, problem);
    }

    /** The packages of its classes; a second walk, for those archives whose metadata do not suffice. */
    Packages packages() throws IOException {
        Map<String, Integer> names = new HashMap<>();
        DirectoryCursor entry = zip.entries();
        String folder = "";
        int folderAt = 0;
        int folderLength = -1;
        int folderCount = 0;
        while (entry.next()) {
            if (!entry.nameEndsWith(".class")
                    || entry.nameStartsWith("META-INF/")
                    || entry.nameEndsWith("module-info.class")) {
                continue;
            }
            int length = Math.max(0, entry.folderLength());
            if (length != folderLength || !entry.sameFolder(folderAt, length)) {
                count(names, folder, folderCount);
                if (names.size() > Limits.CLASS_FOLDERS) {
                    break;
                }
                folderAt = entry.nameAt();
                folderLength = length;
                folderCount = 0;
                folder = entry.namePrefix(length).replace('/', '.');
            }
            folderCount++;
        }
        count(names, folder, folderCount);
        return new Packages(names);
    }

    private static void count(Map<String, Integer> names, String folder, int count) {
        if (count > 0) {
            // A fat jar's own classes lie in a folder of their own.
            String name = folder.startsWith("BOOT-INF.classes.")
                    ? folder.substring(17)
                    : folder.startsWith("WEB-INF.classes.") ? folder.substring(16) : folder;
            // No Java package is named so; but whoever looks for what all have in common would go on for ever.
            if (!name.startsWith(".") && name.length() <= Limits.TEXT) {
                names.merge(name, count, Integer::sum);
            }
        }
    }

    private static boolean isArchive(DirectoryCursor entry) {
        for (String extension : EXTENSIONS) {
            if (entry.nameEndsWith(extension)) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<Member> members, DirectoryCursor entry) throws IOException {
        if (members.size() < Limits.ARCHIVES) {
            members.add(entry.member());
        }
    }
}
