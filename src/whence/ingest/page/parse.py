"""Bytes of a page -> its tree.  Nothing in the page runs, and nothing that it names is opened."""

import codecs
import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from whence.errors import InputError
from whence.ingest.decoding import MAGIC, UNFIT
from whence.lexicon.tables import table
from whence.records.article import Page

MOST_TAGS = 300_000  # of one page: the most of 1,159 pages is 19,629; a million of them take 2 to 7 s
MOST_ATTRIBUTES = 20_000  # words of one tag: the parser compares each attribute with all before it, and takes 1 s for so many
SNIFFED = 4096  # bytes in which a page names its encoding: HTML asks for the first 1024, a few publishers need more
MOST_CONTROL = 0.1  # share of control characters from which bytes are no text in any encoding
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_CLOSED = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)  # the parser drops what stands behind them, browsers do not
_ESCAPED = re.compile(rb"\x1b[$(][@B-DIJ]")  # how ISO-2022-JP changes its letters
# Names that the web uses for another, larger encoding (WHATWG Encoding Standard, "Names and labels").
_LABELS = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "ksc5601"), "cp949"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("iso-8859-11", "tis-620", "windows-874"), "cp874"),
    **dict.fromkeys(("unicode", "utf-16"), "utf-16-le"),
}  # fmt: skip
# The encodings of that standard by Python's names: it has others, which no page is written in and which can be slow.
_ENCODINGS = frozenset(table("markup")["encodings"].split())
BORNE_OUT = 4  # letters beyond ASCII for every byte that is wrong, from which a text is UTF-8 with a fault


def decoded(page: Page) -> str:
    """The characters of a page: by its mark, as UTF-8, by what transport and page declare, else as Windows-1252.

    Bytes that can be UTF-8 are hardly ever meant as anything else (RFC 3629), so they count before what is declared.
    InputError for bytes that are no text.
    """
    if isinstance(page.data, str):
        return page.data
    if magic := next((kind for start, kind in MAGIC.items() if page.data.startswith(start)), None):
        raise InputError(page.name, f"this is a {magic} file, not a page", "give the page, or its text")
    text = _decoded(page.data, page.charset)
    if len(_CONTROL.findall(text[:20_000])) > MOST_CONTROL * len(text[:20_000]):
        raise InputError(page.name, "is no text in a known encoding", "save the page as UTF-8")
    return text


def _decoded(data: bytes, told: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    found = _DECLARED.search(data, 0, SNIFFED)
    written = _encoding(found[1].decode("ascii", "replace")) if found else None
    if written and written.startswith("utf-16"):
        written = None  # it could not have been read
    labels = [each for each in (_encoding(told), written) if each]
    if labels and labels[0].startswith("utf-16"):
        return data.decode(labels[0], "replace")
    if "iso2022_jp" in labels and _ESCAPED.search(data):
        return data.decode("iso2022_jp", "replace")
    try:
        reader = codecs.getincrementaldecoder("utf-8")()
        return reader.decode(data) + ("\ufffd" if reader.getstate()[0] else "")  # a last character that was cut off
    except UnicodeDecodeError:
        return _of_labels(data, labels)


def _of_labels(data: bytes, labels: list[str]) -> str:
    """The characters of bytes that are not wholly UTF-8."""
    faulty = data.decode("utf-8", "replace")
    wrong = faulty.count("\ufffd")
    borne_out = len(faulty) - len(faulty.encode("ascii", "ignore")) - wrong > BORNE_OUT * wrong
    if borne_out:
        return faulty
    other = next((each for each in labels if each != "utf-8"), "cp1252")
    return data.decode(other, "replace")


def _encoding(label: str | None) -> str | None:
    """Python's name of an encoding that pages are written in; None for other labels."""
    if not label or not label.isascii() or "\x00" in label:
        return None
    plain = label.strip().lower()
    try:
        name = codecs.lookup(_LABELS.get(plain, plain)).name
    except LookupError:
        return None
    return name if name in _ENCODINGS else None


def tree_of(page: Page) -> HtmlElement:
    """The page as a tree; InputError where there is none in it."""
    text = _CLOSED.sub("", UNFIT.sub(" ", decoded(page)))
    if any(len(each[0].split()) > MOST_ATTRIBUTES for each in _LONG_TAG.finditer(text)):
        raise InputError(page.name, f"a tag of the page has more than {MOST_ATTRIBUTES} parts", "give the article's text")
    if text.count("<") > MOST_TAGS:
        raise InputError(page.name, f"the page has more than {MOST_TAGS} tags", "give its articles one by one, or their text")
    if not text.strip():
        raise InputError(page.name, "the page is empty", "give a page with an article in it")
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=True)  # else it drops all below depth 256
    try:
        root = document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=True)
        if any(each.type_name == "ERR_RESOURCE_LIMIT" for each in parser.error_log):
            raise InputError(page.name, "its elements are nested too deeply", "give the article's text")
        return root
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError, ValueError) as wrong:
        raise InputError(page.name, f"is no page of HTML: {wrong}", "give HTML or plain text") from wrong
