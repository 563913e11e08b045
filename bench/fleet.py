"""What the server's benchmarks run: Debian's PostgreSQL and docker-registry, Hullmark servers, a webhook's receiver.

All on loopback and in folders of their own below DATA; each is stopped by its own process id.
"""

import atexit
import base64
import hashlib
import http.server
import io
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import threading
import time
import urllib.error
import urllib.request

import kit

MANIFEST = "application/vnd.oci.image.manifest.v1+json"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait(what, question, seconds=120.0):
    """Asks until the answer is true; the answer."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            kit.stop(f"waited {seconds:g} s in vain until {what}")
        time.sleep(0.2)


def java(main, *words):
    """The command that runs a class of `server`'s tests with the product's own jars."""
    product = kit.PROJECT / "dist" / "target" / "hullmark" / "lib"
    classes = kit.PROJECT / "server" / "target" / "test-classes"
    kit.need((classes / (main.replace(".", "/") + ".class")).exists() and (product / "java-home").exists(),
             "Build the tree with its tests first (./test).")
    return [(product / "java-home").read_text().strip() + "/bin/java", "-Xmx4g", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-cp", f"{product}/hullmark.jar:{product}/server/*:{classes}", main,
            *words]


def seed(work):
    """What this machine holds, out of which made-up images are made."""
    file = work / "seed.json"
    kit.must(kit.run([kit.hullmark(), "sbom", "dir:/", "--format", "json", "--output", str(file), "--quiet"],
                     env={"HULLMARK_HOME": str(work / "home")}, seconds=3600), "hullmark sbom")
    return file


def ask(url, token="", body=None, method=None, seconds=30.0):
    """(status, bytes); (0, words) where nobody answers."""
    request = urllib.request.Request(url, data=body, method=method)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    if body is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as e:
        return e.code, e.read()
    except OSError as e:
        return 0, str(e).encode()


class Postgres:
    """A cluster in a folder; fsync as Debian sets it, which is on."""

    def __init__(self, folder):
        versions = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
        kit.need(versions, "PostgreSQL is missing: install Debian's postgresql.")
        self.bin = versions[-1]
        self.folder = pathlib.Path(folder)
        self.port = free_port()
        shutil.chown(kit.fresh(self.folder), "postgres", "postgres")
        for parent in self.folder.parents:
            parent.chmod(parent.stat().st_mode | 0o011)
        self._run("initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres")
        self.start()
        atexit.register(self.stop)
        self.sql("create database hullmark", "postgres")

    def _run(self, program, *words, check=True):
        done = subprocess.run(["runuser", "-u", "postgres", "--", self.bin / program, *map(str, words)], cwd="/",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if check and done.returncode:
            kit.stop(f"{program}: {done.stdout.decode()[-500:]}")
        return done.stdout.decode()

    def start(self):
        # Its output must not be a pipe: the server would keep it open.
        subprocess.run(["runuser", "-u", "postgres", "--", self.bin / "pg_ctl", "-D", self.folder / "data", "-w", "-l",
                        self.folder / "log", "-o", f"-p {self.port} -c listen_addresses=127.0.0.1 "
                        f"-c unix_socket_directories={self.folder} -c shared_buffers=512MB", "start"], cwd="/",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

    def stop(self):
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop", check=False)

    @property
    def url(self):
        return f"jdbc:postgresql://127.0.0.1:{self.port}/hullmark?user=postgres"

    def sql(self, statement, database="hullmark"):
        """The rows, as lists of text."""
        said = self._run("psql", "-h", self.folder, "-p", self.port, "-d", database, "-v", "ON_ERROR_STOP=1", "-AtF",
                         "\t", "-c", statement)
        return [line.split("\t") for line in said.splitlines() if line]


class Registry:
    """The reference registry, telling servers what is pushed."""

    def __init__(self, folder, notify=(), token="", login=None):
        kit.need_tool("docker-registry", "docker-registry")
        self.folder = kit.fresh(folder)
        self.host = f"127.0.0.1:{free_port()}"
        self.login = login
        self.log = open(self.folder / "log", "wb")
        atexit.register(self.stop)
        self.start(notify, token)

    def start(self, notify=(), token=""):
        endpoints = [{"name": f"hullmark{i}", "url": f"{url}/api/v1/registry-events", "timeout": "2s", "threshold": 3,
                      "backoff": "1s", "headers": {"Authorization": [f"Bearer {token}"]}}
                     for i, url in enumerate(notify)]
        config = {"version": "0.1", "log": {"level": "info", "accesslog": {"disabled": False}},
                  "storage": {"filesystem": {"rootdirectory": str(self.folder / "data")}}, "http": {"addr": self.host},
                  "notifications": {"endpoints": endpoints}}
        if self.login:
            users = self.folder / "htpasswd"
            users.write_bytes(subprocess.run(["htpasswd", "-Bbn", *self.login], stdout=subprocess.PIPE, check=True).stdout)
            config["auth"] = {"htpasswd": {"realm": "bench", "path": str(users)}}
        (self.folder / "config.yml").write_text(json.dumps(config))
        self.process = subprocess.Popen(["docker-registry", "serve", self.folder / "config.yml"], stdout=self.log,
                                        stderr=self.log)
        wait("the registry answers", lambda: self._ask("/v2/") == 200)

    def _headers(self):
        if not self.login:
            return {}
        return {"Authorization": "Basic " + base64.b64encode(":".join(self.login).encode()).decode()}

    def credentials(self):
        """The environment of who may read it."""
        folder = self.folder / "docker"
        folder.mkdir(exist_ok=True)
        basic = base64.b64encode(":".join(self.login or ("", "")).encode()).decode()
        (folder / "config.json").write_text(json.dumps({"auths": {self.host: {"auth": basic}} if self.login else {}}))
        return {"DOCKER_CONFIG": str(folder)}

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def blob_reads(self):
        """How often a blob was fetched, by the registry's access log."""
        self.log.flush()
        lines = (self.folder / "log").read_text(errors="replace").splitlines()
        return sum(1 for line in lines if '"GET /v2/' in line and "/blobs/sha256:" in line)

    def _send(self, method, path, body=b"", kind="application/octet-stream"):
        url = path if path.startswith("http") else f"http://{self.host}{path}"
        request = urllib.request.Request(url, data=body, method=method,
                                         headers={"Content-Type": kind, **self._headers()})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.headers

    def _ask(self, path, method="GET"):
        """The status; 0 where nobody answers."""
        request = urllib.request.Request(f"http://{self.host}{path}", method=method, headers=self._headers())
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as e:
            return e.code
        except OSError:
            return 0

    def _blob(self, repository, body):
        digest = "sha256:" + hashlib.sha256(body).hexdigest()
        if self._ask(f"/v2/{repository}/blobs/{digest}", "HEAD") != 200:
            to = self._send("POST", f"/v2/{repository}/blobs/uploads/")["Location"]
            self._send("PUT", to + ("&" if "?" in to else "?") + "digest=" + digest, body)
        return digest

    def push(self, repository, tag, *layers):
        """An image of these layers (plain tars); its digest."""
        def described(kind, body):
            return {"mediaType": kind, "digest": self._blob(repository, body), "size": len(body)}

        diffs = ["sha256:" + hashlib.sha256(layer).hexdigest() for layer in layers]
        config = json.dumps({"os": "linux", "architecture": "amd64", "config": {},
                             "rootfs": {"type": "layers", "diff_ids": diffs}, "history": []}).encode()
        manifest = json.dumps({
            "schemaVersion": 2, "mediaType": MANIFEST,
            "config": described("application/vnd.oci.image.config.v1+json", config),
            "layers": [described("application/vnd.oci.image.layer.v1.tar", layer) for layer in layers]}).encode()
        self._send("PUT", f"/v2/{repository}/manifests/{tag}", manifest, MANIFEST)
        return "sha256:" + hashlib.sha256(manifest).hexdigest()


def layer(*packages):
    """A layer with npm packages, each NAME@VERSION."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, version in (package.rsplit("@", 1) for package in packages):
            body = json.dumps({"name": name, "version": version}).encode()
            entry = tarfile.TarInfo(f"app/node_modules/{name}/package.json")
            entry.size = len(body)
            tar.addfile(entry, io.BytesIO(body))
    return out.getvalue()


class Node:
    """A Hullmark server; may be killed and started again on the same data."""

    def __init__(self, folder, *options, port=None, env=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.options = options
        self.env = env or {}
        self.process = None
        atexit.register(self.kill)

    def start(self, ready=True):
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen(
            [kit.hullmark(), "server", "--listen", f"127.0.0.1:{self.port}", "--data", self.folder / "data",
             "--admin-token-file", self.folder / "token", "--offline", *self.options],
            stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL,
            env={**os.environ, "HULLMARK_HOME": str(self.folder / "home"), **self.env})
        if ready:
            wait(f"the server at {self.url} answers", self.answers)
        return self

    def answers(self):
        if self.process.poll() is not None:
            kit.stop(f"the server ended: {(self.folder / 'log').read_text()[-500:]}")
        return ask(self.url + "/healthz")[0] == 200

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    @property
    def token(self):
        return (self.folder / "token").read_text().strip()

    def get(self, path):
        status, body = ask(self.url + path, self.token)
        return json.loads(body) if status == 200 else None

    def send(self, method, path, value=None):
        status, body = ask(self.url + path, self.token, json.dumps(value or {}).encode(), method)
        if status >= 300 or status == 0:
            kit.stop(f"{method} {path}: {status} {body.decode(errors='replace')[:300]}")
        return json.loads(body) if body else {}

    def every(self, path):
        """All items of a list, page by page."""
        items = []
        while path:
            page = self.get(path)
            if page is None:
                return None
            items += page["items"]
            path = page.get("next")
        return items

    def images(self):
        return self.every("/api/v1/images?limit=1000")

    def advise(self, records):
        """Imports advisories (OSV records) as an operator does, beside the running server."""
        file = self.folder / "records.json"
        for record in records:
            file.write_text(json.dumps(record))
            kit.must(kit.run([kit.hullmark(), "db", "import", str(file), "--db", str(self.folder / "data" / "advisories"),
                              "--quiet"], env={"HULLMARK_HOME": str(self.folder / "home")}), "db import")


def advisory(name, number, severity="CRITICAL", package="x"):
    return {"id": name, "modified": f"2026-01-01T00:00:{number % 60:02d}Z", "summary": f"made up {number}",
            "database_specific": {"severity": severity},
            "affected": [{"package": {"ecosystem": "npm", "name": package},
                          "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]}


class Receiver:
    """Takes what a webhook sends; honours the delivery id, as a receiver should."""

    def __init__(self):
        self.deliveries = {}
        self.repeated = 0
        self.different = 0
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                receiver.take(self.headers.get("X-Hullmark-Delivery", ""), body)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook"
        self.lock = threading.Lock()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, delivery, body):
        with self.lock:
            if delivery in self.deliveries:
                self.repeated += 1
                self.different += self.deliveries[delivery] != body
            else:
                self.deliveries[delivery] = body


def say(words):
    print(words, file=sys.stderr, flush=True)
