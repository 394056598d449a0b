"""Files, folders, records and stdin as inputs.  What cannot be read is a value between the inputs that can."""

import bz2
import gzip
import io
import json
import lzma
import os
import sys
import threading
from collections import namedtuple
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import InputError
from whence.ingest.decoding import MAGIC, MOST_BYTES, decoded
from whence.ingest.files import inputs
from whence.ingest.records import given_of, is_date
from whence.records.article import Given, Page

FERRY = "The ferry to Ostrava Holm will sail, harbour master Ilse Brandvik said."
MIXED = "“Nein”, sagte Øyvind Čapek. שלום, أهلا, ก็ดี, é, 🛳️ 👩‍🔧."


def lines(*records):
    return "".join((each if isinstance(each, str) else json.dumps(each)) + "\n" for each in records)


def seen(found):
    """One short line for every input: its name, then its text or what is wrong."""
    return [f"{each.name}: {each.text}" if isinstance(each, Given) else f"{each.name}! {each.message}" for each in found]


def is_wrong(found, name, message):
    return isinstance(found, InputError) and found.name == name and message in found.message and found.hint != ""


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Writes a file under an empty working folder and gives its name back."""
    monkeypatch.chdir(tmp_path)

    def write(name, data):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return name

    return write


@pytest.fixture
def pipe(monkeypatch):
    """Puts bytes on stdin and reads "-"."""

    def read(data, **options):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode() if isinstance(data, str) else data)))
        return list(inputs(["-"], **options))

    return read


# --- plain text ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ferry.txt", "ferry.md", "FERRY.TXT", "ferry", "ferry.news", "two.dots.txt"])
def test_a_text_file_is_one_input_with_the_path_as_given_for_a_name(put, name):
    assert list(inputs([put(name, FERRY)])) == [Given(name=name, text=FERRY)]


def test_the_name_is_the_path_as_it_was_given_and_not_a_tidier_one(put):
    put("news/ferry.txt", FERRY)
    assert seen(inputs(["./news/../news//ferry.txt"])) == [f"./news/../news//ferry.txt: {FERRY}"]


def test_paths_are_read_in_the_order_given_also_twice(put):
    b, a = put("b.txt", "Bee."), put("a.txt", "Ay.")
    assert seen(inputs([b, a, b])) == ["b.txt: Bee.", "a.txt: Ay.", "b.txt: Bee."]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (MIXED.encode(), MIXED),
        (b"\xef\xbb\xbf" + MIXED.encode(), MIXED),
        (b"\xff\xfe" + MIXED.encode("utf-16-le"), MIXED),
        (b"\xfe\xff" + MIXED.encode("utf-16-be"), MIXED),
        (b"\x93Never,\x94 said Zo\xeb Lindqvist \x97 for 5 \x80.", "“Never,” said Zoë Lindqvist — for 5 €."),
        (b"One.\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo.\r\n"),
        ("One.\rTwo.\x85Three.\u2028Four.".encode(), "One.\rTwo.\x85Three.\u2028Four."),
        (b"  One. \t\n\n", "  One. \t\n\n"),
        ("e\u0301 stays two characters, é one.".encode(), "e\u0301 stays two characters, é one."),
        (
            b"A bell \x07 and an escape \x1b[1m are text in UTF-8.",
            "A bell \x07 and an escape \x1b[1m are text in UTF-8.",
        ),
        ("Only the first mark \ufeffgoes.".encode("utf-8-sig"), "Only the first mark \ufeffgoes."),
    ],
)
def test_every_character_of_a_text_comes_through_whatever_its_encoding_but_for_the_byte_order_mark(put, data, text):
    assert list(inputs([put("x.txt", data)])) == [Given(name="x.txt", text=text)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t \n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xff\xfe", "is empty"),
        ("\u2003\xa0\u2028".encode(), "is empty"),
        (b"The ferry\x00 sails.", "NUL"),
        ("The ferry sails.".encode("utf-16-le"), "NUL"),
        ("The ferry sails.".encode("utf-32"), "NUL"),
        ("The ferry\x00 sails.".encode("utf-16"), "NUL"),
        (b"\xff\xfeodd", "UTF-16"),
        (b"\xff\xfe" + b"\x00\xd8" * 2, "UTF-16"),
        (b"An undefined byte \x81 and \xff.", "neither UTF-8 nor Windows-1252"),
        (b"\x93Bells\x94 \x07 and \xe9.", "known encoding"),
        (bytes(range(0xA1, 0xC0)) * 20, "known encoding"),
    ],
)
def test_what_holds_no_text_in_a_known_encoding_is_an_error_that_says_why(put, data, message):
    (found,) = inputs([put("x.txt", data)])
    assert is_wrong(found, "x.txt", message)


@pytest.mark.parametrize("magic", sorted(MAGIC))
def test_a_binary_file_is_named_for_what_it_is_although_its_name_says_text(put, magic):
    (found,) = inputs([put("x.txt", magic + b"1.7 and then a good deal of readable text.")])
    assert is_wrong(found, "x.txt", MAGIC[magic])


def test_a_line_of_a_million_characters_is_one_text(put):
    text = "ferry🛳 " * 142_858
    (found,) = inputs([put("x.txt", text)])
    assert len(found.text) > 1_000_000
    assert found.text == text


def test_a_text_may_be_as_long_as_the_limit_and_not_a_byte_longer(put):
    (found,) = inputs([put("x.txt", "é" * 10)], max_bytes=20)
    assert found.text == "é" * 10
    (found,) = inputs(["x.txt"], max_bytes=19)
    assert is_wrong(found, "x.txt", "longer than 19 bytes")


@given(st.text().filter(lambda text: not text.startswith("\ufeff") and "\x00" not in text))
def test_any_text_in_utf_8_or_utf_16_comes_through_unchanged(text):
    assert decoded(text.encode(), "x") == text
    assert decoded(text.encode("utf-8-sig"), "x") == text
    assert decoded(text.encode("utf-16"), "x") == text


@given(st.sampled_from([b"", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"%PDF"]), st.binary(max_size=200))
def test_any_bytes_are_a_text_without_nul_or_an_input_error(mark, data):
    try:
        text = decoded(mark + data, "x")
    except InputError:
        return
    assert "\x00" not in text
    assert text.encode().decode() == text


# --- JSON Lines ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x.jsonl", "x.ndjson", "X.JSONL"])
def test_every_line_of_json_lines_is_an_input_named_by_its_id_or_by_file_and_line(put, name):
    data = lines({"id": "ferry-1", "text": "One."}, {"text": "Two."}, {"id": 7, "text": "Three."}, {"id": "", "text": "Four."})
    found = seen(inputs([put(name, data)]))
    assert found == ["ferry-1: One.", f"{name}#2: Two.", "7: Three.", f"{name}#4: Four."]


def test_a_record_tells_address_title_date_and_outlet_and_what_else_it_holds_is_ignored():
    told = {"url": "https://ferry.example/1", "title": "Ferry sails", "published": "2026-03-12", "outlet": "Holm Post"}
    found = record_of({"id": "f", "text": FERRY, "byline": ["Jo Lund"], "score": 4, **told}, "x#1")
    assert found == Given(name="f", text=FERRY, **told)


def test_a_fact_that_is_null_or_left_out_is_not_told():
    assert record_of({"text": FERRY, "url": None, "title": None, "id": None}, "x") == Given(name="x", text=FERRY)


def test_records_with_the_same_id_are_all_read(put):
    same = [{"id": "f", "text": "One."}, {"id": "f", "text": "Two."}, {"id": "f", "text": "One."}]
    assert seen(inputs([put("x.jsonl", lines(*same))])) == ["f: One.", "f: Two.", "f: One."]


def test_blank_lines_count_as_lines_and_give_no_input(put):
    assert seen(inputs([put("x.jsonl", '\n  \r\n{"text": "Three."}\n\n{"text": "Five."}')])) == [
        "x.jsonl#3: Three.",
        "x.jsonl#5: Five.",
    ]


def test_line_ends_of_windows_and_a_byte_order_mark_do_no_harm(put):
    data = b'\xef\xbb\xbf{"text": "One."}\r\n\xef\xbb\xbf{"text": "Two."}\r\n'
    assert seen(inputs([put("x.jsonl", data)])) == ["x.jsonl#1: One.", "x.jsonl#2: Two."]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "cut off', "not a line of JSON"),
        (b"no JSON at all", "not a line of JSON"),
        (b'{"text": "one"} {"text": "two"}', "not a line of JSON"),
        (b'{"text": "caf\xe9"}', "not a line of JSON"),
        (b'{"text": ' + b"[" * 100_000, "not a line of JSON"),
        (b'{"id": ' + b"9" * 5000 + b', "text": "x"}', "not a line of JSON"),
        (b"[1, 2]", "not a record"),
        (b'"text"', "not a record"),
        (b"null", "not a record"),
        (b"{}", "no text"),
        (b'{"text": "  "}', "empty"),
    ],
)
def test_a_bad_line_is_an_error_in_its_place_and_the_lines_around_it_are_read(put, line, message):
    before, bad, after = inputs([put("x.jsonl", b'{"text": "One."}\n' + line + b'\n{"text": "Three."}\n')])
    assert seen([before, after]) == ["x.jsonl#1: One.", "x.jsonl#3: Three."]
    assert is_wrong(bad, "x.jsonl#2", message)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"text": 4}, "no text"),
        ({"text": None}, "no text"),
        ({"text": ["One.", "Two."]}, "no text"),
        ({"text": ""}, "empty"),
        ({"text": "\n\u2003"}, "empty"),
        ({"text": "One\x00."}, "NUL"),
        ({"text": "One \ud83d."}, "surrogate"),
        ({"text": "One.", "url": 4}, "url is not a text"),
        ({"text": "One.", "title": ["Ferry"]}, "title is not a text"),
        ({"text": "One.", "outlet": {"name": "Holm Post"}}, "outlet is not a text"),
        ({"text": "One.", "outlet": False}, "outlet is not a text"),
        ({"text": "One.", "published": 20260312}, "published is not a text"),
        ({"text": "One.", "published": "12 March 2026"}, "published is not an ISO 8601 date: 12 March 2026"),
        ({"text": "One.", "published": "2026-02-30"}, "published is not an ISO 8601 date"),
        ({"text": "One.", "published": " "}, "published is not an ISO 8601 date"),
    ],
)
def test_a_record_of_the_wrong_form_is_an_error_that_names_the_record_and_the_field(record, message):
    assert is_wrong(record_of(record, "x#1"), "x#1", message)
    assert is_wrong(record_of({"id": "ferry-1", **record}, "x#1"), "ferry-1", message)


def record_of(record, name):
    """What a record that is one article gives."""
    (found,) = given_of(record, name)
    return found


def test_a_page_in_a_record_is_a_page_and_a_record_without_any_text_an_error():
    assert record_of({"html": "<p>One.</p>"}, "x") == Page(name="x", data="<p>One.</p>")
    assert is_wrong(record_of({"id": "f"}, "x"), "f", "no text")


def test_a_long_wrong_date_is_cut_in_the_message():
    assert len(record_of({"text": "One.", "published": "soon " * 1000}, "x").message) < 100


def test_a_pair_of_surrogate_escapes_is_one_character():
    assert record_of(json.loads(r'{"text": "Aboard \ud83d\udea2."}'), "x").text == "Aboard 🚢."


def test_a_line_over_the_limit_is_skipped_to_its_end_and_the_next_is_read(put):
    data = lines({"text": "One."}, {"text": "x" * 500}, {"text": "Three."}, {"text": "x" * 90})
    found = seen(inputs([put("x.jsonl", data)], max_bytes=40))
    over = "the line is longer than 40 bytes"
    assert found == ["x.jsonl#1: One.", f"x.jsonl#2! {over}", "x.jsonl#3: Three.", f"x.jsonl#4! {over}"]


@given(st.lists(st.integers(0, 45), max_size=8), st.booleans())
def test_every_line_gives_one_input_whatever_its_length_is_to_the_limit(tmp_path_factory, lengths, ends):
    path = tmp_path_factory.getbasetemp() / "lengths.jsonl"
    rows = [json.dumps({"text": "x" * (length + 1)}) for length in lengths]
    path.write_text("\n".join(rows) + ("\n" if ends and rows else ""))
    found = list(inputs([str(path)], max_bytes=30))
    assert [isinstance(each, Given) for each in found] == [len(row) <= 30 for row in rows]
    assert [each.name for each in found] == [f"{path}#{number + 1}" for number in range(len(rows))]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
dates = st.dates().map(str) | st.datetimes().map(str)


@given(
    st.fixed_dictionaries(
        {"text": st.text(min_size=1) | json_values},
        optional={
            "id": json_values,
            "url": json_values,
            "title": json_values,
            "outlet": json_values,
            "published": dates | json_values,
        },
    )
    | json_values
)
def test_any_value_is_an_input_with_a_text_and_a_proper_date_or_an_error_with_a_name(value):
    found = record_of(value, "x")
    assert found.name
    if isinstance(found, Given):
        assert found.text == value["text"]
        assert found.text.strip()
        assert not found.published or is_date(found.published)
        assert all(isinstance(each, str | None) for each in (found.url, found.title, found.outlet))


# --- JSON ----------------------------------------------------------------------------------------------------------------


def test_a_json_file_holds_one_record_named_by_id_or_path(put):
    assert seen(inputs([put("x.json", json.dumps({"text": "One."}, indent=2))])) == ["x.json: One."]
    assert seen(inputs([put("y.json", '\ufeff{"id": "f", "text": "One."}')])) == ["f: One."]


def test_a_json_file_holds_a_list_of_records_and_bad_ones_do_not_hide_the_good(put):
    data = json.dumps([{"text": "One."}, 2, {"id": "f", "text": "Three."}, {"id": "g"}, {"text": "Five."}])
    assert seen(inputs([put("x.json", data)])) == [
        "x.json#1: One.",
        "x.json#2! is not a record",
        "f: Three.",
        "g! the record has no text",
        "x.json#5: Five.",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "is not JSON"),
        ('{"text": "One."', "is not JSON"),
        (lines({"text": "One."}, {"text": "Two."}), "is not JSON"),
        (b'{"text": "caf\xe9"}', "is not JSON"),
        ('{"text": "One."}'.encode("utf-16"), "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ('"text"', "is not a record"),
        ("{}", "no text"),
        (json.dumps({"text": "x" * 200}), "longer than 100 bytes"),
    ],
)
def test_a_json_file_of_another_form_is_one_error(put, data, message):
    (found,) = inputs([put("x.json", data)], max_bytes=100 if "longer" in message else MOST_BYTES)
    assert is_wrong(found, "x.json", message)


# --- gzip ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x.txt.gz", "X.TXT.GZ", "x.gz", "x.txt", "x"])
def test_packed_text_is_unpacked_whatever_its_name_is(put, name):
    assert list(inputs([put(name, gzip.compress(MIXED.encode()))])) == [Given(name=name, text=MIXED)]


@pytest.mark.parametrize("name", ["x.jsonl.gz", "X.JSONL.GZ", "x.jsonl"])
def test_packed_records_are_unpacked_also_from_several_members(put, name):
    data = gzip.compress(lines({"text": "One."}).encode()) + gzip.compress(lines({"text": "Two."}).encode())
    assert seen(inputs([put(name, data)])) == [f"{name}#1: One.", f"{name}#2: Two."]


def test_a_packed_list_of_records_is_unpacked(put):
    assert seen(inputs([put("x.json.gz", gzip.compress(b'[{"text": "One."}]'))])) == ["x.json.gz#1: One."]


def test_the_limit_counts_unpacked_bytes(put):
    bomb = gzip.compress(b"x" * 1_000_000)
    assert len(bomb) < 2_000
    (found,) = inputs([put("x.txt.gz", bomb)], max_bytes=2_000)
    assert is_wrong(found, "x.txt.gz", "longer than 2000 bytes")


def test_records_before_the_cut_of_a_packed_file_come_through_and_the_cut_is_an_error(put):
    noise = Random(4)
    records = [{"id": number, "text": noise.randbytes(300).hex()} for number in range(200)]
    whole = gzip.compress(lines(*records).encode())
    *read, last = inputs([put("x.jsonl.gz", whole[: len(whole) // 2])])
    assert 80 < len(read) < 120
    assert [each.text for each in read] == [each["text"] for each in records[: len(read)]]
    assert is_wrong(last, "x.jsonl.gz", "cannot be read")


@pytest.mark.parametrize("name", ["x.txt.gz", "x.json.gz", "x.jsonl.gz"])
@pytest.mark.parametrize(
    "harm", [lambda data: data[:-9], lambda data: data[:2], lambda data: data[:11] + b"\xff\xff" + data[13:]]
)
def test_a_damaged_packed_file_is_an_error_and_the_next_file_is_read(put, name, harm):
    put(name, harm(gzip.compress(json.dumps({"text": Random(5).randbytes(400).hex()}).encode())))
    *_, wrong, after = inputs([name, put("after.txt", FERRY)])
    assert is_wrong(wrong, name, "cannot be read")
    assert after.text == FERRY


# --- folders -------------------------------------------------------------------------------------------------------------


def test_a_folder_gives_its_files_sorted_and_those_of_its_folders_in_their_place(put):
    for name in ("n/b.txt", "n/a/z.md", "n/a/y.txt", "n/c.json", "n/10.txt", "n/9.txt", "n/Z.txt", "n/a.txt", "n/d.jsonl.gz"):
        text = json.dumps({"text": name}) if ".json" in name else name
        put(name, gzip.compress(text.encode()) if name.endswith(".gz") else text)
    names = ["n/10.txt", "n/9.txt", "n/Z.txt", "n/a/y.txt", "n/a/z.md", "n/a.txt", "n/b.txt", "n/c.json", "n/d.jsonl.gz#1"]
    assert [each.name for each in inputs(["n"])] == names
    assert [each.name for each in inputs(["./n/"])] == names


@pytest.mark.parametrize("name", [".secret.txt", ".git/a.txt", "sub/.cache/deep/a.txt", "._a.txt"])
def test_hidden_files_and_what_lies_in_hidden_folders_are_left_out(put, name):
    put(f"n/{name}", "Hidden.")
    put("n/open.txt", "Open.")
    assert seen(inputs(["n"])) == ["n/open.txt: Open."]


def test_a_hidden_folder_is_read_when_it_is_named(put):
    put(".drafts/a.txt", "Draft.")
    assert seen(inputs([".drafts"])) == [".drafts/a.txt: Draft."]


def test_a_file_in_a_folder_that_cannot_be_read_is_named_and_what_pages_bring_along_is_not(put):
    for name in ("a.epub", "b.css", "c.png", "d", "e.txt~", "page_files/ad.html"):
        put(f"n/{name}", "x")
    put("n/open.txt", "Open.")
    put("n/page.html", f"<p>{FERRY}</p>")
    *wrong, last, page = inputs(["n"])
    assert [each.name for each in wrong] == ["n/a.epub", "n/d", "n/e.txt~"]
    assert all("not read in a folder" in each.message and each.hint for each in wrong)
    assert (last.text, page.text) == ("Open.", FERRY)


@pytest.mark.parametrize("name", ["a.png", ".a.txt", "sub/.a.txt"])
def test_a_folder_without_anything_to_read_is_an_error(put, name):
    put(f"n/{name}", "x")
    (found,) = inputs(["n"])
    assert is_wrong(found, "n", "holds nothing that is read")


def test_an_empty_folder_is_an_error_and_the_next_path_is_read(put):
    Path(put("after.txt", FERRY)).resolve().with_name("n").mkdir()
    wrong, after = inputs(["n", "after.txt"])
    assert is_wrong(wrong, "n", "holds nothing that is read")
    assert after.text == FERRY


def test_a_folder_named_like_a_text_file_is_a_folder(put):
    put("n/x.txt/inside.txt", "Inside.")
    assert seen(inputs(["n"])) == ["n/x.txt/inside.txt: Inside."]
    assert seen(inputs(["n/x.txt"])) == ["n/x.txt/inside.txt: Inside."]


def test_what_cannot_be_opened_in_a_folder_is_an_error_in_its_place(put):
    put("n/a.txt", "Ay.")
    Path("n/b.txt").symlink_to("nowhere.txt")
    put("n/c.txt", "Cee.")
    before, wrong, after = inputs(["n"])
    assert seen([before, after]) == ["n/a.txt: Ay.", "n/c.txt: Cee."]
    assert is_wrong(wrong, "n/b.txt", "cannot be read")


def test_a_file_without_permission_is_an_error_that_says_so(put, monkeypatch):
    really = Path.open

    def opened(path, *args, **options):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, *args, **options)

    for name in "abc":
        put(f"n/{name}.txt", name)
    monkeypatch.setattr(Path, "open", opened)
    assert seen(inputs(["n"])) == ["n/a.txt: a", "n/b.txt! cannot be read: Permission denied", "n/c.txt: c"]


def test_a_disk_that_fails_in_mid_file_is_an_error_after_the_records_before_it(put, monkeypatch):
    class Failing(io.BytesIO):
        def peek(self, size):
            return self.getvalue()[:size]

        def readline(self, *args):
            line = super().readline(*args)
            if not line:
                raise OSError(5, "Input/output error")
            return line

    put("x.jsonl", "x")
    monkeypatch.setattr(Path, "open", lambda path, mode: Failing(lines({"text": "One."}).encode()))
    assert seen(inputs(["x.jsonl"])) == ["x.jsonl#1: One.", "x.jsonl! cannot be read: Input/output error"]


def test_a_folder_inside_that_cannot_be_listed_is_an_error_and_the_rest_is_read(put, monkeypatch):
    really = os.scandir

    def listed(path):
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return really(path)

    put("n/a.txt", "Ay.")
    put("n/locked/b.txt", "Bee.")
    put("n/z.txt", "Zed.")
    monkeypatch.setattr(os, "scandir", listed)
    assert sorted(seen(inputs(["n"]))) == ["n/a.txt: Ay.", "n/locked! cannot be read: Permission denied", "n/z.txt: Zed."]
    assert seen(inputs(["n/locked"])) == ["n/locked! cannot be read: Permission denied"]


def test_a_link_to_the_folder_above_is_named_and_no_endless_walk(put):
    put("n/a.txt", "Ay.")
    Path("n/again").symlink_to(Path("n").resolve())
    assert seen(inputs(["n"])) == ["n/a.txt: Ay.", "n/again! is a link to a folder, which is not followed"]


def test_a_link_to_a_file_is_read_under_its_own_name(put):
    put("elsewhere.txt", FERRY)
    Path("link.txt").symlink_to("elsewhere.txt")
    assert seen(inputs(["link.txt"])) == [f"link.txt: {FERRY}"]


# --- paths that lead nowhere ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere.txt", "no such file or folder"),
        ("nowhere/", "no such file or folder"),
        ("nowhere.pdf", "no such file or folder"),
        ("after.txt/below.txt", "no such file or folder"),
        ("nul\x00.txt", "no such file or folder"),
        ("A whole article, pasted where its path should be. " * 100, ""),  # the wording differs between versions of Python
    ],
)
def test_a_path_that_leads_nowhere_is_an_error_and_the_next_path_is_read(put, path, message):
    wrong, after = inputs([path, put("after.txt", FERRY)])
    assert is_wrong(wrong, path, message)
    assert after.text == FERRY


def test_a_link_that_leads_nowhere_and_one_that_leads_to_itself_are_errors(put):
    Path(put("after.txt", FERRY)).with_name("lost.txt").symlink_to("nowhere.txt")
    Path("loop.txt").symlink_to("loop.txt")
    assert [type(each) for each in inputs(["lost.txt", "loop.txt", "after.txt"])] == [InputError, InputError, Given]


def test_a_path_below_a_locked_folder_is_an_error_and_the_next_path_is_read(put, monkeypatch):
    really = os.stat

    def stat(path, *args, **options):
        if "locked" in os.fspath(path):
            raise PermissionError(13, "Permission denied", path)
        return really(path, *args, **options)

    put("after.txt", FERRY)
    monkeypatch.setattr(os, "stat", stat)
    assert [type(each) for each in inputs(["locked/a.txt", "after.txt"])] == [InputError, Given]


@pytest.mark.parametrize("name", ["x.doc", "x.EPUB", "x.odt", "x.rtf"])
def test_a_kind_that_is_not_read_is_an_error_that_names_the_kind_and_what_to_do(put, name):
    (found,) = inputs([put(name, "x")])
    assert is_wrong(found, name, f"{Path(name).suffix.lower()} files are not read")


@pytest.mark.parametrize("name", ["x.PDF", "x.docx", "x.csv", "x.eml", "x.warc.gz", "x.mhtml", "x.rss", "x.wacz", "x.json"])
def test_a_file_that_is_not_what_its_name_says_is_one_error(put, name):
    (found,) = inputs([put(name, "x")])
    assert isinstance(found, InputError)
    assert found.name == name
    assert found.hint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("data", [FERRY.encode(), gzip.compress(FERRY.encode(), mtime=0)], ids=["plain", "packed"])
def test_a_named_pipe_is_read_like_a_file(put, data):
    put("after.txt", FERRY)
    os.mkfifo("ferry")
    writer = threading.Thread(target=lambda: Path("ferry").write_bytes(data), daemon=True)
    writer.start()
    assert seen(inputs(["ferry"])) == [f"ferry: {FERRY}"]
    writer.join(5)


def test_inputs_are_read_when_they_are_asked_for(put):
    found = inputs([put("a.txt", "Ay."), "later.txt"])
    assert seen([next(found)]) == ["a.txt: Ay."]
    put("later.txt", "Later.")
    assert seen(found) == ["later.txt: Later."]


# --- stdin ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        FERRY,
        MIXED + "\r\n\r\nMore.\r\n",
        "\n\n" + FERRY,
        "{curly} words open this line.\n{more}",
        '{"headline": "A record of another kind"}\n{"text": "x"}\n',
        '["text"]\n',
        "{" + "[" * 100_000,
        '{"text": ' + "[" * 100_000,
    ],
)
def test_stdin_is_one_text_when_its_first_line_is_no_record(pipe, text):
    assert pipe(text) == [Given(name="-", text=text)]


@pytest.mark.parametrize("start", ["", "\ufeff", " \t"])
def test_stdin_is_json_lines_when_its_first_line_is_a_record(pipe, start):
    found = pipe(start + lines({"id": "f", "text": "One."}, "oops", {"text": "Three."}))
    assert seen([found[0], found[2]]) == ["f: One.", "-#3: Three."]
    assert is_wrong(found[1], "-#2", "not a line of JSON")


def test_pages_and_texts_on_stdin_are_records_of_both(pipe):
    found = seen(pipe(lines({"html": f"<p>{FERRY}</p>"}, {"text": "Two."})))
    assert found == [f"-#1: {FERRY}", "-#2: Two."]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_page_on_stdin_is_known_by_its_beginning_packed_or_not(pipe, pack):
    page = f"<!DOCTYPE html><html><body><article><p>{FERRY}</p></article></body></html>"
    assert seen(pipe(pack(page.encode()))) == [f"-: {FERRY}"]


def test_input_format_decides_what_a_name_does_not_tell(put):
    name = put("story.article", f"<p>{FERRY}</p>")
    assert seen(inputs([name], kind="html")) == [f"{name}: {FERRY}"]
    assert seen(inputs([name], kind="text")) == [f"{name}: <p>{FERRY}</p>"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"x\x00y", "NUL"),
        (b"x" * 51, "longer than 50"),
    ],
)
def test_stdin_without_a_text_is_an_error(pipe, data, message):
    (found,) = pipe(data, max_bytes=50)
    assert is_wrong(found, "-", message)


def test_stdin_in_another_encoding_is_read_like_a_file(pipe):
    assert seen(pipe(MIXED.encode("utf-16"))) == [f"-: {MIXED}"]
    assert seen(pipe(b"Zo\xeb Lindqvist said no.")) == ["-: Zoë Lindqvist said no."]


def test_stdin_may_be_as_long_as_the_limit_also_over_several_lines(pipe):
    assert seen(pipe("abc\ndef\n", max_bytes=8)) == ["-: abc\ndef\n"]
    assert seen(pipe("abc\ndef\n", max_bytes=7)) == ["-! is longer than 7 bytes"]


def test_a_record_over_the_limit_on_stdin_is_skipped(pipe):
    found = seen(pipe(lines({"text": "One."}, {"text": "x" * 99}, {"text": "Three."}), max_bytes=40))
    assert found == ["-#1: One.", "-#2! the line is longer than 40 bytes", "-#3: Three."]


def test_stdin_stands_among_other_paths_in_its_place(put, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Piped.")))
    put("a.txt", "Ay.")
    assert seen(inputs(["a.txt", "-", "a.txt"])) == ["a.txt: Ay.", "-: Piped.", "a.txt: Ay."]


@pytest.mark.parametrize("closed", [True, False])
def test_a_closed_stdin_is_an_error_and_the_next_path_is_read(put, monkeypatch, closed):
    stdin = io.TextIOWrapper(io.BytesIO())
    stdin.close()
    monkeypatch.setattr(sys, "stdin", stdin if closed else None)
    wrong, after = inputs(["-", put("after.txt", FERRY)])
    assert is_wrong(wrong, "-", "stdin is closed")
    assert after.text == FERRY


def test_a_stdin_that_fails_is_an_error_and_the_next_path_is_read(put, monkeypatch):
    def fails(*args):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", namedtuple("Stdin", "buffer closed")(namedtuple("Buffer", "readline")(fails), False))
    wrong, after = inputs(["-", put("after.txt", FERRY)])
    assert is_wrong(wrong, "-", "cannot be read: Input/output error")
    assert after.text == FERRY


# --- dates ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "proper"),
    [
        ("2026-03-12", True),
        ("20260312", True),
        ("2026-W11-4", True),
        ("2024-02-29", True),
        ("2026-03-12T09:30", True),
        ("2026-03-12 09:30:15", True),
        ("2026-03-12T09:30:15Z", True),
        ("2026-03-12T09:30:15.250+01:00", True),
        ("2026-02-29", False),
        ("2026-13-01", False),
        ("2026-03-12T25:00", False),
        ("2026-03", False),
        ("12.03.2026", False),
        ("yesterday", False),
        ("", False),
        (" 2026-03-12", False),
        ("2026-03-12\x00", False),
        ("2026-03-1\ud83d", False),
    ],
)
def test_a_date_is_a_day_that_exists_in_iso_8601_with_or_without_a_time(value, proper):
    assert is_date(value) is proper
