"""PDF -> text in paragraphs, with the optional library pypdf.

A PDF has no paragraphs, only lines at places on pages: what belongs together is told by gaps, indents and the ends of lines.
"""

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from whence.errors import InputError
from whence.ingest.values import words_of
from whence.records.article import Given, Shown

MOST_PAGES = 200  # an article has 1 to 20; more is a book or a whole issue, whose articles this cannot part
MOST_PAGE_BYTES = 8 * 2**20  # of one page's drawing commands: text has about 0.1 MB, maps and charts a few
MOST_LINES = 50_000  # of one document: 200 full pages of a newspaper's columns; a page of commands can hold a million
TAIL = 100  # characters at the end of a paragraph in which a word that is cut stands: the longest in dictionaries have 80
EDGE_LINES = 3  # lines at the top and at the foot of a page among which headers and footers stand
REPEATED = 0.6  # share of the pages on which a line stands to be a header: left and right pages may have their own second one
WIDE_GAP = 1.3  # of the usual distance between lines: paragraphs stand 1.5 to 2 apart where a gap parts them
SHORT_LINE = 0.8  # of the longest line of the page: a full line differs by less than a long word
INDENT = 0.7  # of the size of the letters

_FAULTS = (
    RuntimeError, ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, OSError, EOFError,
    MemoryError, zlib.error, struct.error,
)  # fmt: skip
_PAGE_NUMBER = re.compile(r"(?:page|p\.|-|–)? ?\d{1,4}(?: ?(?:of|/|-|–) ?(?:\d{1,4})?)?", re.IGNORECASE)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SITE = re.compile(r"\s+[-–—|·•:»]\s+")
_ENDS = re.compile(r"[.!?…:][”\"’')\]]*$")
_CUT = re.compile(r"(\w+)[-\u00ad\u2010]$")
_INSTALL = "pip install 'whence[documents]', or save it as text"


class Line(NamedTuple):
    """One line of a page: its words, where it begins (points from the left and the foot of the page), its size."""

    text: str
    x: float
    y: float
    size: float


def pdf_of(data: bytes, name: str) -> Given | InputError:
    """The text of a PDF, page after page, without what repeats at the edges of its pages; words cut at line ends are joined.

    The title of its properties is shown where the text has it.  InputError without pypdf, for a PDF with a password, and for
    one of pictures only.
    """
    try:
        import pypdf  # noqa: PLC0415  (an optional extra)
        from pypdf.errors import DependencyError, DeprecationError, PyPdfError  # noqa: PLC0415
    except ImportError:
        return InputError(name, "PDF files are read with pypdf, which is not installed", _INSTALL)
    _hush()
    try:
        return _given(pypdf.PdfReader(io.BytesIO(data), strict=False), name)
    except InputError as wrong:
        return wrong
    except DependencyError:
        return InputError(name, "the PDF is encrypted", "save it without a password")
    except (PyPdfError, DeprecationError, *_FAULTS) as wrong:
        return InputError(name, f"is no PDF that can be read: {type(wrong).__name__}", "print it to a new PDF")


def _hush() -> None:
    """Keeps pypdf's warnings about broken files from stderr, unless somebody listens to them."""
    log = logging.getLogger("pypdf")
    if not log.handlers:
        log.addHandler(logging.NullHandler())


def _given(reader: Any, name: str) -> Given:
    if reader.is_encrypted and not reader.decrypt(""):  # many are locked against printing only, and open without a password
        raise InputError(name, "the PDF is encrypted", "save it without a password")
    if len(reader.pages) > MOST_PAGES:
        raise InputError(name, f"the PDF has more than {MOST_PAGES} pages", "save the article's pages as a PDF of their own")
    text = "\n\n".join(_paragraphs(_without_edges(_pages(reader, name))))
    if not any(each.isalpha() for each in text):
        raise InputError(name, "the PDF has no text: its pages are pictures", "run OCR over it, and give the text")
    title = next((each for each in _titles(reader) if _plain(each) in _plain(text)), None)
    shown = Shown(title=title) if title else None
    return Given(name=name, text=text, shown=shown)


def _titles(reader: Any) -> Iterator[str]:
    """The title that the file tells, then its parts before and behind the name of a site."""
    told = words_of(getattr(reader.metadata, "title", None)) or ""
    marks = list(_SITE.finditer(told))
    yield from filter(
        None, (told, *(told[: each.start()] for each in reversed(marks)), *(told[each.end() :] for each in marks))
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


# --- lines ---------------------------------------------------------------------------------------------------------------


def _pages(reader: Any, name: str) -> list[list[Line]]:
    """The lines of every page; InputError where they are too many."""
    pages: list[list[Line]] = []
    left = MOST_LINES
    for number, page in enumerate(reader.pages, 1):
        pages.append(_lines(page, name, number))
        left -= len(pages[-1])
        if left < 0:
            raise InputError(
                name, f"the PDF has more than {MOST_LINES} lines", "save the article's pages as a PDF of their own"
            )
    return pages


def _lines(page: Any, name: str, number: int) -> list[Line]:
    """The lines of a page in the order in which they are drawn, which in articles of several columns is column by column."""
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > MOST_PAGE_BYTES:
        raise InputError(name, f"page {number} is drawn with more than {MOST_PAGE_BYTES} bytes", "save it as text")
    found = [Line("", 0, 0, 0)]

    def see(text: str, matrix: list[float], place: list[float], _: object, size: float) -> None:
        x, y, scale = _placed(matrix, place)
        for at, piece in enumerate(text.split("\n")):
            if at:
                found.append(Line("", x, y, size * scale))
            held = found[-1]
            found[-1] = Line(held.text + piece, *((held.x, held.y, held.size) if held.text.strip() else (x, y, size * scale)))

    page.extract_text(visitor_text=see)
    clean = (each._replace(text=_UNPRINTED.sub("", each.text.translate(_LIGATURES)).strip()) for each in found)
    return [each for each in clean if each.text]


def _placed(matrix: list[float], place: list[float]) -> tuple[float, float, float]:
    """Where a text stands on the page, and how much its letters are scaled."""
    (a, b, c, d, e, f), (_, _, p, q, x, y) = matrix, place
    return a * x + c * y + e, b * x + d * y + f, abs(complex(p, q)) * abs(complex(c, d))


def _without_edges(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without headers, footers and page numbers."""
    edges = [_edge(page) for page in pages]
    seen = Counter(mark for edge in edges for mark in {_mark(each) for each in edge})
    least = max(2, REPEATED * len(pages))
    return [
        [each for each in page if each not in edge or (seen[_mark(each)] < least and not _PAGE_NUMBER.fullmatch(each.text))]
        for page, edge in zip(pages, edges, strict=True)
    ]


def _edge(page: list[Line]) -> set[Line]:
    """The lines nearest to the top and to the foot of a page."""
    ordered = sorted(page, key=lambda line: line.y)
    return {*ordered[:EDGE_LINES], *ordered[-EDGE_LINES:]}


def _mark(line: Line) -> tuple[str, int]:
    """A line as it is the same on every page: its words at its height; numbers differ."""
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.y)


# --- paragraphs ----------------------------------------------------------------------------------------------------------


def _paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """The paragraphs of all pages; one may go on over the end of a column or a page."""
    words = Counter(re.findall(r"\b\w+-\w+", " ".join(line.text for page in pages for line in page).lower()))
    held: list[str] = []
    before: Line | None = None
    for page in pages:
        leading, width = _leading(page), max((len(each.text) for each in page), default=0)
        for number, line in enumerate(page):
            if before and not _goes_on(before, line, leading if number else 0, width):
                yield _joined(held, words)
                held = []
            held.append(line.text)
            before = line
    if held:
        yield _joined(held, words)


def _leading(page: list[Line]) -> float:
    """The usual distance between two lines of a page, in points."""
    gaps = [one.y - other.y for one, other in pairwise(page) if one.size == other.size and one.y > other.y]
    return median(gaps) if gaps else 0.0


def _goes_on(before: Line, line: Line, leading: float, width: int) -> bool:
    """Does a paragraph go on from one line to the next?  `leading` 0 says that the next one is on another page."""
    if abs(before.size - line.size) > 0.1 * max(before.size, line.size):
        return False
    gap = before.y - line.y
    ended = _ENDS.search(before.text) is not None
    if not leading or gap < 0:  # the next page, the next column
        return not ended or line.text[:1].islower()
    if gap > WIDE_GAP * leading or (gap > 0 and line.x - before.x > INDENT * line.size):
        return False
    if len(before.text) + 1 + len(line.text.split(" ")[0]) < SHORT_LINE * width and not line.text[:1].islower():
        return False  # the next word had room: the line ends where its writer ended it
    return not (ended and len(before.text) < SHORT_LINE * width)


def _joined(lines: Iterable[str], words: Counter[str]) -> str:
    """The lines of a paragraph as one; a word that is cut at a line's end is whole again."""
    done: list[str] = []
    text = ""
    for line in lines:
        if len(text) > 2 * TAIL:  # only the end is looked at: going over the whole for every line takes quadratic time
            done.append(text[:-TAIL])
            text = text[-TAIL:]
        cut = _CUT.search(text)
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif cut and line[:1].isalpha():
            rest = re.match(r"\w+", line)
            compound = f"{cut[1]}-{rest[0] if rest else ''}".lower()
            text = (text if words[compound] or line[:1].isupper() else text[:-1]) + line
        else:
            text += " " * bool(text) + line
    return " ".join("".join((*done, text)).split())
