"""Each ecosystem's order of versions, asked of its own tool where there is one.

Debian: dpkg. npm: the semver module npm carries. PyPI: the packaging module pip carries. Alpine and Go: a few lines
from apk-tools' and semver.org's rules. Maven has none here: its advisories list versions one by one.
"""

import functools
import itertools
import json
import pathlib
import re
import shutil
import subprocess

try:
    from pip._vendor.packaging.version import InvalidVersion, Version
except ImportError:
    Version = None


class Unreadable(ValueError):
    """A version this ecosystem's rules cannot order."""


@functools.cache
def debian(a, b):
    def holds(relation):
        # dpkg warns of odd versions on stderr and still orders them
        done = subprocess.run(["dpkg", "--compare-versions", a, relation, b], stderr=subprocess.DEVNULL)
        if done.returncode > 1:
            raise Unreadable(f"{a} or {b}")
        return done.returncode == 0

    return -1 if holds("lt") else 0 if holds("eq") else 1


# ---- semver


def _semver_key(version):
    read = re.fullmatch(r"[v=\s]*(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]*)?", version)
    if not read:
        raise Unreadable(version)
    numbers = tuple(int(n or 0) for n in read.groups()[:3])
    if read[4] is None:
        return numbers, (1,), ()
    fields = tuple((0, int(f), "") if f.isdigit() else (1, 0, f) for f in read[4].split("."))
    return numbers, (0,), fields


def semver(a, b):
    """semver.org, section 11; build metadata has no weight."""
    x, y = _semver_key(a), _semver_key(b)
    return (x > y) - (x < y)


NODE = """
const semver = require(process.argv[1]);
require('readline').createInterface({input: process.stdin}).on('line', line => {
  const [a, b] = JSON.parse(line);
  let answer = '?';
  try { answer = String(semver.compare(a, b, true)); } catch (e) {}
  console.log(answer);
});
"""


class Npm:
    """One node process that answers line by line."""

    def __init__(self):
        node = shutil.which("node")
        roots = [pathlib.Path(p) for p in ("/usr/lib/node_modules", "/usr/share/nodejs", "/usr/local/lib/node_modules")]
        if npm := shutil.which("npm"):
            roots.insert(0, pathlib.Path(npm).resolve().parent.parent.parent)
        places = [r / "npm/node_modules/semver" for r in roots] + [r / "semver" for r in roots]
        self.module = next((p for p in places if (p / "package.json").exists()), None)
        self.node = node if self.module else None
        self.process = None

    def __call__(self, a, b):
        if not self.node:
            raise Unreadable("no npm here whose semver could be asked")
        if not self.process:
            self.process = subprocess.Popen(
                [self.node, "-e", NODE, str(self.module)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write(json.dumps([a, b]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        if answer not in ("-1", "0", "1"):
            raise Unreadable(f"{a} or {b}")
        return int(answer)

    def close(self):
        if self.process:
            self.process.stdin.close()
            self.process.stdout.close()
            self.process.wait()
            self.process = None


npm = Npm()


def pypi(a, b):
    if Version is None:
        raise Unreadable("no pip here whose packaging module could be asked")
    try:
        x, y = Version(a), Version(b)
    except InvalidVersion as e:
        raise Unreadable(str(e)) from e
    return (x > y) - (x < y)


# ---- Alpine

BEFORE, AFTER = ["alpha", "beta", "pre", "rc"], ["cvs", "svn", "git", "hg", "p"]
SUFFIX = "_(" + "|".join(BEFORE + AFTER) + r")(\d*)"
APK = re.compile(rf"(\d+(?:\.\d+)*)([a-z]?)((?:{SUFFIX})*)(?:~[0-9a-f]+)?(?:-r(\d+))?")


def _apk_number(a, b, first):
    """After the first, a part with a leading zero is a decimal fraction: compared as text."""
    if not first and (a.startswith("0") or b.startswith("0")):
        return (a > b) - (a < b)
    return (int(a) > int(b)) - (int(a) < int(b))


def _apk_suffixes(text):
    weight = lambda name: BEFORE.index(name) - len(BEFORE) if name in BEFORE else AFTER.index(name) + 1
    return [(weight(name), int(number or 0)) for name, number in re.findall(SUFFIX, text)]


def alpine(a, b):
    """apk-tools' order: numbers, a letter, suffixes (_alpha … before none before _cvs … _p), -rN."""
    x, y = APK.fullmatch(a), APK.fullmatch(b)
    if not x or not y:
        raise Unreadable(f"{a} or {b}")
    for i, (m, n) in enumerate(itertools.zip_longest(x[1].split("."), y[1].split("."))):
        if m is None or n is None:
            return -1 if m is None else 1
        if order := _apk_number(m, n, i == 0):
            return order
    one, other = (x[2], *_padded(x, y)), (y[2], *_padded(y, x))
    return (one > other) - (one < other)


def _padded(x, y):
    mine, theirs = _apk_suffixes(x[3]), _apk_suffixes(y[3])
    return mine + [(0, 0)] * max(0, len(theirs) - len(mine)), int(x[6] or 0)


ORDERS = {"Debian": debian, "Alpine": alpine, "npm": npm, "PyPI": pypi, "Go": semver}


def same(ecosystem, a, b):
    """Whether a version an advisory lists is this one; PyPI has many spellings of one version, others none."""
    if a == b:
        return True
    if ecosystem == "PyPI":
        try:
            return pypi(a, b) == 0
        except Unreadable:
            return False
    return False
