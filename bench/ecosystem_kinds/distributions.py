"""Packages of distributions: a Debian system, and databases of rpm and apk beside it."""

import shutil

import kit

from . import SAMPLES, WORK, kind, tool

# Language packages of every kind that Debian ships, so that the image is full of files owned by the distribution.
DEBIAN = """
ca-certificates openssl busybox redis-tools
python3-requests python3-yaml python3-cryptography python3-jinja2 python3-django python3-poetry python3-pip
python3-pip-whl python3-setuptools-whl python3-wheel conda-package-handling
ruby ruby-rack ruby-nokogiri ruby-bundler ruby-i18n
nodejs npm libjs-jquery node-express
maven ant libspring-core-java liblogback-java libguava-java
r-base-core r-cran-dplyr php-symfony-console php-twig composer
erlang-base erlang-jose elixir nuget
librust-serde-json-dev librust-regex-dev ripgrep
golang-go golang-github-spf13-cobra-dev docker.io
"""

# name, epoch, version, release, architecture-independent
RPMS = [
    ("bench-base", 0, "1.0", "1", False),
    ("openssl-libs", 1, "3.0.7", "27.el9", False),
    ("glibc", 0, "2.34", "83.el9_3.7", False),
    ("bash", 0, "5.1.8", "6.el9_1", False),
    ("tzdata", 0, "2024a", "1.el9", True),
    ("perl-libs", 4, "5.32.1", "481.el9", False),
    ("tilde", 0, "2.0~rc1", "0.3", True),
    ("caret", 0, "1.0^20240101git1a2b", "1.fc40", True),
    ("underscored_name", 0, "7", "1", True),
    ("gcc-c++", 0, "11.4.1", "3.el9", False),
    ("python3.11-libs", 0, "3.11.7", "1.el9.4", False),
    ("x", 0, "0", "0", True),
]
OWNED_BY_RPM = "/usr/lib/python3.9/site-packages/bench_owned-1.0.dist-info/METADATA"


def debian():
    """A system made by mmdebstrap, as a tar; made once."""
    base = WORK / "base.tar"
    if not base.exists():
        half = WORK / "half.tar"
        include = ",".join(DEBIAN.split())
        tool(["mmdebstrap", "--quiet", "--variant=essential", "--mode=root", f"--include={include}", "bookworm", half])
        half.rename(base)
    folder = kit.fresh(WORK / "dpkg")
    tool(["tar", "xf", base, "-C", folder, "./var/lib/dpkg"])
    listed = tool(["dpkg-query", f"--admindir={folder}/var/lib/dpkg", "-W", "-f", "${Package} ${Version} ${db:Status-Status}\\n"])
    truth = {tuple(line.split(" ")[:2]) for line in listed.splitlines() if line.endswith(" installed")}
    return kind("Debian", "deb", "/var/lib/dpkg/", truth, "dpkg-query")


def rpm(root):
    """Packages built by rpmbuild and installed by rpm, whose database is SQLite: Debian's writes no other."""
    build = kit.fresh(WORK / "rpmbuild")
    spec = ["%global debug_package %{nil}", "Name: bench-base", "Version: 1.0", "Release: 1", "Summary: s", "License: MIT"]
    spec += ["%description", "d"]
    for name, epoch, version, release, independent in RPMS[1:]:
        spec += [f"%package -n {name}", f"Version: {version}", f"Release: {release}", "Summary: s"]
        spec += [f"Epoch: {epoch}"] if epoch else []
        spec += ["BuildArch: noarch"] if independent else []
        spec += [f"%description -n {name}", "d", f"%files -n {name}"]
    spec += ["%install", f"mkdir -p %{{buildroot}}{OWNED_BY_RPM.rsplit('/', 1)[0]}"]
    spec += [f"printf 'Metadata-Version: 2.1\\nName: bench-owned\\nVersion: 1.0\\n' > %{{buildroot}}{OWNED_BY_RPM}"]
    spec += ["%files", OWNED_BY_RPM]
    (build / "bench.spec").write_text("\n".join(spec) + "\n")
    tool(["rpmbuild", "-bb", "--quiet", "--define", f"_topdir {build}", build / "bench.spec"])
    rpms = [str(path) for path in sorted((build / "RPMS").rglob("*.rpm"))]
    kit.need(len(rpms) == len(RPMS), "rpmbuild made another number of packages than asked for.")
    command = ["rpm", "--root", root, "--dbpath", "/var/lib/rpm"]
    (root / "var/lib/rpm").mkdir(parents=True)
    tool([*command, "--initdb"])
    tool([*command, "-i", "--nodeps", "--noscripts", "--nosignature", "--ignorearch", *rpms])
    listed = tool([*command, "-qa", "--qf", "%{NAME} %|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\\n"])
    truth = {tuple(line.split(" ")) for line in listed.splitlines()}
    return kind("RPM", "rpm", "/var/lib/rpm/", truth, "rpm -qa")


def apk(root):
    """Debian has no apk: a published sample of its database, read a second time here."""
    sample = SAMPLES / "syft/pkg/cataloger/alpine/testdata/multiple-2/lib/apk/db/installed"
    kit.need(sample.is_file(), f"no sample at {sample}.")
    target = root / "lib/apk/db/installed"
    target.parent.mkdir(parents=True)
    shutil.copy(sample, target)
    truth = set()
    for paragraph in sample.read_text().split("\n\n"):
        fields = dict(line.split(":", 1) for line in paragraph.splitlines() if ":" in line[:2])
        if "P" in fields:
            truth.add((fields["P"], fields["V"]))
    return kind("Alpine", "apk", "/lib/apk/", truth, "a second reader (published sample)")
