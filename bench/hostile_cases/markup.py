"""Names that mean something to whatever shows them: terminals, HTML, XML, Markdown, JSON, CI systems' commands."""

import html.parser
import json
import xml.etree.ElementTree
import zipfile

from hostile_cases import writers as w
from hostile_cases.archives import DEBIAN, dpkg, image, stanza

FORMATS = ["table", "json", "sarif", "cyclonedx", "spdx", "openvex", "junit", "markdown", "gitlab", "html", "trivy"]
TAG = "x-hullmark"
MARK = f"<{TAG} onload=alert(1)>"
# Ends what it stands in, whatever that is, then opens an element of its own.
BREAKS = [f'"\'>{MARK}', f"]]>{MARK}", f"</script></style></title></textarea>{MARK}", f"--><!--{MARK}", f"`|\n\n{MARK}|", f"&lt;{MARK}&#60;",
          f"[a](javascript:alert(1)){MARK}", f"\n::error::{MARK}\n##vso[task]", f"\x1b[2J\x9b31m\u202e\x00\ufffe{MARK}", f"{{{{constructor}}}}${{7*7}}{MARK}"]
KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA" + "abcdEFGH0123ijklMNOP4567" * 30 + "\n-----END RSA PRIVATE KEY-----\n"


def packages():
    """(name, version) of npm packages: a payload each, or an advisory that is one."""
    return [(f"p{i}{text}", f"1.0.{i}-{text}") for i, text in enumerate(BREAKS)] + [(f"plain{i}", "1.0.0") for i in range(len(BREAKS))]


def advisories(feed):
    """Adds advisories of those packages to a feed, with the payload in everything that is text."""
    for i, (name, _) in enumerate(packages()):
        text = BREAKS[i % len(BREAKS)]
        record = {
            "schema_version": "1.7.0", "id": f"x_HOSTILE-{i}", "modified": "2026-01-01T00:00:00Z", "published": "2026-01-01T00:00:00Z",
            "aliases": [f"CVE-2026-{9900 + i}", f"x-{text}"], "summary": f"Flaw {text}", "details": text * 3,
            "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
            "affected": [{"package": {"ecosystem": "npm", "name": name}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "9.0.0"}]}]}],
            "references": [{"type": "ADVISORY", "url": f"javascript:alert(1)//{text}"}, {"type": "WEB", "url": f"https://example.com/{text}"}],
            "database_specific": {"severity": text}}
        with zipfile.ZipFile(feed / "npm" / "all.zip", "a") as every:
            every.writestr(f"{record['id']}.json", json.dumps(record))


def markup(folder, scale):
    """An image whose packages, paths, links, steps, secrets and setuid files are all named so."""
    parts = [DEBIAN, dpkg(*(stanza(f"n{i}{text}".replace("\n", " ").encode(), f"1-{text}".replace("\n", " ").encode()) for i, text in enumerate(BREAKS)))]
    for i, (name, version) in enumerate(packages()):
        place = f"app/{BREAKS[i % len(BREAKS)]}".replace("/", "_").replace("\0", "")
        data = json.dumps({"name": name, "version": version, "license": BREAKS[i % len(BREAKS)]}).encode()
        for path, content, mode in ((f"{place}/node_modules/p{i}/package.json", data, 0o644), (f"{place}/id_rsa", KEY.encode(), 0o644), (f"{place}/setuid", b"x", 0o4755),
                                    (f"{place}/broken.jar", b"no jar" * 100, 0o644)):
            parts += [w.pax([w.record(b"path", path.encode())]), w.entry("x", content, mode=mode)]
    made = image(folder, *parts)
    return [f"docker-archive:{made}", "--licences-allow", "MIT", "--fail-on", "critical"]


class _Tags(html.parser.HTMLParser):
    """Looks for what only an injection can have made."""

    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        if tag == TAG or any(key == "onload" or (value or "").strip().lower().startswith("javascript:") for key, value in attrs):
            self.wrong.append(self.get_starttag_text()[:60])


def injected(form, shown):
    """What is wrong with what a format wrote, in words."""
    if form == "html":
        tags = _Tags()
        tags.feed(shown)
        yield from (f"html: {tag} became an element" for tag in tags.wrong[:1])
        if f"<{TAG}" in shown:
            yield "html: a tag as it was given"
    elif form == "markdown" and (f"<{TAG}" in shown or "](javascript:" in shown or "\n::error" in shown):
        yield "markdown: markup as it was given"
    elif form == "table" and ("\n::error" in shown or "\n##vso" in shown):
        yield "table: a CI system's command"
    elif form == "junit":
        try:
            if any(TAG in element.tag for element in xml.etree.ElementTree.fromstring(shown).iter()):
                yield "junit: an element was injected"
        except xml.etree.ElementTree.ParseError as e:
            yield f"junit: not XML ({e})"
    elif form not in ("html", "markdown", "table"):
        try:
            json.loads(shown)
        except ValueError as e:
            yield f"{form}: not JSON ({e})"
