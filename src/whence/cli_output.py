"""Where the command line's readings and errors go: one sink for every format, flushed record by record."""

import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from whence.errors import InputError, UsageError
from whence.records.reading import Reading
from whence.report import csvfile, jsonl, markdown, page, terminal
from whence.settings import FORMATS as FORMATS
from whence.settings import Settings


class Writer(Protocol):
    """What a format does with a reading and at the end."""

    def reading(self, reading: Reading) -> str:
        """What to write for one reading."""

    def end(self) -> str:
        """What to write after the last."""


class Lines:
    """JSON Lines."""

    def reading(self, reading: Reading) -> str:
        """One line."""
        return jsonl.line(reading)

    def end(self) -> str:
        """Nothing."""
        return ""


class Collected:
    """Formats that need every reading before they write: indented JSON and the page."""

    def __init__(self, form: str) -> None:
        self._render = page.render if form == "html" else jsonl.pretty
        self._readings: list[Reading] = []

    def reading(self, reading: Reading) -> str:
        """Nothing yet."""
        self._readings.append(reading)
        return ""

    def end(self) -> str:
        """All of them."""
        return self._render(self._readings)


class Rows:
    """CSV and TSV: the names of the columns before the first row."""

    def __init__(self, delimiter: str) -> None:
        self._delimiter, self._begun = delimiter, False

    def reading(self, reading: Reading) -> str:
        """The rows of one reading."""
        head = "" if self._begun else csvfile.header(self._delimiter)
        self._begun = True
        return head + csvfile.lines(reading, self._delimiter)

    def end(self) -> str:
        """The names of the columns, when there was no reading at all."""
        return "" if self._begun else csvfile.header(self._delimiter)


class Pages:
    """Reports and Markdown, a blank line between readings."""

    def __init__(self, form: str, width: int, colour: bool) -> None:
        self._form, self._width, self._colour, self._begun = form, width, colour, False

    def reading(self, reading: Reading) -> str:
        """One report."""
        gap, self._begun = "\n" if self._begun else "", True
        if self._form == "md":
            return gap + markdown.render(reading)
        return gap + terminal.render(reading, self._width, self._colour)

    def end(self) -> str:
        """Nothing."""
        return ""


class Progress:
    """Counts on stderr: a line that is written over on a terminal, and one sum at the end."""

    def __init__(self, shown: bool) -> None:
        self._shown, self.read, self.failed = shown and sys.stderr.isatty(), 0, 0
        self.bare = 0  # read, but not for statements

    def count(self, *, failed: bool) -> None:
        """One more input is done."""
        self.failed += failed
        self.read += not failed
        if self._shown:
            sys.stderr.write(f"\r{self.read} read, {self.failed} failed ")
            sys.stderr.flush()

    def end(self, skipped: int) -> None:
        """The sum."""
        sys.stderr.write("\r" if self._shown else "")
        before = f", {skipped} there already" if skipped else ""
        bare = f" ({self.bare} without statements)" if self.bare else ""
        sys.stderr.write(f"{self.read} read{bare}, {self.failed} failed{before}\n")


def error_line(wrong: InputError) -> str:
    """An error as one line of JSON: {"input", "error", "hint"}."""
    line = json.dumps({"input": wrong.name, "error": wrong.message, "hint": wrong.hint}, ensure_ascii=False) + "\n"
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


class Sink:
    """Takes readings and errors as they come; every record is flushed."""

    def __init__(self, writer: Writer, out: IO[str], errors: IO[str] | None, progress: Progress) -> None:
        self._writer, self._out, self._errors, self.progress = writer, out, errors, progress

    @property
    def read(self) -> int:
        """Inputs read."""
        return self.progress.read

    @property
    def failed(self) -> int:
        """Inputs that failed."""
        return self.progress.failed

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()

    def reading(self, reading: Reading) -> None:
        """Write one reading."""
        self._write(self._writer.reading(reading))
        self.progress.count(failed=False)
        self.progress.bare += reading.statements is None and isinstance(self._writer, Rows)

    def error(self, wrong: InputError) -> None:
        """One line {"input", "error", "hint"}: to the file of errors, else into JSON Lines, else to stderr."""
        line = error_line(wrong)
        if self._errors is not None:
            self._errors.write(line)
            self._errors.flush()
        elif isinstance(self._writer, Lines):
            self._write(line)
        else:
            sys.stderr.write(line)
        self.progress.count(failed=True)

    def end(self) -> None:
        """Write what comes after the last reading."""
        self._write(self._writer.end())


def _writer(settings: Settings, page_wanted: bool, to_terminal: bool) -> Writer:
    form = "html" if page_wanted else settings.format or ("report" if to_terminal else "jsonl")
    if form == "jsonl":
        return Lines()
    if form in ("json", "html"):
        return Collected(form)
    if form in ("csv", "tsv"):
        return Rows("," if form == "csv" else "\t")
    colour = to_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Pages(form, settings.width or shutil.get_terminal_size((100, 24)).columns, colour)


@contextmanager
def open_sink(
    settings: Settings, output: Path | None, html: Path | None, errors: Path | None, *, append: bool
) -> Iterator[Sink]:
    """A sink for these options; files are opened before the first input, so that a path that cannot be written ends the run."""
    target = html or output
    out = target.open("a" if append else "w", encoding="utf-8", newline="") if target else standard_output()
    failures = errors.open("a" if append else "w", encoding="utf-8", newline="") if errors else None
    to_terminal = target is None and sys.stdout.isatty()
    sink = Sink(_writer(settings, html is not None, to_terminal), out, failures, Progress(not settings.quiet))
    try:
        yield sink
        sink.end()
    finally:
        if target:
            out.close()
        if failures:
            failures.close()


def standard_output() -> IO[str]:
    """stdout as UTF-8 with plain line breaks, whatever the locale says."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    return sys.stdout


def already_read(output: Path, form: str) -> Counter[str]:
    """How many readings a JSON Lines file holds of each input; a last line that was torn off is removed from the file."""
    if form not in ("", "jsonl"):
        raise UsageError(f"--resume goes on with JSON Lines, not with {form}", "use --jsonl")
    if not output.exists():
        return Counter()
    found = Counter[str]()
    with output.open("r+b") as stream:
        whole = 0
        for line in stream:
            if not line.endswith(b"\n"):
                stream.truncate(whole)
                break
            whole += len(line)
            found[_input_of(line, output)] += 1
    del found[""]
    return found


def _input_of(line: bytes, output: Path) -> str:
    """The input of one line; "" for an error, which is tried again."""
    try:
        record = json.loads(line)
        return "" if "error" in record else str(record["input"])
    except (ValueError, KeyError, TypeError) as wrong:
        raise UsageError(f"{output} holds a line that is no reading", "name another file, or remove it") from wrong
