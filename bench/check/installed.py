"""What is installed below a root, found without Hullmark: dpkg's own query, and plain walks for the languages."""

import io
import json
import os
import re
import subprocess
import zipfile
from dataclasses import dataclass

SKIPPED_TYPES = {"proc", "sysfs", "devtmpfs", "cgroup", "cgroup2"}
ENGINES = ("/var/lib/docker", "/var/lib/containerd", "/var/lib/containers", "/run/containerd", "/run/docker")
JAR = (".jar", ".war", ".ear")
DEPTH = 8


@dataclass(frozen=True)
class Installed:
    """A package as its ecosystem names it, what advisories call it, and whether a distribution's package owns it."""

    kind: str
    name: str
    version: str
    judged_name: str
    judged_version: str
    owned: bool
    path: str = ""


def release(root):
    """The distribution as OSV names it: Debian:12, Alpine:v3.20, or ''."""
    fields = {}
    for place in ("etc/os-release", "usr/lib/os-release"):
        try:
            with open(os.path.join(root, place), encoding="utf-8") as file:
                for line in file:
                    key, _, value = line.strip().partition("=")
                    fields[key] = value.strip("\"'")
            break
        except OSError:
            continue
    version = fields.get("VERSION_ID", "")
    match fields.get("ID", ""):
        case "debian":
            return f"Debian:{version.split('.')[0]}"
        case "alpine":
            return f"Alpine:v{'.'.join(version.split('.')[:2])}"
    return ""


def debs(root):
    form = "${db:Status-Status}\t${Package}\t${Version}\t${source:Package}\t${source:Version}\n"
    admin = os.path.join(root, "var/lib/dpkg")
    if not os.path.exists(os.path.join(admin, "status")):
        return
    said = subprocess.run(
        ["dpkg-query", f"--admindir={admin}", "-W", "-f", form], capture_output=True, text=True, check=True).stdout
    for line in said.splitlines():
        status, name, version, source, source_version = line.split("\t")
        if status not in ("not-installed", "config-files"):
            yield Installed("deb", name, version, source, source_version, False)


def apks(root):
    try:
        with open(os.path.join(root, "lib/apk/db/installed"), encoding="utf-8") as file:
            blocks = file.read().split("\n\n")
    except OSError:
        return
    for block in blocks:
        fields = dict(line.split(":", 1) for line in block.splitlines() if ":" in line)
        if "P" in fields:
            yield Installed("apk", fields["P"], fields["V"], fields.get("o", fields["P"]), fields["V"], False)


def owned_files(root):
    """Every path dpkg's lists name, with merged-/usr spellings made one."""
    files, info = set(), os.path.join(root, "var/lib/dpkg/info")
    if os.path.isdir(info):
        for name in os.listdir(info):
            if name.endswith(".list"):
                with open(os.path.join(info, name), encoding="utf-8", errors="surrogateescape") as file:
                    files.update(merged(root, line.rstrip("\n")) for line in file)
    return files


def merged(root, path):
    top, _, rest = path.lstrip("/").partition("/")
    if rest and os.path.islink(os.path.join(root, top)):
        target = os.readlink(os.path.join(root, top)).lstrip("/")
        return f"/{target}/{rest}"
    return path


def _unescape(text):
    return re.sub(r"\\(\d{3})", lambda m: chr(int(m[1], 8)), text)


def skipped_mounts():
    with open("/proc/self/mounts", encoding="utf-8", errors="surrogateescape") as mounts:
        fields = [line.split() for line in mounts]
    return {_unescape(f[1]) for f in fields if f[2] in SKIPPED_TYPES}


def walk(root):
    """(path from the root, path here) of each regular file; of the machine's own root, what DESIGN says to skip is."""
    skip = (skipped_mounts() | set(ENGINES)) if root == "/" else set()
    stack = [root]
    while stack:
        folder = stack.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            inside = entry.path if root == "/" else entry.path[len(root.rstrip("/")):]
            if entry.is_dir(follow_symlinks=False):
                if inside not in skip:
                    stack.append(entry.path)
            elif entry.is_file(follow_symlinks=False):
                yield inside, entry.path


NODE_MODULE = re.compile(r".*/node_modules/(?:@[^/]+/)?[^/]+/package\.json")


def npm(inside, here):
    """Packages in a node_modules folder, and Debian's own in /usr/share/nodejs, which it owns anyhow."""
    if not (NODE_MODULE.fullmatch(inside) or re.fullmatch(r"/usr/(share|lib)/nodejs/.*package\.json", inside)):
        return
    try:
        with open(here, encoding="utf-8-sig") as file:
            document = json.load(file)
    except (OSError, ValueError, RecursionError):
        return
    if isinstance(document, dict) and isinstance(document.get("name"), str) and isinstance(document.get("version"), str):
        if document["name"] and document["version"]:
            yield "npm", document["name"], document["version"]


def python(inside, here):
    if not re.search(r"(\.dist-info/METADATA|\.egg-info/PKG-INFO|EGG-INFO/PKG-INFO|\.egg-info)$", inside):
        return
    fields = {}
    try:
        with open(here, encoding="utf-8", errors="replace") as file:
            for line in file:
                if not line.strip():
                    break
                key, colon, value = line.partition(":")
                if colon and key in ("Name", "Version") and key not in fields:
                    fields[key] = value.strip()
    except OSError:
        return
    if "Name" in fields and "Version" in fields:
        yield "pypi", re.sub(r"[-_.]+", "-", fields["Name"]).lower(), fields["Version"]


def java(inside, here):
    """Only what pom.properties say, nested archives included; the rest is guesswork that this check leaves alone."""
    if inside.lower().endswith(JAR):
        try:
            with zipfile.ZipFile(here) as archive:
                yield from _poms(archive, DEPTH)
        except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError):
            return


def _poms(archive, depth):
    for name in archive.namelist():
        if re.fullmatch(r"(.*/)?META-INF/maven/[^/]+/[^/]+/pom\.properties", name):
            text = archive.read(name).decode("latin-1")
            fields = dict(m.groups() for m in re.finditer(r"^\s*(groupId|artifactId|version)\s*[=:]\s*(.*?)\s*$", text, re.M))
            if len(fields) == 3 and all(fields.values()):
                yield "maven", f"{fields['groupId']}:{fields['artifactId']}", fields["version"]
        elif depth and name.lower().endswith(JAR):
            try:
                with zipfile.ZipFile(io.BytesIO(archive.read(name))) as inner:
                    yield from _poms(inner, depth - 1)
            except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError):
                continue


def languages(root):
    """Language packages of every file below the root."""
    owned = owned_files(root)
    for inside, here in walk(root):
        for look in (npm, python, java):
            for kind, name, version in look(inside, here):
                yield Installed(kind, name, version, name, version, merged(root, inside) in owned, inside)
