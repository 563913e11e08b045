package dev.hullmark.catalog;

import dev.hullmark.catalog.conan.ConanLockCataloger;
import dev.hullmark.catalog.dotnet.PackagesLockCataloger;
import dev.hullmark.catalog.go.GoModCataloger;
import dev.hullmark.catalog.hex.MixLockCataloger;
import dev.hullmark.catalog.java.JavaLockCataloger;
import dev.hullmark.catalog.npm.NpmLockCataloger;
import dev.hullmark.catalog.php.ComposerLockCataloger;
import dev.hullmark.catalog.pub.PubCataloger;
import dev.hullmark.catalog.python.PythonLockCataloger;
import dev.hullmark.catalog.ruby.GemfileLockCataloger;
import dev.hullmark.catalog.rust.CargoLockCataloger;
import java.util.List;

/** What declares packages: lock files and the manifests that are read like them. */
final class LockPlaces {
    static final List<String> JSON_WORDS = List.of(
            "\"packages\":{",
            "\"dependencies\":{",
            "\"version\":\"1\"",
            "\"resolved\":",
            "\"dev\":true",
            "\"link\":true");
    static final List<String> YAML_WORDS = List.of(
            "packages:", "snapshots:", "importers:", "__metadata:", "resolution:", "dependencies:", "version: ");
    static final List<String> TOML_WORDS =
            List.of("[[package]]", "name = \"", "version = \"", "source = {", "dependencies = [");
    static final List<String> TEXT_WORDS = List.of(
            "require (", "replace ", "=> ", "specs:", "{:hex, :", "==1.0", "<dependency>", "${project.version}");

    private LockPlaces() {}

    static Place[] json() {
        NpmLockCataloger npm = new NpmLockCataloger();
        return new Place[] {
            Place.ofText(
                    npm,
                    "app/package-lock.json",
                    "{\"name\":\"x\",\"lockfileVersion\":3,\"packages\":{\"\":{\"dependencies\":{\"a\":\"1\"}},\"node_modules/a\":{\"version\":\"1.0.0\",\"resolved\":\"r\",\"license\":\"MIT\"},\"node_modules/b\":{\"version\":\"2\",\"dev\":true},\"lib\":{\"link\":true}}}",
                    "{\"lockfileVersion\":1,\"dependencies\":{\"a\":{\"version\":\"1.0.0\",\"requires\":{\"b\":\"1\"},\"dependencies\":{\"b\":{\"version\":\"npm:c@2.0.0\",\"dev\":true}}}}}"),
            Place.ofText(
                    npm,
                    "app/bun.lock",
                    "{\"lockfileVersion\":1,\"workspaces\":{\"\":{\"name\":\"x\"}},\"packages\":{\"a\":[\"a@1.0.0\",\"\",{},\"sha512-x\"],},}"),
            Place.ofText(
                    new PythonLockCataloger(),
                    "app/Pipfile.lock",
                    "{\"_meta\":{},\"default\":{\"flask\":{\"hashes\":[\"x\"],\"version\":\"==2.0\"}},\"develop\":{\"a\":{\"version\":\"==1\"}}}"),
            Place.ofText(
                    new ComposerLockCataloger(),
                    "app/composer.lock",
                    "{\"packages\":[{\"name\":\"a/b\",\"version\":\"v1.0\",\"license\":[\"MIT\"]}],\"packages-dev\":[]}"),
            Place.ofText(
                    new ConanLockCataloger(),
                    "app/conan.lock",
                    "{\"version\":\"0.5\",\"requires\":[\"zlib/1.2.13#1%1\",[\"b/1\",{}]],\"build_requires\":[]}",
                    "{\"graph_lock\":{\"nodes\":{\"1\":{\"ref\":\"zlib/1.2.11#1\",\"context\":\"host\"}}}}"),
            Place.ofText(
                    new PackagesLockCataloger(),
                    "app/packages.lock.json",
                    "{\"version\":1,\"dependencies\":{\"net6.0\":{\"A.B\":{\"type\":\"Direct\",\"resolved\":\"13.0.1\"}}}}")
        };
    }

    static Place[] yaml() {
        NpmLockCataloger npm = new NpmLockCataloger();
        return new Place[] {
            Place.ofText(
                    npm,
                    "app/yarn.lock",
                    "# yarn lockfile v1\n\n\"@a/b@^1.0\", \"@a/b@npm:c@^1\":\n  version \"1.0.1\"\n  resolved \"x\"\n",
                    "__metadata:\n  version: 6\n\n\"a@npm:^1.0.0\":\n  version: 1.0.0\n  resolution: \"a@npm:1.0.0\"\n  linkType: hard\n"),
            Place.ofText(
                    npm,
                    "app/pnpm-lock.yaml",
                    "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      a:\n        specifier: ^1\n        version: 1.0.0(b@2.0.0)\npackages:\n  a@1.0.0:\n    resolution: {integrity: x}\nsnapshots:\n  a@1.0.0(b@2.0.0):\n    dependencies:\n      b: 2.0.0\n",
                    "lockfileVersion: 5.4\npackages:\n  /a/1.0.0:\n    resolution: {integrity: x}\n    dev: false\n  /@c/d/2.0.0_x:\n    dev: true\n"),
            Place.ofText(
                    new PubCataloger(),
                    "app/pubspec.lock",
                    "packages:\n  args:\n    dependency: \"direct main\"\n    description:\n      name: args\n    source: hosted\n    version: \"2.4.0\"\nsdks:\n  dart: \"x\"\n")
        };
    }

    static Place[] toml() {
        PythonLockCataloger python = new PythonLockCataloger();
        return new Place[] {
            Place.ofText(
                    new CargoLockCataloger(),
                    "app/Cargo.lock",
                    "version = 3\n\n[[package]]\nname = \"memchr\"\nversion = \"2.5.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\ndependencies = [\n \"a\",\n]\n"),
            Place.ofText(
                    python,
                    "app/poetry.lock",
                    "[[package]]\nname = \"a\"\nversion = \"1\"\ncategory = \"main\"\nfiles = [\n    {file = \"x\", hash = \"y\"},\n]\n\n[package.dependencies]\nb = \">=1\"\n\n[metadata]\nlock-version = \"2.0\"\n"),
            Place.ofText(
                    python,
                    "app/uv.lock",
                    "version = 1\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\nsource = { virtual = \".\" }\ndependencies = [\n    { name = \"a\", marker = \"x\" },\n]\n\n[package.dev-dependencies]\ndev = [{ name = \"b\" }]\n\n[[package]]\nname = \"a\"\nversion = \"1\"\nsource = { registry = \"https://pypi.org/simple\" }\n"),
            Place.ofText(
                    python, "app/pdm.lock", "[[package]]\nname = \"a\"\nversion = \"1\"\ngroups = [\"default\"]\n"),
            Place.ofText(
                    python,
                    "app/pylock.toml",
                    "lock-version = \"1.0\"\n[[packages]]\nname = \"a\"\nversion = \"1\"\nwheels = [{name = \"\"\"x\ny\"\"\"}]\n")
        };
    }

    static Place[] text() {
        JavaLockCataloger java = new JavaLockCataloger();
        return new Place[] {
            Place.ofText(
                    new GoModCataloger(),
                    "app/go.mod",
                    "module example.com/x\n\ngo 1.21.3\n\nrequire (\n\tgolang.org/x/net v0.1.0 // indirect\n\t\"a.b/c\" v1.0.0\n)\n\nreplace golang.org/x/net v0.1.0 => ../net\nexclude a.b/d v1\n"),
            Place.ofText(
                    java,
                    "app/pom.xml",
                    "<project xmlns=\"m\"><groupId>g</groupId><artifactId>a</artifactId><version>1</version><properties><v>2</v></properties><dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>c</artifactId><version>3</version></dependency></dependencies></dependencyManagement><dependencies><dependency><groupId>${project.groupId}</groupId><artifactId>b</artifactId><version>${v}</version></dependency></dependencies></project>"),
            Place.ofText(
                    java,
                    "app/gradle.lockfile",
                    "# x\ng:a:1=compileClasspath,runtimeClasspath\ng:b:2=testRuntimeClasspath\nempty=\n"),
            Place.ofText(
                    new PythonLockCataloger(),
                    "app/requirements.txt",
                    "a==1.0 \\\n    --hash=sha256:x\nb[x,y] == 2 ; python_version > '3' # c\n-r other.txt\nd>=1\n"),
            Place.ofText(
                    new GemfileLockCataloger(),
                    "app/Gemfile.lock",
                    "GEM\n  remote: https://rubygems.org/\n  specs:\n    racc (1.7.0)\n    nokogiri (1.15.0-x86_64-linux)\n      racc (~> 1.4)\n\nPLATFORMS\n  ruby\n"),
            Place.ofText(
                    new MixLockCataloger(),
                    "app/mix.lock",
                    "%{\n  \"plug\": {:hex, :plug, \"1.14.2\", \"c\", [:mix], [], \"hexpm\"},\n}\n")
        };
    }
}
