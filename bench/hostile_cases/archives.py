"""Hostile tars, layers and images."""

import json
import os
import random
from itertools import chain

from hostile_cases import writers as w

DEBIAN = w.entry("etc/os-release", b'ID=debian\nVERSION_ID="12"\n')


def dpkg(*stanzas):
    return w.entry("var/lib/dpkg/status", b"".join(stanzas))


def stanza(name, version=b"1.0-1", status=b"install ok installed"):
    return b"Package: " + name + b"\nStatus: " + status + b"\nArchitecture: amd64\nVersion: " + version + b"\n\n"


HONEST = DEBIAN + dpkg(stanza(b"honest"))


def image(folder, *parts):
    """A docker archive of one layer."""
    return w.docker_archive(folder / "image.tar", [[*parts, w.END]])


def traversal(folder, scale):
    escapes = ["../../hullmark-escape", "/hullmark-escape", "a/../../../hullmark-escape", "./../hullmark-escape", "..", "/", ""]
    parts = [w.entry(name, b'{"name":"escape","version":"1.0.0"}') for name in escapes]
    parts += [w.header("hard", kind=b"1", link=b"../../../../etc/passwd"), w.symlink("etc/../../up", "../..")]
    return image(folder, HONEST, *parts)


def canary(folder, scale):
    """Links out of the root at a package database of the host, which must not be read."""
    outside = folder / "canary"
    outside.write_bytes(stanza(b"hullmark-canary"))
    return image(folder, DEBIAN, w.symlink("var/lib/dpkg/status", str(outside)), w.symlink("lib", "../../../.."))


def canary_directory(folder, scale):
    outside = folder / "canary"
    outside.write_bytes(stanza(b"hullmark-canary"))
    root = folder / "root"
    (root / "var/lib/dpkg").mkdir(parents=True)
    (root / "etc").mkdir()
    (root / "etc/os-release").write_text("ID=debian\nVERSION_ID=12\n")
    os.symlink(outside, root / "var/lib/dpkg/status")
    os.symlink("..", root / "etc/loop")
    os.mkfifo(root / "var/lib/dpkg/status.d")
    return root


def loops(folder, scale):
    links = [("a", "b"), ("b", "a"), ("etc/os-release", "/usr/lib/os-release"), ("usr/lib/os-release", "/etc/os-release"),
             ("x/y", ".."), ("self", "self"), ("var/lib/dpkg", "/var/lib/dpkg/."), ("long", "/".join(["x/y"] * 16))]
    chain = [w.symlink(f"chain/{i}", f"{i + 1}") for i in range(10_000)]
    return image(folder, *(w.symlink(*link) for link in links), *chain)


def whiteouts(folder, scale):
    names = [".wh.", ".wh..", "a/.wh...", ".wh..wh..opq", "etc/.wh.os-release/.wh.x", ".wh..wh..wh..opq"]
    return w.docker_archive(folder / "image.tar", [[HONEST, w.END], [*(w.entry(n) for n in names), w.END]])


def headers(folder, scale):
    """Header bombs, each in a layer of its own since one may end the reading of its layer."""
    long_name = b"A" * int(64 * 2**20 * scale)
    huge = b"\x80" + bytes(3) + b"\x7f" + b"\xff" * 7
    bombs = [
        [w.header("././@LongLink", len(long_name), kind=b"L") + w.padded(long_name), w.entry("x", b"x")],
        [w.pax([w.record(b"path", b"p" * int(2**24 * scale))]), w.entry("x", b"x")],
        [w.pax([b"99999999999 path=x\n"]), w.entry("x", b"x")],
        [w.pax([b"0 a=b\n", b"-5 a=b\n", b"5", b"\xff\xfe="]), w.entry("x", b"x")],
        [w.pax([w.record(b"size", b"9223372036854775807")]), w.entry("x", b"x")],
        [w.pax([w.record(b"GNU.sparse.map", b"0,1," * 100_000), w.record(b"GNU.sparse.realsize", b"9" * 19)]), w.entry("x", b"x")],
        [w.header("huge", raw_size=huge)],
        [w.header("negative", raw_size=b"\xff" * 12)],
        [w.header("letters", raw_size=b"not a number")],
        [w.header("sum", checksum=b"0000000\0")],
        [w.pax([w.record(b"comment", b"c")])] * 20_000,
    ]
    return w.docker_archive(folder / "image.tar", [[HONEST, w.END], *([*bomb, w.END] for bomb in bombs)])


def wrong_digest(folder, scale):
    return w.oci_layout(folder, [[HONEST, w.END]], lie_digest="sha256:" + "0" * 64)


def wrong_diff_id(folder, scale):
    """A diffID only names a layer: what is shared is shared by the digest of the blob, which is verified."""
    return w.oci_layout(folder, [[HONEST, w.END]], lie_diff="sha256:" + "1" * 64)


def wrong_size(folder, scale):
    return w.oci_layout(folder, [[HONEST, w.END]], lie_size=7)


def digest_escapes(folder, scale):
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    index = json.loads((layout / "index.json").read_text())
    index["manifests"][0]["digest"] = "sha256:../../../../../../etc/passwd"
    (layout / "index.json").write_text(json.dumps(index))
    return layout


def index_loop(folder, scale):
    """An index whose only manifest is itself, by whatever name: no digest can be right, so the file lies."""
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    name = "2" * 64
    loop = {"mediaType": "application/vnd.oci.image.index.v1+json", "digest": f"sha256:{name}", "size": 300}
    text = json.dumps({"schemaVersion": 2, "mediaType": loop["mediaType"], "manifests": [loop]})
    (layout / "blobs/sha256" / name).write_text(text)
    (layout / "index.json").write_text(text)
    return layout


def deep_manifest(folder, scale):
    return w.docker_archive(folder / "image.tar", [[HONEST, w.END]], manifest=b"[" * int(5_000_000 * scale))


def many_layers(folder, scale):
    names = ["0/layer.tar"] * int(50_000 * scale)
    manifest = json.dumps([{"Config": "config.json", "RepoTags": None, "Layers": names}]).encode()
    return w.docker_archive(folder / "image.tar", [[HONEST, w.END]], manifest=manifest)


def odd_manifest(folder, scale):
    manifest = b'[{"Config":7,"Layers":[{},null,"../../../etc/passwd","/etc/passwd"]},null,"x"]'
    return w.docker_archive(folder / "image.tar", [[HONEST, w.END]], manifest=manifest)


def _cut(folder, part):
    path = image(folder, HONEST, w.entry("data", bytes(300_000)))
    os.truncate(path, int(path.stat().st_size * part))
    return path


def cut_in_layer(folder, scale):
    return _cut(folder, 0.5)


def cut_after_manifest(folder, scale):
    """The manifest comes first, so that only the layer is cut."""
    path = w.docker_archive(folder / "image.tar", [[HONEST, w.entry("data", bytes(300_000)), w.END]], manifest_first=True)
    os.truncate(path, path.stat().st_size // 2)
    return path


def cut_in_header(folder, scale):
    path = _cut(folder, 1)
    os.truncate(path, 700)
    return path


def cut_gzip(folder, scale):
    layout = w.oci_layout(folder, [[HONEST, w.entry("data", random.Random(1).randbytes(300_000)), w.END]])
    blob = max((layout / "blobs/sha256").iterdir(), key=lambda p: p.stat().st_size)
    os.truncate(blob, blob.stat().st_size // 2)
    return layout


def empty_file(folder, scale):
    path = folder / "image.tar"
    path.write_bytes(b"")
    return path


def noise(folder, scale):
    path = folder / "image.tar"
    path.write_bytes(random.Random(2).randbytes(5_000_000))
    return path


def path_forms(folder, scale):
    """NULs, backslashes, drives, dots and doubled slashes, in names and in links, all of them wanted files."""
    names = [b"a\0../../hullmark-escape/package.json", b"..\\..\\hullmark-escape\\package.json", b"C:\\hullmark-escape\\package.json",
             b"a/./b//..///../c/package.json", b"\xc0\xae\xc0\xae/hullmark-escape/package.json", b"....//....//hullmark-escape/package.json",
             b"~/hullmark-escape/package.json", b"a/..", b"./", b"\xff\xfe/package.json", b"a\nb/package.json"]
    data = b'{"name":"form","version":"1.0.0"}'
    links = [(b"node_modules/l%d/package.json" % i, name) for i, name in enumerate(names)]
    return image(folder, HONEST, *(w.entry(n, data) for n in names),
                 *(w.header(n, kind=b"1", link=to) for n, to in links), *(w.header(n, kind=b"2", link=to) for n, to in links))


def hard_links(folder, scale):
    """Wanted hard links that lead out, to themselves, in a circle, forwards, through links, and in long chains."""
    def hard(name, to):
        return w.header(name, kind=b"1", link=to.encode())
    chain = [hard(f"app/{i}.jar", f"app/{i + 1}.jar") for i in range(int(30_000 * scale))]
    return image(folder, HONEST, hard("a/self.jar", "a/self.jar"), hard("a/x.jar", "a/y.jar"), hard("a/y.jar", "a/x.jar"),
                 hard("out/package.json", "../../../../../../etc/passwd"), hard("abs.jar", "/etc/passwd"), hard("fwd.jar", "later.jar"),
                 w.symlink("dir", "../../.."), hard("through.jar", "dir/etc/passwd"), w.entry("later.jar", bytes(300)), *chain)


def many_links(folder, scale):
    """A million symbolic links, all named like what is wanted, to one another."""
    return image(folder, HONEST, *(w.symlink(f"n/{i}/package.json", f"../{i + 1}/package.json") for i in range(int(1_000_000 * scale))))


def duplicates(folder, scale):
    """The package database three thousand times; the last one counts, and is the honest one."""
    return image(folder, DEBIAN, *(dpkg(stanza(b"impostor%d" % i)) for i in range(int(3_000 * scale))), HONEST)


def whiteouts_everywhere(folder, scale):
    """A million whiteouts, opaque directories inside removed ones, and a directory removed that its own layer fills."""
    names = (f"d/.wh.{i}" if i % 2 else f"d{i}/.wh..wh..opq" for i in range(int(1_000_000 * scale)))
    top = ["var/lib/.wh.dpkg", "var/lib/dpkg/.wh..wh..opq", ".wh.etc", "etc/.wh.os-release"]
    return w.docker_archive(folder / "image.tar", [[HONEST, w.END], [*(w.entry(n) for n in names), w.END], [*map(w.entry, top), HONEST, w.END]])


def devices(folder, scale):
    """Devices, FIFOs, sockets and unknown types, named as what is wanted."""
    names = [("var/lib/dpkg/status", b"3"), ("lib/apk/db/installed", b"4"), ("app/a.jar", b"6"), ("etc/os-release", b"7"),
             ("b/package.json", b"Z"), ("c/package.json", b"V"), ("d/package.json", b"M"), ("e/package.json", b"\xff")]
    return image(folder, *(w.header(name, size=1 << 30, kind=kind) for name, kind in names[:3]),
                 *(w.header(name, kind=kind) for name, kind in names), HONEST)


def depths(folder, scale):
    """Directories a hundred thousand deep, names of 16 KiB, and fifty thousand of them that differ in their end only."""
    deep = b"a/" * int(100_000 * scale) + b"package.json"
    long = b"/".join([b"n" * 255] * int(60 * scale + 1))
    many = (part for i in range(int(50_000 * scale)) for part in (w.pax([w.record(b"path", long + b"/%d/package.json" % i)]), w.header("x")))
    layers = [[HONEST, w.END], [w.pax([w.record(b"path", deep)]), w.entry("x", b"{}"), w.END], chain(many, [w.END])]
    return w.docker_archive(folder / "image.tar", layers)


def size_lies(folder, scale):
    """PAX sizes that the header denies, names of a gigabyte that are claimed, headers that only describe headers."""
    lies = [
        [w.pax([w.record(b"size", b"10")]), w.entry("a/package.json", b"x" * 5000)],
        [w.pax([w.record(b"size", b"8589934592")]), w.entry("a/package.json", b"{}")],
        [w.pax([w.record(b"size", b"-1")]), w.entry("a/package.json", b"{}")],
        [w.header("././@LongLink", 1 << 30, kind=b"L") + bytes(4096)],
        [w.header("././@LongLink", kind=b"K", raw_size=b"\x80" + b"\xff" * 11)],
        [w.pax([w.record(b"path", b"")]), w.entry("x", b"{}")],
        [w.header("g", 1 << 40, kind=b"g")],
        [w.header("././@LongLink", 4, kind=b"L") + w.padded(b"abc\0"), w.header("././@LongLink", 4, kind=b"L") + w.padded(b"abd\0")] * 100,
        [w.entry("app/a.jar", b"x", kind=b"\0"), bytes(512), w.entry("b", b"y")],
    ]
    return w.docker_archive(folder / "image.tar", [[HONEST, w.END], *([*lie, w.END] for lie in lies)])
