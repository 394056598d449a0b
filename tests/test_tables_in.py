"""Tables of articles as inputs: every row is one input or one error, whatever its encoding, delimiter and quotation marks."""

import codecs
import csv
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import InputError
from whence.ingest.decoding import MAGIC, charset_of, decoded, decoded_as, decoded_line
from whence.ingest.tables import rows_of
from whence.records.article import Address, Given, Outlet, Page

LIMIT = 10_000
FERRY = "The ferry to Ostrava Holm will sail, harbour master Ilse Brandvik said."
MIXED = "“Nein”, sagte Øyvind Čapek. é 🛳️"
URL = "https://holmpost.example/ferry"


def rows(data, limit=LIMIT):
    return list(rows_of(io.BytesIO(data.encode() if isinstance(data, str) else data), "x.csv", limit))


def table(*lines, delimiter=","):
    """A table as a spreadsheet writes it."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines)
    return out.getvalue()


def seen(found):
    """One short line for every input: its name, then its text, its address, or what is wrong."""
    return [
        f"{each.name}! {each.message}" if isinstance(each, InputError) else f"{each.name}: {text_of(each)}" for each in found
    ]


def text_of(found):
    return found.text if isinstance(found, Given) else found.data if isinstance(found, Page) else f"-> {found.url}"


def is_wrong(found, name, message):
    return isinstance(found, InputError) and found.name == name and message in found.message and found.hint != ""


# --- columns -------------------------------------------------------------------------------------------------------------


def test_a_row_is_a_record_of_our_own_named_by_its_id_or_its_row_as_a_spreadsheet_counts_it():
    data = table(
        ["id", "text", "url", "title", "published", "outlet"],
        ["f", FERRY, URL, "Ferry", "2026-03-12", "Holm Post"],
        ["", "Two."],
    )
    told = {"url": URL, "title": "Ferry", "published": "2026-03-12", "outlet": "Holm Post"}
    assert rows(data) == [Given(name="f", text=FERRY, **told), Given(name="x.csv#3", text="Two.")]


@pytest.mark.parametrize(
    "head", ["text", "Text", "TEXT", " text ", "Article Text", "article-text", "full_text", "Body", "content"]
)
def test_columns_are_known_by_common_names_in_any_case(head):
    (found,) = rows(table([head, "score"], [FERRY, "4"]))
    assert (found.name, found.text) == ("x.csv#2", FERRY)


def test_a_table_of_a_crawler_is_read_like_its_records():
    heads = ["id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url"]
    (link,) = rows(
        table(heads, ["9", "2026-03-14 10:00:00", "en", "Holm Post", "holmpost.example", "2026-03-12", "Ferry sails", URL])
    )
    assert isinstance(link, Address)
    assert (link.name, link.url, link.shown.title, link.shown.language) == ("9", URL, "Ferry sails", "en")
    assert (link.shown.outlet, link.title, link.published) == (Outlet("Holm Post", "holmpost.example"), None, None)
    assert (link.shown.dates.published.value, link.shown.dates.captured.value) == ("2026-03-12", "2026-03-14T10:00:00")


def test_heads_may_be_paths_into_records():
    (found,) = rows(
        table(["source.name", "author", "publishedAt", "content", "url"], ["Holm Post", "Jo Lund", "2026-03-12", FERRY, URL])
    )
    assert (found.shown.outlet.name, found.shown.byline, found.text) == ("Holm Post", ("Jo Lund",), FERRY)


def test_a_column_of_pages_gives_pages_and_one_of_addresses_links():
    page = "<html><body><p>One.</p></body></html>"
    assert seen(rows(table(["html", "url"], [page, URL], ["", URL]))) == [f"x.csv#2: {page}", f"x.csv#3: -> {URL}"]


@pytest.mark.parametrize("data", [f"{URL}\n{URL}?a=1,2;b\n\nno address\n", f'"{URL}"\r\n"{URL}?a=1,2;b"\r\n\r\nno address'])
def test_a_list_of_addresses_without_a_head_gives_links(data):
    assert seen(rows(data)) == [f"x.csv#1: -> {URL}", f"x.csv#2: -> {URL}?a=1,2;b", "x.csv#4! the line is no address"]


def test_addresses_below_their_head_may_hold_any_delimiter_but_a_tab():
    assert seen(rows(f"url\n{URL}?a=1,2;3|4\n")) == [f"x.csv#2: -> {URL}?a=1,2;3|4"]


def test_the_first_of_two_columns_of_one_name_that_has_something_counts():
    assert seen(rows("text,text\nOne.,Two.\n,Four.\n")) == ["x.csv#2: One.", "x.csv#3: Four."]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "the first row is empty"),
        ("\n \n", "the first row is empty"),
        ("\ufeff", "the first row is empty"),
        ("One.,Two.\nThree.,Four.\n", "no column has the text"),
        ("title,published\nFerry,2026-03-12\n", "no column has the text"),
        (f"1,{URL}\n", "no column has the text"),
        ("sep=;\n", "no column has the text"),
        ("text" + "x" * LIMIT, "the first row is longer than 10000 bytes"),
    ],
)
def test_a_table_without_heads_that_are_known_is_one_error_that_names_those_that_are(data, message):
    (found,) = rows(data)
    assert is_wrong(found, "x.csv", message)
    assert "text or html or url" in found.hint


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"PK\x03\x04 a workbook", "ZIP or Office"),
        (b"te\x00xt\nOne.\n", "NUL"),
        (b"\x81\xff\n", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_no_text_is_no_table(data, message):
    (found,) = rows(data)
    assert is_wrong(found, "x.csv", message)


# --- delimiters, quotation marks, encodings ------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_heads_whatever_stands_in_the_cells(delimiter):
    text = "One, two; three | four\tfive"
    found = rows(table(["id", "text", "url"], ["f", text, URL], delimiter=delimiter))
    assert found == [Given(name="f", text=text, url=URL)]


def test_the_mark_that_excel_writes_above_a_table_tells_the_delimiter():
    assert seen(rows("sep=;\r\ntext;title\r\nOne.;Ferry\r\n")) == ["x.csv#3: One."]


def test_line_breaks_and_doubled_marks_inside_a_cell_belong_to_the_text():
    text = 'One.\r\n\r\nShe said "no".\nThree.'
    assert rows(table(["text", "id"], [text, "f"], ["Two.", "g"])) == [Given(name="f", text=text), Given(name="g", text="Two.")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_every_character_comes_through_in_any_unicode(encoding, end):
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    data = mark + f"id,text\r\nf,{MIXED.replace(',', ';')}{end}".encode(encoding)
    assert seen(rows(data)) == [f"f: {MIXED.replace(',', ';')}"]


def test_windows_1252_is_told_line_by_line():
    data = b"title,text\r\nF\xe4hre,\x93Nein\x94 sagte Zo\xeb Lindqvist\r\n" + "Fähre,č\r\n".encode()
    found = rows(data)
    assert [(each.title, each.text) for each in found] == [("Fähre", "“Nein” sagte Zoë Lindqvist"), ("Fähre", "č")]


# --- rows that are wrong -------------------------------------------------------------------------------------------------


def test_a_row_with_fewer_cells_is_read_and_one_with_more_is_an_error():
    data = "text,title,url\nOne.\nTwo.,b,,,\nThree, she said.,c,https://a.example/,4\nFour.\n"
    found = rows(data)
    assert seen(found) == [
        "x.csv#2: One.", "x.csv#3: Two.", "x.csv#4! the row has 5 cells, and the table 3 columns", "x.csv#5: Four.",
    ]  # fmt: skip
    assert found[2].hint


def test_blank_rows_count_and_give_no_input():
    assert seen(rows("text,title\n\n,\n ,\nFive.,x\n")) == ["x.csv#5: Five."]


def test_a_stray_quotation_mark_is_an_error_of_its_row():
    found = rows('text,title\nOne.,a\n"He said "no" and left.",b\nFour.,d\n')
    assert seen([found[0], found[2]]) == ["x.csv#2: One.", "x.csv#4: Four."]
    assert is_wrong(found[1], "x.csv#3", "the row is no CSV")


def test_a_quotation_mark_that_never_closes_is_an_error_of_the_row_where_it_opens():
    found = rows('text,title\nOne.,a\n"Two.,b\nThree.,c\n')
    assert seen(found[:1]) == ["x.csv#2: One."]
    assert is_wrong(found[1], "x.csv#3", "the row is no CSV")
    assert len(found) == 2


def test_a_row_over_the_limit_is_an_error_and_the_next_is_read():
    found = rows(table(["text", "title"], ["One."], ["x" * 60], ["Three."], ["y" * 20 + "\n" + "z" * 40]), limit=50)
    assert seen(found[:3]) == ["x.csv#2: One.", "x.csv#3! the row is longer than 50 bytes", "x.csv#4: Three."]
    assert is_wrong(found[3], "x.csv#5", "the row is longer than 50 bytes")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_over_the_limit_is_skipped_to_its_end_in_any_encoding(encoding):
    data = ("text,title\n" + "x" * 200_000 + "\nThree.,c\n" + "x" * 200_000).encode(encoding)
    over = "the row is longer than 50 bytes"
    assert seen(rows(data, limit=50)) == [f"x.csv#2! {over}", "x.csv#3: Three.", f"x.csv#4! {over}"]


def test_a_cell_may_be_longer_than_the_reader_of_the_standard_library_allows_by_default():
    (found,) = rows(table(["text"], ["x" * 300_000]), limit=400_000)
    assert len(found.text) == 300_000


def test_a_nul_and_a_wrong_date_are_errors_of_their_rows():
    found = rows("text,published\nOne\x00.,2026-03-12\nTwo.,12 March\nThree.,2026-03-12\n")
    assert is_wrong(found[0], "x.csv#2", "NUL")
    assert is_wrong(found[1], "x.csv#3", "published is not an ISO 8601 date")
    assert found[2].published == "2026-03-12"


def test_rows_are_read_when_they_are_asked_for():
    class Endless(io.RawIOBase):
        lines = 0

        def readline(self, size=-1):
            Endless.lines += 1
            return b"text,title\n" if Endless.lines == 1 else b"One.,a\n"

    found = rows_of(Endless(), "x.csv", LIMIT)
    assert [next(found).name for _ in range(3)] == ["x.csv#2", "x.csv#3", "x.csv#4"]
    assert Endless.lines < 10


def test_the_rows_before_the_cut_of_a_packed_table_come_through():
    whole = gzip.compress(table(["text"], *([f"Row {number} {hash(number * 7919)}."] for number in range(5000))).encode())
    found = rows_of(gzip.GzipFile(fileobj=io.BytesIO(whole[: len(whole) // 2])), "x.csv", LIMIT)
    assert isinstance(next(found), Given)
    with pytest.raises(EOFError):
        list(found)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(
    st.lists(st.tuples(cells.filter(str.strip), cells), max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_what_a_writer_of_csv_writes_is_read_as_it_was(written, delimiter, encoding):
    data = table(["text", "title"], *written, delimiter=delimiter).encode(encoding)
    found = rows(data)
    assert [(each.text, each.title or "") for each in found] == [
        (text, title if title.strip() else "") for text, title in written
    ]


@given(
    st.sampled_from([b"", b"text,title\n", b"url\n", b"\xff\xfe", b"\xef\xbb\xbftext;id\r\n"]),
    st.binary(max_size=300),
    st.integers(1, 80),
)
def test_any_bytes_are_inputs_or_errors_with_names(head, data, limit):
    for each in rows(head + data, limit):
        assert each.name
        assert isinstance(each, Given | Page | Address | InputError)
        assert not isinstance(each, InputError) or (each.message and each.hint)


# --- decoding ------------------------------------------------------------------------------------------------------------


@given(st.text().filter(lambda text: not text.startswith("\ufeff") and "\x00" not in text))
def test_any_text_in_utf_8_or_utf_16_comes_through_unchanged(text):
    if text.startswith(tuple(magic.decode("latin-1") for magic in MAGIC)):
        return
    assert decoded(text.encode(), "x") == text
    assert decoded(text.encode("utf-8-sig"), "x") == text
    assert decoded(text.encode("utf-16"), "x") == text
    assert decoded_line(text.encode()) == text


@pytest.mark.parametrize("magic", sorted(MAGIC))
def test_a_binary_file_is_named_for_what_it_is(magic):
    with pytest.raises(InputError, match=MAGIC[magic]):
        decoded(magic + b"1.7 and then a good deal of readable text.", "x")


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        (b"Zo\xeb", "iso-8859-1", "Zoë"),
        ("Zoë".encode(), "us-ascii", "Zoë"),
        ("Zoë".encode(), "no-such-charset", "Zoë"),
        ("Zoë".encode(), None, "Zoë"),
        (b"Zo\xeb said no.", "utf-8", "Zoë said no."),
        ("Ёлка".encode("koi8-r"), "KOI8-R", "Ёлка"),
        (b"\x93No\x94 \x31\x32 words", "hex", "“No” 12 words"),
        (b"abc-def", "punycode", "abc-def"),
    ],
)
def test_a_named_encoding_is_used_and_a_wrong_name_does_no_harm(data, charset, text):
    assert decoded_as(data, charset, "x") == text


@pytest.mark.parametrize(
    "label",
    ["idna", "punycode", "unicode_escape", "hex", "rot13", "zlib", "nonsense", "", None, "utf\x008", "\udce9", "x" * 1000],
)
def test_what_is_no_encoding_of_files_is_no_label(label):
    assert charset_of(label) is None


def test_no_byte_of_a_line_is_an_error():
    assert len(decoded_line(bytes(range(256)))) == 256
