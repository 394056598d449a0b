"""Where the files of tests/everything are made: a folder that goes away, a server for every *.example, and programs."""

import bz2
import gzip
import json
import lzma
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

from everything import forms, pages

HERE = Path(__file__).parent
INPUTS, PROGRAMS = HERE / "inputs", HERE / "programs"
OWN = "own"
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-features=HttpsUpgrades")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63f80f00010101001bb6ee560000000049454e44ae426082"
)
ARTICLES = pages.articles()


class Bench:
    """A place to work: a folder that goes away, a server that stands for every *.example, and the programs."""

    def __init__(self, tools: Path, folder: Path, port: int) -> None:
        self.tools, self.folder, self.proxy = tools, folder, f"127.0.0.1:{port}"

    def run(self, *command: object, stdin: bytes | None = None, cwd: Path | None = None) -> bytes:
        """What a program prints; FileNotFoundError where it is missing."""
        environment = os.environ | {"http_proxy": f"http://{self.proxy}", "HOME": str(self.folder), "no_proxy": ""}
        environment |= {"SOURCE_DATE_EPOCH": str(int(ARTICLES["strike"]["when"].timestamp()))}
        told = [str(each) for each in command]
        return subprocess.run(
            told, input=stdin, cwd=cwd or self.folder, env=environment, check=True, capture_output=True
        ).stdout

    def html(self, article: str, text: str | None = None) -> Path:
        """A page in a file."""
        path = self.folder / f"{article}.html"
        path.write_text(text or pages.page(ARTICLES[article]), "utf-8")
        return path

    def python(self, venv: str, program: str, out: Path, *articles: str, text: str | None = None) -> None:
        python = sys.executable if venv == "own" else self.tools / venv / "bin/python"
        self.run(python, PROGRAMS / "by_python.py", program, self.html(articles[0], text), out, *articles)

    def node(self, program: str, source: object, out: Path) -> None:
        held = self.folder / "held.json"
        held.write_text(source if isinstance(source, str) else json.dumps(source, default=str), "utf-8")
        self.run("node", PROGRAMS / "by_node.mjs", program, held, out, cwd=self.tools / "js")

    def chromium(self, *options: object) -> bytes:
        plain = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-features=HttpsUpgrades",
            f"--proxy-server={self.proxy}",
        )
        return self.run("chromium", *plain, *options)

    def office(self, source: Path, target: str) -> bytes:
        """A file as LibreOffice saves it in another format."""
        profile = f"-env:UserInstallation=file://{self.folder}/office"
        self.run("soffice", profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", target, source)
        return (self.folder / f"{source.stem}.{target.split(':')[0]}").read_bytes()


class DevTools:
    """The DevTools protocol of Chromium over a pipe: NUL-ended JSON on the file numbers 3 and 4."""

    def __init__(self, asked: IO[bytes], told: IO[bytes]) -> None:
        self._asked, self._told = asked, told

    def ask(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """The result of a call."""
        call = {"id": 1, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._asked.write(json.dumps(call).encode() + b"\0")
        return dict(self.until(lambda each: each.get("id") == 1)["result"])

    def until(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message that fits."""
        while True:
            each = json.loads(b"".join(iter(lambda: self._told.read(1), b"\0")))
            if fits(each):
                return dict(each)


def snapshot(work: Bench, url: str) -> str:
    """A page as Chromium saves it in one file."""
    (read_there, write_here), (read_here, write_there) = os.pipe(), os.pipe()
    options = " ".join((*CHROMIUM, f"--proxy-server={work.proxy}", "--remote-debugging-pipe"))
    wrapped = f"exec chromium {options} 3<&{read_there} 4>&{write_there}"
    home = os.environ | {"HOME": str(work.folder)}
    browser = subprocess.Popen(["bash", "-c", wrapped], pass_fds=(read_there, write_there), stderr=subprocess.DEVNULL, env=home)
    with os.fdopen(write_here, "wb", 0) as asked, os.fdopen(read_here, "rb") as told:
        tools = DevTools(asked, told)
        target = tools.ask("Target.createTarget", url="about:blank")["targetId"]
        session = tools.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tools.ask("Page.enable", session)
        tools.ask("Page.navigate", session, url=url)
        tools.until(lambda each: each.get("method") == "Page.loadEventFired")
        made = str(tools.ask("Page.captureSnapshot", session, format="mhtml")["data"])
        tools.ask("Browser.close")
    browser.wait(20)
    return made


class _Site(BaseHTTPRequestHandler):
    """Every *.example: as a proxy it is asked for whole addresses."""

    held: dict[str, tuple[str, bytes]] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        kind, body = self.held.get(re.sub(r"^https?://", "", self.path), ("", b""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def bench(tools: Path) -> Iterator[Bench]:
    for each in ARTICLES.values():
        _Site.held[each["url"].removeprefix("https://")] = ("text/html; charset=utf-8", pages.page(each).encode())
    drawn = ARTICLES["radio"]
    _Site.held[plain_url("radio")] = ("text/html; charset=utf-8", pages.drawn(drawn).encode())
    _Site.held["holmpost.example/feed"] = ("application/rdf+xml", forms.rdf([ARTICLES["ferry"], ARTICLES["school"]]).encode())
    with tempfile.TemporaryDirectory() as folder, ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Bench(tools.resolve(), Path(folder), server.server_port)
        server.shutdown()


def plain_url(article: str) -> str:
    return str(ARTICLES[article]["url"]).removeprefix("https://")


def addresses(*articles: str) -> list[str]:
    return [f"http://{plain_url(each)}" for each in articles]


def version_of(program: str, work: Bench) -> str:
    """The version that a program says it has: a package of Python or Node by its metadata, others by --version."""
    for python in (sys.executable, *(work.tools / each / "bin/python" for each in ("v1", "v2", "v3"))):
        ask = f"import importlib.metadata as m\ntry: print(m.version({program!r}))\nexcept m.PackageNotFoundError: pass"
        if Path(python).exists() and (found := work.run(python, "-c", ask).decode().strip()):
            return found
    package = work.tools / "js/node_modules" / program / "package.json"
    if package.exists():
        return str(json.loads(package.read_text())["version"])
    command = {"LibreOffice": "soffice", "Chromium": "chromium"}.get(program, program)
    found = re.search(r"\d+(?:\.\d+)+", work.run(command, "--version").decode())
    return found[0] if found else "of unknown version"


def packed(data: bytes, path: Path) -> bytes:
    pack = {".gz": lambda each: gzip.compress(each, mtime=0), ".bz2": bz2.compress, ".xz": lzma.compress}
    return pack[path.suffix](data) if path.suffix in pack else data


# --- who writes what -----------------------------------------------------------------------------------------------------

Maker = Callable[[Bench, Path], bytes | str | None]
MAKERS: dict[str, tuple[str, Maker]] = {}


def by(program: str, *paths: str) -> Callable[[Maker], Maker]:
    """The function makes these files with this program: it writes the path that it gets, or returns what is to be in it."""

    def known(maker: Maker) -> Maker:
        for path in paths:
            MAKERS[path] = program, maker
        return maker

    return known


def make(path: str, work: Bench) -> str:
    """One file; the program and its version, "" where the program is missing."""
    program, maker = MAKERS[path]
    out = work.folder / "out" / Path(path).name
    out.parent.mkdir(exist_ok=True)
    try:
        made = maker(work, out)
        version = "" if program == OWN else f" {version_of(program, work)}"
    except FileNotFoundError:
        return ""
    data = made.encode() if isinstance(made, str) else made if made is not None else out.read_bytes()
    (INPUTS / path).parent.mkdir(parents=True, exist_ok=True)
    (INPUTS / path).write_bytes(data)
    return program + version


def _bytes(made: object) -> bytes:
    return (
        made
        if isinstance(made, bytes)
        else made.encode()
        if isinstance(made, str)
        else (json.dumps(made, ensure_ascii=False) + "\n").encode()
    )


def lines(*records: object) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records)


def own(path: str, *ids: str) -> Callable[[Callable[..., Any]], Maker]:
    """The function writes the file from these articles; its suffix packs it, unless it is meant to be broken."""
    plain = Path("plain") if path.startswith("unread/") else Path(path)
    return lambda function: by(OWN, path)(lambda work, out: packed(_bytes(function(*(ARTICLES[each] for each in ids))), plain))
