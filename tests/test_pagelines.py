"""Bytes of a page -> its tree, its lines, their features and parts, and what its head tells: each step by itself."""

import importlib
import json
import shutil
from contextlib import suppress
from hashlib import sha256
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from pagecases import BYLINE, LINKS, STORY, TITLE, URL, linked, meta, page, script, story
from whence.errors import InputError, ModelError
from whence.ingest.page.features import columns, features, letters_of
from whence.ingest.page.lines import BLANK, Region, lines_of, words_of
from whence.ingest.page.linked import MOST_CHARACTERS, MOST_NODES, MOST_TEXTS, nodes_of, texts, types_of
from whence.ingest.page.metadata import LONGEST, metadata_of
from whence.ingest.page.parse import decoded, tree_of
from whence.ingest.page.parts import BODY, FILE, NAME, PARTS, load, packaged, shares_of
from whence.records.article import Page
from whence.released import folder

features_module = importlib.import_module("whence.ingest.page.features")
WORDS = "Kelterßund’s mayor called the façade “naïve” — and nobody on the quay contradicted him."
JAPANESE = "港の責任者は、月曜日から渡し船が再び運航すると述べた。"


def read(data, **got):
    """The characters of a page's bytes."""
    return decoded(Page(name="page.html", data=data, **got))


def tree(html, **got):
    return tree_of(Page(name="page.html", data=html, **got))


def lines(html):
    """The lines of a page's body."""
    return lines_of(tree(f"<html><body>{html}</body></html>"))


def words(html):
    """The words of these lines."""
    return [line.text for line in lines(html)]


def head(html, url=URL):
    """What the head of a page tells."""
    return metadata_of(tree(f"<html><head>{html}</head><body>x</body></html>"), url)


# --- bytes -> characters -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("told", [None, "iso-8859-1", "utf-8"])
def test_a_mark_at_the_head_and_bytes_that_are_utf_8_count_before_every_declaration(codec, told):
    html = f'<meta charset="windows-1251"><p>{WORDS} {JAPANESE} 🛳️'
    assert read(html.encode(codec), charset=told) == html


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "ISO-8859-1", "us-ascii", "windows-1252", "x-nonsense", ""])
def test_the_names_of_latin_1_and_what_is_no_name_mean_windows_1252(declared):
    html = f'<meta charset="{declared}"><p>{WORDS}'
    assert read(html.encode("cp1252")) == html


@pytest.mark.parametrize(
    ("codec", "label", "text"),
    [
        ("gb18030", "gb2312", "渡轮将于星期一恢复航行，港务长说"),
        ("gb18030", "GBK", "渡轮将于星期一恢复航行，港务长说"),
        ("cp932", "Shift_JIS", JAPANESE),
        ("cp932", "x-sjis", JAPANESE),
        ("euc_jp", "euc-jp", JAPANESE),
        ("cp949", "euc-kr", "연락선이 월요일부터 다시 운항한다"),
        ("big5", "big5", "渡輪將於星期一恢復航行"),
        ("koi8-r", "koi8-r", "Паром снова пойдёт в понедельник"),
        ("cp1251", "windows-1251", "Паром снова пойдёт в понедельник"),
        ("cp1250", "windows-1250", "Prom popłynie znowu w poniedziałek, žluťoučký kůň"),
        ("iso8859-2", "iso-8859-2", "Prom popłynie znowu w poniedziałek"),
        ("cp1254", "iso-8859-9", "Feribot pazartesi günü yeniden çıkacak, dedi şef"),
        ("cp874", "tis-620", "เรือข้ามฟากจะแล่นอีกครั้ง"),
    ],
)
@pytest.mark.parametrize("by", ["transport", "meta", "http-equiv", "xml"])
def test_other_encodings_are_read_by_what_transport_or_page_declare(codec, label, text, by):
    declaration = {
        "transport": "",
        "meta": f'<meta charset="{label}">',
        "http-equiv": f"<META http-equiv='Content-Type' content='text/html; charset={label}'>",
        "xml": f'<?xml version="1.0" encoding="{label}"?>',
    }[by]
    html = f"{declaration}<p>{text}</p>"
    assert read(html.encode(codec), charset=label if by == "transport" else None) == html


@pytest.mark.parametrize(("codec", "label"), [("utf-16-le", "utf-16"), ("utf-16-le", "UTF-16LE"), ("utf-16-be", "utf-16be")])
def test_utf_16_without_a_mark_is_read_where_the_transport_tells_it(codec, label):
    html = f"<p>{JAPANESE}</p>"
    assert read(html.encode(codec), charset=label) == html


def test_what_the_transport_tells_counts_before_what_the_page_declares():
    html = f'<meta charset="iso-8859-1"><p>{JAPANESE}'
    assert read(html.encode("cp932"), charset="Shift_JIS") == html


def test_a_declaration_behind_the_first_bytes_is_not_looked_for():
    data = b" " * 5_000 + f'<meta charset="shift_jis"><p>{JAPANESE}'.encode("cp932")
    assert JAPANESE not in read(data)


@pytest.mark.parametrize(
    "label", ["hex", "rot13", "zip", "idna", "undefined", "mbcs", "a\x00b", "\ud800", "ünicode", "x" * 300, " "]
)
def test_a_label_that_is_no_encoding_of_text_is_passed_over(label):
    assert read(WORDS.encode("cp1252"), charset=label) == WORDS


@pytest.mark.parametrize(
    ("label", "text"), [("punycode", "café-bb"), ("unicode_escape", r"café \u0041"), ("raw_unicode_escape", r"café \u0041")]
)
def test_the_codecs_of_python_that_are_no_encodings_of_pages_are_passed_over(label, text):
    assert read(text.encode("cp1252"), charset=label) == text


def test_thai_pages_are_read_by_the_name_that_they_have_on_the_web():
    text = "เรือข้ามฟากจะแล่นอีกครั้ง"
    assert read(text.encode("cp874"), charset="windows-874") == text


def test_english_in_utf_16_without_a_mark_is_read_as_the_transport_tells():
    assert read("<p>The ferry sails.</p>".encode("utf-16-le"), charset="utf-16le") == "<p>The ferry sails.</p>"


def test_a_declaration_of_utf_16_that_can_be_read_is_wrong():
    html = f'<meta charset="utf-16"><p>{WORDS}'
    assert read(html.encode("cp1252")) == html


def test_japanese_of_old_mail_programs_is_read():
    assert JAPANESE in read(f'<meta charset="iso-2022-jp"><p>{JAPANESE}'.encode("iso2022_jp"))


@pytest.mark.parametrize("cut", [1, 2])
def test_utf_8_that_ends_inside_a_character_is_utf_8(cut):
    data = f"<p>{WORDS} {JAPANESE} —".encode()
    assert f"{WORDS} {JAPANESE}" in read(data[:-cut])


def test_utf_8_with_one_wrong_byte_is_utf_8():
    assert WORDS in read(f"<p>{WORDS} {JAPANESE}</p>".encode() + b"<p>caf\xe9</p>")


def test_utf_8_with_hardly_a_letter_beyond_ascii_that_ends_inside_a_character_is_utf_8():
    assert "mayor’s" in read("<p>The mayor’s word —".encode()[:-1])


@pytest.mark.parametrize("by", ["transport", "meta"])
def test_declared_utf_8_that_ends_inside_a_character_is_utf_8(by):
    data = f'<meta charset="{"utf-8" if by == "meta" else ""}"><p>{WORDS} —'.encode()[:-1]
    text = read(data, charset="UTF-8" if by == "transport" else None)
    assert WORDS in text
    assert text.endswith("\ufffd")


def test_windows_1252_that_calls_itself_utf_8_is_windows_1252():
    html = f'<meta charset="utf-8"><p>{WORDS}'
    assert read(html.encode("cp1252")) == html


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03" * 400, bytes(range(32)) * 50, b"<p>x</p>" + b"\x00" * 40, "<p>ferry".encode("utf-32-le")]
)
def test_bytes_that_are_no_text_are_an_error_that_names_the_page(data):
    with pytest.raises(InputError, match="no text") as wrong:
        read(data)
    assert wrong.value.name == "page.html"
    assert wrong.value.hint


def test_characters_are_taken_as_they_are():
    assert read(WORDS, charset="shift_jis") == WORDS


# --- characters -> tree --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("html", ["", "  \n", "\x00\x01", b"", b"\xef\xbb\xbf"])
def test_a_page_without_a_character_is_an_error(html):
    with pytest.raises(InputError) as wrong:
        tree(html)
    assert wrong.value.hint


@pytest.mark.parametrize("html", ["<!-- nothing -->", "<!doctype html>", "<?xml version='1.0'?>"])
def test_a_page_without_an_element_is_an_error_or_an_empty_tree(html):
    with suppress(InputError):
        assert lines_of(tree(html)) == []


def test_characters_that_no_tree_can_hold_become_blanks():
    assert words("<p>The\x00 ferry\x0c \ud800sails\uffff.</p>") == ["The ferry sails ."]


@pytest.mark.parametrize(
    "html",
    [
        '<!DOCTYPE html SYSTEM "file:///etc/hosts"><p>&amp; sails</p>',
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hosts">]><p>&x; sails</p>',
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><p>&b;&b;&b;&b; sails</p>',
    ],
)
def test_no_entity_of_the_page_is_expanded_or_opened(html):
    (line,) = [line.text for line in lines_of(tree(html)) if "sails" in line.text]
    assert "localhost" not in line
    assert "aaaa" not in line


@given(st.binary(max_size=400), st.one_of(st.none(), st.text(max_size=12)))
def test_any_bytes_give_a_tree_or_an_input_error(data, charset):
    with suppress(InputError):
        lines_of(tree(data, charset=charset))


# --- tree -> lines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"]),
        ("One<div>Two</div>Three", ["One", "Two", "Three"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<table><tr><td>One</td><td>Two</td></tr></table>", ["One", "Two"]),
        ("<p>One <b>bold</b> <a href='x'>linked</a> word</p>", ["One bold linked word"]),
        ("<p>One<br>line</p>", ["One line"]),
        ("<p>One<br><br>Two<br>\n <br/>Three</p>", ["One", "Two", "Three"]),
        ("<p>A<sup>2</sup>, H<sub>2</sub>O and <q>words</q></p>", ["A2, H2O and words"]),
        ("<p>An <!-- note --> aside</p>", ["An aside"]),
        ("<p>A<!-- note -->side</p>", ["Aside"]),
        ("<p>Long&nbsp;blank,\n\t tabs  and\r\nlines</p>", ["Long blank, tabs and lines"]),
        ("<p>&lt;b&gt; &amp; &quot;x&quot; &#8212; &#x1F6F3; &unknown;</p>", ['<b> & "x" — 🛳 &unknown;']),
        ("<p>Un<wbr>broken</p>", ["Unbroken"]),
        ("<p> </p><p>&nbsp;</p><div></div>", []),
        ("<h1>One</h1>Two<hr>Three", ["One", "Two", "Three"]),
        ("<details><summary>One</summary>Two</details>", ["One", "Two"]),
        ("<p>One<p>Two", ["One", "Two"]),
        ("<p>One</div></p></span>Two", ["One", "Two"]),
    ],
)
def test_a_line_is_what_stands_in_one_block(html, found):
    assert words(html) == found


@pytest.mark.parametrize("tag", ["holm-term", "o:p", "amp-link"])
def test_an_element_that_html_does_not_know_stands_inside_a_line(tag):
    assert words(f"<p>The <{tag}>ferry</{tag}> sails.</p>") == ["The ferry sails."]


@pytest.mark.parametrize("picture", ['<img class="emoji" alt="x" src="x">', '<img src="x"/>'])
def test_a_picture_in_a_sentence_does_not_break_it(picture):
    assert words(f"<p>The ferry {picture} sails.</p>") == ["The ferry sails."]


def test_an_embedded_thing_without_an_end_hides_nothing_that_follows():
    assert words('<p>One</p><embed src="x"><p>Two</p>') == ["One", "Two"]


@pytest.mark.parametrize("end", ["</body></html>", "</html>"])
def test_what_follows_the_end_of_the_document_is_read_as_browsers_do(end):
    assert words(f"<p>One</p>{end}<p>Two</p>") == ["One", "Two"]


def test_what_follows_the_end_of_the_body_is_read_as_browsers_do():
    assert words("<p>One</p></body><p>Two</p>") == ["One", "Two"]


def test_an_element_that_html_does_not_know_may_hold_blocks():
    assert words("<holm-story><p>One</p><p>Two</p></holm-story>") == ["One", "Two"]


def test_blank_lines_part_preformatted_text():
    assert words("<pre>One\nline\n\nTwo</pre>") == ["One line", "Two"]


@pytest.mark.parametrize(
    "text", ["⚓️ 👩‍🔧 🇳🇴 ferry", "e\u0301 n\u0303 ก็ดี שָׁלוֹם", "م\u200cن", "á \U0001d51e 𝔟", "100 km – 5 × 4", "a\u2060b"]
)
def test_emoji_combining_marks_and_joiners_are_kept(text):
    assert words(f"<p>{text}</p>") == [text]


@pytest.mark.parametrize("mark", ["\xad", "\u200b", "\ufeff"])
def test_a_soft_hyphen_or_a_blank_of_no_width_breaks_no_word(mark):
    assert words(f"<p>The harbour{mark}master said so.</p>") == ["The harbourmaster said so."]


UNREAD = [
    *("script", "style", "noscript", "template", "iframe", "object", "svg", "math", "canvas", "video", "audio", "picture"),
    *("select", "datalist", "textarea", "button", "dialog", "map", "noframes", "meter"),
]


@pytest.mark.parametrize("tag", UNREAD)
def test_scripts_forms_and_embedded_things_hold_no_line(tag):
    assert words(f"<p>One <{tag}>secret</{tag}>word</p><{tag}>secret</{tag}><p>Two</p>") == ["One word", "Two"]


@pytest.mark.parametrize(
    "html",
    [
        '<iframe srcdoc="<p>secret</p>"></iframe>',
        '<input value="secret"><img alt="secret" src="x"><meta content="secret">',
        "<select><option>secret</option><optgroup label='secret'></optgroup></select>",
        "<!-- secret --><!--[if IE]><p>secret</p><![endif]-->",
        "<![CDATA[secret]]><?php secret ?>",
        "<svg><title>secret</title><text>secret</text><foreignObject><p>secret</p></foreignObject></svg>",
        "<template><div><p>secret</p></div></template>",
        "<script>document.write('<p>secret</p>')</script>",
        "<style>p::before { content: 'secret' }</style>",
        "<object data='x'><p>secret <br> secret</p></object>",
        "<noembed>secret</noembed>",
    ],
)
def test_nothing_that_a_reader_does_not_see_is_a_line(html):
    assert words(f"<p>One</p>{html}<p>Two</p>") == ["One", "Two"]


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        'hidden="hidden"',
        'style="display:none"',
        'style="color: red; display: none !important"',
        'style="visibility: hidden"',
        'style="DISPLAY: NONE"',
        'style="display : none"',
    ],
)
def test_hidden_elements_hold_no_line(attribute):
    assert words(f"<p>One <b {attribute}>secret</b>word</p><div {attribute}><p>secret</p><br>secret</div>Two") == [
        "One word",
        "Two",
    ]


@pytest.mark.parametrize(
    "attribute", ['style="display:block"', 'style="overflow: hidden"', 'aria-hidden="false"', 'class="hidden-xs"']
)
def test_what_only_sounds_hidden_is_read(attribute):
    assert words(f"<p {attribute}>One</p>") == ["One"]


def test_the_text_of_a_form_is_read_because_some_systems_wrap_whole_pages_in_one():
    assert words('<form action="/"><p>One</p><input value="x"><p>Two</p></form>') == ["One", "Two"]


def test_a_line_knows_how_much_of_it_is_linked_and_bold():
    (line,) = lines("<p>One <a href='/x'>linked</a> and <b>bold</b> <strong>word</strong></p>")
    assert (line.linked, line.bold, line.links) == (6, 8, ["/x"])


def test_links_bold_and_times_belong_to_their_own_line():
    first, second = lines("<p><b><a href='/x'>One</a></b> <time datetime='2026'>x</time></p><p>Two</p>")
    assert (first.linked, first.bold, [stamp.value for stamp in first.stamps], first.links) == (3, 3, ["2026"], ["/x"])
    assert (second.linked, second.bold, second.stamps, second.links) == (0, 0, [], [])


def test_a_line_between_breaks_has_its_own_links_only():
    first, second = lines("<p>One<br><br><a href='/x'>Two</a></p>")
    assert (first.linked, first.links) == (0, [])
    assert (second.linked, second.links) == (3, ["/x"])


def test_a_line_knows_the_regions_around_it_from_the_inside_out():
    (line,) = lines('<main><div class="ArticleBody__par main-text" id="p1" itemprop="articleBody"><p>One</p></div></main>')
    assert [region.tag for region in line.region.outward()] == ["p", "div", "main", "body", "html"]
    assert line.region.around.names == "article body par main text p1 article body"
    assert line.region.depth == 5


@pytest.mark.parametrize(
    ("names", "found"), [("ArticleBody__par", "article body par"), ("a-b_c d", "a b c d"), ("", ""), ("XMLPage2", "xmlpage2")]
)
def test_names_are_split_into_their_words(names, found):
    assert words_of(names) == found


def test_a_line_stands_in_the_element_that_its_region_names():
    html = page(story(3) + "<div>Bare words <p>in a</p> div</div>" + story(3, 3))
    for line in lines_of(tree(html)):
        assert line.text in " ".join(line.region.element.text_content().split())


@pytest.mark.parametrize("depth", [50, 200])
def test_deeply_nested_pages_are_read(depth):
    assert words("<div>" * depth + "One" + "</div>" * depth) == ["One"]


MARKUP = [
    *("<p>", "</p>", "<div>", "</div>", "<a>", "</a>", "<b>", "<br>", "<li>", "<script>", "</script>", "<svg>", "</svg>"),
    *("<i hidden>", "</i>", "<!--", "-->", "<time>", "<table>", "<td>", "<pre>", "word", " ", "&amp;", "\xa0"),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(MARKUP)))
def test_lines_hold_words_without_blanks_around_whatever_the_markup(pieces):
    for line in lines("".join(pieces)):
        assert line.text == BLANK.sub(" ", line.text).strip() != ""
        assert line.linked >= 0 <= line.bold
        assert line.region.element is not None


# --- lines -> features -> parts ------------------------------------------------------------------------------------------

HTML = page(byline=BYLINE, head=linked(headline=TITLE, articleBody="\n".join(STORY[:8])))


def measured(html):
    """(lines, features) of a page."""
    root = tree(html)
    found = lines_of(root)
    return found, features(found, metadata_of(root, URL).claimed())


def test_every_line_has_one_row_of_finite_numbers():
    found, rows = measured(HTML)
    assert rows.shape == (len(found), columns())
    assert rows.dtype == np.float32
    assert np.isfinite(rows).all()


def test_a_page_without_lines_has_no_rows():
    empty = features([], metadata_of(tree("<p>x"), None).claimed())
    assert empty.shape == (0, columns())
    assert shares_of([], empty).shape == (0, len(PARTS))


def test_features_are_of_the_page_and_not_of_the_run():
    assert np.array_equal(measured(HTML)[1], measured(HTML)[1])


def test_what_the_head_calls_its_title_and_its_text_counts():
    found, rows = measured(HTML)
    _, bare = measured(page(byline=BYLINE, title=TITLE).replace(f"<title>{TITLE}", "<title>"))
    by_text = {line.text: row for line, row in zip(found, rows, strict=True)}
    bare_rows = dict(zip([line.text for line in found], bare, strict=True))
    for text in (TITLE, STORY[0]):
        assert not np.array_equal(by_text[text], bare_rows[text])


@pytest.mark.parametrize(
    ("text", "letters"), [("A b-C_1!", "abc1"), ("", ""), ("— …", ""), ("Ü é ß", "üéß"), ("港, の", "港の"), ("İ", "i̇")]
)
def test_lines_are_compared_by_letters_and_digits(text, letters):
    assert letters_of(text) == letters


@pytest.mark.parametrize("names", ["", "article body", "related more", "x" * 5_000, "footer copyright"])
def test_names_are_a_set_of_groups(names):
    assert 0 <= features_module.named(names) < 2**40
    assert (features_module.named(names) == 0) == (names in ("", "x" * 5_000))


def test_shares_are_probabilities_of_every_part():
    shares = shares_of(*measured(HTML))
    assert np.allclose(shares.sum(axis=1), 1, atol=1e-4)
    assert (shares >= 0).all()


def test_the_model_finds_title_and_text_and_leaves_out_the_rest():
    found, rows = measured(HTML)
    parts = {line.text: PARTS[n] for line, n in zip(found, shares_of(found, rows).argmax(axis=1), strict=True)}
    assert parts[TITLE] == "title"
    assert [text for text in parts if parts[text] == "body"] == list(STORY[:8])
    assert all(parts[text] == "other" for text in (*LINKS, "Home", "Most read", "Privacy"))


def test_a_page_in_one_piece_or_in_many_has_the_same_shares():
    """The multiplication goes in steps, so that it needs no threads: the steps must not show."""
    found, rows = measured(page(story(10) * 60))
    shares = shares_of(found, rows)
    model = packaged()
    whole = model.first.probabilities(rows)
    step = np.vstack([model.first.probabilities(rows[n : n + 7]) for n in range(0, len(rows), 7)])
    assert np.allclose(whole, step, atol=1e-5)
    assert (shares[:, BODY] > 0.5).sum() > 500


# --- the file of the model -----------------------------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path):
    """A copy of the packaged model's folder."""
    return shutil.copytree(folder(NAME), tmp_path / NAME)


def test_the_packaged_model_is_the_one_under_its_checksum(copied):
    sums = (copied / "SHA256SUMS").read_text(encoding="utf-8")
    assert f"{load(copied).sha256}  {FILE}" in sums.splitlines()
    assert load(copied).sha256 == packaged().sha256


def test_the_model_has_a_column_for_every_feature():
    assert packaged().first.hidden.shape[0] == columns()
    assert packaged().second.out.shape[1] == len(PARTS)


@pytest.mark.parametrize("place", [0, 1_000, -1])
def test_a_changed_byte_of_the_model_is_an_error_that_names_the_file(copied, place):
    data = bytearray((copied / FILE).read_bytes())
    data[place] ^= 1
    (copied / FILE).write_bytes(data)
    with pytest.raises(ModelError, match=FILE) as wrong:
        load(copied)
    assert wrong.value.hint


@pytest.mark.parametrize("name", [FILE, "SHA256SUMS"])
def test_a_missing_file_of_the_model_is_an_error_that_names_it(copied, name):
    (copied / name).unlink()
    with pytest.raises(ModelError, match=FILE if name == FILE else NAME) as wrong:
        load(copied)
    assert wrong.value.hint


@pytest.mark.parametrize("sums", ["", "0" * 64 + "  other.npz\n", "0" * 64 + f"  ../{FILE}\n"])
def test_checksums_of_other_files_are_an_error(copied, sums):
    (copied / "SHA256SUMS").write_text(sums, encoding="utf-8")
    with pytest.raises(ModelError):
        load(copied)


@pytest.mark.parametrize(
    "data",
    [
        b"no archive",
        b"",
        b"PK\x03\x04",
    ],
)
def test_a_file_of_another_form_under_a_right_checksum_is_an_error_that_names_it(copied, data):
    (copied / FILE).write_bytes(data)
    (copied / "SHA256SUMS").write_text(f"{sha256(data).hexdigest()}  {FILE}\n", encoding="utf-8")
    with pytest.raises(ModelError, match=FILE):
        load(copied)


# --- the head ------------------------------------------------------------------------------------------------------------


def test_meta_elements_are_found_by_name_property_and_itemprop_in_their_order():
    found = head('<meta name="A" content="1"><meta property=" a " content="2"><meta itemprop="a" content="3"><meta name="b">')
    assert found.meta == {"a": ("1", "2", "3")}
    assert found.first("b", "a") == "1"
    assert list(found.every("b", "a")) == ["1", "2", "3"]


def test_a_value_is_one_line_of_bounded_length():
    found = head(meta(("a", f" x\n\ty {'z' * 3 * LONGEST}")))
    assert found.first("a").startswith("x y zzz")
    assert len(found.first("a")) == LONGEST


def test_the_title_is_that_of_the_page_and_not_of_a_drawing():
    root = tree(f"<html><head><svg><title>Logo</title></svg><title> {TITLE}\n - Holm Post</title></head><body>x</body></html>")
    assert metadata_of(root, URL).title == f"{TITLE} - Holm Post"


@pytest.mark.parametrize(
    "html",
    [
        '<html lang="de-AT">',
        '<html xml:lang="de-AT">',
    ],
)
def test_the_language_is_that_of_the_root(html):
    assert metadata_of(tree(f"{html}<body>x"), None).language == "de-AT"


@pytest.mark.parametrize(
    ("html", "canonical"),
    [
        ('<link rel="canonical" href="/ferry">', "https://holmpost.example/ferry"),
        ('<link rel="alternate Canonical" href="https://northwire.example/a">', "https://northwire.example/a"),
        (meta(("og:url", "https://holmpost.example/b")), "https://holmpost.example/b"),
        ('<link rel="canonical" href="/a">' + meta(("og:url", "/b")), "https://holmpost.example/a"),
        ('<link rel="canonical" href="javascript:x">', None),
        ('<link rel="canonical" href="file:///etc/hosts">', None),
        ('<link rel="canonical" href="http://[x">', None),
        ('<link rel="canonical">', None),
        ("", None),
    ],
)
def test_the_canonical_address_is_whole_or_none(html, canonical):
    assert head(html).canonical == canonical


# --- JSON-LD -------------------------------------------------------------------------------------------------------------

NODE = {"@type": "NewsArticle", "headline": "Ferry sails"}
JSON = json.dumps(NODE)


def nodes(*scripts):
    """The JSON-LD objects of a page."""
    return list(nodes_of(tree(f"<html><head>{''.join(map(script, scripts))}</head><body>x</body></html>")))


@pytest.mark.parametrize(
    "text",
    [
        JSON,
        f"\n\n {JSON} \n",
        f"[{JSON}]",
        f"[[{JSON}]]",
        f"<!--\n{JSON}\n-->",
        f"<!--\n{JSON}\n//-->",
        f"//<![CDATA[\n{JSON}\n//]]>",
        f"/* <![CDATA[ */\n{JSON}\n/* ]]> */",
        f"<![CDATA[{JSON}]]>",
        f"{JSON};",
        JSON.replace("}", ",}"),
        f"[{JSON},]",
        JSON.replace('"', "&quot;"),
    ],
)
def test_json_ld_is_found_however_it_is_wrapped(text):
    assert nodes(text) == [NODE]


def test_line_breaks_inside_a_text_of_json_ld_are_read():
    assert nodes('{"headline": "Ferry\n\tsails"}') == [{"headline": "Ferry\n\tsails"}]


@pytest.mark.parametrize("text", ["", "{", "null", "5", '"x"', "undefined", "{'a': 1}", '{"a": }', "[" * 100_000, "1" * 5_000])
def test_what_is_no_json_object_is_left_out_and_the_next_script_counts(text):
    assert nodes(text, NODE) == [NODE]


def test_scripts_of_other_kinds_are_no_json_ld():
    kinds = ("", ' type="application/json"', ' type="Application/LD+JSON; charset=utf-8"')
    html = "".join(f"<script{kind}>{JSON}</script>" for kind in kinds)
    assert list(head(html).nodes) == [NODE]


def test_objects_of_graphs_and_entities_are_found_in_their_order_and_properties_stay_inside():
    inner = {"@type": "Person", "name": "Ann Lee"}
    graph = {"@graph": [NODE, {"@type": "WebPage", "mainEntity": {"@type": "Thing", "author": inner}}]}
    assert [each.get("@type") for each in nodes(graph)] == [None, "NewsArticle", "WebPage", "Thing"]


def test_a_huge_script_is_left_out_and_many_objects_are_cut():
    assert nodes('{"a": "' + "x" * MOST_CHARACTERS + '"}', NODE) == [NODE]
    assert len(nodes([{}] * (2 * MOST_NODES), [{}] * 5)) == MOST_NODES


@pytest.mark.parametrize(
    "text",
    ["[" + "{}," * 600_000 + "{}]", "[" + ("[" + "{}," * 4_000 + "{}],") * 120 + "{}]", '{"@graph":' * 900 + "{}" + "}" * 900],
)
def test_wide_and_deep_json_ld_takes_no_more_time_than_it_is_long(text):
    begun = perf_counter()
    assert len(nodes(text)) <= MOST_NODES
    assert perf_counter() - begun < 10


@pytest.mark.parametrize(
    ("types", "found"),
    [
        ("NewsArticle", ["NewsArticle"]),
        ("https://schema.org/NewsArticle", ["NewsArticle"]),
        ("schema:NewsArticle", ["NewsArticle"]),
        (["Article", None, 5, "Thing"], ["Article", "Thing"]),
        (None, []),
        ({"x": 1}, []),
    ],
)
def test_types_are_told_without_their_namespace(types, found):
    assert types_of({"@type": types}) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, []),
        ("", []),
        (" x ", ["x"]),
        ("A &amp; B", ["A & B"]),
        (5, []),
        (True, []),
        (["x", "y", None, 5], ["x", "y"]),
        ({"name": "x"}, ["x"]),
        ({"name": ["x", "y"]}, ["x"]),
        ({"name": [5]}, []),
        ({"name": {"@value": "x"}}, []),
        ({"url": "x"}, []),
        ([{"name": "x"}, "y"], ["x", "y"]),
        (["x"] * 1_000, ["x"] * MOST_TEXTS),
    ],
)
def test_the_texts_of_a_property_are_found_in_whatever_form_it_has(value, found):
    assert texts(value) == found


def test_the_texts_of_an_object_are_those_of_the_first_key_that_has_one():
    assert texts({"@id": "#a", "url": "https://a.example/"}, "name", "url", "@id") == ["https://a.example/"]


def article(*objects):
    """The JSON-LD object that describes the page's article."""
    return head("".join(map(script, objects))).article


def test_the_article_is_the_object_of_a_work():
    assert article({"@type": "WebSite", "name": "x"}, {"@type": "Organization"}, NODE) == NODE
    assert article({"@type": "WebSite", "name": "x"}) == {}


def test_a_news_article_counts_before_another_work():
    assert article({"@type": "Review", "name": "x"}, NODE) == NODE


def test_the_object_with_the_address_of_the_page_counts_before_the_others():
    own = {"@type": "Article", "headline": "own", "mainEntityOfPage": {"@type": "WebPage", "@id": URL}}
    assert article(NODE, own) == own
    assert article(NODE, {**own, "mainEntityOfPage": None, "url": "/news/ferry-sails-again"})["headline"] == "own"
    assert article({**NODE, "url": "https://holmpost.example/other"}, own) == own


def test_of_objects_alike_the_first_counts():
    assert article(NODE, {**NODE, "headline": "other"}) == NODE


def test_the_head_tells_its_titles_summaries_and_text_for_comparing():
    claimed = head(
        f"<title>{TITLE}</title>"
        + meta(("description", "A summary of more than twenty letters"), ("og:description", "short"))
        + linked(headline="Ferry sails!", articleBody="<p>One &amp; two</p>")
    ).claimed()
    assert claimed.titles == {letters_of(TITLE), "ferrysails"}
    assert claimed.summaries == {"asummaryofmorethantwentyletters"}
    assert claimed.text == "onetwo"


VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=20), st.just("NewsArticle")
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["@type", "@graph", "@id", "name", "url", "headline", "mainEntity", "articleBody"]), inner
        ),
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(VALUES)
def test_no_json_ld_is_an_error(value):
    found = head(script(json.dumps(value).replace("</", "<\\/")))
    found.claimed()
    assert all(isinstance(each, str) for each in [*found.told("headline", "name"), *texts(value)])
    assert isinstance(found.article, dict)


def test_a_region_without_an_element_ends_the_way_outward():
    assert [each.tag for each in Region(None, "p", "", None).outward()] == ["p"]


def test_the_tree_of_a_page_is_that_of_lxml():
    assert lxml_html.tostring(tree("<p>One")).startswith(b"<html>")
