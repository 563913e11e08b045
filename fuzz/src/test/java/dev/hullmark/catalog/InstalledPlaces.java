package dev.hullmark.catalog;

import dev.hullmark.catalog.conan.ConanCataloger;
import dev.hullmark.catalog.conda.CondaCataloger;
import dev.hullmark.catalog.dotnet.DepsCataloger;
import dev.hullmark.catalog.hex.HexCataloger;
import dev.hullmark.catalog.npm.NpmCataloger;
import dev.hullmark.catalog.php.ComposerCataloger;
import dev.hullmark.catalog.python.PythonCataloger;
import dev.hullmark.catalog.r.RCataloger;
import dev.hullmark.catalog.ruby.GemCataloger;
import java.util.List;

/** What package managers write of what they installed. */
final class InstalledPlaces {
    static final List<String> WORDS = List.of(
            "\"name\":\"", "\"version\":\"", "\"license\":", "Name: ", "Version: ", "{<<\"", "Package: ", "s.name = ");

    private InstalledPlaces() {}

    static Place[] all() {
        return new Place[] {
            Place.ofText(
                    new NpmCataloger(),
                    "app/node_modules/a/package.json",
                    "{\"name\":\"a\",\"version\":\"1.0.0\",\"license\":{\"type\":\"MIT\"},\"licenses\":[{\"type\":\"BSD\"}],\"x\":[{}]}"),
            Place.ofText(
                    new PythonCataloger(),
                    "usr/lib/python3/dist-packages/a-1.dist-info/METADATA",
                    "Metadata-Version: 2.1\nName: a\nVersion: 1!2.0rc1+local.1\nLicense-Expression: MIT OR X\nClassifier: License :: OSI Approved :: MIT License\n\nbody\n"),
            Place.ofText(
                    new CondaCataloger(),
                    "opt/conda/conda-meta/a-1-0.json",
                    "{\"name\":\"a\",\"version\":\"1\",\"license\":\"MIT\",\"files\":[\"name\"],\"link\":{\"type\":1}}"),
            Place.ofText(
                    new ConanCataloger(),
                    "root/.conan/data/zlib/1.2.11/_/_/package/6af9/conaninfo.txt",
                    "[settings]\n"),
            Place.ofText(
                    new DepsCataloger(),
                    "app/App.deps.json",
                    "{\"libraries\":{\"A.B/1.0.0\":{\"type\":\"package\"},\"runtimepack.X/8.0.1\":{\"type\":\"runtimepack\"}}}"),
            Place.ofText(
                    new HexCataloger(),
                    "app/deps/a/hex_metadata.config",
                    "{<<\"name\">>,<<\"a\">>}.\n{<<\"licenses\">>,[<<\"MIT\">>]}.\n{<<\"version\">>,<<\"2.10.0\">>}.\n"),
            Place.ofText(
                    new HexCataloger(),
                    "app/lib/accept-0.3.5/ebin/accept.app",
                    "{application,accept,\n [{description,\"x \\\" y\"},\n {vsn,\"0.3.5\"}]}.\n"),
            Place.ofText(
                    new ComposerCataloger(),
                    "app/vendor/composer/installed.json",
                    "{\"packages\":[{\"name\":\"a/b\",\"version\":\"v1.0\",\"license\":\"MIT\"}],\"dev\":true}",
                    "[{\"name\":\"a/b\",\"version\":\"1\"}]"),
            Place.ofText(
                    new RCataloger(),
                    "usr/lib/R/site-library/a/DESCRIPTION",
                    "Package: a\nTitle: b\n  c\nLicense: MIT + file LICENSE\nVersion: 1.8-4\nBuilt: R 4.2.2; x\n"),
            Place.ofText(
                    new GemCataloger(),
                    "usr/lib/ruby/gems/3.1.0/specifications/a-1.gemspec",
                    "# stub: a 1.15.0 x86_64-linux lib\nGem::Specification.new do |s|\n  s.name = \"other\".freeze\n  s.licenses = [\"MIT\".freeze]\nend\n",
                    "  s.name = %q<rake>.freeze\n  s.version = Gem::Version.new(\"13.0.6\")\n")
        };
    }
}
