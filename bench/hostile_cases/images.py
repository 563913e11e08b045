"""Images whose documents lie: manifests, indexes, configurations, media types, and what lies where they should."""

import gzip
import json
import os

from hostile_cases import writers as w
from hostile_cases.archives import DEBIAN, HONEST, dpkg, stanza

INDEX = "application/vnd.oci.image.index.v1+json"


def _replace(layout, change):
    """The layout with its manifest changed, its digest made right again."""
    index = json.loads((layout / "index.json").read_text())
    blobs = layout / "blobs/sha256"
    manifest = json.loads((blobs / index["manifests"][0]["digest"].removeprefix("sha256:")).read_text())
    change(manifest, blobs)
    index["manifests"][0].update(w.blob(layout, manifest))
    (layout / "index.json").write_text(json.dumps(index))
    return layout


def media_types(folder, scale):
    """Gzip said to be zstd, a plain tar said to be gzip, and types nobody knows: what the bytes are counts."""
    layers = [[gzip.compress(HONEST + w.END)], [w.entry("a"), w.END], list(w.zstd(w.entry("b"), 0, w.END))]
    layout = w.oci_layout(folder, layers, packed=True)
    types = [w.LAYER + "+zstd", w.LAYER + "+gzip", "application/x-\u001b[2J"]
    return _replace(layout, lambda m, _: [layer.update(mediaType=t) for layer, t in zip(m["layers"], types)])


def config_as_layer(folder, scale):
    """The configuration's digest among the layers, and a layer's as the configuration."""
    layout = w.oci_layout(folder, [[HONEST, w.END], [w.entry("a"), w.END]])
    return _replace(layout, lambda m, _: m["layers"].append(dict(m["config"], mediaType=w.LAYER)))


def layer_as_config(folder, scale):
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    return _replace(layout, lambda m, _: m.update(config=dict(m["layers"][0], mediaType=m["config"]["mediaType"])))


def layer_repeated(folder, scale):
    """One layer ten thousand times."""
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    return _replace(layout, lambda m, _: m.update(layers=m["layers"] * int(10_000 * scale + 1)))


def config_huge(folder, scale):
    """A configuration of 200 MB."""
    return _config(folder, lambda config: config.update(author="a" * int(2e8 * scale)))


def config_odd(folder, scale):
    """Every field of the configuration of the wrong type, too many steps, and escapes in what they say."""
    steps = [{"created_by": "\u001b[2J\u202e<script>" + "s" * 1000, "empty_layer": "yes"}] * int(50_000 * scale + 1)
    return _config(folder, lambda config: config.update(
        architecture=["amd64"], os={}, config=[1], rootfs={"type": 7, "diff_ids": "sha256:0"}, history=steps, created=-1e999))


def config_deep(folder, scale):
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    return _replace(layout, lambda m, _: m["config"].update(w.raw_blob(layout, b'{"config":' + b"[" * int(3_000_000 * scale))))


def _config(folder, change):
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    config = w.config(["sha256:" + "0" * 64])
    change(config)
    return _replace(layout, lambda m, _: m["config"].update(w.raw_blob(layout, json.dumps(config).encode())))


def manifest_numbers(folder, scale):
    """Sizes that are negative, fractions, texts, or have a hundred thousand digits."""
    layout = w.oci_layout(folder, [[HONEST, w.END]] * 4)
    sizes = [-1, 1.5, "12", 10 ** 17]
    _replace(layout, lambda m, _: [layer.update(size=s) for layer, s in zip(m["layers"], sizes)])
    index = (layout / "index.json").read_text()
    (layout / "index.json").write_text(index.replace('"schemaVersion": 2', '"schemaVersion": ' + "9" * 100_000))
    return layout


def manifest_doubled(folder, scale):
    """Every key of the index twice, with other values."""
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    index = (layout / "index.json").read_text()
    (layout / "index.json").write_text('{"manifests": [{"digest": "sha256:%s", "size": 1}], ' % ("0" * 64) + index[1:])
    return layout


def index_wide(folder, scale):
    """An index of a hundred thousand manifests, of which the last is there."""
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    index = json.loads((layout / "index.json").read_text())
    other = {"mediaType": index["manifests"][0]["mediaType"], "digest": "sha256:" + "3" * 64, "size": 1}
    index["manifests"] = [other] * int(100_000 * scale) + index["manifests"]
    (layout / "index.json").write_text(json.dumps(index))
    return layout


def index_deep(folder, scale):
    """Indexes in indexes, thirty deep, each with its digest right."""
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    index = json.loads((layout / "index.json").read_text())
    for _ in range(30):
        index["manifests"] = [{"mediaType": INDEX, **w.blob(layout, dict(index, mediaType=INDEX))}]
    (layout / "index.json").write_text(json.dumps(index))
    return layout


def layout_fifos(folder, scale):
    """A layout whose layer is a FIFO that nobody writes to."""
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    blob = _layer(layout)
    blob.unlink()
    os.mkfifo(blob)
    return layout


def layout_fifo_index(folder, scale):
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    (layout / "index.json").unlink()
    os.mkfifo(layout / "index.json")
    return layout


def layout_links(folder, scale):
    """A layer that is a link to a tar of the host's, with the digest of what should be there."""
    outside = folder.parent / "tmp" / "outside.tar"
    outside.parent.mkdir(exist_ok=True)
    outside.write_bytes(DEBIAN + dpkg(stanza(b"hullmark-canary")) + w.END)
    layout = w.oci_layout(folder, [[HONEST, w.END]])
    blob = _layer(layout)
    blob.unlink()
    blob.symlink_to(outside)
    return layout


def _layer(layout):
    index = json.loads((layout / "index.json").read_text())
    blobs = layout / "blobs/sha256"
    manifest = json.loads((blobs / index["manifests"][0]["digest"].removeprefix("sha256:")).read_text())
    return blobs / manifest["layers"][0]["digest"].removeprefix("sha256:")


def archive_links(folder, scale):
    """A docker archive whose manifest.json is a link to a file of the host's."""
    path = folder / "image.tar"
    path.write_bytes(w.symlink("manifest.json", "/etc/passwd") + w.entry("0/layer.tar", HONEST + w.END) + w.END)
    return path


def archive_circle(folder, scale):
    """Layers that are links to one another."""
    manifest = json.dumps([{"Config": "c", "Layers": ["a/layer.tar", "b/layer.tar", "../../layer.tar"]}]).encode()
    path = folder / "image.tar"
    links = w.symlink("a/layer.tar", "../b/layer.tar") + w.symlink("b/layer.tar", "../a/layer.tar")
    path.write_bytes(links + w.entry("c", b"{}") + w.entry("manifest.json", manifest) + w.END)
    return path


def archive_members(folder, scale):
    """A docker archive of half a million members."""
    path = folder / "image.tar"
    with open(path, "wb") as out:
        for i in range(int(500_000 * scale)):
            out.write(w.header(f"{i}"))
        out.write(w.END)
    return path
