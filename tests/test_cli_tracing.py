"""`whence add`, `trace`, `copies` and `table` on three small articles: what they print, and how they end."""

import csv
import io
import json
import os
from pathlib import Path

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner

from tracing_cases import spans_of
from whence.cli import main
from whence.records.trace import Trace
from whence.version import VERSION

LEAD = "The lock at Vardholm was shut on Monday after a barge struck the upper gate, and boats wait on both sides."
GATE = "The gate will be lifted out by a crane from the harbour of Kelter later this week."
ARTICLES = [
    {"id": "holm", "outlet": "Holm Post", "published": "2026-03-03", "title": "Barge shuts lock",
     "text": f"{LEAD}\n\nOda Brandt said eleven boats were waiting 🐟 at the lock. {GATE}"},
    {"id": "quay", "outlet": "Quay News", "published": "2026-03-04", "title": "Boats wait",
     "text": "According to the Holm Post, eleven boats were waiting at the lock. Skippers at Va\u030ardholm sang all night."},
    {"id": "tidings", "outlet": "Tidings", "published": "2026-03-05", "title": "No way through",
     "text": f"{LEAD}\n\nOda Brandt said eleven boats were waiting 🐟 at the lock. {GATE}"},
]  # fmt: skip


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, list(map(str, arguments)), input=stdin)


def told(*arguments):
    """The JSON that a command prints."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("\n")
    return json.loads(result.stdout)


def write(path, articles):
    path.write_text("".join(json.dumps(each) + "\n" for each in articles), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A folder with the articles and the archive of them, made once."""
    folder = tmp_path_factory.mktemp("tracing")
    result = run("add", write(folder / "articles.jsonl", ARTICLES), "--archive", folder / "whence.db")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 new, 0 known, 0 new versions, 0 failed\n"
    return folder


@pytest.fixture(autouse=True)
def place(filled, monkeypatch, tmp_path):
    """Every test runs in an empty folder, with the archive of the module told by the environment."""
    for name in [each for each in os.environ if each.startswith("WHENCE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("WHENCE_ARCHIVE", str(filled / "whence.db"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def everything():
    return told("trace")


def ids(trace):
    return {each["input"]: each["id"] for each in trace["articles"]}


def boats(trace):
    """The claim that eleven boats were waiting."""
    return next(each for each in trace["claims"] if "eleven boats were waiting" in json.dumps(each["statements"]))


# --- add -------------------------------------------------------------------------------------------------------------------


def test_adding_the_same_articles_again_reads_none_of_them(filled):
    result = run("add", filled / "articles.jsonl", "-v")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1] == "0 new, 3 known, 0 new versions, 0 failed"
    assert [line.split()[1] for line in result.stderr.splitlines()[:-1]] == ["known"] * 3


def test_an_input_that_cannot_be_read_is_told_and_the_others_are_kept(place):
    (place / "good.txt").write_text("Oda Brandt said the lock was shut.", encoding="utf-8")
    result = run("add", "good.txt", "gone.txt", "--archive", "new.db")
    assert result.exit_code == 3
    assert json.loads(result.stderr.splitlines()[0])["input"] == "gone.txt"
    assert result.stderr.splitlines()[-1] == "1 new, 0 known, 0 new versions, 1 failed"
    assert run("add", "gone.txt", "--archive", "new.db", "--quiet").exit_code == 1


# --- trace: everything -----------------------------------------------------------------------------------------------------


def test_a_trace_without_question_is_one_line_of_json_of_the_records_form(everything):
    assert (everything["schema_version"], everything["query"], everything["whence"]) == ("1", None, VERSION)
    jsonschema.validate(everything, msgspec.json.schema(Trace))
    trace = msgspec.convert(everything, Trace)
    texts = {ids(everything)[each["id"]]: each["text"] for each in ARTICLES}
    spans = [*spans_of((trace.copies, trace.claims))]
    assert spans
    assert all(texts[article][span.start : span.end] == span.text for article, span in spans)


def test_the_articles_come_with_their_input_outlet_title_and_date(everything):
    assert [
        (each["input"], each["outlet"]["name"], each["title"], each["published"]["value"]) for each in everything["articles"]
    ] == [(each["id"], each["outlet"], each["title"], each["published"]) for each in ARTICLES]


def test_the_copy_is_told_with_its_original(everything):
    (copy,) = everything["copies"]
    known = ids(everything)
    assert (copy["a"], copy["b"], copy["relation"], copy["origin"]) == (known["holm"], known["tidings"], "verbatim", "a")


def test_a_claim_that_one_cites_and_one_copies_has_one_origin(everything):
    claim, known = boats(everything), ids(everything)
    assert {each["article"] for each in claim["statements"]} == set(known.values())
    assert (claim["independent"]["count"], claim["first"]["article"]) == (1, known["holm"])
    assert {each["because"] for each in claim["origins"][0]["merges"]} == {"citation", "copy"}


def test_the_same_articles_in_another_order_have_the_same_trace_byte_for_byte(place):
    for name, articles in (("one", ARTICLES), ("other", ARTICLES[::-1])):
        write(place / f"{name}.jsonl", articles)
        assert run("add", f"{name}.jsonl", "--archive", f"{name}.db", "-q").exit_code == 0
    assert run("trace", "--archive", "one.db").stdout == run("trace", "--archive", "other.db").stdout == run("trace").stdout


# --- trace: words and addresses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [["eleven", "boats"], ["eleven boats"], ["boats ELEVEN"]])
def test_words_find_the_claims_that_hold_all_of_them(words):
    found = told("trace", *words)
    assert found["query"] == " ".join(words)
    assert len(found["claims"]) >= 1
    assert all("boats" in json.dumps(each["statements"]) for each in found["claims"])


def test_only_the_articles_that_the_claims_found_speak_of_are_told():
    found = told("trace", "skippers sang")
    spoken = {each["article"] for claim in found["claims"] for each in (*claim["statements"], *claim["disputed_by"])}
    assert {each["id"] for each in found["articles"]} == spoken
    assert "quay" in ids(found)
    assert all({each["a"], each["b"]} <= spoken for each in found["copies"])


def test_an_article_is_asked_for_by_its_id_or_the_beginning_of_it(everything):
    key = ids(everything)["quay"]
    whole = told("trace", key)
    assert whole["query"] == key
    assert all(key in {each["article"] for each in claim["statements"]} for claim in whole["claims"])
    assert told("trace", key[:6])["claims"] == whole["claims"]


def test_a_statement_is_asked_for_by_article_and_statement(everything):
    claim = boats(everything)
    place = next(each for each in claim["statements"] if each["statement"])
    found = told("trace", f"{place['article']}#{place['statement']}")
    assert boats(found)["id"] == claim["id"]
    assert all(place["article"] in {each["article"] for each in one["statements"]} for one in found["claims"])


def test_a_claim_is_asked_for_by_its_id(everything):
    claim = boats(everything)
    found = told("trace", claim["id"])
    assert claim["id"] in {each["id"] for each in found["claims"]}
    assert told("trace", claim["id"][:8])["claims"] == found["claims"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (["walrus"], "no statement holds 'walrus'"),
        (["eleven", "walruses"], "no statement holds 'eleven walruses'"),
        (["0000#0000"], "0000"),
        (["{holm}#ffff"], "ffff"),
        (["#"], "#"),
    ],
)
def test_what_is_not_there_exits_2_and_says_so(everything, question, said):
    result = run("trace", *(each.format(**ids(everything)) for each in question))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


# --- trace: pages, errors --------------------------------------------------------------------------------------------------


def test_a_page_is_written_instead_of_json(place):
    result = run("trace", "eleven boats", "--html", "trace.html")
    assert (result.exit_code, result.stdout) == (0, "")
    page = Path("trace.html").read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "eleven boats" in page


def test_an_archive_that_is_not_there_exits_1_and_is_not_made(place):
    for command in ("trace", "copies", "table"):
        result = run(command, "--archive", "gone.db")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "gone.db" in result.stderr
    assert list(place.iterdir()) == []


def test_a_file_that_is_no_archive_exits_1_and_names_it(place):
    (place / "note.db").write_text("no archive at all, but long enough to be looked at " * 20, encoding="utf-8")
    result = run("trace", "--archive", "note.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "note.db" in result.stderr


@pytest.mark.parametrize("command", ["trace", "table"])
def test_a_page_is_never_written_over_the_archive(filled, command):
    before = (filled / "whence.db").read_bytes()
    result = run(command, "--html", filled / "whence.db")
    assert (result.exit_code, result.stdout) == (2, "")
    assert (filled / "whence.db").read_bytes() == before


def test_an_empty_archive_has_an_empty_trace(place):
    (place / "empty.txt").write_text("", encoding="utf-8")
    assert run("add", "empty.txt", "--archive", "none.db", "-q").exit_code == 1
    found = told("trace", "--archive", "none.db")
    assert (found["articles"], found["copies"], found["claims"]) == ([], [], [])
    assert run("trace", "boats", "--archive", "none.db").exit_code == 2


# --- copies ----------------------------------------------------------------------------------------------------------------


def test_copies_of_the_archive_are_those_of_the_trace(everything):
    found = told("copies")
    assert set(found) == {"schema_version", "articles", "copies", "whence"}
    assert found["copies"] == everything["copies"]
    assert {each["input"] for each in found["articles"]} >= {"holm", "tidings"}


def test_copies_of_inputs_keep_nothing(filled, place):
    found = told("copies", filled / "articles.jsonl", "-q")
    assert [each["relation"] for each in found["copies"]] == ["verbatim"]
    assert [each["input"] for each in found["articles"]] == ["holm", "quay", "tidings"]
    assert list(place.iterdir()) == []


def test_copies_exit_3_when_some_inputs_fail_and_1_when_all_do(filled):
    some = run("copies", filled / "articles.jsonl", "gone.txt")
    assert some.exit_code == 3
    assert len(json.loads(some.stdout)["copies"]) == 1
    assert json.loads(some.stderr.splitlines()[0])["input"] == "gone.txt"
    none = run("copies", "gone.txt")
    assert none.exit_code == 1
    assert json.loads(none.stdout)["copies"] == []


@pytest.mark.parametrize("option", [["--published", "last week"], ["--state", "s.json"], ["--nonsense"]])
def test_copies_with_an_option_that_cannot_be_carried_out_exit_2(filled, option):
    result = run("copies", filled / "articles.jsonl", *option)
    assert (result.exit_code, result.stdout) == (2, "")


# --- table -----------------------------------------------------------------------------------------------------------------


def test_a_table_counts_the_statements_of_every_outlet():
    result = run("table")
    assert result.exit_code == 0
    assert all(each["outlet"] in result.stdout for each in ARTICLES)


def test_a_table_as_csv_has_a_line_for_every_outlet_and_one_for_every_statement():
    rows = [*csv.reader(io.StringIO(run("table", "--csv").stdout))]
    assert len({len(row) for row in rows}) == 1
    assert {each["outlet"] for each in ARTICLES} <= {row[0] for row in rows}
    behind = [*csv.DictReader(io.StringIO(run("table", "--statements").stdout))]
    assert len(behind) >= 2


def test_a_table_as_json_says_what_stands_behind_its_numbers(everything):
    found = told("table", "--json")
    assert set(ids(everything).values()) <= set(json.dumps(found).replace('"', " ").replace("#", " ").split())


def test_a_table_by_month_and_as_a_page(place):
    assert "2026-03" in run("table", "--by", "month").stdout
    result = run("table", "--html", "counts.html")
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path("counts.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_a_table_by_what_does_not_exist_exits_2():
    assert run("table", "--by", "colour").exit_code == 2
