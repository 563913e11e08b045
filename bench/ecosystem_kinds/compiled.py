"""Java, Go, Rust, Erlang, and those of which no tool is to be had here."""

import json
import pathlib
import re
import shutil
import zlib

import gomodules
import kit

from . import SAMPLES, WORK, kind, pairs, tool

POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>com.example</groupId><artifactId>shop</artifactId><version>1.0</version><dependencies>
<dependency><groupId>com.fasterxml.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>2.9.8</version></dependency>
<dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>2.14.1</version></dependency>
<dependency><groupId>org.springframework</groupId><artifactId>spring-webmvc</artifactId><version>5.3.23</version></dependency>
<dependency><groupId>commons-collections</groupId><artifactId>commons-collections</artifactId><version>3.2.1</version></dependency>
<dependency><groupId>org.hibernate.validator</groupId><artifactId>hibernate-validator</artifactId><version>6.2.5.Final</version></dependency>
</dependencies></project>
"""
DOTNET = ("@autorest/csharp", "3.0.0-beta.20251203.1")


def maven(root):
    """Jars that Maven copied, and the lock file that Gradle would write for them (Debian's Gradle is too old to)."""
    work = kit.fresh(WORK / "maven")
    (work / "pom.xml").write_text(POM)
    jars = root / "opt/shop/lib"
    tool(["mvn", "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={jars}"], cwd=work)
    tool(["mvn", "-q", "-B", "dependency:list", "-DoutputFile=list.txt"], cwd=work)
    parts = [line.strip().split(" ")[0].split(":") for line in (work / "list.txt").read_text().splitlines()]
    truth = {(f"{p[0]}:{p[1]}", p[-2]) for p in parts if len(p) >= 5}
    yield kind("Maven", "maven", "/opt/shop/", truth, "mvn dependency:list")
    lock = kit.fresh(root / "srv/gradle") / "gradle.lockfile"
    lines = [f"{name}:{version}=runtimeClasspath" for name, version in sorted(truth)]
    lock.write_text("# This is a Gradle generated file for dependency locking.\n" + "\n".join(lines) + "\nempty=\n")
    yield kind("Gradle", "maven", "/srv/gradle/", truth, "by hand, from Maven's list")


def go(root):
    """A program built by go, and its project."""
    app = kit.fresh(root / "srv/go")
    env = gomodules.project(app, WORK)
    tool(["go", "mod", "tidy"], cwd=app, env=env)
    program = root / "usr/local/bin/shop"
    program.parent.mkdir(parents=True, exist_ok=True)
    tool(["go", "build", "-o", program, "."], cwd=app, env=env)
    first, *lines = tool(["go", "version", "-m", program]).splitlines()
    truth = {("stdlib", first.split(" go")[-1])}
    before = ()
    for line in lines:
        kind_of, *words = line.split() or [""]
        if kind_of == "=>":
            truth.discard(before)
        if kind_of in ("mod", "dep", "=>"):
            before = (words[0], words[1].replace("(devel)", ""))
            truth.add(before)
    yield kind("Go", "golang", "/usr/local/bin/shop", truth, "go version -m")
    what = "{{with .Replace}}{{.Path}} {{.Version}}{{else}}{{.Path}} {{.Version}}{{end}}"
    listed = tool(["go", "list", "-deps", "-f", "{{with .Module}}" + what + "{{end}}", "./..."], cwd=app, env=env)
    truth = {p for p in pairs(listed) if p[1]}
    yield kind("Go", "golang", "/srv/go/", truth, "go list -deps")


def rust(root):
    """A program built by cargo, with the section that cargo-auditable writes (Debian has none) from cargo's own list."""
    app = kit.fresh(root / "srv/rust")
    (app / "src").mkdir()
    (app / "src/main.rs").write_text("fn main() {}\n")
    (app / "Cargo.toml").write_text(
        '[package]\nname = "bench-app"\nversion = "0.1.0"\n[dependencies]\nregex = "1"\nserde_json = "1"\nrand = "0.8"\n'
    )
    (app / ".cargo").mkdir()
    (app / ".cargo/config.toml").write_text(
        '[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "/usr/share/cargo/registry"\n'
    )
    tool(["cargo", "generate-lockfile", "--offline"], cwd=app)
    metadata = json.loads(tool(["cargo", "metadata", "--offline", "--format-version", "1"], cwd=app))
    crates = [(p["name"], p["version"], p["source"]) for p in metadata["packages"]]
    locked = {(name, version) for name, version, source in crates if source}
    yield kind("Cargo", "cargo", "/srv/rust/", locked, "cargo metadata")
    audit = [
        {"name": name, "version": version, "source": "crates.io" if source else "local", "root": not source}
        for name, version, source in crates
    ]
    packed = WORK / "dep-v0"
    packed.write_bytes(zlib.compress(json.dumps({"packages": audit}).encode()))
    tool(["cargo", "build", "--release", "--offline", "--quiet"], cwd=app, env={"CARGO_TARGET_DIR": str(WORK / "target")})
    program = root / "usr/local/bin/bench-app"
    program.parent.mkdir(parents=True, exist_ok=True)
    tool(["objcopy", "--add-section", f".dep-v0={packed}", WORK / "target/release/bench-app", program])
    built = {(name, version) for name, version, _ in crates}
    yield kind("Cargo", "cargo", "/usr/local/bin/bench-app", built, "cargo metadata (section by hand)")


def erlang(root):
    """Debian's Erlang libraries, copied out of their packages; the platform itself is left aside, as Hullmark does."""
    truth = set()
    for app in sorted(pathlib.Path("/usr/lib/erlang/lib").iterdir()):
        if not (app / "ebin").is_dir():
            continue
        owner = tool(["dpkg", "-S", app / "ebin"]).split(":")[0]
        source = tool(["dpkg-query", "-W", "-f", "${source:Package}", owner.split(",")[0]])
        for description in (app / "ebin").glob("*.app"):
            target = root / "opt/release/lib" / app.name / "ebin" / description.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(description, target)
            if source != "erlang":
                code = (
                    f'{{ok,[{{application,A,P}}]}}=file:consult("{description}"),'
                    'io:format("~s ~s~n",[A,proplists:get_value(vsn,P)]),halt().'
                )
                truth |= pairs(tool(["erl", "-noshell", "-eval", code]))
    yield kind("Hex", "hex", "/opt/release/", truth, "erl, file:consult")


def dotnet(root):
    """What `dotnet publish` wrote for a program that an npm package carries."""
    work = kit.fresh(WORK / "dotnet")
    tool(["npm", "pack", "--silent", "@".join(DOTNET)], cwd=work)
    app = kit.fresh(root / "opt/dotnet")
    tool(["tar", "xf", next(work.glob("*.tgz")), "-C", app, "--strip-components=1", "--wildcards", "*.deps.json"])
    truth = set()
    for file in app.glob("*.deps.json"):
        libraries = json.loads(file.read_text(encoding="utf-8-sig"))["libraries"]
        truth |= {tuple(name.split("/")) for name, library in libraries.items() if library["type"] == "package"}
    yield kind("NuGet", "nuget", "/opt/dotnet/", truth, "a second reader (file by dotnet)")


def samples(root):
    """Published sample files, read a second time here."""
    folder = SAMPLES.parent / "syft/cmd/syft/internal/test/integration/testdata/image-pkg-coverage/pkgs"
    for name in ("elixir/mix.lock", "dart/pubspec.lock"):
        kit.need((folder / name).is_file(), f"no sample at {folder / name}.")
        (root / "srv" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / name, root / "srv" / name)
    mix = re.findall(r"\{:hex, :(\w+), \"([^\"]+)\"", (folder / "elixir/mix.lock").read_text())
    yield kind("Hex", "hex", "/srv/elixir/", mix, "a second reader (published sample)")
    import yaml

    lock = yaml.safe_load((folder / "dart/pubspec.lock").read_text())["packages"]
    ours = {n: p for n, p in lock.items() if p["source"] in ("hosted", "git") and "dev" not in p["dependency"]}
    truth = {(n, p["version"]) for n, p in ours.items()}
    yield kind("Pub", "pub", "/srv/dart/", truth, "a second reader (published sample)")


def by_hand(root):
    """Conda and Conan: files as their documentation shows them."""
    conda = [("openssl", "3.0.13"), ("python", "3.11.8"), ("libgcc-ng", "13.2.0"), ("ca-certificates", "2024.2.2")]
    meta = root / "opt/conda/conda-meta"
    meta.mkdir(parents=True)
    for name, version in conda:
        record = {"build": "h0_0", "build_number": 0, "channel": "conda-forge", "depends": [], "files": [],
                  "license": "MIT", "name": name, "subdir": "linux-64", "version": version}
        (meta / f"{name}-{version}-h0_0.json").write_text(json.dumps(record))
    (meta / "history").write_text("")
    yield kind("Conda", "conda", "/opt/conda/", conda, "by hand")
    conan = [("zlib", "1.2.13"), ("openssl", "3.1.2"), ("boost", "1.83.0")]
    app = kit.fresh(root / "srv/conan")
    revisions = [f"{name}/{version}#0123456789abcdef0123456789abcdef%1690000000.0" for name, version in conan]
    lock = {"version": "0.5", "requires": revisions, "build_requires": [], "python_requires": []}
    (app / "conan.lock").write_text(json.dumps(lock))
    yield kind("Conan", "conan", "/srv/conan/", conan, "by hand")
