"""Web archives as inputs: every page that lies whole in the file comes out, and every loss is one error between the pages."""

import gzip
import importlib
import io
import os
import re
import threading
import time
import tracemalloc
import zipfile
import zlib
from collections import Counter, deque
from itertools import repeat
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from whence.errors import InputError
from whence.ingest.webarchive import pages_of_wacz, pages_of_warc, unpack, wacz
from whence.ingest.webarchive.pages import captured
from whence.records.article import ArchiveRecord, ArticleDate, Given, Page

DATE = "2026-03-12T09:30:00Z"
WORDS = ["harbour", "ferry", "council", "bridge", "minister", "vote", "quay", "storm", "night", "report", "said", "late"]


def html(number, words=40):
    """A page of its own, the same for the same number."""
    random = Random(number)
    text = " ".join(random.choice(WORDS) + str(random.randrange(99)) for _ in range(words))
    return f"<html><p>Page {number}: {text}</p></html>".encode()


def record(number, block, kind="response", content_type="application/http;msgtype=response", length=None, **more):
    """The bytes of one WARC record; a field that is None is left out."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number:04}>",
        "WARC-Target-URI": f"https://post.example/{number}",
        "WARC-Date": DATE,
        "Content-Type": content_type,
        "Content-Length": len(block) if length is None else length,
    } | {name.replace("_", "-"): value for name, value in more.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def http(body, status="200 OK", **headers):
    """An HTTP reply."""
    headers = {"Content-Type": "text/html; charset=utf-8"} | {name.replace("_", "-"): each for name, each in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def page(number, words=40, **more):
    return record(number, http(html(number, words)), **more)


def packed(data):
    return gzip.compress(data, mtime=0)


class Pipe(io.RawIOBase):
    """Bytes that can only be read forward, a few at a time."""

    def __init__(self, data):
        self._data = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        data = self._data.read(min(len(buffer), 700))
        buffer[: len(data)] = data
        return len(data)


def read(data, stream=io.BytesIO, **limits):
    return list(pages_of_warc(stream(data), "x.warc", **limits))


def one(data, **limits):
    (found,) = read(data, **limits)
    return found


NUMBERS = {html(number): number for number in range(1000)}


def numbers(found):
    """The numbers of the pages that came out as they went in, "?" for a changed one, and "!" for every error."""
    return ["!" if isinstance(each, InputError) else NUMBERS.get(each.data, "?") for each in found]


PACKINGS = {
    "plain": b"".join,
    "gzip by record": lambda records: b"".join(packed(each) for each in records),
    "gzip as a whole": lambda records: packed(b"".join(records)),
    "gzip by two records": lambda records: b"".join(packed(b"".join(records[at : at + 2])) for at in range(0, len(records), 2)),
    "gzip in blocks": lambda records: b"".join(
        packed(b"".join(records)[at : at + 500]) for at in range(0, len(b"".join(records)), 500)
    ),
}
every_packing = pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)
every_stream = pytest.mark.parametrize("stream", [io.BytesIO, Pipe], ids=["file", "pipe"])


# --- a page as it comes out ----------------------------------------------------------------------------------------------


def test_a_page_has_the_archives_name_and_its_id_its_bytes_and_what_archive_and_server_told_of_it():
    data = record(7, http(b"<p>Caf\xe9</p>", "200 OK", Content_Type="text/html; Charset='ISO-8859-1'"))
    found = one(data)
    when = ArticleDate(value="2026-03-12T09:30:00+00:00", precision="second", basis="warc", zone="+00:00")
    assert (found.name, found.data, found.url) == ("x.warc#0007", b"<p>Caf\xe9</p>", "https://post.example/7")
    assert (found.charset, found.status, found.shown.dates.captured) == ("ISO-8859-1", 200, when)
    assert found.shown.record == ArchiveRecord(file="x.warc", id="0007", offset=0, length=len(data) - 4)
    assert found.published is found.shown.dates.published is found.title is found.outlet is None


@every_stream
@every_packing
def test_every_page_comes_out_in_order_however_the_archive_is_packed_and_from_a_pipe_too(pack, stream):
    assert numbers(read(pack([page(number) for number in range(7)]), stream)) == [*range(7)]


@pytest.mark.parametrize("compress", [False, True])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_what_warcio_writes_is_read_with_the_offsets_that_warcio_finds(compress, version):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compress, warc_version=version)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "a test"}))
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    for number in range(4):
        block = io.BytesIO(html(number))
        writer.write_record(
            writer.create_warc_record(f"https://post.example/{number}", "response", block, http_headers=headers)
        )
    out.seek(0)
    places, theirs = {}, ArchiveIterator(out)
    for each in theirs:
        places[each.rec_headers["WARC-Record-ID"][10:-1]] = (theirs.get_record_offset(), theirs.get_record_length())
    found = read(out.getvalue())
    assert [each.data for each in found] == [html(number) for number in range(4)]
    assert [places[each.shown.record.id] for each in found] == [
        (each.shown.record.offset, each.shown.record.length) for each in found
    ]


@pytest.mark.parametrize("pack", [PACKINGS["plain"], PACKINGS["gzip by record"]], ids=["plain", "gzip by record"])
def test_the_bytes_at_a_records_place_are_that_record_alone_for_us_and_for_warcio(pack):
    data = pack([page(number) for number in range(5)])
    for number, found in enumerate(read(data)):
        place = found.shown.record
        alone = data[place.offset : place.offset + place.length]
        assert one(alone).data == found.data
        theirs = next(ArchiveIterator(io.BytesIO(alone)))
        assert theirs.rec_headers["WARC-Record-ID"] == f"<urn:uuid:{number:04}>"
        assert theirs.content_stream().read() == found.data


def test_offsets_count_from_the_beginning_of_the_file_when_it_is_read_from_the_middle():
    data = page(0) + page(1)
    stream = io.BytesIO(data)
    stream.seek(len(page(0)))
    (found,) = pages_of_warc(stream, "x.warc")
    assert found.shown.record.offset == len(page(0))


def test_in_a_member_of_many_records_the_place_is_that_of_the_member_and_the_length_is_not_known():
    first, second = packed(page(0) + page(1)), packed(page(2))
    places = [(each.shown.record.offset, each.shown.record.length) for each in read(first + second)]
    assert places == [(0, None), (0, None), (len(first), len(second))]


def test_records_without_an_id_are_named_by_their_place():
    found = read(page(0) + page(1, WARC_Record_ID=None) + page(2, WARC_Record_ID="<urn:uuid:\x1b[1m>"))
    assert [each.name for each in found] == ["x.warc#0000", f"x.warc#{len(page(0))}", f"x.warc#{found[2].shown.record.offset}"]


# --- what other writers write --------------------------------------------------------------------------------------------

WGET = b"""WARC/1.0\r
WARC-Type: response\r
WARC-Record-ID: <urn:uuid:AB-1>\r
WARC-Warcinfo-ID: <urn:uuid:AB-0>\r
WARC-Concurrent-To: <urn:uuid:AB-2>\r
WARC-Target-URI: <https://post.example/ferry>\r
WARC-Date: 2026-03-12T09:30:00Z\r
WARC-IP-Address: 192.0.2.7\r
WARC-Block-Digest: sha1:AAAA\r
Content-Type: application/http;msgtype=response\r
Content-Length: 58\r
\r
HTTP/1.1 200 OK\r
Content-Type: text/html\r
\r
<p>Late.</p>\r
\r
\r
"""
HERITRIX = WGET.replace(b"<https://post.example/ferry>", b"https://post.example/ferry").replace(b"msgtype", b" msgtype")
BROWSERTRIX = (
    HERITRIX.replace(b"WARC/1.0", b"WARC/1.1")
    .replace(b"00Z", b"00.123456Z")
    .replace(b"WARC-Block", b'WARC-JSON-Metadata: {"ipType": "Public: yes"}\r\nWARC-Page-ID: 7\r\nWARC-Block')
)


@pytest.mark.parametrize(
    "data",
    [
        WGET,
        HERITRIX,
        BROWSERTRIX,
        re.sub(rb"(?m)^[\w-]+:", lambda name: name[0].lower(), WGET),
        re.sub(rb"(?m)^[\w-]+:", lambda name: name[0].upper(), WGET),
        WGET.replace(b": ", b":"),
        WGET.replace(b": ", b" :\t "),
        WGET.replace(b"\r\n", b"\n").replace(b": 58", b": 55"),
        WGET.replace(b"\r\nHTTP", b"\r\nHTTP").replace(b"WARC-Target-URI: ", b"WARC-Target-URI:\r\n\t "),
        WGET.replace(b"Content-Type: text/html\r\n", b"Content-Type:\n text/html\n").replace(b": 58", b": 57"),
        WGET.replace(b"WARC-IP-Address: 192.0.2.7", b"X-Note: caf\xe9\r\nno colon here"),
        WGET.replace(b"HTTP/1.1 200 OK", b"HTTP/2.0 200   "),
        WGET.replace(b"HTTP/1.1 200 OK", b"HTTP/2   200   "),
        WGET.replace(b"\r\n\r\n\r\n", b"\r\n"),
        WGET.replace(b"\r\n\r\n\r\n", b"\r\n\r\n"),
        WGET[:-6] + b"\r\n",
        b"\r\n\r\n" + WGET + b"\r\n\0\0\0\0" * 100,
        WGET.replace(b"response\r\nWARC-Record", b"Response\r\nWARC-Record"),
        WGET.replace(b"WARC-Date", b"Content-Length: 58\r\nWARC-Date"),
    ],
)
def test_records_are_read_as_wget_heritrix_browsertrix_and_careless_programs_write_them(data):
    found = read(data + page(1))
    assert [each.url for each in found] == ["https://post.example/ferry", "https://post.example/1"]
    assert (found[0].name, found[0].data.strip(), found[0].status) == ("x.warc#AB-1", b"<p>Late.</p>", 200)
    assert found[0].shown.dates.captured.value == "2026-03-12T09:30:00+00:00"


@pytest.mark.parametrize(
    ("told", "value", "precision"),
    [
        ("2026-03-12T09:30:00Z", "2026-03-12T09:30:00+00:00", "second"),
        ("2026-03-12T09:30:00.999Z", "2026-03-12T09:30:00+00:00", "second"),
        ("2026-03-12T09:30:00", "2026-03-12T09:30:00+00:00", "second"),
        ("2026-03-12 09:30:00+00:00", "2026-03-12T09:30:00+00:00", "second"),
        ("20260312093000", "2026-03-12T09:30:00+00:00", "second"),
        ("2026-03-12T09:30Z", "2026-03-12T09:30+00:00", "minute"),
        ("202603120930", "2026-03-12T09:30+00:00", "minute"),
        ("2026-03-12", "2026-03-12", "day"),
        ("2026-03", "2026-03", "month"),
        ("2026", "2026", "year"),
    ],
)
def test_the_time_of_capture_is_as_fine_as_it_was_written_and_in_utc(told, value, precision):
    zone = "+00:00" if "T" in value else None
    assert captured(told) == ArticleDate(value=value, precision=precision, basis="warc", zone=zone)


@pytest.mark.parametrize(
    "told", ["", "12 March 2026", "2026-13-01", "2026-02-30T09:30:00Z", "2026-03-12T25:00:00Z", "0", "٢٠٢٦"]
)
def test_what_is_no_date_is_no_time_of_capture(told):
    assert captured(told) is None
    assert one(page(1, WARC_Date=told)).shown.dates.captured is None


def test_a_date_of_another_zone_is_not_taken_for_one_in_utc():
    assert captured("2026-03-12T09:30:00+02:00") is None


# --- which records hold pages --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", b"anything"),
        ("TEXT/HTML;charset=x", b"anything"),
        ("application/xhtml+xml", b"<html/>"),
        (None, b"<!DOCTYPE html><p>Hm.</p>"),
        (None, b"\xef\xbb\xbf \n<!-- a -- b --><!-- c --><HTML>"),
        (None, b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>'),
        (None, "\ufeff<html><p>Sechzehn</p>".encode("utf-16-le")),
        ("", b"<html>"),
        ("no-type", b"<html>"),
    ],
)
@pytest.mark.parametrize("whole", [True, False], ids=["response", "resource"])
def test_a_response_and_a_resource_are_pages_by_their_type_or_where_none_is_told_by_how_they_begin(kind, body, whole):
    data = record(1, http(body, Content_Type=kind)) if whole else record(1, body, "resource", kind)
    found = one(data)
    assert (found.data, found.status) == (body, 200 if whole else None)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("image/png", b"\x89PNG<html>"),
        ("text/plain", b"<html>"),
        ("application/rss+xml", b"<html>"),
        ("application/json", b"{}"),
        (None, b"The ferry is late."),
        (None, b"<rss><channel/></rss>"),
        (None, b"<!----><!---->" * 9000),
        (None, b"\xff\xd8\xff"),
    ],
)
def test_what_is_no_html_is_passed_over_and_counted(kind, body):
    passed = Counter()
    data = record(1, http(body, Content_Type=kind)) + record(2, body, "resource", kind)
    assert read(data, passed=passed) == []
    assert passed == {"not HTML": 2}


def test_requests_metadata_unchanged_pages_and_names_are_passed_over_and_counted():
    data = b"".join(
        [
            record(1, b"software: x\r\n", "warcinfo", "application/warc-fields"),
            record(2, b"GET / HTTP/1.1\r\n\r\n", "request", "application/http;msgtype=request"),
            record(3, b"via: x", "metadata", "application/warc-fields"),
            record(4, http(b""), "revisit"),
            record(
                5,
                b"20260312093000\npost.example. 5 IN A 192.0.2.7\n",
                "response",
                "text/dns",
                WARC_Target_URI="dns:post.example",
            ),
            record(6, b"<html>", "continuation", "text/html"),
            record(7, b"<html>", "x-own", "text/html"),
        ]
    )
    passed = Counter()
    assert read(data, passed=passed) == []
    kinds = ["warcinfo", "request", "metadata", "revisit", "not HTML", "continuation", "unknown"]
    assert passed == dict.fromkeys(kinds, 1)


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "304 Not Modified", "308 x"])
def test_redirects_are_passed_over_whatever_they_hold(status):
    passed = Counter()
    assert read(record(1, http(b"<p>Moved.</p>", status, Location="/2")), passed=passed) == []
    assert passed == {"redirect": 1}


@pytest.mark.parametrize(
    "block", [http(b""), http(b" \r\n"), http(packed(b""), Content_Encoding="gzip"), b"HTTP/1.1 204\r\n", b""]
)
def test_replies_without_a_body_are_passed_over(block):
    assert read(record(1, block)) == []


@pytest.mark.parametrize("status", [200, 203, 404, 410, 500, 999])
def test_error_pages_are_pages_and_keep_their_status(status):
    assert one(record(1, http(html(1), f"{status} x"))).status == status


def test_a_provisional_reply_before_the_reply_is_passed_over():
    assert one(record(1, b"HTTP/1.1 100 Continue\r\n\r\n" * 3 + http(html(1)))).data == html(1)
    assert read(record(1, b"HTTP/1.1 100 Continue\r\n\r\n")) == []


def test_a_response_that_should_hold_a_reply_and_does_not_is_an_error_and_a_segment_too():
    assert one(record(1, b"HTTP/1.1 OK\r\n\r\n<html>")).message == "holds no HTTP reply"
    assert "segment" in one(page(1, WARC_Segment_Number=1)).message
    assert one(record(1, html(1), "response", "text/html", WARC_Target_URI="ftp://post.example")).data == html(1)


def test_a_text_taken_out_of_a_page_is_an_input_with_address_time_and_place():
    text = "Ferry late\nThe ferry is late, Øyvind Čapek said 🛳️.\n"
    found = one(record(5, text.encode(), "conversion", "text/plain"))
    assert isinstance(found, Given)
    assert (found.name, found.text, found.url, found.title) == ("x.warc#0005", text, "https://post.example/5", None)
    assert found.shown.dates.captured.value == "2026-03-12T09:30:00+00:00"
    assert found.shown.record.id == "0005"
    assert found.shown.blocks is None


@pytest.mark.parametrize(
    ("block", "message"), [(b"caf\xe9", "not text in UTF-8"), (b"a\0b", "NUL"), (b"x" * 101, "longer than 100 bytes")]
)
def test_a_conversion_that_is_no_text_is_an_error(block, message):
    found = one(record(5, block, "conversion", "text/plain"), max_bytes=100)
    assert found.name == "x.warc#0005"
    assert message in found.message
    assert read(record(5, b" \n", "conversion", "text/plain") + record(6, b"{}", "conversion", "application/json")) == []


# --- what a server did for the way ---------------------------------------------------------------------------------------


def chunks(body, size=30, end=b"0\r\n\r\n"):
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;a=b\r\n%s\r\n" % (len(each), each) for each in parts) + end


def raw_deflate(body):
    return zlib.compress(body)[2:-4]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (packed(html(1)), {"Content_Encoding": "gzip"}),
        (packed(html(1)), {"Content_Encoding": "X-GZip"}),
        (packed(html(1)[:50]) + packed(html(1)[50:]), {"Content_Encoding": "gzip"}),
        (packed(html(1)) + b"\0\0 trailing", {"Content_Encoding": "gzip"}),
        (zlib.compress(html(1)), {"Content_Encoding": "deflate"}),
        (raw_deflate(html(1)), {"Content_Encoding": "deflate"}),
        (packed(zlib.compress(html(1))), {"Content_Encoding": "deflate, identity, gzip"}),
        (html(1), {"Content_Encoding": "identity"}),
        (html(1), {"Content_Encoding": "gzip"}),
        (html(1), {"Content_Encoding": "br"}),
        (html(1), {"Content_Encoding": "utf-8"}),
        (html(1), {"Transfer_Encoding": "chunked"}),
        (chunks(html(1)), {"Transfer_Encoding": "chunked"}),
        (chunks(html(1), end=b"0\r\nX-Sum: 1\r\n\r\n"), {"Transfer_Encoding": "Chunked"}),
        (chunks(html(1), end=b""), {"Transfer_Encoding": "chunked"}),
        (chunks(packed(html(1))), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (packed(html(1)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (chunks(html(1)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
    ],
)
def test_chunks_are_joined_and_packed_bodies_unpacked_unless_the_archive_did_so_already(body, headers):
    found = read(record(1, http(body, **headers)) + page(2))
    assert numbers(found) == [1, 2]


@pytest.mark.parametrize(
    ("body", "headers", "message"),
    [
        (packed(html(1))[:-20], {"Content_Encoding": "gzip"}, "ends early"),
        (packed(html(1))[:-3], {"Content_Encoding": "gzip"}, "ends early"),
        (packed(html(1))[:40] + b"?" + packed(html(1))[41:], {"Content_Encoding": "gzip"}, "cannot be unpacked"),
        (b"no gzip", {"Content_Encoding": "gzip"}, "incorrect header check"),
        (b"no deflate", {"Content_Encoding": "deflate"}, "cannot be unpacked"),
        (b"\x1b\x03 anything", {"Content_Encoding": "sdch"}, "packed as 'sdch'"),
        (packed(html(1)), {"Content_Encoding": ", ".join(["gzip"] * 5)}, "packed 5 times"),
        (chunks(html(1), 9999)[:-30], {"Transfer_Encoding": "chunked"}, "chunk is cut off"),
        (chunks(html(1), end=b"zz\r\n"), {"Transfer_Encoding": "chunked"}, "chunks are not where"),
        (b"fffffffffffffff\r\nx", {"Transfer_Encoding": "chunked"}, "chunk is cut off"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_an_error_with_the_records_name_and_the_next_is_read(body, headers, message):
    wrong, after = read(record(1, http(body, **headers)) + page(2))
    assert (wrong.name, after.data) == ("x.warc#0001", html(2))
    assert message in wrong.message
    assert wrong.hint


@pytest.mark.parametrize(("coding", "hint"), [("br", "brotli"), ("zstd", "backports.zstd")])
def test_a_body_packed_with_a_library_that_is_not_there_is_an_error_that_names_the_library(monkeypatch, coding, hint):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(unpack.importlib, "import_module", absent)
    wrong, after = read(record(1, http(b"\x0b\x02\x80", Content_Encoding=coding)) + page(2))
    assert (wrong.name, after.data) == ("x.warc#0001", html(2))
    assert hint in wrong.hint


def test_brotli_is_unpacked_within_the_limit_where_its_library_is_there():
    brotli = pytest.importorskip("brotli", minversion="1.2")
    assert one(record(1, http(brotli.compress(html(1)), Content_Encoding="br"))).data == html(1)
    assert "longer than" in one(record(1, http(brotli.compress(bytes(10**8)), Content_Encoding="br"))).message
    assert "cannot be unpacked" in one(record(1, http(b"\xff" * 50, Content_Encoding="br"))).message
    assert "ends early" in one(record(1, http(brotli.compress(html(1))[:-9], Content_Encoding="br"))).message


# --- limits --------------------------------------------------------------------------------------------------------------


def peak(data, **limits):
    """What comes out, and the most memory taken for it beyond the archive itself."""
    stream = io.BytesIO(data)
    tracemalloc.start()
    found = list(pages_of_warc(stream, "x.warc", **limits))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found, most


@pytest.mark.parametrize("codings", [1, 2, 3])
def test_a_bomb_in_a_page_is_an_error_before_it_fills_the_memory(codings):
    body = bytes(300_000_000 if codings == 1 else 30_000_000)
    for _ in range(codings):
        body = packed(body)
    found, most = peak(record(1, http(body, Content_Encoding=", ".join(["gzip"] * codings))) + page(2), max_bytes=2**20)
    assert [type(each) for each in found] == [InputError, Page]
    assert found[0].message == f"is longer than {2**20} bytes"
    assert most < 12 * 2**20


@every_packing
def test_a_record_longer_than_the_limit_is_an_error_if_it_is_a_page_and_passed_over_otherwise(pack):
    films = [record(9, http(bytes(300_000), Content_Type="video/mp4")), record(8, http(bytes(300_000), Content_Type=None))]
    data = pack([page(0), films[0], page(1), record(7, http(b"<p>" * 200_000)), films[1], page(2)])
    for stream in (io.BytesIO, Pipe):
        found = read(data, stream, max_bytes=100_000)
        assert numbers(found) == [0, 1, "!", 2]
        assert (found[2].name, found[2].message) == ("x.warc#0007", "is longer than 100000 bytes")


def test_a_page_may_be_as_long_as_the_limit_and_not_a_byte_longer():
    assert one(record(1, http(b"<p>" + b"x" * 97)), max_bytes=100).data.endswith(b"x")
    assert "longer than 99" in one(record(1, http(b"<p>" + b"x" * 97)), max_bytes=99).message
    assert "longer than 99" in one(record(1, http(packed(b"x" * 100), Content_Encoding="gzip")), max_bytes=99).message


class Endless(io.RawIOBase):
    """An archive of any size that is made while it is read."""

    def __init__(self, parts):
        self._parts, self._ready = parts, b""

    def readable(self):
        return True

    def readinto(self, buffer):
        self._ready = self._ready or next(self._parts, b"")
        data, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize(
    "parts",
    [
        lambda: repeat(page(1, 2000), 2000),
        lambda: repeat(packed(page(1, 400)), 3000),
        lambda: iter([record(1, b"", length=20_000_000)[:-4], *[bytes(10_000)] * 2000, page(2)]),
        lambda: repeat(b"garbage " * 1000, 2000),
        lambda: repeat(b"WARC/1.0\r\n" * 1000, 200),
        lambda: repeat(packed(b""), 50_000),
        lambda: repeat(packed(b"x"), 30_000),
        lambda: repeat(b"\x1f\x8b\x08" * 1000, 100),
        lambda: repeat(bytes(10_000), 2000),
        lambda: repeat(record(1, b"", length=2_000_000)[:-4], 10_000),
        lambda: repeat(packed(record(1, b"", length=2_000_000)), 3000),
    ],
    ids=["pages", "members", "film", "garbage", "heads", "empty", "bytes", "magic", "zeros", "long claims", "packed claims"],
)
def test_memory_does_not_grow_with_the_archive_and_nothing_in_it_makes_the_reading_slow(parts):
    stream, start = Endless(parts()), time.monotonic()
    tracemalloc.start()
    deque(pages_of_warc(stream, "x.warc", 2**20), maxlen=0)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 12 * 2**20
    assert time.monotonic() - start < 60


def test_many_long_claims_in_a_file_that_can_be_sought_do_not_make_the_reading_slow():
    start = time.monotonic()
    found = read(b"".join(page(number, length=90_000_000 + number) for number in range(3000)) + bytes(100_000_000) + page(0))
    assert numbers(found)[-1] == 0
    assert time.monotonic() - start < 30


# --- damage --------------------------------------------------------------------------------------------------------------


def is_wrong(found, *messages):
    return (
        isinstance(found, InputError)
        and found.name == "x.warc"
        and found.hint
        and all(each in found.message for each in messages)
    )


def test_a_cut_gzip_gives_the_records_before_the_cut_and_one_error_that_says_where():
    members = [packed(page(number)) for number in range(4)]
    data = b"".join(members)
    begin, cut = len(b"".join(members[:3])), len(data) - 50
    found = read(data[:cut])
    assert numbers(found) == [0, 1, 2, "!"]
    assert is_wrong(found[3], f"is cut off (bytes {begin} to {cut})")
    assert "before it were read" in found[3].hint


@every_stream
@every_packing
def test_a_cut_anywhere_gives_every_whole_record_and_at_most_one_error(pack, stream):
    records = [page(number, 10 + 40 * (number == 1)) for number in range(4)]
    data = pack(records)
    for cut in range(1, len(data), 7):
        found = read(data[:cut], stream)
        errors = [each for each in found if isinstance(each, InputError)]
        assert len(errors) <= 1
        assert errors == [] or found[-1] is errors[0]
        assert [each.data for each in found[: len(found) - len(errors)]] == [
            html(number, 10 + 40 * (number == 1)) for number in range(len(found) - len(errors))
        ]
        if pack is PACKINGS["gzip by record"]:
            assert len(found) - len(errors) >= sum(len(pack(records[:count])) <= cut for count in (1, 2, 3, 4))


LENGTHS = [None, -1, "x", "", "5, 5", 0, 10, 200, "+1", 10**6, 10**9, 10**15, 10**17, 10**30]


@every_stream
@every_packing
@pytest.mark.parametrize("length", LENGTHS)
def test_a_record_without_a_content_length_or_with_a_wrong_one_is_one_error_and_all_others_are_read(pack, stream, length):
    wrong = page(9, 60, length="?").replace(b": ?\r\n", f": {length}\r\n".encode())
    if length is None:
        wrong = wrong.replace(b"Content-Length: None\r\n", b"")
    for at in range(4):
        records = [page(number) for number in range(3)]
        found = numbers(read(pack([*records[:at], wrong, *records[at:]]), stream))
        assert found == [*range(at), "!", *range(at, 3)]


@pytest.mark.parametrize("off", [-300, -30, -5, -1, 5, 9, 30, 300, 700])
def test_a_length_that_is_a_little_wrong_loses_that_record_alone(off):
    block = http(html(9))
    for pack in PACKINGS.values():
        found = read(pack([page(0), record(9, block, length=len(block) + off), page(1), page(2)]))
        assert [each for each in numbers(found) if each != "!"] == [0, 1, 2]
        assert 1 <= numbers(found).count("!") <= 2


@every_stream
def test_in_a_file_a_page_that_holds_records_is_one_page_and_its_records_are_none(stream):
    inner = http(page(5) + page(6))
    assert [each.name for each in read(page(0) + record(7, inner) + page(1), stream)] == [
        "x.warc#0000",
        "x.warc#0007",
        "x.warc#0001",
    ]


def test_a_wrong_length_over_the_limit_loses_one_record_of_a_file_that_can_be_sought():
    data = page(0) + page(9, length=150_000) + b"".join(page(number) for number in range(1, 900))
    assert numbers(read(data, max_bytes=10_000)) == [0, "!", *range(1, 900)]
    assert numbers(read(data, Pipe, max_bytes=10_000))[:2] == [0, "!"]
    assert numbers(read(data, Pipe, max_bytes=10_000))[-1] == 899


GARBAGE = [
    b"x",
    b"garbage\r\n",
    b"\x1f\x8b",
    b"\x1f\x8b\x08" * 9,
    b"WARC/",
    b"WARC/1.0\r\n",
    b"WARC/1.0\r\n\r\n",
    Random(1).randbytes(9000),
]


@every_stream
@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("pack", [PACKINGS["plain"], PACKINGS["gzip by record"]], ids=["plain", "gzip by record"])
def test_garbage_between_records_is_one_error_and_loses_no_record(pack, stream, garbage):
    for at in range(5):
        parts = [pack([page(number)]) for number in range(4)]
        data = b"".join(parts[:at]) + garbage + b"".join(parts[at:])
        found = read(data, stream)
        assert numbers(found) == [*range(at), "!", *range(at, 4)]
        begin = len(b"".join(parts[:at]))
        assert is_wrong(found[at], f"to {begin + len(garbage)})")


def test_a_damaged_member_in_the_middle_is_one_error_that_says_where_and_the_next_member_is_read():
    members = [packed(page(number)) for number in range(4)]
    begin, end = len(members[0]), len(members[0] + members[1])
    members[1] = members[1][:100] + bytes(40) + members[1][140:]
    found = read(b"".join(members))
    assert numbers(found) == [0, "!", 2, 3]
    assert is_wrong(found[1], "is damaged", f"(bytes {begin} to {end})")
    assert "the other records" in found[1].hint


@every_stream
def test_a_damaged_first_byte_does_not_hide_how_the_archive_is_packed(stream):
    noise = record(9, Random(1).randbytes(200_000).hex().encode(), "resource", "image/png")
    for pack in (PACKINGS["plain"], PACKINGS["gzip by record"], PACKINGS["gzip by two records"]):
        assert numbers(read(b"?" + pack([noise, page(7), page(0), page(1)])[1:], stream))[-3:] in ([7, 0, 1], ["!", 0, 1])


def test_a_member_that_was_cut_when_it_was_written_does_not_take_the_next_with_it():
    members = [packed(page(number, 400)) for number in range(3)]
    for cut in range(1, len(members[1])):
        found = read(members[0] + members[1][:cut] + members[2])
        ids = [each.shown.record.id for each in found if isinstance(each, Page)]
        assert ids == ["0000", "0002"] or (ids == ["0000", "0001", "0002"] and found[1].data == html(1, 400))
        assert sum(isinstance(each, InputError) for each in found) == 1


def test_a_page_whose_checksum_is_wrong_is_not_given_out():
    members = [packed(page(number)) for number in range(3)]
    members[1] = members[1][:-8] + bytes(4) + members[1][-4:]
    found = read(b"".join(members))
    assert numbers(found) == [0, "!", 2]
    assert is_wrong(found[1], "incorrect data check")


def test_a_record_cut_within_its_head_or_block_when_written_does_not_take_the_next_with_it():
    for cut in (5, 30, 100, 250, 400):
        assert numbers(read(page(0) + page(9)[:cut] + page(1) + page(2))) == [0, "!", 1, 2]


def test_a_record_without_a_type_or_with_an_endless_head_is_one_error():
    assert numbers(read(page(0) + page(9, WARC_Type=None) + page(1))) == [0, "!", 1]
    assert numbers(read(page(0) + page(9, X="y" * 70_000) + page(1))) == [0, "!", 1]
    assert numbers(read(page(0) + page(9).replace(b"\r\n\r\n", b"\r\n" + b"X: y\r\n" * 20_000, 1) + page(1))) == [0, "!", 1]


def test_a_disk_that_fails_gives_what_came_before_and_one_error():
    class Failing(Pipe):
        def readinto(self, buffer):
            count = super().readinto(buffer)
            if not count:
                raise OSError(5, "Input/output error")
            return count

    for pack in PACKINGS.values():
        found = read(pack([page(0), page(1)]), Failing)
        assert numbers(found) == [0, 1, "!"]
        assert is_wrong(found[2], "cannot be read on: Input/output error")


@pytest.mark.parametrize(
    "data", [b"The ferry is late.\n" * 9, packed(b"The ferry is late."), bytes(range(256)) * 300, b"%PDF-1.7"]
)
def test_what_is_no_web_archive_is_one_error_that_says_so(data):
    assert is_wrong(one(data), "is no web archive")


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", bytes(5000), packed(b"")])
def test_an_archive_of_nothing_is_one_error(data):
    assert is_wrong(one(data), "is empty")


def test_an_archive_without_pages_is_no_error():
    assert read(record(1, b"software: x\r\n", "warcinfo", "application/warc-fields")) == []


CASES = {name: (pack, pack([page(number) for number in range(5)])) for name, pack in PACKINGS.items()}


def before(name, at):
    """How many records lie whole before a stored byte."""
    pack = CASES[name][0]
    if name in ("plain", "gzip by record", "gzip by two records"):
        step = 2 if "two" in name else 1
        ends = [len(pack([page(number) for number in range(count)])) - 4 * (name == "plain") for count in range(step, 6, step)]
        return step * sum(end <= at for end in ends)
    unpack = zlib.decompressobj(31)
    plain = len(unpack.decompress(CASES[name][1][:at]))
    return sum(len(PACKINGS["plain"]([page(number) for number in range(count + 1)])) + 40 <= plain for count in range(5))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([*CASES]), st.floats(0, 1), st.integers(0, 7), st.sampled_from([io.BytesIO, Pipe]))
def test_a_flipped_bit_anywhere_never_raises_and_every_record_before_it_comes_out_whole(name, where, bit, stream):
    data = bytearray(CASES[name][1])
    at = min(int(where * len(data)), len(data) - 1)
    data[at] ^= 1 << bit
    found = read(bytes(data), stream)
    whole = before(name, at)
    assert numbers(found)[:whole] == [*range(whole)]
    if name == "gzip by record":
        good = [each for each in numbers(found) if each != "!"]
        assert len(good) >= 4
        assert set(good) <= {*range(5)}


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*CASES]), st.floats(0, 1), st.sampled_from([io.BytesIO, Pipe]))
def test_a_cut_anywhere_never_raises_and_every_record_before_it_comes_out_whole(name, where, stream):
    cut = int(where * len(CASES[name][1]))
    found = read(CASES[name][1][:cut], stream)
    whole = before(name, cut)
    assert numbers(found)[:whole] == [*range(whole)]
    assert numbers(found).count("!") <= 1


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from([page(1), page(1)[:90], packed(page(2)), packed(page(2))[:90], b"WARC/1.0\r\n", b"\x1f\x8b\x08"])
        | st.binary(max_size=60),
        max_size=8,
    ),
    st.sampled_from([io.BytesIO, Pipe]),
)
def test_any_bytes_give_pages_and_errors_and_never_raise(parts, stream):
    found = read(b"".join(parts), stream)
    assert found
    assert all(isinstance(each, Page) or (each.message and each.hint) for each in found)
    assert [str(each) for each in found] == [str(each) for each in read(b"".join(parts), stream)]


# --- pipes, Zstandard, ARC -----------------------------------------------------------------------------------------------


def test_a_real_pipe_is_read_to_its_end():
    out, into = os.pipe()
    data = b"".join(packed(page(number, 500)) for number in range(200))

    def write():
        with os.fdopen(into, "wb") as end:
            end.write(data)

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(out, "rb") as stream:
        found = list(pages_of_warc(stream, "-"))
    writer.join()
    assert [each.data for each in found] == [html(number, 500) for number in range(200)]


def test_zstandard_without_its_library_is_one_error_that_names_it(monkeypatch):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(unpack.importlib, "import_module", absent)
    for magic in (b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18\4\0\0\0abcd\x28\xb5\x2f\xfd"):
        found = one(magic + b"anything")
        assert is_wrong(found, "zstd")
        assert found.hint == "pip install backports.zstd"


@pytest.fixture
def zstd():
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return pytest.skip("no library for Zstandard is installed")


@every_stream
def test_zstandard_is_read_by_record_as_a_whole_cut_and_damaged(zstd, stream):
    frames = [zstd.compress(page(number)) for number in range(4)]
    found = read(b"".join(frames), stream)
    assert numbers(found) == [0, 1, 2, 3]
    assert [each.shown.record.length for each in found] == [len(each) for each in frames]
    assert numbers(read(zstd.compress(page(0) + page(1)), stream)) == [0, 1]
    assert numbers(read(b"".join(frames)[:-30], stream)) == [0, 1, 2, "!"]
    assert numbers(read(frames[0] + frames[1][:20] + b"\xff" * 30 + frames[1][50:] + frames[2], stream)) == [0, "!", 2]
    assert "longer than" in one(record(1, http(zstd.compress(bytes(10**8)), Content_Encoding="zstd"))).message


def test_zstandard_with_a_dictionary_in_front_is_read(zstd):
    texts = [page(number) for number in range(200)]
    dictionary = zstd.train_dict(texts, 10_000)
    frames = b"".join(zstd.compress(each, zstd_dict=dictionary) for each in texts[:3])
    for held in (dictionary.dict_content, zstd.compress(dictionary.dict_content)):
        assert numbers(read(b"\x5d\x2a\x4d\x18" + len(held).to_bytes(4, "little") + held + frames)) == [0, 1, 2]


def arc(number, body=None, length=None):
    block = http(html(number) if body is None else body)
    head = f"http://post.example/{number} 192.0.2.7 20260312093000 text/html {len(block) if length is None else length}\n"
    return head.encode() + block + b"\n"


ARC_ABOUT = b"1 0 Holm\nURL IP-address Archive-date Content-type Archive-length\n"
ARC_HEAD = b"filedesc://x.arc 0.0.0.0 20260312093000 text/plain %d\n%s\n" % (len(ARC_ABOUT), ARC_ABOUT)


@every_stream
@every_packing
def test_arc_is_read_as_warc_is_and_its_records_are_named_by_their_place_or_by_what_they_hold(pack, stream):
    parts = [ARC_HEAD, *(arc(number) for number in range(4))]
    data = pack(parts)
    found = read(data, stream)
    assert [each.data for each in found] == [html(number) for number in range(4)]
    assert [each.url for each in found] == [f"http://post.example/{number}" for number in range(4)]
    assert {each.shown.dates.captured.value for each in found} == {"2026-03-12T09:30:00+00:00"}
    records = [each.shown.record for each in found]
    held = [f"{each.url}@20260312093000" for each in found]
    places = [str(each.offset) if each.length is not None else name for each, name in zip(records, held, strict=True)]
    assert [each.name for each in found] == [f"x.warc#{place}" for place in places]
    assert len(set(places)) == 4
    if pack is PACKINGS["gzip by record"]:
        again = next(ArchiveIterator(io.BytesIO(data[found[2].shown.record.offset :][: found[2].shown.record.length])))
        assert again.content_stream().read() == html(2)


def test_a_damaged_arc_gives_its_other_pages_and_one_error():
    parts = [ARC_HEAD, arc(0), arc(9, length=90), arc(1), arc(2)]
    for data in (b"".join(parts), PACKINGS["gzip by record"](parts), b"".join([*parts[:2], b"garbage\n", *parts[3:]])):
        assert [each.data if isinstance(each, Page) else "!" for each in read(data)] == [html(0), "!", html(1), html(2)]


# --- WACZ ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def zipped(tmp_path, monkeypatch):
    """Writes a ZIP of the files given and reads it as a WACZ."""
    monkeypatch.chdir(tmp_path)

    def made(files, method=zipfile.ZIP_STORED, change=bytes, **limits):
        with zipfile.ZipFile("x.wacz", "w", method) as out:
            for name, data in files:
                out.writestr(name, data)
        (tmp_path / "x.wacz").write_bytes(change((tmp_path / "x.wacz").read_bytes()))
        found = list(pages_of_wacz("x.wacz", "x.wacz", **limits))
        assert [each.name for each in tmp_path.iterdir()] == ["x.wacz"]
        return found

    return made


PACKAGE = ("datapackage.json", b"{}")


def members(*several):
    return PACKINGS["gzip by record"]([page(number) for number in several])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_every_archive_of_a_wacz_is_read_in_the_order_of_names_with_places_that_count_from_its_beginning(zipped, method):
    files = [PACKAGE, ("archive/b.warc.gz", members(3, 4)), ("pages/pages.jsonl", b"{}"), ("archive/a.warc", page(1) + page(2))]
    found = zipped([*files, ("indexes/x.warc.gz", members(8)), ("archive/deep/x.warc.gz", members(9))], method)
    assert numbers(found) == [1, 2, 3, 4]
    second = ArchiveRecord(file="x.wacz!archive/b.warc.gz", id="0004", offset=len(members(3)), length=len(members(4)))
    assert found[3].shown.record == second
    assert found[3].name == "x.wacz!archive/b.warc.gz#0004"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_damaged_archive_within_a_wacz_loses_one_record(zipped, method):
    data = members(0, 1, 2)
    damaged = data[: len(members(0)) + 60] + bytes(30) + data[len(members(0)) + 90 :]
    found = zipped([PACKAGE, ("archive/a.warc.gz", damaged), ("archive/b.warc.gz", members(3))], method)
    assert numbers(found) == [0, "!", 2, 3]
    assert found[1].name == "x.wacz!archive/a.warc.gz"


def test_a_stored_archive_whose_bytes_were_changed_in_the_zip_loses_one_record(zipped):
    data = members(0, 1, 2)
    at = len(members(0)) + 60
    found = zipped(
        [PACKAGE, ("archive/a.warc.gz", data)], change=lambda held: held.replace(data, data[:at] + bytes(9) + data[at + 9 :])
    )
    assert numbers(found) == [0, "!", 2]


def test_a_deflated_archive_that_is_damaged_gives_the_records_before_and_one_error_and_the_next_archive_is_read(zipped):
    files = [PACKAGE, ("archive/a.warc", b"".join(page(number, 9000) for number in range(9))), ("archive/b.warc", page(3))]
    found = zipped(files, zipfile.ZIP_DEFLATED, lambda held: held[: len(held) // 2] + bytes(200) + held[len(held) // 2 + 200 :])
    shown = ["!" if isinstance(each, InputError) else each.shown.record.id for each in found]
    assert shown[-2:] == ["!", "0003"]
    assert shown[:3] == ["0000", "0001", "0002"]
    assert shown.count("!") == 1
    assert "checksum is wrong" in found[-2].message


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([("notes.txt", b"x")], "is a ZIP but no WACZ"),
        ([("word/document.xml", b"<x/>")], "is a ZIP but no WACZ"),
        ([PACKAGE], "is a WACZ and holds no archive"),
        ([PACKAGE, ("archive/", b""), ("archive/x.txt", b"x")], "is a WACZ and holds no archive"),
        ([PACKAGE, ("archive/../../x.warc.gz", members(1)), ("/archive/x.warc", page(1))], "holds no archive"),
        ([PACKAGE, ("archive/\x1b[1m.warc", page(1))], "holds no archive"),
        ([], "is a ZIP but no WACZ"),
    ],
)
def test_a_zip_without_archives_is_one_error_and_odd_paths_are_neither_read_nor_written(zipped, files, message):
    (found,) = zipped(files)
    assert message in found.message
    assert found.hint


@pytest.mark.parametrize("cut", [0, 1, 30, 300])
def test_a_wacz_that_is_cut_off_or_no_zip_is_one_error(zipped, cut):
    (found,) = zipped([PACKAGE, ("archive/a.warc.gz", members(1, 2))], change=lambda held: held[:cut])
    assert (found.name, found.hint != "") == ("x.wacz", True)
    assert "is no whole ZIP" in found.message


def test_a_wacz_that_is_not_there_is_one_error(tmp_path):
    (found,) = pages_of_wacz(tmp_path / "none.wacz", "none.wacz")
    assert "No such file" in found.message


@pytest.mark.parametrize(
    ("method", "change", "message"),
    [
        (zipfile.ZIP_BZIP2, bytes, "packed in a way"),
        (zipfile.ZIP_LZMA, bytes, "packed in a way"),
        (
            zipfile.ZIP_STORED,
            lambda held: re.sub(rb"(PK\x01\x02....)\0\0", b"\\g<1>\1\0", held, flags=re.DOTALL),
            "is encrypted",
        ),
        (zipfile.ZIP_STORED, lambda held: held.replace(b"PK\3\4", b"PK\3\5"), "not where the ZIP's list says"),
    ],
)
def test_an_archive_that_is_encrypted_oddly_packed_or_elsewhere_is_an_error(zipped, method, change, message):
    found = zipped([PACKAGE, ("archive/a.warc.gz", members(1))], method, change)
    assert [each.name for each in found] == ["x.wacz!archive/a.warc.gz"]
    assert message in found[0].message


def test_an_archive_that_would_unpack_to_far_more_than_its_size_is_an_error_and_the_next_is_read(zipped):
    files = [PACKAGE, ("archive/a.warc", bytes(110_000_000)), ("archive/b.warc", page(1))]
    bomb, after = zipped(files, zipfile.ZIP_DEFLATED)
    assert "times its size" in bomb.message
    assert after.data == html(1)


def test_a_zip_of_too_many_files_or_of_files_that_overlap_is_an_error(zipped, monkeypatch):
    monkeypatch.setattr(wacz, "MOST_MEMBERS", 5)
    (found,) = zipped([(f"archive/{number}.warc", b"") for number in range(6)])
    assert "lists more than 5 files" in found.message
    monkeypatch.setattr(wacz, "MOST_DIRECTORY", 200)
    (found,) = zipped([(f"archive/{number}.warc", b"") for number in range(4)])
    assert "lists more than 5 files" in found.message
    monkeypatch.setattr(wacz, "MOST_DIRECTORY", 2000)

    def twice(held):
        at = held.index(b"PK\1\2")
        entry, end = held[at : held.index(b"PK\5\6")], held[held.index(b"PK\5\6") :]
        count, size = (2).to_bytes(2, "little"), (2 * len(entry)).to_bytes(4, "little")
        return held[:at] + entry * 2 + end[:8] + count * 2 + size + end[16:]

    (found,) = zipped([("archive/a.warc", page(1))], change=twice)
    assert "overlap" in found.message


@settings(max_examples=150, deadline=None)
@given(st.floats(0, 1), st.integers(0, 255), st.booleans())
def test_a_changed_byte_anywhere_in_a_wacz_never_raises(tmp_path_factory, where, byte, cut):
    path = tmp_path_factory.getbasetemp() / "changed.wacz"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(*PACKAGE)
        out.writestr("archive/a.warc.gz", members(0, 1))
    data = bytearray(path.read_bytes())
    at = min(int(where * len(data)), len(data) - 1)
    data[at] = byte
    path.write_bytes(data[:at] if cut else data)
    for each in pages_of_wacz(path, "x.wacz"):
        assert isinstance(each, Page) or (each.message and each.hint)
