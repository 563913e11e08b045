"""Writers of tar streams and images that, unlike tarfile, will write what no honest program would."""

import functools
import gzip
import hashlib
import io
import json
import os
import tarfile

BLOCK = 512
CHUNK = 1 << 20
ZEROS = bytes(CHUNK)


def header(name, size=0, kind=b"0", link=b"", mode=0o644, raw_size=None, checksum=None):
    """One ustar header; raw_size and checksum replace the honest fields."""
    name = name.encode() if isinstance(name, str) else name
    field = raw_size if raw_size is not None else b"%011o\0" % size
    head = bytearray(
        name[:100].ljust(100, b"\0") + b"%07o\0" % mode + b"0000000\0" * 2 + field.ljust(12, b"\0")[:12]
        + b"00000000000\0" + b" " * 8 + kind + link[:100].ljust(100, b"\0") + b"ustar\00000")
    head += bytes(BLOCK - len(head))
    head[148:156] = checksum if checksum is not None else b"%06o\0 " % sum(head)
    return bytes(head)


def padded(data):
    return data + bytes(-len(data) % BLOCK)


def entry(name, data=b"", **how):
    return header(name, len(data), **how) + padded(data)


def symlink(name, target):
    return header(name, kind=b"2", link=target.encode())


def zeros_entry(name, size):
    """A file of zeros, as a stream of chunks."""
    yield header(name, size)
    for _ in range(size // CHUNK):
        yield ZEROS
    yield bytes(size % CHUNK + -size % BLOCK)


def pax(records, size=None):
    body = b"".join(records)
    return header("PaxHeaders/x", len(body) if size is None else size, kind=b"x") + padded(body)


def record(key, value):
    text = b" " + key + b"=" + value + b"\n"
    length = len(text) + 1
    while len(str(length)) + len(text) != length:
        length = len(str(length)) + len(text)
    return str(length).encode() + text


END = bytes(2 * BLOCK)


def layer_file(path, chunks, compress=True):
    """Writes a layer; (digest of the file, its size, digest of the tar: the diffID)."""
    inner, outer = hashlib.sha256(), hashlib.sha256()
    with open(path, "wb") as raw:
        out = gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=1, mtime=0) if compress else raw
        for chunk in chunks:
            inner.update(chunk)
            out.write(chunk)
        if compress:
            out.close()
    with open(path, "rb") as raw:
        while chunk := raw.read(CHUNK):
            outer.update(chunk)
    return "sha256:" + outer.hexdigest(), os.path.getsize(path), "sha256:" + inner.hexdigest()


def config(diff_ids):
    steps = [{"created_by": f"step {i}"} for i in range(len(diff_ids))]
    return {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": diff_ids}, "history": steps}


def blob(folder, document):
    """Adds a document to a layout; how it is referred to."""
    return raw_blob(folder, json.dumps(document).encode())


def raw_blob(folder, data):
    digest = hashlib.sha256(data).hexdigest()
    (folder / "blobs" / "sha256" / digest).write_bytes(data)
    return {"digest": f"sha256:{digest}", "size": len(data)}


def zeros_gzip(size):
    """A gzip of `size` zeros, as equal members one behind the other, made in no time."""
    part = 64 * CHUNK
    return [_zeros_member(part)] * (size // part) + [_zeros_member(size % part)]


@functools.cache
def _zeros_member(size):
    return gzip.compress(bytes(size), mtime=0)


ZSTD = b"\x28\xb5\x2f\xfd"
ZSTD_BLOCK = 128 * 1024


def zstd(head, zeros, tail=b"", window=0x38):
    """A zstd frame of `head`, some zeros packed a hundred thousand times smaller, and `tail`."""
    yield ZSTD + b"\0" + bytes([window])
    for at in range(0, len(head), ZSTD_BLOCK):
        part = head[at:at + ZSTD_BLOCK]
        yield (len(part) << 3).to_bytes(3, "little") + part
    full = (ZSTD_BLOCK << 3 | 2).to_bytes(3, "little") + b"\0"
    for _ in range(zeros // ZSTD_BLOCK // 1024):
        yield full * 1024
    yield full * (zeros // ZSTD_BLOCK % 1024)
    yield ((zeros % ZSTD_BLOCK) << 3 | 2).to_bytes(3, "little") + b"\0"
    yield (len(tail) << 3 | 1).to_bytes(3, "little") + tail


LAYER = "application/vnd.oci.image.layer.v1.tar"


def oci_layout(folder, layers, lie_digest=None, lie_diff=None, lie_size=None, packed=False, media=LAYER + "+gzip"):
    """An OCI layout of layers, each an iterable of tar chunks, or of bytes that are packed already.

    The lies replace what is said of the last one.
    """
    blobs = folder / "blobs" / "sha256"
    blobs.mkdir(parents=True)
    descriptors, diff_ids = [], []
    for i, chunks in enumerate(layers):
        digest, size, diff_id = layer_file(folder / "layer", chunks, compress=not packed)
        if i == len(layers) - 1:
            digest, size, diff_id = lie_digest or digest, lie_size or size, lie_diff or diff_id
        os.replace(folder / "layer", blobs / digest.removeprefix("sha256:"))
        descriptors.append({"mediaType": media, "digest": digest, "size": size})
        diff_ids.append(diff_id)
    configured = {"mediaType": "application/vnd.oci.image.config.v1+json", **blob(folder, config(diff_ids))}
    manifest = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": configured, "layers": descriptors}
    top = {"mediaType": manifest["mediaType"], **blob(folder, manifest)}
    (folder / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [top]}))
    (folder / "oci-layout").write_text('{"imageLayoutVersion":"1.0.0"}')
    return folder


def docker_archive(path, layers, claimed=None, manifest=None, manifest_first=False):
    """A docker save of uncompressed layers; claimed replaces the diffIDs in its config, manifest the whole document."""
    names, files, diff_ids = [], [], []
    for i, chunks in enumerate(layers):
        files.append(path.with_suffix(f".layer{i}"))
        diff_ids.append(layer_file(files[-1], chunks, compress=False)[2])
        names.append(f"{i}/layer.tar")
    honest = json.dumps([{"Config": "config.json", "RepoTags": ["hostile:1"], "Layers": names}]).encode()
    documents = {"config.json": json.dumps(config(claimed or diff_ids)).encode(), "manifest.json": honest if manifest is None else manifest}
    with tarfile.open(path, "w") as out:
        if manifest_first:
            _add(out, documents)
        for name, file in zip(names, files):
            out.add(file, name)
            file.unlink()
        if not manifest_first:
            _add(out, documents)
    return path


def _add(out, documents):
    for name, data in documents.items():
        member = tarfile.TarInfo(name)
        member.size = len(data)
        out.addfile(member, io.BytesIO(data))
