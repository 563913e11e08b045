"""The ecosystems of bench/ecosystems: each function puts real packages under a root and says what its own tool lists."""

import json
import os
import subprocess
from dataclasses import asdict, dataclass

import kit

WORK = kit.DATA / "ecosystems"
SAMPLES = kit.SHARED / "vectors/packagedb/syft"


@dataclass(frozen=True)
class Kind:
    """What stands below one place of the image: the ecosystem's list, and who wrote it."""

    ecosystem: str
    type: str
    place: str
    truth: frozenset
    by: str


def kind(ecosystem, purl_type, place, truth, by):
    kit.need(truth, f"the list of {ecosystem} by {by} is empty.")
    return Kind(ecosystem, purl_type, place, frozenset(truth), by)


def keep(kinds, file):
    """Writes the lists, so that an image is made once and read often."""
    lists = [{**asdict(k), "truth": sorted(k.truth)} for k in kinds]
    file.write_text(json.dumps(lists, indent=1))


def kept(file):
    return [Kind(**{**k, "truth": frozenset(map(tuple, k["truth"]))}) for k in json.loads(file.read_text())]


def tool(command, cwd=None, env=None):
    command = [str(word) for word in command]
    result = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True)
    kit.need(result.returncode == 0, f"{' '.join(command[:3])} failed: {(result.stderr or result.stdout).strip()[-300:]}")
    return result.stdout


def pairs(text):
    """Lines of a name and a version."""
    return {tuple(line.split(" ", 1)) for line in text.splitlines() if " " in line}
