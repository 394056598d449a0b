"""Bytes -> text: UTF-8, UTF-16 with its mark, Windows-1252, or the encoding that a mail or a header names."""

import codecs
import re

from whence.errors import InputError

MAGIC = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP or Office",
    b"\xd0\xcf\x11\xe0": "Word 97 or Outlook",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x7fELF": "program",
}
# Encodings of Python that are no encodings of files, and take quadratic time on what claims to be in them.
_NO_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape"}
# What neither a tree of a page nor a record of the archive can hold: controls, halves of pairs, no characters.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
MOST_BYTES = 8 * 2**20  # of one text, page or feed: a novel has 1 MB; more is a dump of many articles.  See settings.max_bytes
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decoded(data: bytes, name: str) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, else Windows-1252; InputError for what is no text."""
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise InputError(name, f"this is a {kind} file, not text", "extract its text first")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf_16(data, name)
    if b"\x00" in data:
        raise InputError(name, "holds NUL bytes, so it is no text file", "save it as UTF-8 text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _western(data, name)


def decoded_as(data: bytes, charset: str | None, name: str) -> str:
    """Bytes as text in the encoding that was named for them; where that is none, or is wrong, as `decoded` does."""
    if charset_of(charset) and b"\x00" not in data:
        try:
            return data.decode(charset or "utf-8")
        except (UnicodeError, LookupError):
            pass  # a wrong label is common; the bytes may still tell
    return decoded(data, name)


def charset_of(label: str | None) -> str | None:
    """The label of an encoding of text that Python knows, as it was given; None for others."""
    if not label:
        return None
    try:
        known = codecs.lookup(label).name
    except (LookupError, ValueError):  # ValueError: a NUL or half a surrogate pair in the label
        return None
    return label if known not in _NO_CHARSETS and _is_of_text(known) else None


def _is_of_text(known: str) -> bool:
    """Is it an encoding of characters?  Python has others ("hex")."""
    try:
        b"a".decode(known)
    except UnicodeError:
        return True  # one byte alone is none in UTF-16
    except LookupError:
        return False
    return True


def decoded_line(line: bytes) -> str:
    """One line of a stream whose encoding shows only as it goes: UTF-8, else Windows-1252; no byte is an error.

    The five bytes that Windows-1252 leaves undefined become U+FFFD.
    """
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _utf_16(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as wrong:
        raise InputError(name, "starts like UTF-16 but is not", "save it as UTF-8") from wrong
    if "\x00" in text:  # UTF-32 starts with the same mark
        raise InputError(name, "starts like UTF-16 but holds NUL characters", "save it as UTF-8")
    return text


def _western(data: bytes, name: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as wrong:
        raise InputError(name, "is neither UTF-8 nor Windows-1252 text", "save it as UTF-8") from wrong
    letters = sum(each.isalnum() or each.isspace() for each in text[:20_000])
    if _CONTROL.search(text) or letters < 0.6 * len(text[:20_000]):
        raise InputError(name, "is not text in a known encoding", "save it as UTF-8")
    return text
