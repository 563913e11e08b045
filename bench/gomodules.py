"""Go modules of our own in a folder that serves as a module proxy (go.dev/ref/mod), and a project that needs them."""

import json
import zipfile

import kit

# What each requires.
MODULES = {
    ("example.com/web", "v1.7.0"): [("example.com/text", "v0.3.7"), ("example.com/json", "v1.0.0")],
    ("example.com/text", "v0.3.7"): [],
    ("example.com/text", "v0.3.8"): [],
    ("example.com/fork", "v0.9.0"): [("example.com/deep", "v0.0.0-20210220032951-036812b2e83c")],
    ("example.com/old", "v1.0.0"): [],
    ("example.com/json", "v1.0.0"): [],
    ("example.com/deep", "v0.0.0-20210220032951-036812b2e83c"): [],
}
MOD = """module example.org/shop

go 1.19

require (
	example.com/web v1.7.0
	example.com/old v1.0.0
	example.com/text v0.3.7
)

replace (
	example.com/old => example.com/fork v0.9.0
	example.com/text => example.com/text v0.3.8
)
"""
MAIN = """package main

import (
	_ "example.com/old"
	_ "example.com/web"
)

func main() {}
"""


def project(folder, work):
    """Writes the project; returns the environment its go commands need."""
    proxy = kit.fresh(work / "goproxy")
    for (path, version), needed in MODULES.items():
        place = proxy / path / "@v"
        place.mkdir(parents=True, exist_ok=True)
        mod = f"module {path}\n\ngo 1.17\n" + "".join(f"require {p} {v}\n" for p, v in needed)
        source = f"package {path.rsplit('/', 1)[1]}\n\n" + "".join(f'import _ "{p}"\n' for p, _ in needed)
        (place / f"{version}.info").write_text(json.dumps({"Version": version, "Time": "2021-02-20T03:29:51Z"}))
        (place / f"{version}.mod").write_text(mod)
        with zipfile.ZipFile(place / f"{version}.zip", "w") as archive:
            archive.writestr(f"{path}@{version}/go.mod", mod)
            archive.writestr(f"{path}@{version}/a.go", source)
    (folder / "go.mod").write_text(MOD)
    (folder / "main.go").write_text(MAIN)
    return {"GOPATH": str(work / "gopath"), "GOTOOLCHAIN": "local", "GOPROXY": f"file://{proxy}", "GONOSUMDB": "*",
            "GOFLAGS": "-mod=mod -modcacherw"}
