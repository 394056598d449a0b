"""A server on this machine that answers exactly the bytes it is told to, and badly where it is told so; for the tests only."""

import json
import socket
import ssl
import struct
import threading
from contextlib import suppress
from typing import NamedTuple

# Made for these tests: it protects nothing.  The certificates are for holm.example and 127.0.0.1, until 2120 and until 2021.
CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBvzCCAWWgAwIBAgICEDMwCgYIKoZIzj0EAwIwKjEoMCYGA1UEAwwfVGVzdC1v
bmx5IGNlcnRpZmljYXRlIG9mIFdoZW5jZTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIw
MDEwMTAwMDAwMFowKjEoMCYGA1UEAwwfVGVzdC1vbmx5IGNlcnRpZmljYXRlIG9m
IFdoZW5jZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEnvIoO48Bh/q5nM0uWl
+MRDyRAKnW4c2KsT5AKZhviGHcvTbb1VxOo/GCcYnPBKw3YEI18y8P+iZeByv3ck
GtajeTB3MB0GA1UdEQQWMBSCDGhvbG0uZXhhbXBsZYcEfwAAATASBgNVHRMBAf8E
CDAGAQH/AgEAMA4GA1UdDwEB/wQEAwIChDATBgNVHSUEDDAKBggrBgEFBQcDATAd
BgNVHQ4EFgQU7goIilAq98cejbDKaFpBrxbesqIwCgYIKoZIzj0EAwIDSAAwRQIh
AMixo21L7qOWlFO7wNLC/Wg7JvCXyl/WwAkoJDWacvvgAiAFircek7JfVq9Lzfij
ndEiAY1Unj+qN2uWkTdZ9x6HXQ==
-----END CERTIFICATE-----
"""
EXPIRED = """\
-----BEGIN CERTIFICATE-----
MIIBvTCCAWOgAwIBAgICD9AwCgYIKoZIzj0EAwIwKjEoMCYGA1UEAwwfVGVzdC1v
bmx5IGNlcnRpZmljYXRlIG9mIFdoZW5jZTAeFw0yMDAxMDEwMDAwMDBaFw0yMTAx
MDEwMDAwMDBaMCoxKDAmBgNVBAMMH1Rlc3Qtb25seSBjZXJ0aWZpY2F0ZSBvZiBX
aGVuY2UwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARJ7yKDuPAYf6uZzNLlpfjE
Q8kQCp1uHNirE+QCmYb4hh3L0229VcTqPxgnGJzwSsN2BCNfMvD/omXgcr93JBrW
o3kwdzAdBgNVHREEFjAUggxob2xtLmV4YW1wbGWHBH8AAAEwEgYDVR0TAQH/BAgw
BgEB/wIBADAOBgNVHQ8BAf8EBAMCAoQwEwYDVR0lBAwwCgYIKwYBBQUHAwEwHQYD
VR0OBBYEFO4KCIpQKvfHHo2wymhaQa8W3rKiMAoGCCqGSM49BAMCA0gAMEUCIQDz
yAn7eYlCq+4DnhxllgBeaxKpGJ9JBi4OKvhC0enbwQIgVhxvtQzHxsJ061HnjMhR
ALKHoOwP4FOeOBQBc0naMfA=
-----END CERTIFICATE-----
"""
KEY = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg7EyFGIC4MGrOxQ7x
p2hhTX0NQCbSpHUu5U1ppwB3IsihRANCAARJ7yKDuPAYf6uZzNLlpfjEQ8kQCp1u
HNirE+QCmYb4hh3L0229VcTqPxgnGJzwSsN2BCNfMvD/omXgcr93JBrW
-----END PRIVATE KEY-----
"""


class Asked(NamedTuple):
    """One request as it came: the path with its query, and the headers by their names in lower case."""

    path: str
    headers: dict
    raw: bytes


class BadServer:
    """Answers each path by its route: bytes are sent as they are, a function gets the connection and the server.

    A path without a route is answered with 404; a list of routes is used up one by one, its last one again and again.
    """

    def __init__(self, routes=None, host="127.0.0.1", port=0, tls=None):
        self.routes = dict(routes or {})
        self.asked = []
        self.closing = threading.Event()
        self._tls = tls
        self._socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((host, port))
        self._socket.listen(64)
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closing.set()
        self._socket.close()

    def url(self, path="/", host="127.0.0.1"):
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def paths(self):
        return [each.path for each in self.asked]

    def _serve(self):
        while not self.closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        with suppress(OSError):  # the other side goes away in many of the tests
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                self._send(connection)

    def _send(self, connection):
        raw = b""
        while b"\r\n\r\n" not in raw and not raw.startswith(b"\x16"):  # TLS where none is spoken
            more = connection.recv(65536)
            if not more:
                return
            raw += more
        if raw.startswith(b"\x16"):
            connection.sendall(answer("what?", status=400))
            return
        path, headers = _request(raw)
        self.asked.append(Asked(path, headers, raw))
        route = self.routes.get(path, self.routes.get(path.partition("?")[0], answer("no such page", status=404)))
        if isinstance(route, list):
            route = route.pop(0) if len(route) > 1 else route[0]
        if callable(route):
            route(connection, self)
        else:
            connection.sendall(route)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)
                connection.settimeout(1)
                connection.recv(1)  # so that closing does not reset what is still on its way


def _request(raw):
    first, *lines = raw.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return first.split(" ")[1], {name.lower(): value for name, value in headers.items()}


def answer(body="", status=200, head=(), **headers):
    """One proper answer, as bytes; a keyword names a header with "_" for "-", None leaves out a header that is there."""
    body = body.encode() if isinstance(body, str) else body
    named = {"content-type": "text/html; charset=utf-8", "content-length": len(body), "connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name}: {value}" for name, value in named.items() if value is not None), *head]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(location, status=302):
    """An answer that leads elsewhere."""
    return answer("Moved.", status=status, location=location)


def chunked(*chunks, end=b"0\r\n\r\n", **headers):
    """An answer in chunks."""
    body = b"".join(b"%x\r\n%b\r\n" % (len(each), each) for each in chunks) + end
    return answer(body, content_length=None, transfer_encoding="chunked", **headers)


def tls(folder, certificate=CERTIFICATE):
    """What a server needs to speak TLS with one of the certificates above; its file is folder/holm.pem."""
    (folder / "holm.pem").write_text(certificate)
    (folder / "key.pem").write_text(KEY)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "holm.pem", folder / "key.pem")
    return context


# --- bad habits ----------------------------------------------------------------------------------------------------------


def hang(connection, server):
    """Takes the request and says nothing."""
    server.closing.wait(20)


def close(connection, server):
    """Hangs up without a word."""


def reset(connection, server=None):
    """Ends the connection with an error instead of an end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def first(data, then):
    """Sends some bytes, then misbehaves."""

    def route(connection, server):
        connection.sendall(data)
        server.closing.wait(0.05)  # else a reset overtakes the bytes
        then(connection, server)

    return route


def drip(data, seconds=0.05):
    """Sends its bytes one by one, so slowly that it never ends and never falls silent."""

    def route(connection, server):
        for byte in data * 1000:
            connection.sendall(bytes([byte]))
            if server.closing.wait(seconds):
                return

    return route


def endless(head, piece):
    """Sends a head, and then the same piece for ever."""

    def route(connection, server):
        connection.sendall(head)
        while not server.closing.is_set():
            connection.sendall(piece)

    return route


def mirror(connection, server):
    """Answers with the headers that came."""
    connection.sendall(answer(json.dumps(server.asked[-1].headers)))
