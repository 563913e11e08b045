package dev.hullmark.catalog.account;

import dev.hullmark.catalog.ByteLines;
import dev.hullmark.catalog.Cataloger;
import dev.hullmark.catalog.Limits;
import dev.hullmark.image.Content;
import dev.hullmark.image.Entry;
import dev.hullmark.model.Account;
import dev.hullmark.model.Evidence;
import dev.hullmark.model.Facts;
import dev.hullmark.model.Group;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Reads {@code etc/passwd} and {@code etc/group} (passwd(5), group(5)) as the engines do when they look a container's
 * user up, which is more tolerant than the C library: no comments, a missing or broken number is 0, and the first line
 * of a name counts (runc, {@code libcontainer/user}). A broken line may so give root, and must be seen to.
 */
public final class AccountCataloger implements Cataloger {
    private static final String PASSWD = "etc/passwd";
    private static final String GROUP = "etc/group";
    private static final long LOW = 0xffff_ffffL;

    /** More digits than these and a number is out of Go's range, which gives its largest one. */
    private static final int DIGITS = 30;

    @Override
    public String name() {
        return Facts.ACCOUNTS;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(Entry entry) {
        String path = entry.path();
        return (path.equals(PASSWD) || path.equals(GROUP))
                && entry.type() != Entry.Type.DIRECTORY
                && entry.type() != Entry.Type.OTHER;
    }

    @Override
    public void catalog(Entry entry, Content content, Sink sink) throws IOException {
        if (content.size() > Limits.ACCOUNTS_FILE) {
            throw new Content.TooLargeException(content.size(), Limits.ACCOUNTS_FILE);
        }
        boolean passwd = entry.path().equals(PASSWD);
        ByteLines lines = new ByteLines(content);
        for (int number = 1; lines.next(); number++) {
            String line = lines.text(0);
            if (line.isEmpty()) {
                continue;
            }
            String[] fields = line.split(":", -1);
            Evidence place = new Evidence("/" + entry.path(), "", -1, "", number);
            if (field(fields, 0).length() > Limits.TEXT) {
                sink.gap("line " + number + " names nobody that a person would");
            } else if (passwd) {
                sink.account(new Account(
                        field(fields, 0),
                        number(field(fields, 2)),
                        number(field(fields, 3)),
                        bounded(field(fields, 5)),
                        bounded(field(fields, 6)),
                        place));
            } else {
                sink.group(new Group(field(fields, 0), number(field(fields, 2)), place));
            }
        }
    }

    private static String field(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }

    private static String bounded(String text) {
        return text.length() > Limits.TEXT ? "" : text;
    }

    /** As Go's {@code strconv.Atoi} with its error ignored, and then cut to 32 bits. */
    static long number(String text) {
        int start = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        if (text.length() == start) {
            return 0;
        }
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return 0;
            }
        }
        boolean negative = text.charAt(0) == '-';
        if (text.length() > DIGITS) {
            return negative ? 0 : LOW;
        }
        BigInteger number = new BigInteger(text);
        if (number.bitLength() >= Long.SIZE) {
            return negative ? 0 : LOW;
        }
        return number.longValue() & LOW;
    }
}
