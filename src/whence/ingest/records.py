"""One JSON object of an article, as Whence or a crawler writes it -> what can be read of it.

Whence's own fields are told by the user and checked.  The fields of other programs are claims: see formats.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from msgspec.structs import replace

from whence.errors import InputError
from whence.ingest.formats import (
    Format,
    Record,
    format_of,
    formats,
    is_cut,
    page_in,
    shown_in,
    text_in,
    url_in,
    values_at,
    values_of,
)
from whence.ingest.values import address_of, is_clean
from whence.lexicon.tables import table
from whence.records.article import Address, Given, Page, Shown

TOLD = ("url", "title", "published", "outlet")

_OWN = frozenset(table("records")["own"])
_NO_TEXT = 'give the article\'s text as "text", its page as "html", or its address as "url"'


Found = Page | Given | Address | InputError


def given_of(record: object, name: str) -> Iterator[Found]:
    """What one JSON value holds: an article, or each of those in its list ("articles", "results" …), named `name#1`, `name#2`.

    A Page where there is HTML, a Given where there is text, an Address where there is only that.  A record's id becomes its
    name.  Whence's own fields are told and checked; what crawlers claim is `shown`, and a claim of the wrong form is left out.
    """
    held = _members(record) if isinstance(record, dict) else None
    if held is None:
        yield _one(record, name)
    elif not held:
        yield InputError(name, "the list of articles is empty", "give at least one record")
    for number, each in enumerate(held or (), 1):
        yield _one(each, f"{name}#{number}")


def is_record(value: object) -> bool:
    """True for an object with a "text", with "html", or with what some format calls so, and for a list of articles."""
    if not isinstance(value, dict):
        return False
    return "text" in value or "html" in value or bool(_members(value)) or _has_article(value)


@cache
def known_names() -> frozenset[str]:
    """Every field that has a meaning in some format, nested ones as paths ("source.name")."""
    return _OWN.union(path for each in formats() for paths in each.fields.values() for path in paths)


# --- lists of records ----------------------------------------------------------------------------------------------------


def _members(record: Record) -> list[object] | None:
    """The records inside one object; None when the object is a record itself."""
    for path in table("records")["wrappers"]:
        held: object = record
        for step in path.split("."):
            held = held.get(step) if isinstance(held, dict) else None
        if isinstance(held, list) and (not held or any(isinstance(each, dict) for each in held)):
            return None if _has_article(record) else held
    return _by_publisher(record)


def _has_article(record: Record) -> bool:
    form = format_of(record)
    return bool(page_in(record, form, None) or text_in(record, form)[0])


def _by_publisher(record: Record) -> list[object] | None:
    """The articles of a file that fundus saved: lists under the names of their publishers."""
    if not all(isinstance(each, list) for each in record.values()):
        return None
    held = [{"publisher": key, **each} for key, members in record.items() for each in members if isinstance(each, dict)]
    return [*held] if held and all(format_of(each).name == "fundus" for each in held) else None


def _one(record: object, name: str) -> Found:
    if not isinstance(record, dict):
        return InputError(name, "is not a record", 'give an object with a "text"')
    form = format_of(record)
    return _own(record, name) if _is_own(record, form) else _foreign(record, name, form)


def _name(value: object, name: str) -> str:
    """The record's id, where it has one that can be a name."""
    if not isinstance(value, str | int | float) or value == "":
        return name
    try:
        told = str(value)
    except ValueError:  # a number of more than 4300 digits
        return name
    return told if is_clean(told) else name


def _unfit(text: str) -> tuple[str, str] | None:
    """Why a text cannot be read, and what to do."""
    if not text.strip():
        return "the text is empty", "give the article's text"
    if "\x00" in text:
        return "the text holds NUL characters", "remove them"
    if not is_clean(text):
        return "the text holds half a surrogate pair", "write characters beyond U+FFFF as whole ones"
    return None


# --- Whence's own records ------------------------------------------------------------------------------------------------


def _is_own(record: Record, form: Format) -> bool:
    """Does the user speak?  All fields are our own, or there is a text and a field that is ours, and no crawler's format."""
    ours = ("text" in record or "html" in record) and ("published" in record or "outlet" in record)
    return _OWN.issuperset(record) or (ours and form is formats()[-1])


def _own(record: Record, name: str) -> Found:
    """The input of one record of our own; its text counts before its HTML, as it is the one that offsets count in."""
    name = _name(record.get("id"), name)
    text, html = record.get("text"), record.get("html")
    body = text if isinstance(text, str) else html if isinstance(html, str) else None
    if body is None and (text is not None or html is not None or not address_of(record.get("url"))):
        return InputError(name, "the record has no text", _NO_TEXT)
    wrong = (_unfit(body) if body is not None else None) or _untold(record)
    if wrong:
        return InputError(name, *wrong)
    told: dict[str, Any] = {key: record.get(key) for key in TOLD}
    if body is None:
        return Address(name=name, **told)
    return Given(name=name, text=text, **told) if isinstance(text, str) else Page(name=name, data=body, **told)


def _untold(record: Record) -> tuple[str, str] | None:
    """Why a fact cannot be taken as told, and what to do."""
    for key in TOLD:
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            return f"{key} is not a text", f"give {key} as a string, or leave it out"
        if value and key != "published" and not is_clean(value):
            return f"{key} holds NUL characters or half a surrogate pair", "remove them"
    published = record.get("published")
    if published and not is_date(published):
        written = published[:40].encode("utf-8", "replace").decode()
        return f"published is not an ISO 8601 date: {written}", "write it as 2026-03-12"
    return None


def is_date(value: str) -> bool:
    """True for an ISO 8601 date or date and time."""
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            parse(value)
        except ValueError:
            continue
        return True
    return False


# --- records of crawlers and agencies ------------------------------------------------------------------------------------


def _foreign(record: Record, name: str, form: Format) -> Found:
    """The input of one record of another program; a whole page counts before a text that was taken from it."""
    name = _name(next(values_of(record, form, "id"), None), name)
    for each in form.refused:
        if any(value in each.values for value in values_at(record, each.field)):
            return InputError(name, each.message, each.hint)
    url, shown = url_in(record, form), shown_in(record, form)
    if html := page_in(record, form, shown.title):
        wrong = _unfit(html)
        return InputError(name, *wrong) if wrong else Page(name=name, data=html, url=url, shown=shown)
    text, blocks = text_in(record, form)
    if not text or is_cut(text):
        return _without_text(name, url, shown, "the record has only the beginning of its text" if text else None)
    if wrong := _unfit(text):
        return InputError(name, *wrong)
    shown = replace(shown, blocks=blocks)
    return Given(name=name, text=text, url=url, shown=None if shown == Shown() else shown)


def _without_text(name: str, url: str | None, shown: Shown, message: str | None) -> Found:
    if url:
        return Address(name=name, url=url, shown=shown)
    return InputError(name, message or "the record has no text", _NO_TEXT)
