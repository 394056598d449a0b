"""What kind of input a file or a stream is: by its name, else by how it begins."""

import json
import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal, get_args

from whence.ingest.records import is_record, known_names
from whence.lexicon.tables import table

Kind = Literal["text", "html", "mhtml", "jsonl", "json", "csv", "eml", "feed", "warc", "wacz", "docx", "pdf"]
KINDS: tuple[Kind, ...] = get_args(Kind)

SNIFFED = 8192  # bytes by which a stream without a name is known
SUFFIXES: dict[str, Kind] = {
    **dict.fromkeys((".txt", ".md", ".text"), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml", ".php", ".aspx"), "html"),
    **dict.fromkeys((".mhtml", ".mht"), "mhtml"),
    **dict.fromkeys((".jsonl", ".ndjson", ".jl"), "jsonl"),
    **dict.fromkeys((".json", ".ninjs"), "json"),
    **dict.fromkeys((".csv", ".tsv"), "csv"),
    **dict.fromkeys((".rss", ".atom", ".rdf", ".xml"), "feed"),
    **dict.fromkeys((".warc", ".arc"), "warc"),
    ".eml": "eml",
    ".wacz": "wacz",
    ".docx": "docx",
    ".pdf": "pdf",
}
PACKED = (".gz", ".bz2", ".xz", ".zst")
# What pages and mails bring along, of no use by itself; in a folder it is passed over.
ASSETS = frozenset(table("records")["assets"].split())
_COMMENTS = rb"(?>(?:<!--(?>.{0,2000}?-->)\s*|<\?xml-stylesheet[^>]*>\s*)*+)"  # atomic: a comment is read in one way only
_XML = rb"\s*(?:<\?xml[^>]*>\s*)?"
_TAGS = rb"html|head|body|title|meta|link|article|main|section|header|div|p|h[1-6]|table|ul|blockquote"
_HTML = re.compile(_XML + _COMMENTS + rb"<(?:!doctype html|(?:" + _TAGS + rb")\b)", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(_XML + _COMMENTS + rb"<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_HEADER = (
    rb"(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|MIME-Version|Message-ID|Content-Type|DKIM-Signature|X-[\w-]+)"
)
_HEADERS = re.compile(rb"(?:" + _HEADER + rb":[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2}", re.IGNORECASE)
_RELATED = re.compile(rb"^(?:Content-Type:\s*multipart/related|Snapshot-Content-Location:)", re.IGNORECASE | re.MULTILINE)
_ARCHIVE = re.compile(rb"filedesc://|WARC/\d")
_BEARING = frozenset(("url", "text", "html", "content", "body", "link"))  # columns that make a table one of articles


def suffixes_of(path: str) -> tuple[str, str]:
    """The suffix without that of the packing, and that: "a.warc.gz" → (".warc", ".gz"); small letters, "" for none."""
    name = PurePath(path)
    packed = name.suffix.lower() if name.suffix.lower() in PACKED else ""
    return (PurePath(name.stem).suffix.lower() if packed else name.suffix.lower()), packed


def kind_of(path: str) -> Kind | None:
    """The kind that a file's name tells; None for an unknown or missing suffix."""
    return SUFFIXES.get(suffixes_of(path)[0])


def sniffed(head: bytes, names: Iterable[str] = (), *, cut: bool = True) -> Kind:
    """The kind of a stream by its first bytes (unpacked), and of a ZIP by the names in it; "text" when nothing else fits.

    With `cut` the first line may go on behind them.
    """
    if head.startswith(b"PK\x03\x04"):
        return "docx" if any(name.startswith("word/") for name in names) else "wacz"
    if head.startswith(b"%PDF"):
        return "pdf"
    if _ARCHIVE.match(head):
        return "warc"
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if _FEED.match(plain):
        return "feed"
    if _HTML.match(plain):
        return "html"
    if _HEADERS.match(plain):
        return "mhtml" if _RELATED.search(plain) else "eml"
    return _of_lines(plain, cut)


def _of_lines(head: bytes, cut: bool) -> Kind:
    """JSON Lines, JSON, a table with columns that are known, or text."""
    first, newline, rest = head.lstrip().partition(b"\n")
    if first.startswith((b"{", b"[")):
        return _of_json(first, alone=not rest.strip(), cut=cut and not newline)
    columns = {each.strip().strip('"').lower() for each in re.split(r"[,;\t|]", first.decode("utf-8", "replace"))}
    known = columns & {name.lower() for name in known_names()}
    return "csv" if len(known) > 1 and known & _BEARING else "text"


def _of_json(first: bytes, *, alone: bool, cut: bool) -> Kind:
    if re.match(rb"\[\s*(?:$|[{\]])|\{\s*$", first):
        return "json"
    if cut and re.match(rb'\{\s*"[^"\n]{1,60}"\s*:', first):
        return "jsonl"
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        return "text"
    return "text" if not is_record(record) else "json" if alone and "text" not in record else "jsonl"
