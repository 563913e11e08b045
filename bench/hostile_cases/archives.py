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


def bomb_unwanted(folder, scale):
    return w.oci_layout(folder, [chain([HONEST], w.zeros_entry("data/zeros", int(scale * 2**32)), [w.END])])


def bomb_wanted(folder, scale):
    return w.oci_layout(folder, [chain([DEBIAN], w.zeros_entry("var/lib/dpkg/status", int(scale * 2**32)), [w.END])])


def million_entries(folder, scale):
    count = int(3_000_000 * scale)
    return w.oci_layout(folder, [chain([HONEST], (w.header(f"d/{i % 1000}/{i}") for i in range(count)), [w.END])])


def million_wanted(folder, scale):
    """Every entry a file that a cataloger wants."""
    count = int(200_000 * scale)
    data = b'{"name":"n","version":"1.0.0"}'
    made = (w.entry(f"app/node_modules/p{i}/package.json", data) for i in range(count))
    return w.oci_layout(folder, [chain([HONEST], made, [w.END])])


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
