package dev.hullmark.match;

/** The order of Dart's packages (pub_semver): semantic versions, but builds have an order too, after their release. */
final class PubOrder implements VersionOrder {
    private static final VersionOrder SEMVER = new SemverOrder(false);

    @Override
    public int compare(String a, String b) {
        int result = SEMVER.compare(a, b);
        if (result != 0) {
            return result;
        }
        int x = build(a);
        int y = build(b);
        if (x == a.length() || y == b.length()) {
            return Boolean.compare(y == b.length(), x == a.length());
        }
        return Text.compareIdentifiers(a, x, a.length(), b, y, b.length(), false);
    }

    private static int build(String s) {
        int plus = s.indexOf('+');
        return plus < 0 ? s.length() : plus + 1;
    }
}
