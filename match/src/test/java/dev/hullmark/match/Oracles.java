package dev.hullmark.match;

import io.github.nscuro.versatile.VersionFactory;
import io.github.nscuro.versatile.spi.InvalidVersionException;
import io.github.nscuro.versatile.spi.Version;
import java.util.Optional;
import org.apache.maven.artifact.versioning.ComparableVersion;

/** The oracles by name. */
final class Oracles {
    private Oracles() {}

    /** dpkg itself, a process for each pair: slow, so for the long run. */
    private static final String DPKG = """
            while IFS="$(printf '\\t')" read -r a b; do
              if dpkg --compare-versions "$a" lt "$b"; then echo '<'
              elif dpkg --compare-versions "$a" eq "$b"; then echo '='
              elif dpkg --compare-versions "$a" gt "$b"; then echo '>'
              else echo '?'; fi
            done < "$PAIRS"
            """;

    /** dpkg's own Perl library, all pairs in one process. */
    private static final String DPKG_PERL = """
            use Dpkg::Version;
            open(my $f, '<', $ENV{PAIRS});
            while (<$f>) {
              chomp;
              my ($a, $b) = split /\\t/, $_, -1;
              my $r = eval { version_compare(Dpkg::Version->new($a, check => 1), Dpkg::Version->new($b, check => 1)) };
              print !defined $r ? '?' : $r < 0 ? '<' : $r > 0 ? '>' : '=', "\n";
            }
            """;

    private static final String NPM = """
            const {execSync} = require('child_process');
            const root = execSync('npm root -g').toString().trim();
            const semver = require(root + '/npm/node_modules/semver');
            const fs = require('fs');
            const out = [];
            for (const line of fs.readFileSync(process.env.PAIRS, 'utf8').split('\\n')) {
              if (!line) continue;
              const [a, b] = line.split('\\t');
              if (!semver.valid(a) || !semver.valid(b)) { out.push('?'); continue; }
              const r = semver.compare(a, b);
              out.push(r < 0 ? '<' : r > 0 ? '>' : '=');
            }
            console.log(out.join('\\n'));
            """;

    private static final String RPM = "%{lua: for line in io.lines(os.getenv('PAIRS')) do"
            + " local a, b = line:match('^(.-)\\t(.*)$')"
            + " local ok, r = pcall(rpm.vercmp, a, b)"
            + " print((not ok and '?' or r < 0 and '<' or r > 0 and '>' or '=')..'\\n') end}";

    private static final String PYTHON = """
            import os, sys, warnings
            warnings.simplefilter('ignore')
            try:
                from pip._vendor.packaging.version import parse, LegacyVersion
            except ImportError:
                from packaging.version import Version as parse
            def sign(a, b):
                try:
                    x, y = parse(a), parse(b)
                except Exception:
                    return '?'
                return '<' if x < y else '>' if x > y else '='
            for line in open(os.environ['PAIRS'], encoding='utf-8', newline='\\n'):
                a, b = line.rstrip('\\n').split('\\t')
                print(sign(a, b))
            """;

    private static final String RUBY = """
            File.foreach(ENV['PAIRS'], chomp: true) do |line|
              a, b = line.split("\t", -1)
              r = begin Gem::Version.new(a) <=> Gem::Version.new(b) rescue nil end
              puts r.nil? ? '?' : r < 0 ? '<' : r > 0 ? '>' : '='
            end
            """;

    /** Composer's own parser and comparator, of Debian's php-composer-semver; branches have no order there. */
    private static final String COMPOSER = """
            @require '/usr/share/php/Composer/Semver/autoload.php';
            $p = new Composer\\Semver\\VersionParser();
            foreach (file(getenv('PAIRS'), FILE_IGNORE_NEW_LINES) as $line) {
              [$a, $b] = explode("\t", $line);
              try {
                $x = $p->normalize($a); $y = $p->normalize($b);
                if (str_starts_with($x, 'dev-') || str_starts_with($y, 'dev-')) { echo "?\n"; continue; }
                $r = version_compare($x, $y);
                echo $r < 0 ? '<' : ($r > 0 ? '>' : '='), "\n";
              } catch (Exception $e) { echo "?\n"; }
            }
            """;

    private static final String R = """
            pairs <- strsplit(readLines(Sys.getenv('PAIRS')), '\\t', fixed = TRUE)
            sound <- '^[0-9]+([.-][0-9]+)*$'
            for (p in pairs) {
              if (!grepl(sound, p[1]) || !grepl(sound, p[2])) { cat('?\\n'); next }
              r <- tryCatch(compareVersion(p[1], p[2]), error = function(e) NA)
              cat(if (is.na(r)) '?' else if (r < 0) '<' else if (r > 0) '>' else '=', '\\n', sep = '')
            }
            """;

    static Optional<Oracle> named(String name) {
        return switch (name) {
            case "dpkg" -> Oracle.command("sh", "-c", DPKG);
            case "dpkg-perl" -> Oracle.command("perl", "-e", DPKG_PERL);
            case "npm" -> Oracle.command("node", "-e", NPM);
            case "rpm" -> Oracle.command("rpm", "--eval", RPM);
            case "python" -> Oracle.command("python3", "-c", PYTHON);
            case "maven" ->
                Optional.of(Oracle.of((a, b) -> new ComparableVersion(a).compareTo(new ComparableVersion(b))));
            case "ruby" -> Oracle.command("ruby", "-e", RUBY);
            case "composer" -> Oracle.command("php", "-r", COMPOSER);
            case "R" -> Oracle.command("sh", "-c", "R --vanilla --no-echo <<'END'\n" + R + "END\n");
            case "versatile-apk" -> Optional.of(versatileApk());
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Where versatile agrees with apk-tools 3; letters, later suffixes and leading zeros it orders in its own way. */
    private static final java.util.function.Predicate<String> APK = java.util.regex.Pattern.compile(
                    "N(\\.N)*(_(alpha|beta|pre|rc)N?)?(-rN)?".replace("N", "(0|[1-9]\\d*)"))
            .asMatchPredicate();

    private static Oracle versatileApk() {
        return Oracle.of((a, b) -> {
            if (!APK.test(a) || !APK.test(b)) {
                throw new IllegalArgumentException("outside the grammar");
            }
            try {
                Version x = VersionFactory.forScheme("apk", a);
                return x.compareTo(VersionFactory.forScheme("apk", b));
            } catch (InvalidVersionException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }
}
