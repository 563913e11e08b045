"""Ruby, PHP, R, Python and JavaScript."""

import functools
import http.server
import json
import pathlib
import re
import shutil
import threading
import zipfile

import kit

from . import WORK, kind, pairs, tool


def gems(root):
    """Debian's gems, copied out of their packages."""
    code = "puts Gem.path.map{|p| p + '/specifications'} + [Gem.default_specifications_dir]"
    for folder in tool(["ruby", "-e", code]).split():
        if pathlib.Path(folder).is_dir():
            shutil.copytree(folder, root / "opt/ruby" / folder.lstrip("/"), dirs_exist_ok=True)
    truth = set()
    for line in tool(["gem", "list", "--quiet"]).splitlines():
        name, _, versions = line.partition(" (")
        for version in versions.rstrip(")").split(", "):
            if version:
                truth.add((name, version.removeprefix("default: ").split(" ")[0]))
    yield kind("RubyGems", "gem", "/opt/ruby/", truth, "gem list")
    app = kit.fresh(root / "srv/rails")
    (app / "Gemfile").write_text("source 'https://rubygems.org'\ngem 'rails'\ngem 'rack'\n")
    tool(["bundle", "lock", "--local"], cwd=app)
    code = "Bundler::LockfileParser.new(File.read('Gemfile.lock')).specs.each{|s| puts s.name + ' ' + s.version.to_s}"
    yield kind("RubyGems", "gem", "/srv/rails/", pairs(tool(["ruby", "-rbundler", "-e", code], cwd=app)), "bundler")


def r(root):
    """Debian's R packages, copied out of their packages."""
    for folder in ("/usr/lib/R/library", "/usr/lib/R/site-library"):
        for description in pathlib.Path(folder).glob("*/DESCRIPTION"):
            target = root / "opt" / str(description).removeprefix("/usr/lib/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(description, target)
    code = (
        "p <- installed.packages(); p <- p[!(p[,'Priority'] %in% 'base'),,drop=FALSE];"
        "cat(paste(p[,'Package'], p[,'Version']), sep='\\n')"
    )
    yield kind("CRAN", "cran", "/opt/R/", pairs(tool(["Rscript", "-e", code])), "installed.packages()")


def composer(root):
    """Packages of Debian's PHP libraries, given to composer as local ones under their own names and versions."""
    app = kit.fresh(root / "srv/php")
    sources = kit.fresh(WORK / "php")
    wanted = {}
    for package in tool(["dpkg-query", "-W", "-f", "${Package} ${Version}\\n"]).splitlines():
        name, _, version = package.partition(" ")
        found = re.fullmatch(r"php-(symfony|composer|doctrine|psr|twig)-?([a-z-]+)", name)
        if found:
            wanted[f"{found[1]}/{found[2]}"] = re.sub(r"^[0-9]+:|[+~-].*$", "", version)
    repositories = [{"packagist.org": False}]
    for name, version in wanted.items():
        folder = sources / name
        folder.mkdir(parents=True)
        (folder / "composer.json").write_text(json.dumps({"name": name, "version": version, "license": "MIT"}))
        repositories.append({"type": "path", "url": str(folder), "options": {"symlink": False}})
    names = sorted(wanted)
    project = {
        "name": "bench/app",
        "repositories": repositories,
        "require": {name: wanted[name] for name in names[2:]},
        "require-dev": {name: wanted[name] for name in names[:2]},
    }
    (app / "composer.json").write_text(json.dumps(project))
    quiet = {"COMPOSER_ALLOW_SUPERUSER": "1", "COMPOSER_HOME": str(WORK / "composer")}
    tool(["composer", "install", "--no-interaction", "--no-progress"], cwd=app, env=quiet)

    def shown(*options):
        said = json.loads(tool(["composer", "show", "--format=json", *options], cwd=app, env=quiet))
        return {(p["name"], p["version"]) for p in said.get("installed", said.get("locked", []))}

    yield kind("Composer", "composer", "/srv/php/vendor/", shown(), "composer show")
    yield kind("Composer", "composer", "/srv/php/composer.lock", shown("--locked", "--no-dev"), "composer show --locked")


def python(root):
    """Debian's Python packages, copied out of their packages, and a project that poetry locked."""
    site = root / "opt/venv/lib/python3.11/site-packages"
    for folder in pathlib.Path("/usr/lib/python3/dist-packages").iterdir():
        if folder.name.endswith((".dist-info", ".egg-info")):
            (shutil.copytree if folder.is_dir() else shutil.copy)(folder, site / folder.name)
        site.mkdir(parents=True, exist_ok=True)
    listed = json.loads(tool(["/usr/bin/python3", "-m", "pip", "list", "--path", site, "--format", "json"]))
    truth = {(normal(p["name"]), p["version"]) for p in listed}
    yield kind("PyPI", "pypi", "/opt/venv/", truth, "pip list")
    app = kit.fresh(root / "srv/poetry")
    with index() as address:
        (app / "pyproject.toml").write_text(
            '[tool.poetry]\nname = "app"\nversion = "1.0.0"\ndescription = ""\nauthors = []\n'
            f'[[tool.poetry.source]]\nname = "here"\nurl = "{address}"\ndefault = true\n'
            '[tool.poetry.dependencies]\npython = "^3.11"\nbench-web = "^2.0"\n'
            '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n'
        )
        quiet = {"POETRY_CACHE_DIR": str(kit.fresh(WORK / "poetry")), "POETRY_VIRTUALENVS_CREATE": "false"}
        tool(["poetry", "lock", "--no-interaction"], cwd=app, env=quiet)
        shown = tool(["poetry", "show", "--no-ansi", "--no-interaction"], cwd=app, env=quiet)
    truth = {tuple(re.split(r"\s+(?:\(!\)\s+)?", line)[:2]) for line in shown.splitlines() if line.strip()}
    yield kind("PyPI", "pypi", "/srv/poetry/", truth, "poetry show")


def normal(name):
    """A project's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


class index:
    """Wheels of our own, served to this machine only (PEP 503)."""

    WHEELS = [("bench_web", "2.1.0", ["bench-text (>=1.0)", "bench-json"]), ("bench_text", "1.0.5", []),
              ("bench_text", "0.9", []), ("bench_json", "3.0.post1", [])]

    def __enter__(self):
        folder = kit.fresh(WORK / "wheels")
        for name, version, needed in self.WHEELS:
            place = folder / normal(name)
            place.mkdir(exist_ok=True)
            info = f"{name}-{version}.dist-info"
            with zipfile.ZipFile(place / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
                lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", "Requires-Python: >=3.8"]
                wheel.writestr(f"{info}/METADATA", "\n".join(lines + [f"Requires-Dist: {n}" for n in needed]) + "\n")
                wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                wheel.writestr(f"{info}/RECORD", "")
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silent, directory=folder))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *ignored):
        self.server.shutdown()
        self.server.server_close()


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *ignored):
        pass


def npm(root):
    app = kit.fresh(root / "srv/npm")
    needed = {"express": "4.17.1", "lodash": "4.17.20", "@babel/traverse": "7.22.0", "axios": "0.21.1", "ws": "7.4.0"}
    (app / "package.json").write_text(json.dumps({"name": "shop", "version": "1.0.0", "dependencies": needed}))
    tool(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"], cwd=app)
    truth = set()

    def walk(node):
        for name, child in node.get("dependencies", {}).items():
            if child.get("version"):
                truth.add((name, child["version"]))
            walk(child)

    walk(json.loads(tool(["npm", "ls", "--all", "--json"], cwd=app)))
    yield kind("npm", "npm", "/srv/npm/", truth, "npm ls")
