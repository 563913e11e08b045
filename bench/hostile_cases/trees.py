"""Directories as hostile as a container's root may be."""

import os
import socket
import subprocess
import sys

from hostile_cases.archives import stanza

# Until its folder is gone or its time is over: grows one file, replaces another by a FIFO and by a directory, and lets others come and go.
MOVER = """
import os, shutil, sys, time
os.chdir(sys.argv[1])
end = time.time() + float(sys.argv[2])
n = 0
while time.time() < end and os.path.exists("moving"):
    n += 1
    try:
        with open("moving/grows.jar", "ab") as file:
            file.write(b"PK" * 50_000 if file.tell() < 2**28 else b"")
        at = f"moving/node_modules/p{n % 50}"
        shutil.rmtree(at, ignore_errors=True) if n % 2 else os.mkdir(at)
        if not n % 2:
            open(at + "/package.json", "w").write('{"name":"p","version":"1.0.0"}' + " " * (n % 5000))
        with open("moving/package-lock.json", "r+b") as file:
            file.truncate(n % 100_000)
        os.rename("moving/a", "moving/b") if os.path.exists("moving/a") else os.rename("moving/b", "moving/a")
    except OSError:
        pass
"""


def _root(folder):
    root = folder / "root"
    (root / "var/lib/dpkg").mkdir(parents=True)
    (root / "etc").mkdir()
    (root / "etc/os-release").write_text("ID=debian\nVERSION_ID=12\n")
    (root / "var/lib/dpkg/status").write_bytes(stanza(b"honest"))
    return root


def tree_special(folder, scale):
    """FIFOs and sockets where files are wanted; reading one would wait for ever."""
    root = _root(folder)
    for name in ("package.json", "a.jar", "go.mod", "x.so", "id_rsa", ".env", "package-lock.json"):
        os.mkfifo(root / name, 0o755)
    for name in ("usr/lib/os-release", "lib/apk/db/installed", "var/lib/rpm/rpmdb.sqlite"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(root / name)
    here = os.getcwd()
    os.chdir(root)
    socket.socket(socket.AF_UNIX).bind("b.jar")
    os.chdir(here)
    os.symlink("package.json", root / "pom.xml")
    return root


def tree_links(folder, scale):
    """Links to the host, to the root, to themselves, to what never ends."""
    root = _root(folder)
    targets = ["/", "..", ".", "loop.jar", "/dev/zero", "/proc/self/mem", "/proc/self/fd/0", "/dev/stdin", "../../../../../../dev/zero"]
    for i, target in enumerate(targets):
        os.symlink(target, root / f"{i}.jar")
        (root / f"node_modules/p{i}").mkdir(parents=True)
        os.symlink(target, root / f"node_modules/p{i}/package.json")
    os.symlink("loop.jar", root / "loop.jar")
    return root


def tree_deep(folder, scale):
    """Twenty thousand directories in one another, with a file at the bottom."""
    root = _root(folder)
    here = os.getcwd()
    os.chdir(root)
    for _ in range(int(20_000 * scale)):
        os.mkdir("d")
        os.chdir("d")
    with open("package.json", "w", encoding="ascii") as file:
        file.write('{"name":"deepest","version":"1.0.0"}')
    os.chdir(here)
    return root


def tree_wide(folder, scale):
    """Two hundred thousand files in one directory."""
    root = _root(folder)
    for i in range(int(200_000 * scale)):
        os.close(os.open(root / f"etc/file-with-a-long-name-{i}.json", os.O_CREAT | os.O_WRONLY))
    return root


def tree_names(folder, scale):
    """Names with escapes, line feeds, and bytes that are no UTF-8."""
    root = os.fsencode(_root(folder))
    for name in (b"\x1b[2J\x1b]0;owned\x07", b"a\nb", b"\xff\xfe", b"\xe2\x80\xaeevil", b"\x9b31m", b"n" * 255, b"..\\.."):
        os.makedirs(root + b"/node_modules/" + name)
        with open(root + b"/node_modules/" + name + b"/package.json", "wb") as file:
            file.write(b'{"name":"n","version":"broken')
        with open(root + b"/" + name[:250] + b".jar", "wb") as file:
            file.write(b"no jar" * 100)
    return folder / "root"


def tree_moving(folder, scale):
    """Files that grow, shrink, vanish and become something else while they are read."""
    root = _root(folder)
    for name in ("a", "b", "node_modules"):
        (root / "moving" / name).mkdir(parents=True)
    os.rmdir(root / "moving/b")
    (root / "moving/package-lock.json").write_text('{"lockfileVersion":3,"packages":{' + " " * 100_000)
    for i in range(int(5_000 * scale)):
        (root / f"moving/a/{i}.jar").write_bytes(b"PK" * 1000)
    subprocess.Popen([sys.executable, "-c", MOVER, str(root), str(60 * scale)], start_new_session=True,
                     stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return root


def stop(folder):
    """Ends what moves there, so that the folder can be removed: what it knew by name is called otherwise."""
    if (folder / "root/moving").exists():
        os.rename(folder / "root/moving", folder / "root/moved")


def tree_locks(folder, scale):
    """Lock files and manifests that are deep, circular, doubled, expand in themselves, or hold numbers without end."""
    root = _root(folder)
    deep, laughs = "[" * int(3_000_000 * scale), "\n".join(f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 10)}]" for i in range(1, 40))
    entities = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 20}">' for i in range(40))
    external = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><project><groupId>&x;</groupId><artifactId>a</artifactId><version>1</version></project>'
    circle = {f"node_modules/p{i}": '{"version":"1","dependencies":{"p%d":"*"}}' % ((i + 1) % 50_000) for i in range(int(50_000 * scale) + 1)}
    packages = ",".join(f'"{k}":{v}' for k, v in circle.items())
    files = {
        "deep/package-lock.json": '{"packages":' + deep, "deep/composer.lock": '{"packages":' + deep, "deep/Pipfile.lock": deep,
        "deep/packages.lock.json": '{"dependencies":{"net8.0":' + '{"a":' * int(1_000_000 * scale), "deep/bun.lock": '{"packages":' + deep,
        "deep/poetry.lock": "[[package]]\nname = " + deep, "deep/Cargo.lock": "[[package]]\nname = \"a\"\nversion = " + "'" * 100_000,
        "deep/uv.lock": "a" + ".a" * int(1_000_000 * scale) + " = 1", "numbers/package-lock.json": '{"lockfileVersion":' + "9" * 1_000_000 + ',"packages":{}}',
        "numbers/composer.lock": '{"packages":[{"name":"a/b","version":1e999999999}]}',
        "circle/package-lock.json": '{"lockfileVersion":3,"packages":{' + packages + "}}",
        "doubled/package-lock.json": '{"packages":{"node_modules/a":{"version":"1"}},"packages":{"node_modules/a":{"version":"2"}}}',
        "yaml/pnpm-lock.yaml": "a1: &a1 [x, x]\n" + laughs + "\npackages:\n  <<: *a39\n", "yaml/yarn.lock": "a@1:\n" + "  " * 100_000 + "version 1\n",
        "yaml/pubspec.lock": "packages:\n" + "".join(" " * i + "a:\n" for i in range(int(3_000 * scale))),
        "xml/pom.xml": f'<!DOCTYPE p [<!ENTITY e0 "ha">{entities}]><project><groupId>g</groupId><artifactId>&e40;</artifactId><version>1</version></project>',
        "xml/out/pom.xml": external, "xml/deep/pom.xml": "<project>" * int(300_000 * scale),
        "xml/props/pom.xml": "<project><properties>" + "".join(f"<a{i}>${{a{(i + 1) % 1000}}}${{a{(i + 1) % 1000}}}</a{i}>" for i in range(1000)) + "</properties><groupId>g</groupId><artifactId>${a0}</artifactId><version>1</version></project>",
        "go/go.mod": "module m\nrequire (\n" + "example.com/m v1.0.0 //" + "x" * 1_000_000 + "\n",
        "gem/Gemfile.lock": "GEM\n  specs:\n" + "    a (1)\n      b (" + "(" * 100_000, "mix/mix.lock": "%{" + '"a": {:hex, ' + "{" * int(1_000_000 * scale),
        "python/requirements.txt": "-r requirements.txt\n" + "a==1;" + "(" * 100_000 + "\n" + "b==" + "1" * 100_000 + "\\\n" * 10_000,
        "gradle/gradle.lockfile": "a:b:1=" + "x," * 1_000_000,
    }
    for name, text in files.items():
        path = root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return [f"dir:{root}", "--declared"]
