"""Reading the packages out of a CycloneDX document."""

import collections
from urllib.parse import unquote


def parse_purl(purl):
    """(type, name as its ecosystem writes it, version) of a package-url."""
    head = purl.removeprefix("pkg:").split("#")[0].split("?")[0]
    kind, _, rest = head.partition("/")
    path, version = rest.rsplit("@", 1) if "@" in rest.lstrip("@") else (rest, "")
    parts = [unquote(part) for part in path.split("/")]
    if kind == "maven":
        name = ":".join(parts)
    elif kind in ("deb", "apk", "rpm"):
        name = parts[-1]
    else:
        name = "/".join(parts)
    return kind, name, unquote(version)


def packages(document):
    """{(type, name, version): {the files it was found in, as far as the document says}}"""
    found = collections.defaultdict(set)
    for component in document.get("components", []):
        if purl := component.get("purl"):
            places = component.get("evidence", {}).get("occurrences", [])
            found[parse_purl(purl)].update(place.get("location", "") for place in places)
    return dict(found)
