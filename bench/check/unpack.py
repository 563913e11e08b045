"""A docker archive's root file system, layer over layer, with whiteouts."""

import json
import os
import shutil
import subprocess
import tarfile

WHITEOUT, OPAQUE = ".wh.", ".wh..wh..opq"


def unpack(archive, root):
    with tarfile.open(archive) as image:
        manifest = json.load(image.extractfile("manifest.json"))
        for layer in manifest[0]["Layers"]:
            _hide(image.extractfile(layer), root)
            _lay(image.extractfile(layer), root)


def _hide(stream, root):
    with tarfile.open(fileobj=stream) as layer:
        for member in layer:
            folder, name = os.path.split(os.path.normpath(member.name))
            if not name.startswith(WHITEOUT) or folder.startswith(".."):
                continue
            here = os.path.join(root, folder)
            if name == OPAQUE:
                for below in os.listdir(here) if os.path.isdir(here) else []:
                    _remove(os.path.join(here, below))
            else:
                _remove(os.path.join(here, name[len(WHITEOUT):]))


def _remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.remove(path)


def _lay(stream, root):
    tar = subprocess.Popen(
        ["tar", "-xf", "-", "-C", root, "--no-same-owner", f"--exclude={WHITEOUT}*", "--exclude=./dev/*", "--exclude=dev/*"],
        stdin=subprocess.PIPE)
    shutil.copyfileobj(stream, tar.stdin, 1 << 20)
    tar.stdin.close()
    if tar.wait():
        raise OSError("tar could not unpack a layer")
