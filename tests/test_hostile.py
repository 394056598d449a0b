"""What inputs that mean harm, or are merely odd, must not do: end a batch, lose others, lead on without end, pass unnamed."""

import json
import lzma
import os
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from pagecases import linked, page, shown, story
from test_subscriptions import Site, fetcher, site  # noqa: F401 - fixtures
from whence.cli import main
from whence.errors import InputError, UsageError
from whence.ingest.files import inputs
from whence.ingest.kinds import sniffed
from whence.ingest.page import articles_of
from whence.records.article import Given, Page

FERRY = "The ferry to Ostrava Holm will sail, harbour master Ilse Brandvik said."


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(found):
    return [f"{each.name}!" if isinstance(each, InputError) else each.name for each in found]


@pytest.mark.parametrize(
    "markup", ["<html><!-- <p> ", "<html><frameset><p>", "<html><script><p>", "<p><!--", "<p></body></html>"]
)
def test_markup_in_json_ld_that_is_no_page_ends_no_batch(place, markup):
    html = f"<html><head>{linked(headline='Ferry', articleBody=markup + 'words ' * 80)}</head><body></body></html>"
    for name, data in (("a.txt", FERRY), ("b.html", html), ("c.txt", FERRY)):
        Path(name).write_text(data, encoding="utf-8")
    found = names(inputs(["."]))
    assert (found[0], found[-1]) == ("a.txt", "c.txt")


def test_a_folder_with_broken_links_pipes_and_linked_folders_is_read_to_its_end(place):
    Path("n/deep").mkdir(parents=True)
    for name in ("n/a.txt", "n/z.txt", "n/deep/b.txt"):
        Path(name).write_text(FERRY, encoding="utf-8")
    Path("n/broken.txt").symlink_to("nowhere.txt")
    Path("n/linked").symlink_to("deep")
    os.mkfifo("n/pipe.txt")
    assert names(inputs(["n"])) == ["n/a.txt", "n/broken.txt!", "n/deep/b.txt", "n/linked!", "n/pipe.txt!", "n/z.txt"]


def test_a_list_at_an_address_that_names_itself_is_asked_for_once_more_and_no_further(site, fetcher, place):  # noqa: F811
    kind, base = site
    kind.feed = lambda _: f"url\n{base}/feed\n"
    kind.answer = lambda self, status, body, tag=None, media="text/csv": Site.answer(self, status, body, tag, "text/csv")
    found = list(inputs([f"{base}/feed"], fetcher=fetcher))
    assert [type(each) for each in found] == [InputError]
    assert kind.asked.count("/feed") == 2


def test_a_feed_at_an_address_is_not_followed_without_being_asked_for(site, fetcher):  # noqa: F811
    kind, base = site
    kind.listed = ("Ferry-sails",)
    (teaser,) = inputs([f"{base}/feed"], fetcher=fetcher)
    assert teaser.shown.not_read.reason == "only a teaser"
    assert not any(path.startswith("/news/") for path in kind.asked)


def test_comments_before_a_page_are_looked_at_once():
    assert sniffed(b"<!---->" * 200 + b"x") == "text"
    assert sniffed(b"<!-- a -->" * 200 + b"<html>") == "html"


@pytest.mark.parametrize("tag", ["p", "title", "meta", "h1", "section", "table"])
def test_a_stream_that_begins_with_a_tag_is_a_page(tag):
    assert sniffed(f"<{tag}>The ferry".encode()) == "html"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<p " + " ".join(f"a{n}" for n in range(30_000)) + ">x", "parts"),
        ("<b></b>" * 200_000, "tags"),
        ("<p>x</p>" * 25_000, "lines"),
        ("<pre>" + "a\n\n" * 25_000, "lines"),
        ("<div>" * 900 + "x", "deep"),
    ],
)
def test_a_page_that_would_take_minutes_is_refused_with_its_reason(html, message):
    (wrong,) = articles_of(Page(name="x", data=html))
    assert isinstance(wrong, InputError)
    assert message in wrong.message
    assert wrong.hint


@pytest.mark.parametrize(
    "label", ["<span>Updated</span>", "<b>Last updated:</b>", "Stand:", "Aktualisiert am", "Mis à jour le"]
)
def test_the_time_of_a_change_is_no_publication_however_its_label_is_marked(label):
    line = f'<p class="date">{label} <time datetime="2024-05-08T10:00:00Z">8</time></p>'
    dates = shown(page(story(8), byline=line)).dates
    assert dates.published is None or dates.published.value[:10] != "2024-05-08"


def test_what_the_user_tells_fills_gaps_and_overwrites_nothing(place):
    dated = page(story(8), head='<meta property="article:published_time" content="2026-03-12T09:30:00Z">')
    Path("dated.html").write_text(dated, encoding="utf-8")
    Path("bare.html").write_text(page(story(8), head="", site=""), encoding="utf-8")
    read = CliRunner().invoke(
        main,
        ["read", "dated.html", "bare.html", "--only", "article", "--jsonl", "--published", "2020-01-01", "--outlet", "Zed"],
    )
    first, second = (json.loads(each)["article"] for each in read.stdout.splitlines())
    assert first["dates"]["published"]["value"] == "2026-03-12T09:30:00+00:00"
    assert (second["dates"]["published"]["value"], second["dates"]["published"]["basis"]) == ("2020-01-01", "given")


def test_an_article_with_the_id_of_another_is_not_lost_when_a_run_goes_on(place):
    for name, words in (("a.jsonl", "One."), ("b.jsonl", "Two.")):
        Path(name).write_text(json.dumps({"id": 1, "text": f"{FERRY} {words}"}) + "\n", encoding="utf-8")
    CliRunner().invoke(main, ["read", "a.jsonl", "--only", "article", "-o", "r.jsonl", "--jsonl"])
    CliRunner().invoke(main, ["read", "a.jsonl", "b.jsonl", "--only", "article", "--resume", "-o", "r.jsonl", "--jsonl"])
    texts = [json.loads(each)["article"]["text"][-4:] for each in Path("r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert texts == ["One.", "Two."]


def test_addresses_that_were_read_are_not_fetched_again_when_a_run_goes_on(site, place):  # noqa: F811
    kind, base = site
    Path("list.csv").write_text(f"url\n{base}/news/Ferry-sails\n", encoding="utf-8")
    for _ in range(2):
        CliRunner().invoke(main, ["read", "list.csv", "--only", "article", "--resume", "-o", "r.jsonl", "--jsonl", "--private"])
    assert kind.asked.count("/news/Ferry-sails") == 1


def test_a_run_that_reads_nothing_prints_an_empty_list_as_json(place):
    result = CliRunner().invoke(main, ["read", "gone.txt", "--json", "-o", "r.json"])
    assert (result.exit_code, json.loads(Path("r.json").read_text())) == (1, [])


def test_readings_without_statements_are_counted_where_rows_are_written(place):
    Path("a.txt").write_text(FERRY, encoding="utf-8")
    result = CliRunner().invoke(main, ["read", "a.txt", "--only", "article", "--csv", "-o", "r.csv"])
    assert "1 read (1 without statements), 0 failed" in result.stderr


def test_inputs_takes_paths_of_both_kinds_and_refuses_one_alone(place):
    Path("a.txt").write_text(FERRY, encoding="utf-8")
    assert [type(each) for each in inputs([Path("a.txt"), "a.txt"])] == [Given, Given]
    with pytest.raises(UsageError, match="list of paths"):
        list(inputs("a.txt"))


def greedy(data):
    """An xz file whose block header asks for a dictionary of 1.5 GiB (its size is one byte of the header, then a checksum)."""
    packed = bytearray(lzma.compress(data))
    size = (packed[12] + 1) * 4
    place = packed.index(b"\x21\x01", 12) + 2  # LZMA2, one byte of properties
    packed[place] = 37
    packed[12 + size - 4 : 12 + size] = zlib.crc32(packed[12 : 12 + size - 4]).to_bytes(4, "little")
    return bytes(packed)


def test_an_xz_file_that_asks_for_more_memory_than_a_text_needs_is_an_error(place):
    Path("a.txt.xz").write_bytes(lzma.compress(FERRY.encode(), preset=9))
    Path("b.txt.xz").write_bytes(greedy(FERRY.encode()))
    first, second = inputs(["a.txt.xz", "b.txt.xz"])
    assert first.text == FERRY
    assert isinstance(second, InputError)
    assert "emory" in second.message
    assert second.hint
