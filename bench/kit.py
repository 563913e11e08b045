"""What every bench script shares: its needs, running a command with its cost accounted, and Markdown tables.

Only Python's standard library. The environment says where things are:
  HULLMARK  the launcher to measure        (default: ../hullmark beside this folder)
  DATA      images, peers and scratch      (default: /tmp/hullmark-bench)
  SHARED    advisories, vectors and tools  (default: ../shared beside the project)
"""

import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass

sys.dont_write_bytecode = True
signal.signal(signal.SIGPIPE, signal.SIG_DFL)

BENCH = pathlib.Path(__file__).resolve().parent
PROJECT = BENCH.parent
DATA = pathlib.Path(os.environ.get("DATA", "/tmp/hullmark-bench")).resolve()
SHARED = pathlib.Path(os.environ.get("SHARED", PROJECT.parent / "shared")).resolve()
IMAGES = DATA / "images"

STDERR_KEPT = 64 * 1024


def stop(sentence):
    """A need is missing: one sentence, exit 2."""
    print(sentence, file=sys.stderr)
    sys.exit(2)


def need(condition, sentence):
    if not condition:
        stop(sentence)


def need_tool(name, package):
    need(shutil.which(name), f"{name} is missing: install Debian's {package}.")


def hullmark():
    path = pathlib.Path(os.environ.get("HULLMARK", PROJECT / "hullmark")).absolute()
    need(os.access(path, os.X_OK), f"no Hullmark at {path}: build it, or set HULLMARK to its launcher.")
    return str(path)


def image(name):
    path = IMAGES / name
    need(path.exists(), f"no test image {path}: run bench/images first.")
    return path


def advisories():
    path = SHARED / "advisories"
    need(path.is_dir(), f"no advisories at {path}: this bench reads ../shared beside the project, or set SHARED.")
    return path


def fresh(path):
    """An empty directory at path, whatever was there."""
    path = pathlib.Path(path)
    if path.is_dir():
        shutil.rmtree(path)
    path.mkdir(parents=True)
    return path


@dataclass
class Run:
    """One finished process: seconds, MiB, and what it said."""

    code: int
    wall: float
    cpu: float
    rss: float
    stdout: bytes
    stderr: bytes
    killed: str = ""

    def first_line(self):
        for line in self.stderr.decode("utf-8", "replace").splitlines():
            if line.strip():
                return line.strip()
        return ""


def _resident(pid):
    """Resident MiB of a process now, 0 once it is gone."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
    except (OSError, ValueError):
        pass
    return 0.0


def run(command, env=None, cwd=None, seconds=600.0, mib=None, stdout=None):
    """Runs a command to its end, or kills its whole process group at a bound of time or resident memory.

    Wall, user + system and peak memory are those of the process and everything it waited for (wait4), so a launcher
    that ends in exec is counted once. stdout goes to a file when given, else it is returned.
    """
    out = open(stdout, "wb+") if stdout else tempfile.TemporaryFile()
    err = tempfile.TemporaryFile()
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **(env or {})},
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=err,
        start_new_session=True,
    )
    killed = []
    done = threading.Event()

    def watch():
        while not done.wait(0.02):
            if time.perf_counter() - started > seconds:
                killed.append(f"killed after {seconds:g} s")
            elif mib and _resident(process.pid) > mib:
                killed.append(f"killed above {mib} MiB")
            else:
                continue
            os.killpg(process.pid, signal.SIGKILL)
            return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    done.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    text = b"" if stdout else content(out)
    said = content(err)[:STDERR_KEPT]
    out.close()
    err.close()
    return Run(
        process.returncode,
        wall,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        text,
        said,
        killed[0] if killed else "",
    )


def content(file):
    file.seek(0)
    return file.read()


def has_trace(said):
    """Whether the JVM speaks where only Hullmark should."""
    return bool(re.search(r"^\s+at [\w.$/]+\(|Exception in thread|^# |\[(warning|error)\]\[|hs_err_pid|^OpenJDK ", said, re.M))


def must(result, what, codes=(0,)):
    """The run, when it ended as it should; otherwise one sentence and exit 2."""
    if result.killed or result.code not in codes:
        stop(f"{what} ended with {result.killed or f'exit code {result.code}'}: {result.first_line() or 'no word on stderr'}")
    return result


def full_home(name):
    """A HULLMARK_HOME of its own with all of ../shared/advisories imported, made anew."""
    home = fresh(DATA / name / "home")
    must(
        run([hullmark(), "db", "import", str(advisories())], env={"HULLMARK_HOME": str(home)}),
        "db import of the advisories",
    )
    return home


# ---------------------------------------------------------------- words for the reader


def machine():
    """One line on what this was measured on."""
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as info:
        for line in info:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    with open("/proc/meminfo", encoding="ascii") as info:
        memory = int(info.readline().split()[1]) / 1024 / 1024
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, Linux {os.uname().release}, load {load}"


def version(command, *words):
    """The first line a program says of its version, or 'unknown'."""
    try:
        said = run([*command, *words], seconds=120).stdout.decode("utf-8", "replace").splitlines()
        return said[0].strip() if said else "unknown"
    except OSError:
        return "unknown"


def table(head, rows):
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(clean(str(cell)) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def clean(text):
    """Safe in a table and on a terminal."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f]", "?", text).replace("|", "\\|")


def spread(values, digits=2):
    """median (lowest–highest)"""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def usage(text):
    """Answers --help and -h with the script's own header."""
    if any(word in ("-h", "--help") for word in sys.argv[1:]):
        print((text or "").strip())
        sys.exit(0)
