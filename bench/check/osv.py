"""Advisories read straight from the zips, and the schema's evaluation of one version (ossf.github.io/osv-schema)."""

import functools
import json
import zipfile

from check import orders


def read(folder, ecosystems):
    """{(ecosystem with release, package name): [(record, affected)]} of the bases wanted, withdrawn records left out."""
    index, seen, counted = {}, set(), 0
    for zipped in sorted(folder.glob("*/all.zip")):
        with zipfile.ZipFile(zipped) as file:
            for name in file.namelist():
                record = json.loads(file.read(name))
                if record.get("withdrawn") or record["id"] in seen:
                    continue
                seen.add(record["id"])
                counted += 1
                for affected in record.get("affected", []):
                    package = affected.get("package", {})
                    if package.get("ecosystem", "").split(":")[0] in ecosystems:
                        index.setdefault((package["ecosystem"], package["name"]), []).append((record, affected))
    return index, counted


def affects(ecosystem, affected, version):
    """Whether this version is affected: listed, or inside a range of its ecosystem."""
    base = ecosystem.split(":")[0]
    if any(orders.same(base, listed, version) for listed in affected.get("versions", [])):
        return True
    ranges = [r for r in affected.get("ranges", []) if r["type"] in ("ECOSYSTEM", "SEMVER")]
    if not ranges:
        return False
    if base not in orders.ORDERS:
        raise orders.Unreadable(f"a range of {base}, which this check has no order for")
    return any(_inside(orders.ORDERS[base], r["events"], version) for r in ranges)


def _inside(order, events, version):
    """The schema's algorithm: events in order of version, each that isn't above ours turns the answer."""
    points = [(value, kind) for event in events for kind, value in event.items()]

    def compare(a, b):
        if a == "0" or b == "0":
            return (a != "0") - (b != "0")
        return order(a, b)

    limits = [value for value, kind in points if kind == "limit" and value != "*"]
    if limits and not any(compare(version, limit) < 0 for limit in limits):
        return False
    rank = {"introduced": 0, "last_affected": 1, "fixed": 2}
    turns = [p for p in points if p[1] in rank]
    turns.sort(key=functools.cmp_to_key(lambda p, q: compare(p[0], q[0]) or rank[p[1]] - rank[q[1]]))
    affected = False
    for value, kind in turns:
        at = compare(version, value)
        if kind == "introduced" and at >= 0:
            affected = True
        elif kind == "fixed" and at >= 0:
            affected = False
        elif kind == "last_affected" and at > 0:
            affected = False
    return affected


def names(record):
    """Every id of the same vulnerability. A distribution's record names the vulnerability it is about as upstream;
    one that is about several is a bulletin, which is no alias of any."""
    upstream = record.get("upstream", [])
    return {record["id"], *record.get("aliases", []), *(upstream if len(upstream) == 1 else [])}


def fold(records):
    """Records that share a name are one vulnerability: [(set of all names, [source ids])]."""
    groups = []
    for record in records:
        ids, sources = names(record), [record["id"]]
        apart = []
        for other_ids, other_sources in groups:
            if ids & other_ids:
                ids, sources = ids | other_ids, other_sources + sources
            else:
                apart.append((other_ids, other_sources))
        groups = apart + [(ids, sources)]
    return groups


def shown(ids, sources):
    """The ids the report contract allows: the CVE, else the GHSA, else the source's own."""
    return (
        sorted(i for i in ids if i.startswith("CVE-"))
        or sorted(i for i in ids if i.startswith("GHSA-"))
        or sorted(sources)
    )
