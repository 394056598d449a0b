"""The archive: what is added comes back as it was, once, under its id, and readable with any SQL tool."""

import json
import sqlite3
import zlib

import pytest
from msgspec.structs import replace

from archived import dump, filled, index_is_right, kept, rows
from whence.archive import Added, Archive, Place
from whence.archive.schema import VERSION
from whence.errors import ArchiveError, InputError, UsageError
from whence.records.article import NotRead, Outlet
from whence.records.correction import Correction
from whence.records.kept import KEPT_VERSION

FERRY = kept(
    "The ferry sails again. Ilse Brandvik said the ramp is ready. Two officials denied the delay, the Courier reported.",
    "Ilse Brandvik | said | the ramp is ready | on 2026-03-11",
    "Two officials | denied | the delay | deny | anonymous | via Courier",
    own=("The ferry sails again",),
    parts=("ramp is ready",),
    published="2026-03-12",
    outlet="Holm Post",
    title="Ferry sails",
    url="https://holm.example/ferry",
)
SCHOOL = kept("Bo Marr said the school opens.", "Bo Marr | said | the school opens", published="2026-03-10T08:30")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "whence.db"


@pytest.fixture
def archive(path):
    with Archive.open(path) as opened:
        yield opened


def test_what_was_kept_comes_back_as_it_was(archive):
    archive.add(FERRY)
    archive.add(SCHOOL)
    assert archive.kept([SCHOOL.reading.article.id, FERRY.reading.article.id]) == [SCHOOL, FERRY]
    assert archive.reading(FERRY.reading.article.id) == FERRY.reading


def test_it_is_still_there_when_the_file_is_opened_again(path):
    filled(path, [FERRY, SCHOOL])
    with Archive.open(path, create=False, read_only=True) as archive:
        assert archive.count() == 2
        assert archive.kept([FERRY.reading.article.id]) == [FERRY]


def test_the_first_time_it_is_new_and_then_it_is_known(archive):
    article = FERRY.reading.article.id
    assert archive.add(FERRY) == Added(article, "note.txt", "new")
    assert archive.add(FERRY) == Added(article, "note.txt", "known")
    assert archive.count() == 1
    assert archive.knows(article)
    assert not archive.knows("0" * 16)


def test_adding_what_is_known_changes_no_byte_of_any_table(path):
    before = dump(filled(path, [FERRY, SCHOOL]))
    newer = replace(FERRY, reading=replace(FERRY.reading, input="elsewhere.txt"))
    assert dump(filled(path, [newer])) == before


def test_a_new_reading_replaces_the_old_one_where_that_is_asked_for(path):
    facts = {"published": "2026-03-12", "outlet": "Holm Post", "title": "Ferry sails", "url": "https://holm.example/ferry"}
    newer = kept(FERRY.reading.article.text, "Ilse Brandvik | said | the ramp is ready", model="test-2", **facts)
    filled(path, [FERRY, SCHOOL])
    with Archive.open(path) as archive:
        assert archive.add(newer, again=True).what == "known"
        assert archive.kept([newer.reading.article.id]) == [newer]
    assert dump(path) == dump(filled(path.with_name("other.db"), [newer, SCHOOL]))
    assert index_is_right(path)


def test_adding_again_what_was_not_there_adds_it(archive):
    assert archive.add(FERRY, again=True).what == "new"


def test_an_article_that_was_not_read_is_kept_with_its_text(archive):
    unread = kept("Der Fährmann sagte nichts.", not_read=NotRead("language"))
    archive.add(unread)
    assert archive.kept([unread.reading.article.id]) == [unread]


def test_an_article_without_a_proper_id_is_an_error_that_names_its_input(archive):
    article = replace(FERRY.reading.article, id="../../etc")
    with pytest.raises(InputError, match="no proper id") as wrong:
        archive.add(replace(FERRY, reading=replace(FERRY.reading, article=article)))
    assert wrong.value.name == "note.txt"
    assert archive.count() == 0


@pytest.mark.parametrize(
    "text", ["🚢🚢 Ann Lee said “naïve” things. 🚢", "Ann\u0301 Lee said “naïve” things.", "\0 Ann Lee said “naïve” things."]
)
def test_offsets_count_code_points_in_every_script(path, text):
    odd = kept(text, "Lee | said | naïve” things")
    filled(path, [odd])
    ((start, end, content),) = rows(path, 'SELECT "start", "end", content FROM statements')
    assert text[start:end] == content == "naïve” things"
    assert index_is_right(path)
    with Archive.open(path) as archive:
        assert archive.kept([odd.reading.article.id]) == [odd]


def test_hashes_of_64_bits_come_back_unsigned_and_ascending(archive):
    hashes = (0, 1, 2**63 - 1, 2**63, 2**64 - 1)
    archive.add(kept("Ann Lee left.", sketch=hashes))
    ((_, found),) = archive.sketches()
    assert found == hashes


# --- for people ----------------------------------------------------------------------------------------------------------


def test_a_statement_is_a_row_that_a_person_can_read(path):
    filled(path, [FERRY])
    article, denial = FERRY.reading.article, FERRY.reading.statements[1]
    columns = "key, position, holder, kind, cue, act, content, second_hand, hops, decided_by"
    assert rows(path, f"SELECT {columns} FROM statements WHERE position = 2") == [
        (f"{article.id}#{denial.id}", 2, "Two officials", "anonymous", "denied", "deny", "the delay", 1, "Courier", "machine")
    ]
    assert rows(path, "SELECT said_on, second_hand, hops FROM statements WHERE position = 1") == [("2026-03-11", 0, None)]
    assert rows(path, "SELECT id, outlet, title, published, precision, input FROM articles") == [
        (article.id, "Holm Post", "Ferry sails", "2026-03-12", "day", "note.txt")
    ]


def test_views_answer_the_usual_questions(path):
    filled(path, [FERRY, SCHOOL])
    for view in ("second_hand_statements", "unnamed_sources", "denials"):
        assert rows(path, f"SELECT holder, content FROM {view}") == [("Two officials", "the delay")]
    assert rows(path, "SELECT * FROM silences") == []


def test_a_reading_can_be_unpacked_without_whence(path):
    filled(path, [FERRY])
    ((data,),) = rows(path, "SELECT data FROM readings")
    assert json.loads(zlib.decompress(data)) == FERRY.reading.to_dict()


@pytest.mark.parametrize("keys", ["ON", "OFF"])
def test_removing_an_article_with_another_tool_removes_all_its_rows_and_the_index_follows(path, keys):
    filled(path, [FERRY, SCHOOL])
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA foreign_keys = {keys}")
        database.execute("DELETE FROM articles WHERE id = ?", (FERRY.reading.article.id,))
    database.close()
    assert dump(path) == dump(filled(path.with_name("other.db"), [SCHOOL]))
    assert index_is_right(path)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE articles SET title = 'Boat sails', outlet = 'Courier'",
        "UPDATE statements SET content = 'something else', holder = 'Nobody'",
        "UPDATE candidates SET text = 'something else'",
        "DELETE FROM statements WHERE position = 1",
        "DELETE FROM candidates",
    ],
)
def test_the_index_follows_what_another_tool_changes(path, change):
    filled(path, [FERRY, SCHOOL])
    with sqlite3.connect(path) as database:
        database.execute(change)
    database.close()
    assert index_is_right(path)


# --- addresses -----------------------------------------------------------------------------------------------------------


def test_an_article_a_statement_and_a_claim_are_found_by_id_and_by_its_beginning(archive):
    archive.add(FERRY)
    article, statement, claim = FERRY.reading.article.id, FERRY.reading.statements[0].id, FERRY.candidates[0].id
    for digits in (16, 8, 4):
        assert archive.resolve(article[:digits]) == Place(article)
        assert archive.resolve(f"{article[:digits]}#{statement[:digits]}") == Place(article, statement)
        assert archive.resolve(claim[: digits + 1]) == Place(article, statement, claim)
    own = FERRY.candidates[-1].id
    assert archive.resolve(own.upper()) == Place(article, None, own)


@pytest.mark.parametrize(
    "address", ["0000", "", "957", "957c#", "#", "c", "c000", "ferry", "%", "957c8c17d3732941x", "ffff#ffff"]
)
def test_what_is_not_there_is_an_error_that_names_the_address(archive, address):
    archive.add(FERRY)
    with pytest.raises(UsageError, match="nothing under") as wrong:
        archive.resolve(address)
    assert wrong.value.hint


def test_a_beginning_that_several_ids_have_is_an_error_that_lists_them(archive):
    made, ids = {}, []
    for number in range(2000):
        article = kept(f"Note {number}.", terms=(), sketch=())
        begin = article.reading.article.id[:4]
        if begin in made:
            ids = sorted((made[begin].reading.article.id, article.reading.article.id))
            archive.add(made[begin])
            archive.add(article)
            break
        made[begin] = article
    with pytest.raises(UsageError, match=f"{ids[0]} or {ids[1]}"):
        archive.resolve(ids[0][:4])
    assert archive.resolve(ids[0]) == Place(ids[0])


def test_an_article_that_is_not_there_is_named(archive):
    for asked in (archive.kept, archive.versions):
        with pytest.raises(UsageError, match="has no article"):
            asked(["0" * 16] if asked == archive.kept else "0" * 16)


# --- versions ------------------------------------------------------------------------------------------------------------

NOTES = [
    kept("It is late.", url="https://a.example/n", published="2026-03-12", modified="2026-03-12T10:00"),
    kept("It is later.", url="https://a.example/n#top", published="2026-03-12", modified="2026-03-12T11:00"),
    kept("It is over.", url="https://a.example/n", published="2026-03-12", modified="2026-03-12T12:00"),
]
FIRST, SECOND, THIRD = (each.reading.article.id for each in NOTES)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_the_same_address_with_another_text_is_a_new_version_whatever_came_first(archive, order):
    found = [archive.add(NOTES[place]).what for place in order]
    assert found == ["new", "new version", "new version"]
    assert archive.versions(SECOND) == (FIRST, SECOND, THIRD)
    assert archive.reading(FIRST).article.version_of is None
    assert archive.reading(SECOND).article.version_of == FIRST
    assert archive.kept([THIRD])[0].reading.article.version_of == SECOND


def test_a_version_says_of_which_one_it_is(archive):
    archive.add(NOTES[0])
    assert archive.add(NOTES[2]) == Added(THIRD, "note.txt", "new version", FIRST)
    assert archive.add(NOTES[1]) == Added(SECOND, "note.txt", "new version", FIRST)
    assert archive.reading(THIRD).article.version_of == SECOND


def test_what_a_reading_was_told_of_versions_elsewhere_does_not_count(archive):
    told = replace(NOTES[0], reading=replace(NOTES[0].reading, article=replace(NOTES[0].reading.article, version_of="0" * 16)))
    archive.add(told)
    assert archive.kept([FIRST]) == [NOTES[0]]


def test_an_article_without_an_address_has_no_versions(archive):
    for text in ("It is late.", "It is later."):
        assert archive.add(kept(text, published="2026-03-12")).what == "new"
    assert archive.versions(kept("It is late.", published="2026-03-12").reading.article.id) == (
        kept("It is late.", published="2026-03-12").reading.article.id,
    )


def test_the_canonical_address_counts_where_it_is_of_the_same_site(archive):
    archive.add(kept("It is late.", url="https://www.a.example/n?ref=x", canonical="https://a.example/n"))
    assert archive.add(kept("It is later.", url="https://a.example/n")).what == "new version"


def test_a_canonical_address_on_another_site_tells_of_a_copy_and_not_of_a_version(archive):
    archive.add(kept("It is late.", url="https://a.example/n"))
    assert archive.add(kept("It is late.", url="https://b.example/m", canonical="https://a.example/n")).what == "new"


def test_the_same_text_under_the_same_address_is_one_article_and_the_one_with_more_facts_is_kept(path):
    bare = kept("It is late.", "It | is | late", url="https://a.example/n")
    full = kept("It is late.", "It | is | late", url="https://a.example/n", published="2026-03-12", outlet="Holm Post")
    for number, order in enumerate(([bare, full], [full, bare])):
        place = path.with_name(f"{number}.db")
        with Archive.open(place) as archive:
            assert [archive.add(each).what for each in order] == ["new", "known"]
            assert archive.count() == 1
            assert archive.kept([bare.reading.article.id]) == archive.kept([full.reading.article.id]) == [full]
            assert archive.resolve(bare.reading.article.id) == Place(full.reading.article.id)
            assert archive.add(bare, again=True) == Added(full.reading.article.id, "note.txt", "known")
        assert index_is_right(place)
    assert dump(path.with_name("0.db")) == dump(path.with_name("1.db"))


def test_the_difference_of_two_versions_is_told_sentence_by_sentence(archive):
    old = kept("The bridge is shut. It opens on Monday. Dr. Lee said so.", url="https://a.example/n")
    new = kept("The bridge is shut. It opens on Friday. Dr. Lee said so. Boats 🚢 sail.", url="https://a.example/n")
    for each in (old, new):
        archive.add(each)
    found = archive.difference(old.reading.article.id, new.reading.article.id)
    assert [(each.kind, each.old and each.old.text, each.new and each.new.text) for each in found] == [
        ("changed", "It opens on Monday.", "It opens on Friday."),
        ("added", None, "Boats 🚢 sail."),
    ]
    for each in found:
        for span, text in ((each.old, old.reading.article.text), (each.new, new.reading.article.text)):
            assert span is None or text[span.start : span.end] == span.text


def test_a_version_does_not_differ_from_itself(archive):
    archive.add(FERRY)
    assert archive.difference(FERRY.reading.article.id, FERRY.reading.article.id) == ()


# --- files ---------------------------------------------------------------------------------------------------------------


def test_there_is_no_archive_where_none_was_made(path):
    with pytest.raises(ArchiveError, match="there is no archive") as wrong:
        Archive.open(path, create=False)
    assert "whence add" in wrong.value.hint
    assert not path.exists()


def test_a_folder_is_no_archive_and_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ArchiveError, match="is a folder"):
        Archive.open(tmp_path)
    with pytest.raises(ArchiveError, match="there is no folder"):
        Archive.open(tmp_path / "gone" / "whence.db")


def test_a_database_of_another_program_is_left_alone(path):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE birds (name TEXT)")
    database.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="another program") as wrong:
        Archive.open(path)
    assert wrong.value.hint
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_named_with_what_to_do(path):
    path.write_text("Ann Lee said it was late." * 100)
    with pytest.raises(ArchiveError, match="is damaged") as wrong:
        Archive.open(path)
    assert f"whence doctor --repair {path}" in wrong.value.hint


def test_an_empty_file_becomes_an_archive(path):
    path.touch()
    assert filled(path, [FERRY]) == path


def test_an_archive_of_a_later_whence_is_refused(path):
    filled(path, [FERRY])
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    with pytest.raises(ArchiveError, match="later Whence") as wrong:
        Archive.open(path)
    assert "pip install" in wrong.value.hint


def test_names_of_files_may_hold_what_an_address_must_not(tmp_path):
    path = tmp_path / "a ?#% é.db"
    filled(path, [FERRY])
    assert path.exists()


def test_an_article_that_was_sketched_by_another_version_is_stale_and_is_not_compared(path):
    filled(path, [FERRY, SCHOOL])
    with sqlite3.connect(path) as database:
        database.execute(
            "UPDATE readings SET kept_version = ? WHERE article = (SELECT number FROM articles WHERE id = ?)",
            (KEPT_VERSION + 1, FERRY.reading.article.id),
        )
    database.close()
    with Archive.open(path) as archive:
        assert archive.stale() == (FERRY.reading.article.id,)
        assert [article for article, _ in archive.sketches()] == [SCHOOL.reading.article.id]
        assert archive.sharing(FERRY.sketch) == [(SCHOOL.reading.article.id, 2)]
        (found,) = archive.kept([FERRY.reading.article.id])
        assert found.sketch == ()
        archive.add(FERRY, again=True)
        assert archive.stale() == ()
        assert archive.kept([FERRY.reading.article.id]) == [FERRY]


def test_a_snapshot_shows_one_moment_while_others_add(path):
    filled(path, [FERRY])
    with Archive.open(path) as reader, Archive.open(path) as writer:
        with reader.snapshot():
            assert reader.count() == 1
            writer.add(SCHOOL)
            assert reader.count() == 1
        assert reader.count() == 2


def test_stale_articles_are_renewed_out_of_what_the_machine_read(path):
    filled(path, [FERRY, SCHOOL])
    gone = Correction(
        article=FERRY.reading.article.id, target=FERRY.reading.statements[0].id, action="remove", statement=None, made_in="x"
    )
    with Archive.open(path) as archive:
        archive.correct([gone])
        before = dump(path)
        archive.connection.execute("UPDATE readings SET kept_version = NULL")
        archive.connection.execute("DELETE FROM sketches")
        machine = {each.reading.article.id: each for each in (FERRY, SCHOOL)}
        assert archive.renew(lambda reading: machine[reading.article.id]) == 2
        assert archive.renew(lambda reading: machine[reading.article.id]) == 0
    assert dump(path) == before


def test_articles_are_listed_in_the_order_of_publication_those_without_a_date_first(archive):
    undated = kept("No date here.")
    for each in (FERRY, undated, SCHOOL):
        archive.add(each)
    listed = list(archive.articles())
    assert [each.id for each in listed] == [each.reading.article.id for each in (undated, SCHOOL, FERRY)]
    assert listed[2].outlet == Outlet("Holm Post")
    assert listed[2].published == FERRY.reading.article.dates.published
    assert (listed[2].title, listed[2].url, listed[0].published) == ("Ferry sails", "https://holm.example/ferry", None)
