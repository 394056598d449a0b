"""An HTTP reply as an archive keeps it -> status, fields and body, with what the server did to the body for the way undone."""

import re
from typing import NamedTuple

from whence.ingest.webarchive.headers import MOST_HEADER, fields_of
from whence.ingest.webarchive.unpack import CODINGS, Damaged, unpacked

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\n]*\n")
_HEAD_END = re.compile(rb"\n\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]{0,4000})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_MARKUP = re.compile(
    rb"\s*(?>\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body|title|meta|div|p|h1)\b",
    re.DOTALL | re.IGNORECASE,
)
_SNIFFED = 2**10  # bytes of a body that show whether it is HTML: browsers look at so many
HTML = ("text/html", "application/xhtml+xml")
UNKNOWN = ("", "no-type")  # the second is what Heritrix writes for none
MOST_CODINGS = 4  # one packed in another: two happen by mistake, more are meant to hurt


class Reply(NamedTuple):
    """What a server sent; the body as it was sent."""

    status: int | None
    fields: dict[str, str]
    body: bytes


def reply_of(block: bytes) -> Reply | None:
    """The reply in the block of a record; None when it begins like none.  Provisional ones (100 Continue) are passed over."""
    start, line, fields = 0, None, b""
    while found := _STATUS.match(block, start):
        line, end = found, _HEAD_END.search(block, found.end() - 1, found.end() + MOST_HEADER)
        start = end.end() if end else len(block)
        fields = block[line.end() : start]
        if not line[1].startswith(b"1"):
            break
    return Reply(int(line[1]), fields_of(fields), block[start:]) if line else None


def media_type(content_type: str) -> str:
    """ "Text/HTML; charset=utf-8" -> "text/html"."""
    return content_type.partition(";")[0].partition(",")[0].strip().lower()


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type names, None where it names none."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def looks_like_html(body: bytes) -> bool:
    """True when a body begins as pages do."""
    return _MARKUP.match(body[:_SNIFFED].replace(b"\0", b"")) is not None


def plain_body(reply: Reply, most: int) -> bytes:
    """The body as the server had it before it was packed and cut into chunks for the way.

    A body that is HTML as it stands was undone by who archived it, whatever the fields say.  Raises TooLong (over `most`
    bytes), Damaged, and ExtraMissing for a coding whose library is not there.
    """
    body, fields = reply.body, reply.fields
    if "chunked" in fields.get("transfer-encoding", "").lower() and _CHUNK.match(body):
        body = _joined(body)
    codings = [each.strip() for each in fields.get("content-encoding", "").lower().split(",")]
    codings = [each for each in codings if each not in ("", "identity")]
    if len(codings) > MOST_CODINGS:
        raise Damaged(f"it is packed {len(codings)} times")
    for coding in reversed(codings):
        if not body or looks_like_html(body):
            return body
        if coding not in CODINGS:
            raise Damaged(f"it is packed as {coding[:20]!r}, which is not known")
        body = unpacked(body, coding, most)
    return body


def _joined(body: bytes) -> bytes:
    """The chunks of a body in one; the last one, which is empty, may be missing, as servers do that just hang up."""
    parts: list[bytes] = []
    at = 0
    while head := _CHUNK.match(body, at):
        size = int(head[1], 16)
        at = head.end() + size
        if size == 0:
            return b"".join(parts)
        if at > len(body):
            raise Damaged("its last chunk is cut off")
        parts.append(body[head.end() : at])
        at += 2 if body.startswith(b"\r\n", at) else 1
    if at < len(body):
        raise Damaged("its chunks are not where they should be")
    return b"".join(parts)
