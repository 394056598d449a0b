"""Mail (.eml) and pages that a browser saved as one file (.mhtml) -> the articles in them.

Messages are parsed under the old policy of the standard library: its newer one parses headers by a grammar that takes quadratic
time on long ones and raises on some broken ones.  No part is fetched, opened or run; pictures and frames are not read.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from pathlib import PurePath

from msgspec.structs import replace

from whence.errors import InputError
from whence.ingest.decoding import charset_of, decoded_as
from whence.ingest.urls import domain_of
from whence.ingest.values import address_of, date_of, names_of, words_of
from whence.records.article import ArticleDate, ArticleDates, Given, Outlet, Page, Shown

MOST_DEPTH = 8  # messages forwarded inside one another
MOST_BRANCHES = 200  # nested or neighbouring multiparts; each open one costs a comparison for every line that is parsed
MOST_BOUNDARIES = 10_000  # lines that may stand between parts, each of which takes 400 bytes: newsletters have 3 to 30
LONGEST_HEADER = 4_000  # characters that are read of one header: subjects have 10 to 200

Found = Page | Given | InputError
Part = Message

_HTML = ("text/html", "application/xhtml+xml")
_TEXTS, _PAGES = {".txt", ".md", ".text"}, {".html", ".htm", ".xhtml"}
_REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)\s*:\s*)+", re.IGNORECASE)
_MAILBOX = re.compile(r"<?[^\s<>@\"]+@[\w.-]+>?\s*$")
_SAVED = re.compile(r"[<\"]*Saved by ", re.IGNORECASE)  # From of Blink, WebKit, Internet Explorer and UnMHT
_FAULTS = (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


def parts_of_mail(data: bytes, name: str) -> Iterator[Found]:
    """The articles of a message: its HTML, else its text; then messages forwarded inside it and attached .html and .txt files.

    The first has the name, the others are `name#2`, `name#3` …  Subject, sender and date are shown as title, outlet and
    publication.  A saved page (see `page_of_mhtml`) is the one page that it is.
    """
    message = _parsed(data, name)
    if isinstance(message, InputError):
        yield message
        return
    if _is_saved_page(message):
        yield _saved_page(message, name)
        return
    number = 0
    for number, each in enumerate(_articles(message, name, 0), 1):
        yield each if number == 1 else _renamed(each, f"{name}#{number}")
    if number == 0:
        yield InputError(name, "the message has no text", "save the message with its text, or give the attachment itself")


def _renamed(found: Found, name: str) -> Found:
    return InputError(name, found.message, found.hint) if isinstance(found, InputError) else replace(found, name=name)


def page_of_mhtml(data: bytes, name: str) -> Page | InputError:
    """The page in an .mhtml file: its root part, with the address it was saved from and the time when that was done."""
    message = _parsed(data, name)
    return message if isinstance(message, InputError) else _saved_page(message, name)


def _parsed(data: bytes, name: str) -> Part | InputError:
    if data.lower().count(b"multipart/") > MOST_BRANCHES:
        return InputError(name, f"the message has more than {MOST_BRANCHES} parts within parts", "save its articles one by one")
    if data.count(b"\n--") + data.count(b"\r--") > MOST_BOUNDARIES:
        return InputError(
            name, f"the message has more than {MOST_BOUNDARIES} lines that begin with --", "save its articles one by one"
        )
    try:
        message = message_from_bytes(data)
    except _FAULTS as wrong:
        return InputError(name, f"is no message that can be read: {type(wrong).__name__}", "save it again as .eml or .mhtml")
    known = ("from", "subject", "date", "content-type", "mime-version", "received", "content-location")
    if not any(message.get(each) is not None for each in known):
        return InputError(name, "is no message: it has no headers", "save it as .eml or .mhtml, or as .txt if it is plain text")
    return message


# --- the parts of a message ----------------------------------------------------------------------------------------------


def _articles(message: Part, name: str, depth: int) -> Iterator[Found]:
    """The message's own text, then what is attached to it, in order."""
    leaves = _leaves(message)
    bodies = [each for each in leaves if _is_text(each) and (each is message or not _is_attached(each))]
    body = _body(bodies, name)
    if body is not None:
        yield body if isinstance(body, InputError) else replace(body, shown=_shown(message), url=_entry_address(message))
    for each in leaves:
        if _kind(each) == "message/rfc822":
            yield from _forwarded(each, name, depth)
        elif each is not message and _is_attached(each) and (found := _attached(each, name)):
            yield found


def _leaves(part: Part) -> list[Part]:
    """The parts that are no multiparts, in order; of alternatives the best, of a page with its pictures the page."""
    kind, children = _kind(part), _children(part)
    if kind == "message/rfc822":
        return [part]
    if not kind.startswith("multipart/"):
        return [] if part.is_multipart() else [part]  # a report on delivery is no text
    held = [_leaves(each) for each in children]  # once for each part: choosing must not walk through them again
    if kind == "multipart/alternative" and held:
        return max(held, key=_worth)
    if kind == "multipart/related" and held:
        return held[_root(part, children, held)]
    return [leaf for leaves in held for leaf in leaves]


def _kind(part: Part) -> str:
    return part.get_content_type()


def _children(part: Part) -> list[Part]:
    held = part.get_payload() if part.is_multipart() else None
    return [each for each in held if isinstance(each, Message)] if isinstance(held, list) else []


def _is_text(part: Part) -> bool:
    return _kind(part) in (*_HTML, "text/plain")


def _worth(leaves: list[Part]) -> int:
    """How good an alternative is: HTML with something in it, text, anything else."""
    kinds = {_kind(each) for each in leaves if _is_text(each) and _data(each).strip()}
    return 0 if not kinds else 1 if kinds == {"text/plain"} else 2


def _root(part: Part, children: list[Part], held: list[list[Part]]) -> int:
    """Which part the others belong to: the one that `start` names, else the first with HTML, else the first."""
    start = _parameter(part, "start").strip("<> ")
    for number, each in enumerate(children):
        if start and _header(each, "content-id").strip("<> ") == start:
            return number
    return next((number for number, leaves in enumerate(held) if any(_kind(each) in _HTML for each in leaves)), 0)


def _is_attached(part: Part) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _file_name(part: Part) -> str:
    try:
        return part.get_filename("") or ""
    except _FAULTS:
        return ""


def _parameter(part: Part, name: str) -> str:
    try:
        value = part.get_param(name, "")
    except _FAULTS:
        return ""
    return value if isinstance(value, str) else ""


def _data(part: Part) -> bytes:
    """The bytes of a part, as they were before they were packed for the journey."""
    try:
        data = part.get_payload(decode=True)
    except _FAULTS:
        return b""
    return data if isinstance(data, bytes) else b""


# --- what becomes of them ------------------------------------------------------------------------------------------------


def _body(parts: list[Part], name: str) -> Page | Given | InputError | None:
    """The first HTML of a message, else all its pieces of text: some programs cut a text where a picture stands."""
    pages = (each for each in parts if _kind(each) in _HTML and _data(each).strip())
    if page := next(pages, None):
        return _page(page, name)
    texts = [_text(each, name) for each in parts if _kind(each) == "text/plain" and _data(each).strip()]
    wrong = next((each for each in texts if isinstance(each, InputError)), None)
    text = "\n\n".join(each for each in texts if isinstance(each, str) and each.strip())
    return Given(name=name, text=text) if text else wrong


def _page(part: Part, name: str) -> Page:
    return Page(name=name, data=_data(part), charset=_charset(part))


def _charset(part: Part) -> str | None:
    try:
        return charset_of(part.get_content_charset())
    except _FAULTS:
        return None


def _text(part: Part, name: str) -> str | InputError:
    """The text of a part, without the line breaks of the journey where it says which ones those are (RFC 3676)."""
    try:
        text = decoded_as(_data(part), _charset(part), name)
    except InputError as wrong:
        return wrong
    if "\x00" in text:
        return InputError(name, "the text holds NUL characters", "save the message again")
    text = text.replace("\r\n", "\n")
    if _parameter(part, "format").lower() != "flowed":
        return text
    text = re.sub(r"(?m)^-- $", "--", text)  # the line above a signature ends in a space and goes on nowhere
    return re.sub(r" \n(?=[^\n])", "" if _parameter(part, "delsp").lower() == "yes" else " ", text)


def _forwarded(part: Part, name: str, depth: int) -> Iterator[Found]:
    if depth >= MOST_DEPTH:
        yield InputError(name, f"more than {MOST_DEPTH} messages lie inside one another", "save the innermost one by itself")
        return
    for each in _children(part):
        yield from _articles(each, name, depth + 1)


def _attached(part: Part, name: str) -> Found | None:
    """An attached file of a kind that is read; the message's sender and date are not its own."""
    suffix, kind = PurePath(_file_name(part)).suffix.lower(), _kind(part)
    if not _data(part).strip():
        return None
    if suffix in _PAGES or (kind in _HTML and not suffix):
        return _page(part, name)
    if suffix in _TEXTS or (kind == "text/plain" and not suffix):
        text = _text(part, name)
        return text if isinstance(text, InputError) else Given(name=name, text=text)
    return None


# --- headers -------------------------------------------------------------------------------------------------------------


def _raw(part: Part, name: str) -> str:
    """A header as it is written; bytes beyond ASCII are halves of surrogate pairs."""
    return next((str(value) for key, value in part.raw_items() if key.lower() == name), "")[:LONGEST_HEADER]


def _header(part: Part, name: str) -> str:
    """A header as characters; "" where there is none."""
    return _characters(_raw(part, name))


def _characters(raw: str) -> str:
    """Encoded words (RFC 2047) and raw bytes as characters, on one line."""
    pieces: list[tuple[bytes | str, str | None]] = [(raw, None)]
    if "=?" in raw:
        with suppress(*_FAULTS):  # of broken Base64: it is shown as it is written
            pieces = list(decode_header(raw))
    return " ".join("".join(_decoded(*each) for each in pieces).split())


def _decoded(piece: bytes | str, charset: str | None) -> str:
    data = piece.encode("utf-8", "surrogateescape") if isinstance(piece, str) else piece
    for each in (charset_of(charset), "utf-8"):
        try:
            return data.decode(each or "utf-8")
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _shown(message: Part) -> Shown:
    """Title, sender and date of a message; of an entry of a feed that a program mailed, its outlet and writer."""
    outlet, byline = _sender(_raw(message, "from")), names_of(())
    if (entry := _entry_address(message)) and outlet:
        name, _, writer = (outlet.name or "").partition(": ")
        outlet, byline = Outlet(name or None, domain_of(entry)), names_of([writer])
    return Shown(
        title=words_of(_REPLY.sub("", _header(message, "subject"), count=1)),
        outlet=outlet,
        byline=byline,
        dates=ArticleDates(published=_date(message)),
    )


def _entry_address(message: Part) -> str | None:
    """The address of the feed's entry that a message carries, as rss2email writes it."""
    return address_of("".join(_raw(message, "x-rss-url").split()))


def _sender(raw: str) -> Outlet | None:
    """Who sent it, by the name that is shown; it is decoded last, as a comma in it would part two senders."""
    person, mailbox = parseaddr(raw)
    plain = _MAILBOX.search(raw)
    if "@" not in mailbox and plain:
        person, mailbox = raw[: plain.start()].strip(' "'), plain[0]
    name, domain = words_of(_characters(person)), words_of(_characters(mailbox).rpartition("@")[2].lower().strip("<> "))
    return Outlet(name, domain) if name or (domain and "@" in mailbox) else None


def _date(message: Part) -> ArticleDate | None:
    return date_of(_header(message, "date"), "meta")


# --- saved pages ---------------------------------------------------------------------------------------------------------


def _is_saved_page(message: Part) -> bool:
    """Was this written by a browser?  Internet Explorer and UnMHT tell it by the sender, Chrome by the address as well."""
    return bool(_header(message, "snapshot-content-location")) or _SAVED.match(_header(message, "from")) is not None


def _saved_page(message: Part, name: str) -> Page | InputError:
    pages = [each for each in _leaves(message) if _kind(each) in _HTML and _data(each).strip()]
    if not pages:
        return InputError(name, "no page is in the file", "save the page again, as .mhtml or .html")
    places = [_raw(message, "snapshot-content-location"), _raw(pages[0], "content-location"), _raw(message, "content-location")]
    url = next(filter(None, (address_of("".join(each.split())) for each in places)), None)  # long ones are folded
    shown = Shown(title=words_of(_header(message, "subject")), dates=ArticleDates(captured=_date(message)))
    return replace(_page(pages[0], name), url=url, shown=shown)
