"""Files, folders, records and stdin -> inputs.

Nothing here ends a batch: what cannot be read comes out as an InputError value between the inputs that can.
"""

import gzip
import json
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, cast

from whence.errors import InputError
from whence.records.article import Given

TEXT, RECORDS, RECORD = {".txt", ".md"}, {".jsonl", ".ndjson"}, {".json"}
LATER = {".html", ".htm", ".mhtml", ".pdf", ".docx", ".warc", ".wacz", ".eml", ".csv", ".xml", ".rss", ".epub", ".doc"}
MAGIC = {b"%PDF": "PDF", b"PK\x03\x04": "ZIP or Office", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"\x7fELF": "program"}
MOST_BYTES = 8 * 2**20  # of one text: a novel has 1 MB; more is a dump of many articles.  See settings.max_bytes
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
Found = Given | InputError


def inputs(paths: Iterable[str], max_bytes: int = MOST_BYTES) -> Iterator[Found]:
    """The inputs behind paths, in order: text files, JSON (Lines) of records, folders (sorted, recursively), "-" for stdin.

    An input's name is the path as given, or a record's id (`path#line` when it has none).  Texts over `max_bytes` are errors.
    """
    for path in paths:
        try:
            yield from _stdin(max_bytes) if path == "-" else _path(Path(path), path, max_bytes)
        except OSError as wrong:
            yield _unreadable(path, wrong)


def _unreadable(name: str, wrong: Exception) -> InputError:
    reason = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else str(wrong)
    return InputError(name, f"cannot be read: {reason}", "check its permissions and that it is whole")


def _path(path: Path, name: str, max_bytes: int) -> Iterator[Found]:
    if path.is_dir():
        yield from _folder(path, max_bytes)
        return
    suffix = _suffix(path)
    if not path.exists():
        yield InputError(name, "there is no such file or folder", "check the path")
    elif suffix in LATER:
        yield InputError(name, f"{suffix} files are not read yet", "give plain text (.txt, .md) or JSON Lines records")
    else:
        yield from _file(path, name, suffix, max_bytes)


def _suffix(path: Path) -> str:
    return Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def _folder(folder: Path, max_bytes: int) -> Iterator[Found]:
    """Every file of a kind that is read, hidden ones left out; a folder with none is an error."""
    paths, unlisted = _members(folder)
    for path in paths:
        yield from _file(path, str(path), _suffix(path), max_bytes)
    for wrong in unlisted:
        yield _unreadable(str(wrong.filename), wrong)
    if not paths and not unlisted:
        yield InputError(str(folder), "the folder holds nothing that is read", "put .txt, .md, .json or .jsonl files there")


def _members(folder: Path) -> tuple[list[Path], list[OSError]]:
    """The files of a folder, sorted, and why folders in it could not be listed."""
    paths: list[Path] = []
    unlisted: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=unlisted.append):
        folders[:] = [each for each in folders if not each.startswith(".")]
        paths += [Path(place, each) for each in names if not each.startswith(".")]
    return sorted(path for path in paths if _suffix(path) in TEXT | RECORDS | RECORD), unlisted


def _file(path: Path, name: str, suffix: str, max_bytes: int) -> Iterator[Found]:
    try:
        with path.open("rb") as raw:
            packed = raw.peek(2)[:2] == b"\x1f\x8b"  # a pipe cannot be wound back
            stream = cast(IO[bytes], gzip.GzipFile(fileobj=raw) if packed else raw)
            if suffix in RECORDS:
                yield from _lines(stream, name, max_bytes)
            elif suffix in RECORD:
                yield from _whole_json(stream, name, max_bytes)
            else:
                yield _text(stream.read(max_bytes + 1), name, max_bytes)
    except (OSError, EOFError, zlib.error) as wrong:
        yield _unreadable(name, wrong)


def _stdin(max_bytes: int) -> Iterator[Found]:
    if sys.stdin is None or sys.stdin.closed:  # None where the shell closed it
        raise OSError("stdin is closed")
    yield from _stream(sys.stdin.buffer, "-", max_bytes)


def _stream(stream: IO[bytes], name: str, max_bytes: int) -> Iterator[Found]:
    """Stdin: records when the first line is a JSON object with a text, else one text."""
    first = stream.readline(max_bytes + 1)
    if _is_record(first):
        yield from _lines(stream, name, max_bytes, first)
    else:
        yield _text(first + stream.read(max_bytes + 1 - len(first)), name, max_bytes)


def _is_record(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and ("text" in record or "html" in record)


# --- plain text ----------------------------------------------------------------------------------------------------------


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


def _text(data: bytes, name: str, max_bytes: int) -> Found:
    if len(data) > max_bytes:
        return InputError(name, f"is longer than {max_bytes} bytes", "split it into articles, or raise max_bytes")
    try:
        text = decoded(data, name)
    except InputError as wrong:
        return wrong
    if not text.strip():
        return InputError(name, "is empty", "give a file with the article's text")
    return Given(name=name, text=text)


# --- records -------------------------------------------------------------------------------------------------------------


def _lines(stream: IO[bytes], name: str, max_bytes: int, first: bytes = b"") -> Iterator[Found]:
    """One input for every line of JSON Lines; a line that is too long is skipped to its end."""
    number, line = 0, first or stream.readline(max_bytes + 1)
    while line:
        number += 1
        if len(line) > max_bytes and not line.endswith(b"\n"):
            yield InputError(f"{name}#{number}", f"the line is longer than {max_bytes} bytes", "split it, or raise max_bytes")
            while line and not line.endswith(b"\n"):
                line = stream.readline(max_bytes)
        elif line.strip():
            yield _line(line, f"{name}#{number}")
        line = stream.readline(max_bytes + 1)


def _line(line: bytes, name: str) -> Found:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        return InputError(name, f"is not a line of JSON: {wrong}", "give one record a line")
    return record_of(record, name)


def _whole_json(stream: IO[bytes], name: str, max_bytes: int) -> Iterator[Found]:
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        yield InputError(name, f"is longer than {max_bytes} bytes", "give the records as JSON Lines")
        return
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        yield InputError(name, f"is not JSON: {wrong}", "give a record, a list of records, or JSON Lines")
        return
    records = held if isinstance(held, list) else [held]
    for number, record in enumerate(records, 1):
        yield record_of(record, f"{name}#{number}" if isinstance(held, list) else name)


def record_of(record: Any, name: str) -> Found:
    """The input of one record: `text`, and, where there, `id`, `url`, `title`, `published`, `outlet`; others are ignored."""
    if not isinstance(record, dict):
        return InputError(name, "is not a record", 'give an object with a "text"')
    name = str(record["id"]) if record.get("id") not in (None, "") else name
    text = record.get("text")
    if not isinstance(text, str):
        hint = "pages are not read yet: give the article's text" if record.get("html") else 'give the article\'s text as "text"'
        return InputError(name, "the record has no text", hint)
    wrong = _unfit(text)
    if wrong:
        return InputError(name, *wrong)
    told = {key: record.get(key) for key in ("url", "title", "published", "outlet")}
    for key, value in told.items():
        if value is not None and not isinstance(value, str):
            return InputError(name, f"{key} is not a text", f"give {key} as a string, or leave it out")
    if told["published"] and not is_date(told["published"]):
        return InputError(name, f"published is not an ISO 8601 date: {told['published'][:40]}", "write it as 2026-03-12")
    return Given(name=name, text=text, **told)


def _unfit(text: str) -> tuple[str, str] | None:
    if not text.strip():
        return "the text is empty", "give the article's text"
    if "\x00" in text:
        return "the text holds NUL characters", "remove them"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "the text holds half a surrogate pair", "write characters beyond U+FFFF as whole ones"
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
