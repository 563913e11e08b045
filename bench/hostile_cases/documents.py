"""Hostile documents that a user is given: SBOMs to judge, and waivers, VEX, baselines and settings to judge by."""

import base64
import json

from hostile_cases.archives import HONEST, image

CYCLONE = '{"bomFormat":"CycloneDX","specVersion":"1.6","components":['
SPDX = '{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","packages":['
NAMED = '{"type":"library","name":"a","version":"1","purl":"pkg:npm/a@1"}'
PACKAGE = '{"SPDXID":"SPDXRef-a","name":"a","versionInfo":"1","externalRefs":[{"referenceCategory":"PACKAGE-MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/a@1"}]}'


def _sbom(folder, text):
    path = folder / "document.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [f"sbom:{path}"]


def sbom_deep(folder, scale):
    return _sbom(folder, CYCLONE + '{"type":"library","name":"a","components":[' * int(1_000_000 * scale))


def sbom_arrays(folder, scale):
    return _sbom(folder, CYCLONE + "[" * int(5_000_000 * scale))


def sbom_numbers(folder, scale):
    """Numbers with a million digits or exponents, where numbers, texts and versions are read."""
    huge = "9" * int(1_000_000 * scale + 1)
    return _sbom(folder, '{"bomFormat":"CycloneDX","version":' + huge + ',"x":1e999999999,"components":[{"type":"library","name":'
                 + huge + ',"version":1e999999999,"purl":"pkg:npm/a@1"},' + NAMED + "]}")


def sbom_doubled(folder, scale):
    """Keys that are given twice."""
    return _sbom(folder, CYCLONE + NAMED[:-1] + ',"name":"b","purl":"pkg:npm/b@2","version":"2"}],"components":[' + NAMED + "]}")


def sbom_text(folder, scale):
    return _sbom(folder, CYCLONE + NAMED.replace('"a"', '"' + "a" * int(100_000_000 * scale + 1) + '"') + "]}")


def sbom_many(folder, scale):
    """Six hundred thousand packages."""
    parts = (f'{{"type":"library","name":"a{i}","version":"1","purl":"pkg:npm/a{i}@1"}}' for i in range(int(600_000 * scale) + 1))
    return _sbom(folder, CYCLONE + ",".join(parts) + "]}")


def sbom_circle(folder, scale):
    """Components that all have one reference, and depend on themselves and one another."""
    parts = ",".join([NAMED[:-1] + ',"bom-ref":"a"}'] * int(20_000 * scale + 1))
    on = '{"ref":"a","dependsOn":["a","b","a"]},{"ref":"b","dependsOn":["a"]}'
    return _sbom(folder, CYCLONE + parts + '],"dependencies":[' + ",".join([on] * int(20_000 * scale + 1)) + "]}")


def sbom_purls(folder, scale):
    """Package-URLs that are none, climb, are endless, or hold escapes."""
    purls = ["pkg:", "pkg:npm", "pkg:npm/" + "a/" * 50_000, "pkg:npm/%00%1b[2J@1", "pkg:npm/../../etc@1", "pkg:npm/a@" + "%25" * 50_000,
             "pkg:npm/a@1?" + "&".join(f"k{i}=v" for i in range(20_000)), "pkg:deb/debian/a@1?distro=%F0%9F", "pkg:%6e%70m/a@1", "npm/a", "pkg:npm/%ff@1"]
    parts = [json.dumps({"type": "library", "name": "x", "version": "1", "purl": purl}) for purl in purls]
    return _sbom(folder, CYCLONE + ",".join([*parts, NAMED]) + "]}")


def sbom_encodings(folder, scale):
    """UTF-16 with its mark, unpaired surrogates and bytes that are no UTF-8."""
    return _sbom(folder, b"\xff\xfe" + (CYCLONE + NAMED + "]}").encode("utf-16-le"))


def sbom_broken_text(folder, scale):
    return _sbom(folder, (CYCLONE + NAMED.replace('"a"', '"\\ud800\xff\\u0000\\u001b[2J"')).encode("latin-1") + b"]}")


def sbom_circle_spdx(folder, scale):
    """Relations in a circle, and packages that share one id."""
    on = '{"spdxElementId":"SPDXRef-a","relationshipType":"CONTAINS","relatedSpdxElement":"SPDXRef-a"}'
    return _sbom(folder, SPDX + ",".join([PACKAGE] * 1000) + '],"relationships":[' + ",".join([on] * int(100_000 * scale + 1)) + "]}")


def sbom_licences_spdx(folder, scale):
    """A licence that is a hundred thousand brackets."""
    licence = "(" * int(100_000 * scale) + "MIT" + " OR MIT" * int(10_000 * scale)
    return _sbom(folder, SPDX + PACKAGE[:-1] + f',"licenseDeclared":"{licence}"}}]}}') + ["--licences-deny", "GPL-*"]


def sbom_cut(folder, scale):
    return _sbom(folder, CYCLONE + NAMED)


def _judged(folder, option, name, text):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [f"docker-archive:{image(folder, HONEST)}", option, str(path)]


def _laughs():
    return "a0: &a0 [ha, ha]\n" + "\n".join(f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 10)}]" for i in range(30))


def waivers_laugh(folder, scale):
    return _judged(folder, "--waivers", "waivers.yaml", _laughs())


def waivers_deep(folder, scale):
    return _judged(folder, "--waivers", "waivers.yaml", "[" * int(1_000_000 * scale + 1))


def waivers_indented(folder, scale):
    return _judged(folder, "--waivers", "waivers.yaml", "".join(" " * i + "a:\n" for i in range(int(2_800 * scale + 1))))


def waivers_many(folder, scale):
    one = "- {id: CVE-2024-%d, reason: r, author: a}\n"
    return _judged(folder, "--waivers", "waivers.yaml", "".join(one % i for i in range(int(90_000 * scale))))


def waivers_patterns(folder, scale):
    """Patterns that a careless matcher tries in all ways."""
    pattern = "*a" * 400 + "b"
    one = "- {id: \"*\", package: \"%s\", path: \"%s\", reason: r, author: a}\n" % (pattern, pattern)
    one = one.replace('"*"', "CVE-2024-9000001")
    return _judged(folder, "--waivers", "waivers.yaml", one * int(4_000 * scale + 1))


def waivers_noise(folder, scale):
    return _judged(folder, "--waivers", "waivers.yaml", b"- id: \x00\x1b[2J\xff\n  reason: !!java.net.URL [http://127.0.0.1:9/]\n")


def waivers_tag(folder, scale):
    return _judged(folder, "--waivers", "waivers.yaml", "- !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://127.0.0.1:9/\"]]]]\n")


def grype_ignore(folder, scale):
    return _judged(folder, "--waivers", ".grype.yaml", "ignore:\n" + _laughs())


def trivy_ignore(folder, scale):
    return _judged(folder, "--waivers", ".trivyignore", b"\x1b[2J exp:9999-99-99 " + b"x" * int(3_000_000 * scale + 1) + b"\n" * 1_000_000)


def vex_deep(folder, scale):
    return _judged(folder, "--vex", "v.json", '{"@context":"https://openvex.dev/ns/v0.2.0","statements":' + "[" * int(5_000_000 * scale + 1))


def vex_wrapped(folder, scale):
    """Attestations in attestations, thirty deep."""
    text = b'{"@context":"https://openvex.dev/ns/v0.2.0","statements":[]}'
    for _ in range(30):
        text = json.dumps({"payloadType": "application/vnd.in-toto+json", "payload": base64.b64encode(text).decode(), "signatures": []}).encode()
    return _judged(folder, "--vex", "v.json", text)


def vex_many(folder, scale):
    one = '{"vulnerability":{"name":"CVE-1-%d"},"products":[{"@id":"pkg:npm/a"}],"status":"not_affected","timestamp":"99999-01-01T00:00:00Z"}'
    return _judged(folder, "--vex", "v.json", '{"@context":"https://openvex.dev/ns/v0.2.0","statements":[' + ",".join(one % i for i in range(int(500_000 * scale) + 1)) + "]}")


def vex_csaf_circle(folder, scale):
    """Branches as deep as allowed and deeper, relations in a circle."""
    deep = '{"branches":[' * int(200_000 * scale + 1)
    return _judged(folder, "--vex", "v.json", '{"document":{"category":"csaf_vex","csaf_version":"2.0"},"product_tree":' + deep)


def baseline_deep(folder, scale):
    return _judged(folder, "--baseline", "b.json", '{"schema":"hullmark/report/1","findings":' + "[" * int(5_000_000 * scale + 1))


def settings_laugh(folder, scale):
    return _judged(folder, "--config", "c.yaml", _laughs())


def settings_odd(folder, scale):
    return _judged(folder, "--config", "c.yaml", b"gate: {fail-on: \"\x1b[2J\"}\nscan: !!java.lang.Runtime {}\n")


def settings_long(folder, scale):
    return _judged(folder, "--config", "c.yaml", "gate:\n  fail-on: " + "x" * int(50_000_000 * scale + 1))


def conditions(folder, scale):
    """A gate of a hundred thousand brackets, and one of many words."""
    return [f"docker-archive:{image(folder, HONEST)}", "--fail-on", "(" * int(100_000 * scale + 1) + "high"]


def licence_patterns(folder, scale):
    return [f"docker-archive:{image(folder, HONEST)}", "--licences-deny", "*a" * int(50_000 * scale + 1)]
