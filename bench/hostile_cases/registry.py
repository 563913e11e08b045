"""Registries on the loopback interface that stall, lie or never end."""

import http.server
import json
import threading
import time

from hostile_cases import archives
from hostile_cases import writers as w

MANIFEST = "application/vnd.oci.image.manifest.v1+json"


class Liar(http.server.BaseHTTPRequestHandler):
    """Serves the blobs of an honest layout, but for what `manner` spoils."""

    protocol_version = "HTTP/1.1"
    manner, layout = "", None

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        parts = self.path.split("/")
        if self.path in ("/v2", "/v2/"):
            return self.answer(b"{}", "application/json")
        wanted = "manifest" if "manifests" in parts else "blob"
        match self.manner, wanted:
            case "stalls", _:
                time.sleep(3600)
            case "redirects", _:
                self.send_response(307)
                self.send_header("Location", self.path + "x")
                self.send_header("Content-Length", "0")
                return self.end_headers()
            case "drips", "blob":
                return self.drip()
            case "never-ends", "manifest":
                return self.endless()
            case "asks-for-a-token-for-ever", _:
                self.send_response(401)
                self.send_header("WWW-Authenticate", f'Bearer realm="http://{self.headers["Host"]}/v2/token",service="x"')
                self.send_header("Content-Length", "0")
                return self.end_headers()
        digest = self.server.top if wanted == "manifest" else parts[-1]
        try:
            data = (self.layout / "blobs/sha256" / digest.removeprefix("sha256:")).read_bytes()
        except OSError:
            return self.send_error(404)
        if self.manner == "swaps-blobs" and wanted == "blob":
            data = data[::-1]
        self.answer(data, MANIFEST if wanted == "manifest" else "application/octet-stream")

    def answer(self, data, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def drip(self):
        """A byte a second of a blob that should have hundreds: slower than any honest line."""
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        while True:
            self.wfile.write(b"\x1f")
            self.wfile.flush()
            time.sleep(1)

    def endless(self):
        self.send_response(200)
        self.send_header("Content-Type", MANIFEST)
        self.end_headers()
        self.wfile.write(b'{"schemaVersion":2,"x":"')
        while True:
            self.wfile.write(b"a" * 65536)


MANNERS = ["honest", "stalls", "drips", "redirects", "never-ends", "swaps-blobs", "asks-for-a-token-for-ever"]


class QuietServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that hangs up on a liar is right."""


def serve(manner, folder):
    """(server, target) of a registry with that manner."""
    layout = w.oci_layout(folder, [[archives.HONEST, w.END]])
    handler = type("Manner", (Liar,), {"manner": manner, "layout": layout})
    server = QuietServer(("127.0.0.1", 0), handler)
    server.top = json.loads((layout / "index.json").read_text())["manifests"][0]["digest"]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"registry:127.0.0.1:{server.server_address[1]}/hostile/image:1"
