"""Word documents and PDFs as inputs: the words of the article, its paragraphs and their roles,
and nothing that was struck out."""

import io
import sys
import zipfile
import zlib
from collections import Counter
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import InputError
from whence.ingest import documents, pdf
from whence.ingest.documents import docx_of, hint_for
from whence.ingest.pdf import pdf_of
from whence.lexicon.tables import table
from whence.records.article import ArticleDate, Given

FERRY = "The ferry to Ostrava Holm will sail, Øyvind Brandvik said."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = """
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="Liste"><w:name w:val="List Paragraph"/></w:style>
<w:style w:styleId="Bild"><w:name w:val="caption"/></w:style>
<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:styleId="Own"><w:name w:val="Holm headline two"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>
<w:style w:styleId="Level"><w:name w:val="Level"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
"""


def run(text):
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def p(text, style=None, properties=""):
    """One paragraph; what begins with "<" is XML."""
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{name}{properties}</w:pPr>{text if text.startswith('<') else run(text)}</w:p>"


def docx(*paragraphs, core="", styles=STYLES, space=W, **parts):
    """A document of paragraphs as Word packs it; `parts` replace or add files."""
    files = {
        "_rels/.rels": f'<Relationships xmlns="{RELS}">'
        f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="b" Type="http://x.example/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{"".join(paragraphs)}<w:sectPr/></w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{space}">{styles}</w:styles>',
        "docProps/core.xml": '<c:coreProperties xmlns:c="c" xmlns:dc="d" xmlns:dcterms="t">' + core + "</c:coreProperties>",
    } | parts
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            if data is not None:
                archive.writestr(name, data)
    return out.getvalue()


def pieces(found):
    return [(found.text[each.start : each.end], each.role) for each in found.shown.blocks]


def is_wrong(found, name, message):
    return isinstance(found, InputError) and found.name == name and message in found.message and found.hint != ""


# --- paragraphs of Word --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("space", [W, STRICT])
def test_styles_tell_title_headings_lists_and_quotations_in_any_language_of_word(space):
    data = docx(
        p("Ferry sails", "Titel"), p("Contents", "TOC1"), p(FERRY), p("Later", "berschrift1"), p("Own", "Own"), p("Deep",
        "Level"),
        p("“No.”", "Zitat"), p("One", "Liste"), p("Two", None, '<w:numPr><w:numId w:val="3"/></w:numPr>'), p("A boat", "Bild"),
        p("Ring", "Ring"), p("Unknown", "Nowhere"), p("Again", "Titel"), p("Out", None, '<w:outlineLvl w:val="0"/>'),
        space=space,
    )  # fmt: skip
    found = docx_of(data, "x.docx")
    assert pieces(found) == [
        ("Ferry sails", "title"), ("Contents", "boilerplate"), (FERRY, "paragraph"), ("Later", "heading"), ("Own", "heading"),
        ("Deep", "heading"), ("“No.”", "blockquote"), ("One", "list"), ("Two", "list"), ("A boat", "caption"), ("Ring",
        "paragraph"),
        ("Unknown", "paragraph"), ("Again", "heading"), ("Out", "heading"),
    ]  # fmt: skip
    assert found.text == "\n\n".join(text for text, _ in pieces(found))
    assert (found.name, found.shown.title, found.title) == ("x.docx", "Ferry sails", None)


def test_without_title_and_headings_the_lines_must_tell_as_in_plain_text():
    found = docx_of(docx(p("Ferry sails"), p(FERRY), p("One", "Liste")), "x")
    assert (found.text, found.shown.blocks) == (f"Ferry sails\n\n{FERRY}\n\nOne", None)


def test_words_that_were_deleted_moved_away_or_hidden_are_left_out_and_inserted_ones_stay():
    text = (
        run("The ") + f"<w:ins>{run('new ')}</w:ins><w:del><w:r><w:delText>old </w:delText></w:r>{run('very ')}</w:del>"
        f"<w:moveFrom>{run('far ')}</w:moveFrom><w:moveTo>{run('near ')}</w:moveTo>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret </w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>ferry</w:t></w:r>"
    )
    assert docx_of(docx(p(text)), "x").text == "The new near ferry"


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next():
    deleted = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert (
        docx_of(docx(p("The ferry ", None, deleted), p("will sail."), p("Last", None, deleted)), "x").text
        == "The ferry will sail.\n\nLast"
    )


def test_notes_pictures_and_codes_of_fields_are_no_text_and_links_are():
    text = (
        run("The ") + f"<w:hyperlink>{run('ferry')}</w:hyperlink><w:r><w:footnoteReference w:id='1'/></w:r>"
        f"<w:r><w:drawing><w:txbxContent>{p('A box')}</w:txbxContent></w:drawing></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"<w:r><w:pict>{p('A box')}</w:pict></w:r><w:fldSimple>{run(' sails')}</w:fldSimple>"
    )
    data = docx(
        p(text),
        **{"word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{p("A note")}</w:footnotes>', "word/header1.xml": p("Head")},
    )
    assert docx_of(data, "x").text == "The ferry sails"


def test_tabs_and_breaks_are_kept_and_a_blank_line_inside_a_paragraph_parts_it():
    text = "<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:br/><w:br/>"
    text += "<w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t></w:r>"
    assert docx_of(docx(p(text)), "x").text == "One\ttwo\nthree\n\nnon-stop"


def test_cells_of_tables_and_fields_of_forms_are_paragraphs():
    body = f"<w:tbl><w:tr><w:tc>{p('One')}</w:tc><w:tc>{p('Two')}</w:tc></w:tr></w:tbl>"
    body += f"<w:sdt><w:sdtContent>{p('Three')}</w:sdtContent></w:sdt>"
    assert docx_of(docx(body, p(" "), p("")), "x").text == "One\n\nTwo\n\nThree"


def test_the_parts_are_found_by_their_relations_and_not_by_their_usual_names():
    rels = f'<Relationships xmlns="{RELS}"><Relationship Id="a" Type="{{}}/{{}}" Target="{{}}"/></Relationships>'
    data = docx(**{
        "_rels/.rels": rels.format(OFFICE, "officeDocument", "/word/document2.xml"),
        "word/document2.xml": f'<w:document xmlns:w="{W}"><w:body>{p("Ferry", "T")}{p(FERRY)}</w:body></w:document>',
        "word/_rels/document2.xml.rels": rels.format(OFFICE, "styles", "styles2.xml"),
        "word/styles2.xml": f'<w:styles xmlns:w="{W}"><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>',
    })  # fmt: skip
    assert pieces(docx_of(data, "x")) == [("Ferry", "title"), (FERRY, "paragraph")]


def test_a_document_without_styles_properties_and_relations_is_read():
    data = docx(p(FERRY), **{"_rels/.rels": None, "word/styles.xml": None, "docProps/core.xml": None})
    assert docx_of(data, "x").text == FERRY


# --- what the properties tell --------------------------------------------------------------------------------------------


def test_properties_tell_the_last_change_and_no_publication():
    core = "<dcterms:created>2026-03-01T08:00:00Z</dcterms:created><dcterms:modified>2026-03-12T09:30:00Z</dcterms:modified>"
    dates = docx_of(docx(p(FERRY), core=core), "x").shown.dates
    assert (dates.published, dates.captured) == (None, None)
    assert dates.modified == ArticleDate("2026-03-12T09:30:00+00:00", "second", "meta", "+00:00")


def test_the_title_in_the_text_counts_before_that_of_the_properties():
    core = "<dc:title>Draft 7</dc:title>"
    assert docx_of(docx(p("Ferry", "Titel"), core=core), "x").shown.title == "Ferry"
    assert docx_of(docx(p(FERRY), core=core), "x").shown.title == "Draft 7"


@pytest.mark.parametrize(
    ("creator", "byline"),
    [
        ("Jo Lund", ("Jo Lund",)),
        ("Åse van der Berg", ("Åse van der Berg",)),
        ("J. R. O'Dell-Lund; Ada Berg", ("J. R. O'Dell-Lund", "Ada Berg")),
        ("Microsoft Office User", ()),
        ("Windows User", ()),
        ("python-docx", ()),
        ("jlund", ()),
        ("Jo", ()),
        ("jo lund", ()),
        ("News Desk", ()),
        ("HP-4 Lab3", ()),
        ("", ()),
    ],
)
def test_the_author_of_the_file_is_the_byline_only_when_it_looks_like_a_person(creator, byline):
    assert docx_of(docx(p(FERRY), core=f"<dc:creator>{creator}</dc:creator>"), "x").shown.byline == byline


# --- documents that are wrong --------------------------------------------------------------------------------------------


def xml(text):
    return {"word/document.xml": text}


ENTITY = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY f "boom">]>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no Word document"),
        (b"PK\x03\x04", "no Word document"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "no Word document"),
        (docx(p(FERRY))[:-40], "no Word document"),
        (docx(**xml(None)), "no Word document"),
        (docx(**xml("<a")), "no Word document"),
        (docx(**xml("<a/>")), "no Word document"),
        (docx(**xml("")), "no Word document"),
        (docx(**xml("<a>" * 5000)), "no Word document"),
        (docx(), "the document has no text"),
        (docx(p(" ")), "the document has no text"),
        (docx(**xml(f'{ENTITY}<w:document xmlns:w="{W}"><w:body>{p("&e;&f;")}</w:body></w:document>')), "document type"),
        (docx(p(FERRY), **{"word/styles.xml": "<a"}), "no Word document"),
    ],
)
def test_what_is_no_word_document_is_an_error(data, message):
    assert is_wrong(docx_of(data, "x.docx"), "x.docx", message)


def test_what_unpacks_to_more_than_any_article_is_an_error_before_it_fills_the_memory(monkeypatch):
    data = docx(p("x" * 2_000_000))
    assert len(data) < 10_000
    monkeypatch.setattr(documents, "MOST_UNPACKED", 1_000_000)
    assert is_wrong(docx_of(data, "x"), "x", "word/document.xml unpacks to more than 1000000 bytes")


@pytest.mark.parametrize("paragraph", ["<w:p/>", "<w:p>", "<p xmlns='w'/>", '<w:p w:rsidR="1"/>'])
def test_more_paragraphs_than_any_article_has_are_an_error_before_they_become_elements(monkeypatch, paragraph):
    monkeypatch.setattr(documents, "MOST_PARAGRAPHS", 100)
    monkeypatch.setattr(documents.etree, "fromstring", lambda data, _: pytest.fail("parsed") if b"rsid" in data else None)
    found = docx_of(docx(paragraph * 101, **{"_rels/.rels": None}), "x")
    assert is_wrong(found, "x", "word/document.xml has more than 100 paragraphs")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_more_tags_than_any_article_has_are_an_error_in_every_encoding(monkeypatch, encoding):
    monkeypatch.setattr(documents, "MOST_TAGS", 100)
    body = f'<w:document xmlns:w="{W}"><w:body>{"<w:r/>" * 101}</w:body></w:document>'.encode(encoding)
    found = docx_of(docx(**{"_rels/.rels": None, "word/document.xml": body}), "x")
    assert is_wrong(found, "x", "word/document.xml has more than 100 tags")


def test_the_limits_of_a_document_leave_room_for_a_novel():
    found = docx_of(docx(p(FERRY) * 20_000), "x")
    assert found.text.count(FERRY) == 20_000


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_a_document_with_any_bytes_changed_is_a_text_or_an_error(at, noise):
    data = docx(p(FERRY, "Titel"))
    at = at * len(data) // 400
    found = docx_of(data[:at] + noise + data[at + len(noise) :], "x")
    assert isinstance(found, Given | InputError)


@given(st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&"), max_size=8),
    lambda inner: st.tuples(st.sampled_from(["p", "r", "t", "pPr", "rPr", "del", "numPr", "outlineLvl", "pStyle", "tbl",
    "vanish", "br"]),
                            st.lists(inner, max_size=4)).map(lambda pair: f"<w:{pair[0]}>{''.join(pair[1])}</w:{pair[0]}>"),
    max_leaves=12,
))  # fmt: skip
def test_elements_in_any_order_are_a_text_with_blocks_that_fit_or_an_error(body):
    found = docx_of(docx(body, p("Title", "Titel")), "x")
    assert isinstance(found, Given)
    assert all(text == text.strip() != "" for text, _ in pieces(found))


# --- kinds that are not read ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("suffix", "words"),
    [(".doc", ".docx"), (".DOC", ".docx"), (".odt", ".docx"), (".rtf", "text"), (".epub", "text"), (".jpg", "OCR"), (".mp3",
    "transcript"),
     (".xlsx", ".csv"), (".msg", ".eml"), (".zip", "unpack"), (".webarchive", ".mhtml")],
)  # fmt: skip
def test_a_kind_that_is_not_read_has_a_next_step(suffix, words):
    assert words in hint_for(suffix)


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".pdf", ".html", ".csv", "", ".unheard"])
def test_a_kind_that_is_read_or_unknown_has_none(suffix):
    assert hint_for(suffix) is None


def test_no_suffix_stands_in_two_kinds():
    suffixes = [suffix for each in table("records")["unread"] for suffix in each["suffixes"]]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


# --- PDF -----------------------------------------------------------------------------------------------------------------

needs_pypdf = pytest.mark.skipif(find_spec("pypdf") is None, reason="pypdf is not installed: pip install 'whence[documents]'")


def shown(lines):
    """The commands that draw lines: (x, y, size, text) each."""
    out = b""
    for x, y, size, text in lines:
        escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        out += b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, x, y, escaped)
    return b"BT\n" + out + b"ET"


def made(*pages, info=None, more=b""):
    """A PDF of pages of commands."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, commands in enumerate(pages):
        form = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
        form += b"/Contents %d 0 R >>"
        packed = zlib.compress(commands)
        objects.append(form % (5 + 2 * number))
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed))
    objects += [info] if info else []
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table_at, count = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(b"%010d 00000 n \n" % each for each in places)
    named = b"/Info %d 0 R " % len(objects) if info else b""
    return out + b"trailer << /Size %d /Root 1 0 R %s%s>>\nstartxref\n%d\n%%%%EOF\n" % (count, named, more, table_at)


def column(*texts, x=50, top=700, size=11, step=14):
    """Lines below one another."""
    return [(x, top - step * number, size, text) for number, text in enumerate(texts)]


def read(*pages, **more):
    return pdf_of(made(*(shown(lines) for lines in pages), **more), "x.pdf")


BODY = (
    "The ferry will sail on Friday and come back the",
    "same day, harbour master Øyvind Brandvik said in",
    "the harbour of the town.",
)
JOINED = " ".join(BODY)


@needs_pypdf
def test_the_lines_of_a_paragraph_are_one_and_a_gap_an_indent_and_a_short_line_begin_the_next():
    full, other = (
        "the harbour of the town, where it was raining.",
        ("Nobody else spoke that day, although many had", "come to see it."),
    )
    gap = column(*BODY[:2], full) + column(*other, top=700 - 14 * 3 - 8)
    indent = column(*BODY[:2], full) + column(other[0], x=62, top=658) + column(other[1], top=644)
    for lines, last in ((gap, full), (indent, full), (column(*BODY, *other), BODY[2])):
        assert read(lines).text == f"{' '.join(BODY[:2])} {last}\n\n{' '.join(other)}"
    assert read(column(*BODY[:2], full, *other)).text == f"{' '.join(BODY[:2])} {full} {' '.join(other)}"


@needs_pypdf
def test_words_that_are_cut_at_line_ends_are_whole_and_compounds_keep_their_mark():
    lines = column(
        "The well-known harbour mas-",
        "ter of the Anglo-",
        "Saxon town told the well-",
        "known reporters of the sea\xad",
        "side.",
    )
    whole = "The well-known harbour master of the Anglo-Saxon town told the well-known reporters of the seaside."
    assert read(lines).text == whole


@needs_pypdf
def test_a_paragraph_goes_on_over_the_end_of_a_column_and_of_a_page():
    one = column(*BODY[:2]) + column("the harbour of the town, where", "nobody else was to be", x=300)
    two = column("seen.", "Then it sailed. It sailed for a whole day and a night.")
    assert read(one, two).text == (
        f"{' '.join(BODY[:2])} the harbour of the town, where nobody else was to be seen.\n\n"
        "Then it sailed. It sailed for a whole day and a night."
    )


@needs_pypdf
def test_a_sentence_that_ends_with_its_column_or_page_ends_its_paragraph():
    ended = "same day, harbour master Øyvind Brandvik said."
    after = ("Nobody else spoke that day, although many had", "come to see it.")
    first, second = f"{BODY[0]} {ended}", " ".join(after)
    assert read(column(BODY[0], ended) + column(*after, x=300)).text == f"{first}\n\n{second}"
    assert read(column(BODY[0], ended), column(*after)).text == f"{first}\n\n{second}"
    assert read(column(BODY[0]), column(ended, top=600)).text == first


def test_of_a_paragraph_only_the_end_is_searched_for_a_word_that_is_cut(monkeypatch):
    """However many lines it has: looking through the whole for every line takes time that grows squared."""
    seen = []

    class Watched:
        def search(self, text):
            seen.append(len(text))
            return cut.search(text)

    cut = pdf._CUT
    monkeypatch.setattr(pdf, "_CUT", Watched())
    lines = ["The ferry to Ostrava", "will sail to-", "morrow, har\u00ad", "bour men said."] * 500
    assert pdf._joined(lines, Counter()) == " ".join(["The ferry to Ostrava will sail tomorrow, harbour men said."] * 500)
    assert len(seen) == 2000
    assert max(seen) <= 2 * pdf.TAIL


@needs_pypdf
def test_more_lines_than_any_article_has_are_an_error(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_LINES", 4)
    assert read(column(*BODY)).text == JOINED
    assert is_wrong(read(column(*BODY), column(*BODY)), "x.pdf", "the PDF has more than 4 lines")


@needs_pypdf
def test_headers_footers_and_page_numbers_are_left_out():
    pages = [
        [(50, 810, 9, f"Holm Post  {number}"),
        *column(*(f"{word} {place} goes on to the end of its own line of" for place in "abcdefgh")),
         (50, 40, 9, "© Holm Post 2026"), (50, 30, 9, f"Page {number} of 3")]
        for number, word in ((1, "Ferry"), (2, "Harbour"), (3, "Captain"))
    ]  # fmt: skip
    text = read(*pages).text
    assert "Holm Post" not in text
    assert "Page" not in text
    assert text.count(" goes on to") == 24


@needs_pypdf
def test_what_stands_once_at_the_edge_of_a_page_is_text():
    assert read(column("Ferry sails", size=20), column(FERRY)).text == f"Ferry sails\n\n{FERRY}"


@needs_pypdf
def test_the_title_of_the_properties_counts_only_when_the_text_has_it():
    lines = [(50, 760, 20, "Ferry sails"), *column(*BODY)]
    found = read(lines, info=b"<< /Title (FERRY  Sails) >>")
    assert (found.text, found.shown.title) == (f"Ferry sails\n\n{JOINED}", "FERRY Sails")
    assert read(lines, info=b"<< /Title (Microsoft Word - draft7.doc) >>").shown is None
    assert read(lines).shown is None


@needs_pypdf
def test_pages_that_are_scaled_and_turned_upside_down_are_read_from_the_top():
    commands = b"q .75 0 0 -.75 0 842 cm BT "
    for number, text in enumerate((BODY[0], "same day.", "Nobody spoke that day, although many had come.")):
        commands += b"/F1 14 Tf 1 0 0 -1 50 %d Tm (%s) Tj " % (100 + 20 * number, text.encode())
    found = pdf_of(made(commands + b"ET Q"), "x")
    assert found.text == f"{BODY[0]} same day.\n\nNobody spoke that day, although many had come."


LOCKED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)] " % (b"x" * 32, b"y" * 32)


@needs_pypdf
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no PDF that can be read"),
        (b"%PDF-1.4\n", "is no PDF that can be read"),
        (b"The ferry sails.", "is no PDF that can be read"),
        (made(shown([(50, 700, 11, "x")]))[:300], "is no PDF that can be read"),
        (made(shown([(50, 700, 11, "x")])).replace(b"/FlateDecode", b"/Fl         "), "is no PDF that can be read"),
        (made(b""), "the PDF has no text"),
        (made(b"q 100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"), "the PDF has no text"),
        (made(shown([(50, 700, 11, "- 1 -")])), "the PDF has no text"),
        (made(b"", more=LOCKED), "the PDF is encrypted"),
        (made(*[b""] * 201), "more than 200 pages"),
    ],
)  # fmt: skip
def test_a_pdf_without_a_text_is_an_error(data, message):
    assert is_wrong(pdf_of(data, "x.pdf"), "x.pdf", message)


@needs_pypdf
def test_a_page_that_is_drawn_with_millions_of_commands_is_an_error(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGE_BYTES", 1000)
    assert is_wrong(pdf_of(made(b"q Q " * 1000), "x"), "x", "page 1 is drawn with more than 1000 bytes")


@needs_pypdf
@given(st.integers(0, 300), st.binary(min_size=1, max_size=6))
def test_a_pdf_with_any_bytes_changed_is_a_text_or_an_error(at, noise):
    data = made(shown(column(*BODY)), info=b"<< /Title (Ferry) >>")
    at = at * len(data) // 300
    found = pdf_of(data[:at] + noise + data[at + len(noise) :], "x")
    assert isinstance(found, Given | InputError)
    assert not isinstance(found, Given) or found.text.encode()


@needs_pypdf
@given(st.lists(st.tuples(st.integers(0, 600), st.integers(-100, 900), st.integers(0, 40),
                          st.text("ab -.A\xad\x00", max_size=8)), max_size=12))  # fmt: skip
def test_lines_anywhere_on_a_page_are_a_text_or_an_error(lines):
    found = read(lines, lines[::-1])
    assert isinstance(found, Given | InputError)


def test_without_pypdf_a_pdf_is_an_error_that_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    found = pdf_of(made(shown([(50, 700, 11, FERRY)])), "x.pdf")
    assert is_wrong(found, "x.pdf", "not installed")
    assert "pip install 'whence[documents]'" in found.hint
