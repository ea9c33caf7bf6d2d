"""Prints a page of this site as PDF through the browser engine that is installed, without a running web server.

The page is rendered in this process. A server on a free port of the loopback interface then hands the browser that one
page and the static files it names, and nothing else, for as long as the browser needs.
"""

import mimetypes
import os
import shutil
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import SuspiciousFileOperation

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LONGEST = 120  # seconds for one document
PAGE = "/document"


class NoBrowserError(Exception):
    """No browser engine is installed, or CHROMIUM names none; the message is a sentence for a person."""


class PrintError(Exception):
    """The browser ran and made no PDF; the message says what it said last."""


def browser():
    """The path of the browser engine: CHROMIUM where it is set, else the first of BROWSERS that is installed."""
    if settings.CHROMIUM:
        found = shutil.which(settings.CHROMIUM)
        if not found:
            raise NoBrowserError(f"CHROMIUM is set to {settings.CHROMIUM}, but no program can be run there.")
        return found
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise NoBrowserError(
        f"No browser engine is installed that could print: looked for {', '.join(BROWSERS)}. Install Chromium, or set "
        "CHROMIUM to the path of one."
    )


def pdf_of(html, path):
    """Prints the HTML (bytes) of a whole page to the path."""
    program = browser()
    with tempfile.TemporaryDirectory(prefix="print-") as folder, served(html) as address:
        made = Path(folder) / "document.pdf"
        _run(_command(program, folder, made, address), made)
        shutil.move(made, path)


def _command(program, folder, made, address):
    options = [
        "--headless",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--no-pdf-header-footer",
        "--virtual-time-budget=10000",  # scripts that draw charts get their time before the page is printed
        f"--user-data-dir={folder}/profile",
        f"--print-to-pdf={made}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")  # the sandbox refuses to start for root; the page is our own
    return [program, *options, address]


def _run(command, made):
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired as error:
        raise PrintError(f"The browser did not finish within {LONGEST} seconds.") from error
    if not made.exists() or not made.stat().st_size:
        said = ended.stderr.strip().splitlines()
        raise PrintError(f"The browser made no PDF. It said: {said[-1] if said else 'nothing'}")


@contextmanager
def served(html):
    """The address of the page while the block runs."""
    handler = type("OnePage", (_OnePageHandler,), {"html": html})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False  # server_close then waits for answers under way
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{PAGE}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _OnePageHandler(BaseHTTPRequestHandler):
    html = b""

    def do_GET(self):  # noqa: N802  (the name that http.server calls)
        path = urlsplit(self.path).path
        if path == PAGE:
            self._answer(self.html, "text/html; charset=utf-8")
        elif file := static_file(path):
            self._answer(file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        else:
            self.send_error(404)

    def _answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def static_file(path):
    """The file behind an address under /static/, in the source or as collected; None for any other."""
    prefix = "/" + settings.STATIC_URL.strip("/") + "/"
    if not path.startswith(prefix):
        return None
    name = unquote(path.removeprefix(prefix))
    try:
        found = finders.find(name) or staticfiles_storage.path(name)
    except SuspiciousFileOperation:  # a name that leads out of the folder
        return None
    return Path(found) if Path(found).is_file() else None
