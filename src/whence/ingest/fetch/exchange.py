"""One request and its answer over one connection to an address that was checked.

The connection goes to the address, while the name goes into Host, into TLS (SNI) and is what the certificate must show.  There
is no proxy, not even one that the environment names: behind a proxy it would be the proxy that looks the name up, and no check
of ours would count.  Connections are not kept: the next request comes a second later at the earliest, and to an address that is
checked again.
"""

import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from http.client import BadStatusLine, HTTPException, LineTooLong, RemoteDisconnected, UnknownProtocol
from threading import Lock, Timer

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.response import HTTPResponse

from whence.errors import UsageError
from whence.ingest.fetch.bodies import ACCEPTED
from whence.ingest.fetch.pace import Clock
from whence.ingest.fetch.records import Failure, Policy, Validators
from whence.ingest.fetch.urls import Target
from whence.version import VERSION

USER_AGENT = f"Whence/{VERSION} (+news attribution reader)"
_LATER = "try again later"
_UNTRUSTED = (
    "check the address and this machine's date; an organization's own certificates are read from the file that the"
    " variable SSL_CERT_FILE names; or save the page and give the file"
)


def trust(ca_file: str | None) -> ssl.SSLContext:
    """TLS that verifies: the system's certificates, and those of a file; UsageError when the file cannot be read."""
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=ca_file)
        except OSError as wrong:  # ssl.SSLError among them
            raise UsageError(f"the certificates in {ca_file} cannot be read: {wrong}", "give a PEM file") from wrong
    return context


@contextmanager
def answer_of(
    target: Target, addresses: Sequence[str], known: Validators, policy: Policy, clock: Clock, tls: ssl.SSLContext | None
) -> Iterator[HTTPResponse]:
    """The answer to a GET, its head read and its body not yet; every way in which it can go wrong is a Failure."""
    connection = _connected(target, addresses, policy, clock, tls)
    try:
        with _Guard(connection.sock, clock):
            connection.timeout = min(policy.read_seconds, max(clock.left(), 0.001))  # 0 would mean: do not wait at all
            connection.request("GET", target.path, headers=_headers(target, known), preload_content=False, decode_content=False)
            with closing(connection.getresponse()) as response:
                clock.check()
                yield response
    except (HTTPError, HTTPException, OSError, ValueError) as wrong:
        clock.check()
        raise _failure_of(wrong) from wrong
    finally:
        connection.close()


def _headers(target: Target, known: Validators) -> Mapping[str, str]:
    """What is said of ourselves: no cookie, no referrer."""
    return {
        "Host": target.authority,
        "User-Agent": USER_AGENT,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding": ACCEPTED,
        "Connection": "close",
        **conditions(target, known),
    }


def conditions(target: Target, known: Validators) -> dict[str, str]:
    """The headers that make a question conditional: only to the address that gave the validators, and only proper ones."""
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    if known.url not in (None, target.url):
        return {}
    return {name: value for name, value in given.items() if value and value.isascii() and value.isprintable()}


# --- connecting ----------------------------------------------------------------------------------------------------------


def _connected(
    target: Target, addresses: Sequence[str], policy: Policy, clock: Clock, tls: ssl.SSLContext | None
) -> HTTPConnection:
    """A connection to the first address that takes one."""
    unreachable = Failure("cannot be reached", _LATER, passing=True)
    for address in addresses:
        # TLS may take the same time once more, so a half of what is left keeps both within it
        connection = _connection(target, address, min(policy.connect_seconds, max(clock.left() / 2, 0.001)), tls)
        try:
            connection.connect()
        except (ConnectTimeoutError, NewConnectionError) as wrong:
            connection.close()
            clock.check()
            unreachable = _failure_of(wrong)
        except (HTTPError, OSError, ValueError) as wrong:
            connection.close()
            clock.check()
            raise _failure_of(wrong) from wrong
        else:
            return connection
    raise unreachable


def _connection(target: Target, address: str, seconds: float, tls: ssl.SSLContext | None) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=seconds)
    # without assert_hostname, which would switch off the check of the name that `ssl` makes itself
    return HTTPSConnection(address, target.port, timeout=seconds, ssl_context=tls, server_hostname=target.host)


class _Guard:
    """Ends a connection when the time is over: a server that sends one byte now and then never meets a read timeout."""

    def __init__(self, sock: socket.socket, clock: Clock) -> None:
        # a second handle of the same connection: the first is closed, and its number used again, at any moment
        self._sock = socket.fromfd(sock.fileno(), sock.family, sock.type)
        self._lock = Lock()
        self._timer = Timer(clock.left() + 0.01, self._end)  # 0.01 s later, so that the clock has surely run out
        self._timer.daemon = True

    def _end(self) -> None:
        with self._lock, suppress(OSError):  # the other side, or we, may have ended it already
            self._sock.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            self._sock.close()


# --- what went wrong -----------------------------------------------------------------------------------------------------


def _failure_of(wrong: Exception) -> Failure:
    """The failure behind an error of a connection, in words for who asked."""
    cause = wrong.__cause__ if isinstance(wrong, HTTPError) and isinstance(wrong.__cause__, Exception) else wrong
    if isinstance(cause, ssl.SSLError):
        return _tls_failure(cause)
    if isinstance(wrong, NewConnectionError):  # before its base class, the timeout
        return Failure(f"cannot be reached: {getattr(cause, 'strerror', None) or 'no connection'}", _LATER, passing=True)
    if isinstance(wrong, ConnectTimeoutError):
        return Failure("cannot be reached: connecting took too long", _LATER, passing=True)
    if isinstance(cause, TimeoutError):
        return Failure("does not answer: silent for too long", _LATER, passing=True)
    if isinstance(cause, RemoteDisconnected):
        return Failure("does not answer: the connection is closed at once", _LATER, passing=True)
    if isinstance(cause, OSError):
        return Failure("breaks off: the connection is reset", _LATER, passing=True)
    return _no_http(cause)


def _tls_failure(wrong: ssl.SSLError) -> Failure:
    if isinstance(wrong, ssl.SSLCertVerificationError):
        return Failure(f"has a certificate that cannot be trusted: {wrong.verify_message}", _UNTRUSTED)
    if isinstance(wrong, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return Failure("breaks off: the TLS connection is closed", _LATER, passing=True)
    reason = str(wrong.reason or "unknown").replace("_", " ").lower()
    return Failure(f"cannot be asked over TLS: {reason}", "check that the address should start with https://")


def _no_http(wrong: Exception) -> Failure:
    if isinstance(wrong, BadStatusLine | UnknownProtocol):
        return Failure("does not answer in HTTP", "check the address and its port")
    if isinstance(wrong, LineTooLong) or "headers" in str(wrong):
        return Failure(
            "answers with lines that are too long or too many", "open it in a browser, save the page and give the file"
        )
    return Failure(
        f"does not answer in proper HTTP ({type(wrong).__name__})", "open it in a browser, save the page and give the file"
    )
