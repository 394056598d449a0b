"""Fetching pages from servers that misbehave in every way: one answer or one InputError with a hint, always in time."""

import ast
import gzip
import itertools
import json
import os
import socket
import threading
import time
import tracemalloc
import zlib
from concurrent.futures import ThreadPoolExecutor
from email.utils import formatdate
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from badserver import (
    CERTIFICATE,
    EXPIRED,
    BadServer,
    answer,
    chunked,
    close,
    drip,
    endless,
    first,
    hang,
    mirror,
    redirect,
    reset,
    tls,
)
from whence.errors import InputError, UsageError
from whence.ingest.fetch import Fetched, Fetcher, Policy, Validators, addresses, bodies, fetcher, robots
from whence.ingest.fetch.records import Failure
from whence.ingest.fetch.urls import joined, target_of
from whence.version import VERSION

PAGE = "<!doctype html><title>Ferry</title><p>The ferry will sail, harbour master Øyvind Brandvik said.</p>"
OPEN = answer("User-agent: *\nDisallow: /closed\n", content_type="text/plain")
QUICK = {"private_allowed": True, "gap_seconds": 0, "retries": 0, "backoff_seconds": 0, "read_seconds": 1, "total_seconds": 3}


def fetcher_of(resolve=addresses.system_addresses, **policy):
    """A fetcher that may ask this machine, waits for nobody and tries once."""
    return Fetcher(Policy(**(QUICK | policy)), resolve=resolve)


def error(url, *, resolve=addresses.system_addresses, known=None, **policy):
    """The InputError of a fetch; it is named by the address as it was asked and says what to do."""
    with pytest.raises(InputError) as raised:
        fetcher_of(resolve, **policy).fetch(url, known)
    assert raised.value.name == url
    assert raised.value.hint
    return raised.value


def to_here(host, port):
    """A resolver that finds every name on this machine."""
    return ["127.0.0.1"]


def hosts(**known):
    """A resolver that knows some names ("holm" is holm.example) and counts how often each was asked for."""
    counts = {}

    def resolve(host, port):
        counts[host] = counts.get(host, 0) + 1
        found = known[host.removesuffix(".example")]
        return found.pop(0) if isinstance(found[0], list) else found

    resolve.counts = counts
    return resolve


def outcome(fetch):
    """The answer, or the InputError with its message and its hint, of a fetch that may have either."""
    try:
        return fetch()
    except InputError as refused:
        return refused


@pytest.fixture
def server():
    with BadServer({"/": answer(PAGE), "/robots.txt": OPEN}) as running:
        yield running


@pytest.fixture
def one(server):
    """Fetches one answer: the server's routes are the answer for every path but robots.txt."""

    def fetch(route, path="/page", known=None, **policy):
        server.routes[path] = route
        return fetcher_of(**policy).fetch(server.url(path), known)

    return fetch


@pytest.fixture
def wrong(server):
    """The InputError of one answer."""

    def fetch(route, path="/page", **policy):
        server.routes[path] = route
        return error(server.url(path), **policy)

    return fetch


# --- a good server -------------------------------------------------------------------------------------------------------


def test_a_page_comes_with_its_bytes_and_what_the_server_said_of_it(one, server):
    route = answer(PAGE, etag='"v1"', last_modified="Thu, 12 Mar 2026 09:30:00 GMT")
    assert one(route) == Fetched(
        url=server.url("/page"),
        final_url=server.url("/page"),
        status=200,
        body=PAGE.encode(),
        charset="utf-8",
        media_type="text/html",
        etag='"v1"',
        last_modified="Thu, 12 Mar 2026 09:30:00 GMT",
    )


def test_the_request_says_who_asks_and_nothing_more(one, server):
    headers = json.loads(one(mirror).body)
    assert headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": f"Whence/{VERSION} (+news attribution reader)",
        "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "accept-encoding": bodies.ACCEPTED,
        "connection": "close",
    }
    assert server.asked[-1].raw.startswith(b"GET /page HTTP/1.1\r\n")


def test_a_cookie_is_neither_kept_nor_sent_and_a_redirect_names_no_referrer(one, server):
    server.routes["/to"] = mirror
    moved = answer("", status=302, location="/to", set_cookie="id=1; Path=/")
    shop = fetcher_of()
    server.routes["/page"] = moved
    for _ in range(2):
        assert not {"cookie", "referer", "authorization"} & json.loads(shop.fetch(server.url("/page")).body).keys()


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"])
def test_a_proxy_of_the_environment_is_not_asked(one, monkeypatch, name):
    monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert one(answer(PAGE)).status == 200


def test_a_password_file_is_not_looked_into(one, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ilse password sesame\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "authorization" not in json.loads(one(mirror).body)


@pytest.mark.parametrize(
    ("header", "media_type", "charset"),
    [
        ("text/html; charset=utf-8", "text/html", "utf-8"),
        ('Text/HTML;Charset="ISO-8859-1"', "text/html", "iso-8859-1"),
        ("text/html; x=1; charset=windows-1252; y", "text/html", "windows-1252"),
        ("application/rss+xml", "application/rss+xml", None),
        ("text/html, text/html; charset=utf-8", "text/html", "utf-8"),
        ("text/html; charset=utf-9", "text/html", None),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset=base64", "text/html", None),
        ("text/html; charset=rot13", "text/html", None),
        ("text/html; charset=unicode-escape", "text/html", None),
        ("text/html; charset=utf-7", "text/html", None),
        ("text/html; charset=a\x00b", "text/html", None),
        ("text/html; charset=" + "x" * 5000, "text/html", None),
        ("html", None, None),
        (";;;", None, None),
    ],
)
def test_the_charset_is_what_the_server_says_where_such_an_encoding_exists(header, media_type, charset):
    assert (bodies.media_type_of(header), bodies.charset_of(header)) == (media_type, charset)


def test_a_wrong_charset_leaves_the_bytes_as_they_came(one):
    fetched = one(answer("Zoë".encode("latin-1"), content_type="text/html; charset=klingon"))
    assert (fetched.body, fetched.charset) == (b"Zo\xeb", None)


def test_an_answer_without_a_content_type_is_an_answer(one):
    fetched = one(answer(PAGE, content_type=None))
    assert (fetched.media_type, fetched.charset, fetched.body) == (None, None, PAGE.encode())


def test_a_server_of_http_1_0_that_just_closes_is_read_to_the_end(one):
    assert one(b"HTTP/1.0 200 OK\r\n\r\n" + PAGE.encode()).body == PAGE.encode()


def test_an_ipv6_address_is_asked_in_brackets():
    try:
        six = BadServer({"/": mirror}, host="::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    with six:
        assert json.loads(fetcher_of().fetch(six.url("/", "[::1]")).body)["host"] == f"[::1]:{six.port}"


# --- whether something has changed ---------------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(server):
    asked = fetcher_of()
    server.routes["/page"] = [answer(PAGE, etag='"v1"', last_modified="Thu, 12 Mar 2026 09:30:00 GMT"), answer(status=304)]
    known = asked.fetch(server.url("/page")).validators()
    again = asked.fetch(server.url("/page"), known)
    assert (again.not_modified, again.status, again.body) == (True, 304, b"")
    assert server.asked[-1].headers["if-none-match"] == '"v1"'
    assert server.asked[-1].headers["if-modified-since"] == "Thu, 12 Mar 2026 09:30:00 GMT"
    assert again.validators() == known


def test_what_has_changed_comes_whole(one):
    fetched = one(answer(PAGE, etag='"v2"'), known=Validators(etag='"v1"'))
    assert (fetched.not_modified, fetched.etag, fetched.body) == (False, '"v2"', PAGE.encode())


def test_validators_are_shown_only_to_the_address_that_gave_them(one, server):
    server.routes["/to"] = mirror
    assert "if-none-match" not in json.loads(one(redirect("/to"), known=Validators(etag='"v1"', url=server.url("/page"))).body)
    assert "if-none-match" in json.loads(one(redirect("/to"), known=Validators(etag='"v1"', url=server.url("/to"))).body)
    assert "if-none-match" not in server.asked[-2].headers


@pytest.mark.parametrize("etag", ["", "a\r\nX: y", "a\x00", "“v1”", "\x7f"])
def test_a_validator_that_is_no_header_is_not_sent(one, etag):
    assert "if-none-match" not in json.loads(one(mirror, known=Validators(etag=etag)).body)


def test_not_modified_is_an_error_when_nothing_was_known(wrong):
    assert "nothing has changed" in wrong(answer(status=304)).message


# --- statuses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 404, 410, 451])
def test_an_error_page_is_an_answer_with_its_status(one, status):
    fetched = one(answer(PAGE, status=status))
    assert (fetched.status, fetched.body) == (status, PAGE.encode())


@pytest.mark.parametrize(
    ("status", "hint"),
    [(401, "save the page and give the file"), (403, "save the page and give the file")]
    + [(each, "try again later") for each in (408, 429, 500, 502, 503, 599, 999)],
)
@pytest.mark.parametrize("body", [PAGE, ""], ids=["page", "empty"])
def test_a_status_that_may_pass_or_stops_programs_only_is_an_error_whatever_page_comes_with_it(wrong, status, hint, body):
    found = wrong(answer(body, status=status))
    assert found.message == f"the server answers {status}"
    assert hint in found.hint


@pytest.mark.parametrize("status", [400, 404, 407, 410, 451])
@pytest.mark.parametrize("body", [answer('{"no": 1}', content_type="application/json"), answer("")], ids=["json", "empty"])
def test_an_error_without_a_page_is_an_error_that_names_the_status(wrong, status, body):
    assert f"status {status}" in wrong(body.replace(b" 200 ", b" %d " % status)).message


@pytest.mark.parametrize(
    "page",
    [
        answer(b"x", status=404, content_encoding="rot13"),
        answer(b"x", status=404, content_encoding="gzip"),
        answer("x" * 2000, status=404),
        endless(answer("", status=404, content_length=None), b"x" * 1000),
    ],
)
def test_an_error_page_that_cannot_be_read_leaves_the_status(wrong, page):
    assert "status 404" in wrong(page, most_bytes=1000).message


def test_an_error_page_without_a_type_is_known_by_its_look(one, wrong):
    assert one(answer(" \n" + PAGE, status=404, content_type=None)).status == 404
    assert "status 404" in wrong(answer("gone", status=404, content_type=None)).message


def test_no_hint_names_what_a_user_of_the_command_does_not_have():
    """The keys of Policy are for programs; the command has --private, --no-robots and max_bytes."""
    folder = Path(fetcher.__file__).parent
    hints = [each.value for path in sorted(folder.glob("*.py")) for each in ast.walk(ast.parse(path.read_text("utf-8")))
             if isinstance(each, ast.Constant) and isinstance(each.value, str) and "\n" not in each.value]  # fmt: skip
    keys = {each for each in Policy.__struct_fields__ if "_" in each}
    assert [each for each in hints if " " in each and any(key in each for key in keys)] == []


@pytest.mark.parametrize("status", [101, 103, 204, 205, 206, 300, 305, 399])
def test_a_status_that_brings_no_page_is_an_error_that_names_it(wrong, status):
    assert f"status {status}" in wrong(answer(PAGE, status=status)).message


@pytest.mark.parametrize("route", [answer(""), chunked(), answer(gzip.compress(b""), content_encoding="gzip")])
def test_an_empty_answer_is_an_error(wrong, route):
    assert wrong(route).message == "answers with nothing"


# --- packed bodies -------------------------------------------------------------------------------------------------------


def raw_deflate(data):
    pack = zlib.compressobj(wbits=-15)
    return pack.compress(data) + pack.flush()


PACKED = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZIP": gzip.compress,
    "identity": bytes,
    "deflate": zlib.compress,
    " deflate ": raw_deflate,
    "gzip, identity": gzip.compress,
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
    "deflate, gzip": lambda data: gzip.compress(zlib.compress(data)),
}


@pytest.mark.parametrize("coding", PACKED)
def test_a_packed_body_is_unpacked(one, coding):
    fetched = one(answer(PACKED[coding](PAGE.encode()), content_encoding=coding))
    assert (fetched.body, fetched.cut) == (PAGE.encode(), False)


@given(st.binary(max_size=400_000), st.integers(1, 70_000), st.sampled_from(sorted(PACKED)))
@settings(max_examples=60, deadline=None)
def test_any_bytes_come_out_as_they_went_in_however_they_are_cut_into_pieces(data, size, coding):
    packed = PACKED[coding](data)
    pieces = (packed[at : at + size] for at in range(0, len(packed), size))
    for decoder in bodies._decoders(coding):
        pieces = decoder(pieces)
    assert b"".join(pieces) == data


@given(st.binary(max_size=2000), st.sampled_from(sorted(bodies._DECODERS)))
def test_damaged_bytes_raise_nothing_unforeseen(data, coding):
    try:
        b"".join(bodies._DECODERS[coding](iter([data])))
    except (EOFError, *bodies._CORRUPT):
        pass


@pytest.mark.parametrize("tail", [b"", b"\x00" * 20, b"garbage"])
def test_a_gzip_body_of_several_members_is_unpacked_and_padding_after_it_ignored(one, tail):
    fetched = one(answer(gzip.compress(b"One. ") + gzip.compress(b"Two.") + tail, content_encoding="gzip"))
    assert (fetched.body, fetched.cut) == (b"One. Two.", False)


@pytest.mark.parametrize("coding", ["compress", "br-x", "aws-chunked", "\x1b[31m"])
def test_a_coding_that_cannot_be_unpacked_is_an_error_that_names_it(wrong, coding):
    assert repr(coding) in wrong(answer(b"x", content_encoding=coding)).message


@pytest.mark.parametrize("name", ["br", "zstd"])
def test_a_coding_is_offered_only_where_its_library_is_there(wrong, name):
    if name in bodies._DECODERS:
        assert name in bodies.ACCEPTED
    else:
        assert name not in bodies.ACCEPTED
        assert f"'{name}'" in wrong(answer(b"x", content_encoding=name)).message


def compressed(name, data):
    if name not in bodies._DECODERS:
        pytest.skip(f"no library for {name}")
    return bodies._BROTLI.compress(data) if name == "br" else bodies._ZSTD.compress(data)


@pytest.mark.parametrize("name", ["br", "zstd"])
@pytest.mark.parametrize("size", [0, 10, 300_000])
def test_optional_codings_are_unpacked_where_their_library_is_there(name, size):
    data = os.urandom(size // 2) + b"x" * (size // 2)
    packed = compressed(name, data)
    for step in (1 if size < 100 else 1000, 70_000, 10**7):
        pieces = [packed[at : at + step] for at in range(0, len(packed), step)]
        assert b"".join(bodies._DECODERS[name](iter(pieces))) == data
    with pytest.raises(EOFError):
        b"".join(bodies._DECODERS[name](iter([packed[:-1]])))


def bomb(coding, size=64 * 2**20):
    """Packed zeros, made piece by piece."""
    if coding in ("br", "zstd"):
        return compressed(coding, bytes(size))
    pack = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    return b"".join(pack.compress(bytes(2**20)) for _ in range(size // 2**20)) + pack.flush()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_a_bomb_is_refused_before_it_takes_memory(wrong, coding):
    packed = bomb(coding.split(",")[0])
    route = answer(gzip.compress(packed) if "," in coding else packed, content_encoding=coding)
    tracemalloc.start()
    message = wrong(route, most_bytes=2**20, total_seconds=10).message
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert message == f"is longer than {2**20} bytes"
    assert peak < 12 * 2**20  # the answer itself is held by the server's thread


def test_many_codings_on_top_of_each_other_are_refused(wrong):
    assert "4 times" in wrong(answer(b"x", content_encoding="gzip, gzip, gzip, gzip")).message


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("body", [PAGE.encode(), b"\x1f\x8b" + b"\xff" * 50, b"\x78\x9c" + b"\xff" * 50])
def test_a_body_that_is_not_packed_as_it_says_is_an_error(wrong, coding, body):
    assert wrong(answer(body, content_encoding=coding)).message.startswith(("cannot be unpacked", "breaks off"))


def test_a_packed_body_whose_checksum_is_wrong_is_an_error(wrong):
    packed = gzip.compress(PAGE.encode())
    assert "cannot be unpacked" in wrong(answer(packed[:-8] + b"\x00" * 8, content_encoding="gzip")).message


# --- lengths -------------------------------------------------------------------------------------------------------------


def test_a_body_may_be_as_long_as_the_limit(one, wrong):
    assert len(one(answer("x" * 500), most_bytes=500).body) == 500
    for route in (answer("x" * 501), chunked(b"x" * 400, b"x" * 101), answer("x" * 501, content_length=None)):
        assert wrong(route, most_bytes=500).message == "is longer than 500 bytes"
    assert "max_bytes (WHENCE_MAX_BYTES)" in wrong(answer("x" * 501), most_bytes=500).hint
    packed = gzip.compress(b"x" * 501)
    assert wrong(answer(packed, content_encoding="gzip"), most_bytes=500).message == "is longer than 500 bytes"


def test_an_announced_length_over_the_limit_is_refused_without_reading(wrong):
    started = time.monotonic()
    assert "longer than" in wrong(first(answer("", content_length=10**15), hang), read_seconds=5, total_seconds=5).message
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    "route",
    [
        answer(PAGE, content_length=9999),
        chunked(PAGE.encode(), end=b""),
        chunked(PAGE.encode(), end=b"ff\r\nhalf a chunk"),
        chunked(PAGE.encode(), end=b"no length\r\n"),
        answer(gzip.compress((PAGE * 99).encode())[:-20], content_encoding="gzip"),
        answer(zlib.compress((PAGE * 99).encode())[:-9], content_encoding="deflate"),
        answer(gzip.compress((PAGE * 99).encode())[:90], content_encoding="gzip", content_length=500),
    ],
    ids=["length", "chunks", "half a chunk", "no chunk", "gzip", "deflate", "both"],
)
def test_a_body_that_ends_before_its_announced_end_is_marked_as_cut(one, route):
    fetched = one(route)
    assert fetched.cut
    assert fetched.body.startswith(PAGE[:40].encode())


def test_nothing_of_an_announced_body_is_an_error(wrong):
    assert wrong(answer("", content_length=100)).message == "breaks off before its first byte"


def test_more_than_the_announced_length_is_not_read(one):
    fetched = one(answer(PAGE + "more", content_length=len(PAGE.encode())))
    assert (fetched.body, fetched.cut) == (PAGE.encode(), False)


@pytest.mark.parametrize("length", ["", "x", "-5", "1e3", "9" * 5000])
def test_a_length_that_is_no_number_of_bytes_is_not_believed(server, length):
    server.routes["/page"] = answer(PAGE, content_length=length)
    found = outcome(lambda: fetcher_of().fetch(server.url("/page")))
    assert found.hint if isinstance(found, InputError) else found.body == PAGE.encode()


def test_a_transfer_coding_that_was_not_asked_for_is_an_error(wrong):
    assert "Transfer-Encoding" in wrong(chunked(gzip.compress(b"x")).replace(b"chunked", b"gzip, chunked")).message


def test_two_lengths_that_differ_are_an_error(wrong):
    assert "proper HTTP" in wrong(answer(PAGE, head=["Content-Length: 5"])).message


# --- servers that misbehave ----------------------------------------------------------------------------------------------

HEAD = answer("", content_length=None)
MISBEHAVING = {
    "hang": (hang, "silent for too long"),
    "hang in the head": (first(b"HTTP/1.1 200 OK\r\nContent-", hang), "silent for too long"),
    "hang in the body": (first(answer(PAGE, content_length=999), hang), "silent for too long"),
    "close": (close, "closed at once"),
    "reset": (reset, "reset"),
    "reset in the head": (first(b"HTTP/1.1 200 OK\r\nContent-", reset), "reset"),
    "reset in the body": (first(answer(PAGE, content_length=999), reset), "reset"),
    "reset in a chunk": (first(chunked(b"x" * 50, end=b"ff\r\nx"), reset), "reset"),
    "slow head": (drip(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 999), "took longer"),
    "slow status": (drip(b"HTTP/1.1 200 " + b"O" * 999), "took longer"),
    "slow body": (first(HEAD, drip(b"x")), "took longer"),
    "slow chunks": (first(chunked(end=b""), drip(b"1\r\nx\r\n")), "took longer"),
    "slow packed body": (first(answer("", content_length=None, content_encoding="gzip"), drip(b"\x1f\x8b\x08")), "took longer"),
    "slow redirect": (first(b"HTTP/1.1 302 Found\r\nLocation: /\r\n", drip(b"X: y\r\n")), "took longer"),
    "slow news": (first(b"HTTP/1.1 304 Not Modified\r\n", drip(b"X: y\r\n")), "took longer"),
    "endless continue": (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "took longer"),
    "endless trailer": (endless(chunked(b"x", end=b"0\r\n"), b"X: y\r\n"), "took longer"),
    "endless body": (endless(HEAD, b"x" * 9999), "longer than"),
    "endless chunks": (endless(chunked(end=b""), b"1\r\nx\r\n"), "longer than"),
    "endless line": (endless(b"", b"x" * 9999), "too long"),
    "endless headers": (endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "too many"),
    "endless header": (endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 9999), "too long"),
    "endless chunk size": (endless(chunked(end=b""), b"0" * 9999), "too long"),
    "no HTTP": (b"220 mail.example ESMTP\r\n", "not answer in HTTP"),
    "no status": (b"HTTP/1.1\r\n\r\n", "not answer in HTTP"),
    "odd status": (b"HTTP/1.1 2OO OK\r\n\r\n", "not answer in HTTP"),
    "HTTP 0.9": (PAGE.encode(), "not answer in HTTP"),
    "HTTP 2": (b"HTTP/2 200\r\n\r\n" + PAGE.encode(), "not answer in HTTP"),
    "blank": (b"\r\n\r\n", "not answer in HTTP"),
    "zeros": (bytes(1000), "not answer in HTTP"),
}


@pytest.mark.parametrize("habit", MISBEHAVING)
def test_every_bad_habit_of_a_server_is_one_error_in_time(wrong, habit):
    route, message = MISBEHAVING[habit]
    started = time.monotonic()
    found = wrong(route, total_seconds=0.4, read_seconds=0.25, most_bytes=20_000, robots=False)
    assert message in found.message
    assert time.monotonic() - started < 1.5


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda end: b"HTTP/1.1 200 OK\r\n" + end)))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_bytes_a_server_sends_there_is_one_answer_or_one_error(server, data):
    server.routes["/page"] = data
    found = outcome(lambda: fetcher_of(robots=False).fetch(server.url("/page")))
    assert isinstance(found, Fetched) or (found.message and found.hint)


def left_behind():
    """How many threads run and, where the system tells, how many files and connections are open."""
    files = Path("/proc/self/fd")
    return threading.active_count(), len(list(files.iterdir())) if files.exists() else 0


def test_a_fetch_leaves_no_thread_and_no_connection_behind(server):
    server.routes |= {"/reset": first(HEAD + b"x", reset), "/long": endless(HEAD, b"x" * 999), "/to": redirect("/")}
    asked = fetcher_of(most_bytes=9999)
    asked.fetch(server.url("/"))
    time.sleep(0.2)
    before = left_behind()
    for path in ("/", "/reset", "/long", "/to", "/nowhere") * 3:
        outcome(lambda path=path: asked.fetch(server.url(path)))
    time.sleep(0.3)
    assert left_behind() <= before


# --- redirects -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_both_addresses_are_told(one, server, status):
    fetched = one(redirect("/?a=b#part", status))
    assert (fetched.url, fetched.final_url, fetched.body) == (server.url("/page"), server.url("/?a=b"), PAGE.encode())


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/news/", "/news/"),
        ("news/x?y=1", "/a/news/x?y=1"),
        ("../x", "/x"),
        ("?y", "/a/page?y"),
        (" /x ", "/x"),
        ("/two words", "/two%20words"),
        ("/b%C3%A5t", "/b%C3%A5t"),
        ("/båt".encode().decode("latin-1"), "/b%C3%A5t"),
        ("/b\xe5t", "/b%C3%A5t"),
    ],
)
def test_a_redirect_may_be_written_in_many_ways(one, server, location, path):
    server.routes[path] = answer(PAGE)
    assert one(redirect(location), path="/a/page").final_url == server.url(path)


def test_a_circle_of_redirects_is_an_error(wrong, server):
    server.routes["/b"] = redirect("/page")
    assert wrong(redirect("/b")).message == "is redirected in a circle"
    assert wrong(redirect("/page#again")).message == "is redirected in a circle"


def test_a_chain_of_redirects_has_an_end(server):
    server.routes |= {f"/{n}": redirect(f"/{n + 1}") for n in range(9)} | {"/9": answer(PAGE)}
    assert fetcher_of(most_redirects=9).fetch(server.url("/0")).final_url == server.url("/9")
    assert error(server.url("/0"), most_redirects=8).message == "is redirected more than 8 times"
    assert error(server.url("/0"), most_redirects=0).message == "is redirected more than 0 times"


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("file:///etc/passwd", "a file: address"),
        ("data:text/html,<p>x", "a data: address"),
        ("javascript:alert(1)", "a javascript: address"),
        ("ftp://holm.example/x", "a ftp: address"),
        ("https:x", "no host"),
        ("http://ilse:sesame@127.0.0.1/", "user name or a password"),
        ("http://[::1", "no address"),
        ("http://127.0.0.1:99999/", "no address"),
        ("/" + "x" * 9000, "longer than an address can be"),
        ("/\x1b[2Jx", "control characters"),
    ],
)
def test_a_redirect_to_what_may_not_be_asked_is_an_error_that_says_where_it_leads(wrong, location, message):
    found = wrong(redirect(location))
    assert found.message.startswith("is redirected to ")
    assert message in found.message
    assert found.message.isprintable()
    assert len(found.message) < 250


def test_a_redirect_to_nowhere_is_an_error(wrong):
    assert wrong(answer("", status=302)).message == "is redirected, but to nowhere"


def test_an_error_behind_a_redirect_names_the_address_where_it_happened(wrong, server):
    server.routes["/b"] = close
    assert wrong(redirect("/b")).message.startswith(f"leads to {server.url('/b')}, which does not answer")


def test_the_whole_chain_shares_one_time(server):
    def slow(to):
        def route(connection, running):
            running.closing.wait(0.3)
            connection.sendall(redirect(to))

        return route

    server.routes |= {f"/{n}": slow(f"/{n + 1}") for n in range(9)}
    started = time.monotonic()
    assert "took longer" in error(server.url("/0"), total_seconds=0.8, most_redirects=20).message
    assert time.monotonic() - started < 1.5


# --- which addresses are asked -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://127.8.9.1/",
        "http://localhost/",
        "http://localhost./",
        "http://LOCALHOST/",
        "http://[::1]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://10.0.0.1/",
        "http://172.31.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[::127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[::]/",
        "http://0.0.0.0/",
        "http://0/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://１２７.０.０.１/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "https://127.0.0.1/",
    ],
)
def test_an_address_that_is_not_public_is_refused(url):
    found = error(url, private_allowed=False)
    assert found.message.startswith(("is not on the public network", "cannot be found"))
    if "localhost" not in url:  # a machine may not know that name
        assert "not on the public network" in found.message


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "this machine's"),
        ("10.255.0.1", "private"),
        ("172.15.0.1", None),
        ("172.16.0.1", "private"),
        ("172.32.0.1", None),
        ("100.63.0.1", None),
        ("100.127.255.255", "private"),
        ("192.0.0.9", "reserved"),
        ("192.0.2.7", "documentation"),
        ("198.19.0.1", "reserved"),
        ("203.0.113.7", "documentation"),
        ("239.1.1.1", "multicast"),
        ("240.0.0.1", "reserved"),
        ("9.9.9.9", None),
        ("2620:fe::9", None),
        ("2a00:1450::1", None),
        ("2001:db8::1", "documentation"),
        ("2001::1", "reserved"),
        ("3fff::1", "documentation"),
        ("4000::1", "reserved"),
        ("fec0::1", "private"),
        ("fe80::1%1", "link-local"),
        ("ff02::1", "multicast"),
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:9.9.9.9", None),
        ("::10.0.0.1", "reserved"),
        ("2002:a00:1::1", "private"),
        ("2002:909:909::1", None),
        ("64:ff9b::10.0.0.1", "private"),
        ("64:ff9b::9.9.9.9", None),
        ("64:ff9b:1::1", "reserved"),
    ],
)
def test_every_address_is_told_by_its_kind(address, kind):
    assert addresses.kind_of(ip_address(address)) == kind


@given(st.one_of(st.integers(0, 2**32 - 1).map(IPv4Address), st.integers(0, 2**128 - 1).map(IPv6Address)))
@settings(max_examples=300)
def test_no_address_is_public_that_python_calls_anything_else(address):
    if addresses.kind_of(address) is None and not (address.version == 6 and (address.sixtofour or address in addresses._NAT64)):
        kinds = ("multicast", "reserved", "loopback", "link_local")
        assert address.is_global
        assert not any(getattr(address, f"is_{kind}") for kind in kinds)


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    found = error("http://holm.example/", private_allowed=False, resolve=hosts(holm=["9.9.9.9", "10.0.0.1"]))
    assert found.message == "is not on the public network: holm.example is a private address (10.0.0.1)"
    assert "--private" in found.hint


def test_a_name_is_looked_up_once_and_what_was_checked_is_what_is_asked(server, monkeypatch):
    """The second answer, which would lead inside, is never asked for: not for robots.txt, not for the page, not for a retry."""
    resolve = hosts(holm=[["127.0.0.1"], ["127.0.0.2"], ["127.0.0.2"], ["127.0.0.2"]])
    server.routes |= {"/page": [answer("", status=503), redirect("/to")], "/to": mirror}
    monkeypatch.setattr(addresses, "kind_of", lambda address: None if str(address) == "127.0.0.1" else "private")
    url = server.url("/page", "holm.example")
    headers = json.loads(fetcher_of(resolve, private_allowed=False, retries=1).fetch(url).body)
    assert headers["host"] == f"holm.example:{server.port}"
    assert resolve.counts == {"holm.example": 1}


def test_no_name_is_looked_up_a_second_time_behind_our_back(server, monkeypatch):
    names = []
    really = socket.getaddrinfo

    def getaddrinfo(host, *args, **options):
        names.append(host)
        return really(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    fetcher_of(to_here).fetch(server.url("/", "holm.example"))
    assert set(names) <= {"127.0.0.1"}


def test_a_redirect_from_an_allowed_address_to_a_private_one_is_refused_and_not_asked(server, monkeypatch):
    monkeypatch.setattr(addresses, "kind_of", lambda address: None if str(address) == "127.0.0.1" else "private")
    resolve = hosts(holm=["127.0.0.1"], inner=["127.0.0.2"])
    with BadServer({"/": answer("secret")}, host="127.0.0.2", port=server.port) as inner:
        for to in (inner.url("/", "inner.example"), inner.url("/", "127.0.0.2")):
            server.routes["/page"] = redirect(to)
            known = resolve if "inner" in to else lambda host, port: ["127.0.0.2" if host == "127.0.0.2" else "127.0.0.1"]
            found = error(server.url("/page", "holm.example"), private_allowed=False, resolve=known)
            assert found.message.startswith(f"leads to {to}, which is not on the public network")
        server.routes |= {"/page": answer(PAGE), "/robots.txt": redirect(inner.url("/", "inner.example"))}
        found = error(server.url("/page", "holm.example"), private_allowed=False, resolve=resolve)
        assert f"robots.txt, at {inner.url('/', 'inner.example')}, is not on the public network" in found.message
        assert inner.asked == []


def test_the_next_address_is_asked_when_the_first_takes_no_connection(server):
    resolve = hosts(holm=["127.0.0.9", "127.0.0.1"])
    assert fetcher_of(resolve).fetch(server.url("/", "holm.example")).body == PAGE.encode()


def test_a_host_that_takes_no_connection_is_an_error():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for policy in ({"robots": False}, {}):
        assert "cannot be reached: Connection refused" in error(f"http://127.0.0.1:{port}/", **policy).message


def unknown(host, port):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def busy(host, port):
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def test_a_mistake_in_a_resolver_comes_to_light():
    def mistaken(host, port):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fetcher_of(mistaken).fetch("https://holm.example/")


@pytest.mark.parametrize(
    ("resolve", "message"),
    [
        (unknown, "there is no host holm.example"),
        (busy, "there is no host holm.example"),
        (lambda host, port: [], "has no address"),
        (lambda host, port: ["nonsense"], "is no address"),
        (lambda host, port: time.sleep(2), "took too long"),
    ],
)
def test_a_name_that_is_not_found_is_an_error_in_time(resolve, message):
    started = time.monotonic()
    found = error("https://holm.example/", resolve=resolve, total_seconds=0.3)
    assert message in found.message
    assert time.monotonic() - started < 1


# --- which urls are asked ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "an address without a scheme"),
        ("holm.example/news", "an address without a scheme"),
        ("//holm.example/", "an address without a scheme"),
        ("file:///etc/passwd", "a file: address"),
        ("javascript:alert(1)", "a javascript: address"),
        ("data:text/html,x", "a data: address"),
        ("gopher://holm.example/", "a gopher: address"),
        ("http:///x", "no host"),
        ("http://?x", "no host"),
        ("https:holm.example", "no host"),
        ("http://ilse@holm.example/", "user name or a password"),
        ("http://ilse:sesame@holm.example/", "user name or a password"),
        ("http://@holm.example/", "user name or a password"),
        ("http://good.example\\@evil.example/", "user name or a password"),
        ("http://good.example\\evil/", "no host"),
        ("http://holm .example/", "no host"),
        ("http://holm%2eexample/", "no host"),
        ("http://-holm.example/", "no host"),
        ("http://holm..example/", "no host"),
        ("http://" + "a" * 64 + ".example/", "no host"),
        ("http://" + "a." * 130 + "example/", "no host"),
        ("http://" + "å" * 5000 + "/", "no host"),
        ("http://[fe80::1%25eth0]/", "no host"),
        ("http://[v1.x]/", "no"),
        ("http://[::1/", "no address"),
        ("http://holm.example:0/", "port 0"),
        ("http://holm.example:65536/", "no address"),
        ("http://holm.example:http/", "no address"),
        ("http://holm.example/a\nb", "control characters"),
        ("http://holm\t.example/", "control characters"),
        ("http://holm.example/\x00", "control characters"),
        ("http://holm.example/\ud83d", "surrogate"),
        ("http://holm.example/" + "x" * 8000, "longer than"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused_before_anything_is_asked(url, message):
    def resolve(host, port):
        raise AssertionError(f"{host} is looked up")

    assert message in error(url, resolve=resolve).message


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("HTTPS://Holm.Example", "https://holm.example/"),
        (" https://holm.example/a#part ", "https://holm.example/a"),
        ("https://holm.example:443/a?b=c&d", "https://holm.example/a?b=c&d"),
        ("http://holm.example:443/", "http://holm.example:443/"),
        ("https://holm.example.:8443/", "https://holm.example:8443/"),
        ("https://blåbær.example/båt?q=ø", "https://xn--blbr-roah.example/b%C3%A5t?q=%C3%B8"),
        ("https://holm.example/a%2Fb%c3?%41=%", "https://holm.example/a%2Fb%c3?%41=%"),
        ("https://holm.example/a b\"<>'", "https://holm.example/a%20b%22%3C%3E'"),
        ("https://holm.example/x/../../closed/./a", "https://holm.example/closed/a"),
        ("https://holm.example/x/%2E%2e/closed", "https://holm.example/closed"),
        ("https://holm.example/a/..", "https://holm.example/"),
        ("https://holm.example/a/b/.", "https://holm.example/a/b/"),
        ("https://holm.example//a//b", "https://holm.example//a//b"),
        ("https://holm.example?x", "https://holm.example/?x"),
        ("http://[2001:DB8:0::1]:80/", "http://[2001:db8::1]/"),
        ("http://a_b.example/", "http://a_b.example/"),
    ],
)
def test_an_address_is_written_in_one_way(url, asked):
    target = target_of(url)
    assert target.url == asked
    assert target_of(target.url) == target


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://holm.example/", "http://holm.example:"]))
@settings(max_examples=200)
def test_any_text_is_an_address_written_in_plain_ascii_or_a_failure(text, start):
    try:
        target = target_of(joined("https://holm.example/a", start + text))
    except Failure:
        return
    assert target.url.isascii()
    assert not set(target.url) & set(' \r\n\t\\"<>')
    assert target_of(target.url) == target


# --- TLS -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def secure(tmp_path):
    """Starts a server that speaks TLS, with one of the certificates."""
    running = []

    def start(certificate=CERTIFICATE, routes=None):
        context = tls(tmp_path, certificate)
        names = []
        context.sni_callback = lambda connection, name, _: names.append(name)
        started = BadServer({"/": mirror} | (routes or {}), tls=context)
        started.names = names
        started.ca = str(tmp_path / "holm.pem")
        running.append(started)
        return started

    yield start
    for each in running:
        each.__exit__()


def test_a_certificate_that_nobody_trusts_is_an_error(secure):
    server = secure()
    found = error(server.url("/"))
    assert "certificate that cannot be trusted: self" in found.message
    assert "SSL_CERT_FILE" in found.hint
    assert server.asked == []


def test_a_trusted_certificate_is_checked_against_the_name_and_not_the_address_that_is_asked(secure):
    server = secure()
    headers = json.loads(fetcher_of(to_here, ca_file=server.ca).fetch(server.url("/", "holm.example")).body)
    assert headers["host"] == f"holm.example:{server.port}"
    assert set(server.names) == {"holm.example"}
    assert fetcher_of(ca_file=server.ca).fetch(server.url("/")).status == 200  # its address stands in it too


def test_a_certificate_for_another_name_is_an_error_although_the_address_fits(secure):
    server = secure()
    found = error(server.url("/", "inner.example"), resolve=to_here, ca_file=server.ca)
    assert "certificate that cannot be trusted: Hostname mismatch" in found.message
    assert server.asked == []


def test_a_certificate_that_has_run_out_is_an_error(secure):
    server = secure(EXPIRED)
    assert "expired" in error(server.url("/", "holm.example"), resolve=to_here, ca_file=server.ca).message


def test_plain_http_where_tls_is_spoken_and_tls_where_it_is_not_are_errors(secure, server):
    assert error(secure().url("/").replace("https", "http")).hint
    assert "TLS" in error(server.url("/").replace("http", "https")).message


@pytest.mark.parametrize("habit", ["hang", "slow head", "slow body", "endless body", "endless headers"])
def test_bad_habits_are_met_over_tls_too(secure, habit):
    route, message = MISBEHAVING[habit]
    server = secure(routes={"/page": route})
    started = time.monotonic()
    found = error(server.url("/page"), ca_file=server.ca, total_seconds=0.6, read_seconds=0.3, most_bytes=20_000, robots=False)
    assert message in found.message
    assert time.monotonic() - started < 1.5


def test_a_connection_that_is_reset_over_tls_is_an_error_or_marks_the_body_as_cut(secure):
    """Python 3.11 takes a reset under TLS for an end; the length that was announced tells the difference."""
    server = secure(routes={"/page": MISBEHAVING["reset in the body"][0]})
    found = outcome(lambda: fetcher_of(ca_file=server.ca).fetch(server.url("/page")))
    assert "reset" in found.message if isinstance(found, InputError) else found.cut


def test_a_server_that_does_not_finish_the_handshake_is_an_error_in_time():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        started = time.monotonic()
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        assert "silent" in error(url, connect_seconds=0.3, retries=1, total_seconds=5).message
        assert error(url, connect_seconds=5, retries=9, total_seconds=0.3).message
    assert time.monotonic() - started < 3


def test_a_file_of_certificates_that_cannot_be_read_is_a_usage_error(tmp_path):
    (tmp_path / "x.pem").write_text("no certificate")
    for name in ("x.pem", "nowhere.pem"):
        with pytest.raises(UsageError, match=name):
            Fetcher(Policy(ca_file=str(tmp_path / name)))


# --- robots.txt ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "allowed", "closed"),
    [
        ("", ["/", "/a"], []),
        ("User-agent: *\nDisallow:", ["/"], []),
        ("User-agent: *\nDisallow: /", [], ["/", "/a?b"]),
        ("User-agent: *\nDisallow: /a", ["/", "/b/a", "/A"], ["/a", "/ab", "/a/b", "/a?x"]),
        ("user-AGENT : *\n DISALLOW:/a # why\n", ["/"], ["/a"]),
        ("User-agent: *\n\n\nDisallow: /a", ["/"], ["/a"]),
        ("User-agent: *\rDisallow: /a\rDisallow: /b", ["/"], ["/a", "/b"]),
        ("\ufeffUser-agent: *\r\nDisallow: /a", ["/"], ["/a"]),
        ("Disallow: /", ["/"], []),
        # the longest rule decides, in whatever order, and of two equals the one that allows
        ("User-agent: *\nDisallow: /\nAllow: /news/", ["/news/x"], ["/", "/news"]),
        ("User-agent: *\nAllow: /news/\nDisallow: /news/old/", ["/news/x"], ["/news/old/x"]),
        ("User-agent: *\nDisallow: /a\nAllow: /a", ["/a"], []),
        ("User-agent: *\nDisallow: /*?\nAllow: /a$", ["/a"], ["/a?x"]),
        # "*" and "$"
        ("User-agent: *\nDisallow: /*?print=", ["/a", "/a?x=1"], ["/a?print=1", "/?print="]),
        ("User-agent: *\nDisallow: /*.pdf$", ["/a.pdf?x", "/a.pdfx"], ["/a.pdf", "/.pdf", "/a.pdf.pdf"]),
        ("User-agent: *\nDisallow: *private", ["/", "/privat"], ["/private", "/a/private/b"]),
        ("User-agent: *\nDisallow: /a*b*c", ["/abx", "/acb"], ["/abc", "/a1b2c3"]),
        ("User-agent: *\nDisallow: /a*a$", ["/a", "/ab"], ["/aa", "/aba"]),
        ("User-agent: *\nDisallow: /$", ["/a"], ["/"]),
        ("User-agent: *\nDisallow: /a$b", ["/a", "/ab"], ["/a$b"]),
        ("User-agent: *\nDisallow: /x%2A", ["/xy"], ["/x*"]),
        # one spelling of escapes
        ("User-agent: *\nDisallow: /%7Eilse/", ["/"], ["/~ilse/", "/%7eilse/"]),
        ("User-agent: *\nDisallow: /båt", ["/b"], ["/b%C3%A5t", "/b%c3%a5t"]),
        ("User-agent: *\nDisallow: /a%2fb", ["/a/b"], ["/a%2Fb"]),
        # whose rules they are
        ("User-agent: Whence\nDisallow: /a\n\nUser-agent: *\nDisallow: /", ["/", "/b"], ["/a"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: whence/0.1\nAllow: /", ["/"], []),
        ("User-agent: hen\nDisallow: /\nUser-agent: whenceforth\nDisallow: /", ["/"], []),
        (
            "User-agent: whence\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: WHENCE\nDisallow: /c",
            ["/b"],
            ["/a", "/c"],
        ),
        ("User-agent: other\nUser-agent: whence\nDisallow: /a", ["/"], ["/a"]),
        ("User-agent: whence\nSitemap: /map.xml\nUser-agent: x\nDisallow: /a", ["/"], ["/a"]),
        ("User-agent: whence\nCrawl-delay: 1\nUser-agent: x\nDisallow: /a", ["/"], ["/a"]),
        ("User-agent: other\nDisallow: /\n", ["/"], []),
        ("User-agent: *\nDisallow: /\nUser-agent: whence\n", ["/"], []),
        ("<!doctype html><p>Disallow: /</p>", ["/"], []),
        ("User-agent: *\nDisallow: secret\nDisallow /a\nNoindex: /b\n: \n:::\nDisallow: /c", ["/secret", "/a", "/b"], ["/c"]),
    ],
)
def test_robots_txt_is_read_as_rfc_9309_has_it(text, allowed, closed):
    rules = robots.rules_of(text.encode())
    assert [path for path in allowed if not rules.allow(path)] == []
    assert [path for path in closed if rules.allow(path)] == []


@given(st.binary(max_size=400), st.text(max_size=30))
@settings(max_examples=200)
def test_whatever_a_robots_txt_holds_it_is_read(data, path):
    text = "User-agent: *\nDisallow: " + path.encode("utf-8", "replace").decode()
    robots.rules_of(data).allow(target_of("https://holm.example/x").path)
    robots.rules_of(text.encode() + data).allow("/x")


def test_a_robots_txt_made_to_be_slow_is_read_quickly():
    started = time.monotonic()
    rules = robots.rules_of(b"User-agent: *\n" + b"".join(b"Disallow: /%s%d\n" % (b"*a" * 40, n) for n in range(5000)))
    rules.allow("/" + "a" * 7000)
    robots.rules_of(b"User-agent: x\nCrawl-delay: 1\n" * 16_000)
    robots.rules_of(b"User-agent: x\n" * 35_000)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("text", "delay"),
    [("2", 2), ("0.5", 0.5), ("-1", 0), ("soon", 0), ("inf", 0), ("nan", 0), ("", 0), ("3\nCrawl-delay: 1", 3)],
)
def test_a_crawl_delay_is_a_number_of_seconds(text, delay):
    assert robots.rules_of(f"User-agent: *\nCrawl-delay: {text}".encode()).delay == delay


def test_what_robots_txt_closes_is_not_asked(wrong, server):
    assert wrong(answer(PAGE), path="/closed/page").message == "is closed to programs by its site's robots.txt"
    assert server.paths() == ["/robots.txt"]
    assert fetcher_of(robots=False).fetch(server.url("/closed/page")).status == 200


def test_robots_txt_is_asked_once_in_a_run_also_by_many_threads(server):
    def slow(connection, running):
        running.closing.wait(0.2)
        connection.sendall(OPEN)

    server.routes["/robots.txt"] = slow
    asked = fetcher_of()
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda n: asked.fetch(server.url(f"/?{n}")).status, range(16)))
    assert statuses == [200] * 16
    assert server.paths().count("/robots.txt") == 1
    assert server.paths()[0] == "/robots.txt"


def test_every_origin_has_its_own_robots_txt(server):
    with BadServer({"/robots.txt": answer("User-agent: *\nDisallow: /"), "/": answer(PAGE)}) as other:
        asked = fetcher_of()
        assert asked.fetch(server.url("/")).status == 200
        with pytest.raises(InputError, match="closed to programs"):
            asked.fetch(other.url("/"))
        server.routes["/page"] = redirect(other.url("/"))
        with pytest.raises(InputError, match=r"leads to .* closed to programs"):
            asked.fetch(server.url("/page"))
        assert other.paths() == ["/robots.txt"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429])
def test_without_a_robots_txt_everything_may_be_asked(one, server, status):
    server.routes["/robots.txt"] = answer("User-agent: *\nDisallow: /", status=status)
    assert one(answer(PAGE)).status == 200


@pytest.mark.parametrize(
    ("route", "message"),
    [
        (answer("", status=500), "status 500"),
        (answer("", status=503), "status 503"),
        (close, "closed at once"),
        (reset, "reset"),
        (hang, "silent"),
        (drip(b"HTTP/1.1 200 OK\r\nX: y"), "took longer"),
        (answer(b"x", content_encoding="br-x"), "br-x"),
        (redirect("file:///etc/passwd"), "a file: address"),
        (redirect("http://holm.example:1/"), "holm.example"),
    ],
)
def test_a_robots_txt_that_cannot_be_had_closes_the_site_for_the_run(server, route, message):
    server.routes["/robots.txt"] = route
    asked = fetcher_of(resolve=hosts(**{"127.0.0.1": ["127.0.0.1"], "holm": ["::1"]}), total_seconds=0.9, read_seconds=0.2)
    started = time.monotonic()
    for _ in range(3):
        with pytest.raises(InputError, match=r"may not be asked: the site's robots\.txt") as raised:
            asked.fetch(server.url("/"))
        assert message in raised.value.message
    assert time.monotonic() - started < 1
    assert set(server.paths()) == {"/robots.txt"}
    assert len(server.paths()) == 1


def test_a_robots_txt_may_be_elsewhere_but_not_endlessly(server):
    server.routes |= {"/robots.txt": redirect("/r0"), "/r0": answer("User-agent: *\nDisallow: /a")}
    assert "closed to programs" in error(server.url("/a")).message
    server.routes |= {f"/r{n}": redirect(f"/r{n + 1}") for n in range(20)} | {"/a": answer(PAGE)}
    assert fetcher_of().fetch(server.url("/a")).status == 200
    assert "/r5" not in server.paths()


def test_of_an_endless_robots_txt_the_first_500_kib_count(server):
    start = b"User-agent: *\nDisallow: /a\n"
    server.routes |= {"/robots.txt": endless(HEAD + start, b"# filler\n" * 999), "/b": answer(PAGE)}
    asked = fetcher_of(total_seconds=5)
    assert asked.fetch(server.url("/b")).status == 200
    with pytest.raises(InputError, match="closed to programs"):
        asked.fetch(server.url("/a"))
    late = start + b"#" * robots.MOST_BYTES + b"\nDisallow: /b\n"
    server.routes["/robots.txt"] = answer(gzip.compress(late), content_encoding="gzip")
    asked = fetcher_of(total_seconds=5)
    assert asked.fetch(server.url("/b")).status == 200
    with pytest.raises(InputError, match="closed to programs"):
        asked.fetch(server.url("/a"))


def test_a_page_may_be_longer_than_a_robots_txt(one):
    assert len(one(answer(b"x" * 2**20)).body) == 2**20


def test_what_is_remembered_of_sites_has_a_limit(server, monkeypatch):
    monkeypatch.setattr(fetcher, "MOST_SITES", 3)
    asked = fetcher_of(to_here)
    for name in "abcdeafe":
        asked.fetch(server.url("/", f"{name}.example"))
    assert len(asked._sites) == 3
    assert server.paths().count("/robots.txt") == 7  # of a..e, and of a and f again or anew; the last e is remembered


# --- politeness ----------------------------------------------------------------------------------------------------------


def times(server):
    """The server with the time of every request."""
    came = []

    def route(connection, running):
        came.append(time.monotonic())
        connection.sendall(answer(PAGE))

    server.routes["/page"] = route
    return came


def gaps(came):
    return [after - before for before, after in itertools.pairwise(sorted(came))]


def test_two_requests_to_one_host_keep_their_distance_also_from_many_threads(server):
    came = times(server)
    asked = fetcher_of(gap_seconds=0.15, total_seconds=0.4, robots=False)  # waiting for a turn does not count as time
    with ThreadPoolExecutor(6) as pool:
        assert [each.status for each in pool.map(asked.fetch, [server.url("/page")] * 6)] == [200] * 6
    assert len(came) == 6
    assert min(gaps(came)) > 0.13


def test_robots_txt_and_redirects_keep_the_distance_too(server):
    server.routes["/page"] = redirect("/")
    started = time.monotonic()
    fetcher_of(gap_seconds=0.15).fetch(server.url("/page"))
    assert 0.3 <= time.monotonic() - started < 0.8
    assert server.paths() == ["/robots.txt", "/page", "/"]


def test_a_crawl_delay_and_redirects_together_do_not_hold_a_fetch(server):
    server.routes |= {f"/{n}": redirect(f"/{n + 1}") for n in range(20)}
    server.routes["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 86400")
    started = time.monotonic()
    assert "took longer" in error(server.url("/0"), most_crawl_delay=0.3, total_seconds=1, most_redirects=20).message
    assert time.monotonic() - started < 2


def test_other_hosts_need_not_wait(server):
    asked = fetcher_of(to_here, gap_seconds=5, robots=False)
    started = time.monotonic()
    for name in "abc":
        asked.fetch(server.url("/", f"{name}.example"))
    assert time.monotonic() - started < 1


def test_a_crawl_delay_is_kept_up_to_a_limit(server):
    came = times(server)
    server.routes["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 0.3")
    asked = fetcher_of()
    asked.fetch(server.url("/page"))
    asked.fetch(server.url("/page"))
    assert gaps(came)[0] > 0.28
    server.routes["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 86400")
    started = time.monotonic()
    fetcher_of(most_crawl_delay=0.2).fetch(server.url("/page"))
    assert 0.2 <= time.monotonic() - started < 1


# --- what is tried again -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "trouble", [answer("", status=n) for n in (429, 502, 503, 504)] + [close, reset, first(HEAD + b"x", reset)]
)
def test_a_failure_that_may_pass_is_tried_again(one, trouble):
    assert one([trouble, trouble, answer(PAGE)], retries=2).body == PAGE.encode()


@pytest.mark.parametrize("trouble", [answer("", status=n) for n in (400, 403, 404, 410, 500, 501)] + [b"no HTTP\r\n"])
def test_a_failure_that_will_not_pass_is_not_tried_again(wrong, server, trouble):
    wrong([trouble, answer(PAGE)], retries=2)
    assert server.paths() == ["/robots.txt", "/page"]


def test_after_the_last_retry_the_failure_stands(wrong, server):
    assert "503" in wrong(answer("", status=503), retries=2).message
    assert server.paths().count("/page") == 3
    assert "503" in wrong(answer(PAGE, status=503), retries=1).message
    assert server.paths().count("/page") == 5
    assert "closed at once" in wrong(close, retries=1).message


def test_retries_back_off(one, server):
    came = []

    def busy(connection, running):
        came.append(time.monotonic())
        connection.sendall(answer("", status=503))

    one([busy, busy, busy, answer(PAGE)], retries=3, backoff_seconds=0.1, total_seconds=5)
    waits = gaps(came)
    assert waits[0] < 0.15  # most failures have passed at once
    assert waits[1] > 0.19


def test_a_server_that_asks_to_wait_is_waited_for(server):
    server.routes["/page"] = [answer("", status=429, retry_after="1"), answer(PAGE)]
    started = time.monotonic()
    assert fetcher_of(retries=1, total_seconds=6).fetch(server.url("/page")).status == 200
    assert 0.9 < time.monotonic() - started < 3


def test_a_server_may_also_name_the_moment_to_wait_for():
    asked = fetcher.Answer(503, {"Retry-After": formatdate(time.time() + 20, usegmt=True)})
    assert 15 < fetcher._asked_to_wait(asked) <= 20
    assert fetcher._asked_to_wait(fetcher.Answer(503, {"Retry-After": formatdate(0, usegmt=True)})) == 0


@pytest.mark.parametrize(("policy", "seconds"), [({"most_wait": 5, "total_seconds": 60}, "20"), ({}, "20")])
def test_a_server_that_asks_to_wait_too_long_is_not_asked_again(wrong, server, policy, seconds):
    started = time.monotonic()
    found = wrong([answer("", status=503, retry_after=seconds), answer(PAGE)], retries=3, **policy)
    assert f"{seconds} s" in found.hint
    assert time.monotonic() - started < 1
    assert server.paths().count("/page") == 1


@pytest.mark.parametrize("asked", ["soon", "-5", "", "9" * 5000, "Thu, 99 Mar 99999 09:30:00 GMT", "1.5"])
def test_a_wish_to_wait_that_is_no_time_ends_in_time(server, asked):
    server.routes["/page"] = [answer("", status=503, retry_after=asked), answer(PAGE)]
    found = outcome(lambda: fetcher_of(retries=1).fetch(server.url("/page")))
    assert "answers 503" in found.message if isinstance(found, InputError) else found.status == 200


def test_retries_do_not_stretch_the_time_of_a_fetch(wrong):
    started = time.monotonic()
    assert wrong(hang, retries=50, read_seconds=0.2, total_seconds=0.7).hint
    assert time.monotonic() - started < 1.3


# --- the policy ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "policy",
    [{"total_seconds": 0}, {"most_bytes": 0}, {"read_seconds": -1}, {"gap_seconds": float("nan")}, {"retries": -1},
     {"connect_seconds": float("inf")}],
)  # fmt: skip
def test_a_policy_that_makes_no_sense_is_a_usage_error(policy):
    with pytest.raises(UsageError, match=next(iter(policy))):
        Policy(**policy)


def test_by_default_private_addresses_are_closed_and_robots_txt_counts():
    policy = Fetcher().policy
    assert (policy.private_allowed, policy.robots, policy.gap_seconds, policy.most_bytes) == (False, True, 1.0, 8 * 2**20)
