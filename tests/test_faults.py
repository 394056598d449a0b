"""Faults: a kill, a second writer, a full disk, a file that cannot be written, damage, an older version.

`benchmarks/faults.py` does the same with many more rounds.
"""

import os
import random
import shutil
import sqlite3
import stat
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from archived import dump, filled, index_is_right, kept, rows
from faulty import Writer, article, damage, killed, saved, sound, use
from test_archive_corrections import ARTICLE, DOW, GONE, ID
from whence.archive import Archive, opening, pages
from whence.archive.repair import examine, rescue
from whence.archive.schema import MIGRATIONS, VERSION
from whence.archive.storing import store, transaction
from whence.errors import ArchiveError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="children are forked")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "whence.db"


# --- a kill, and a second writer -----------------------------------------------------------------------------------------


def test_what_was_reported_as_added_outlives_a_kill_at_any_moment(path):
    chance, acknowledged = random.Random(7), []
    for turn in range(15):
        acknowledged += killed(path, turn * 20, 40, chance.uniform(0.0, 0.2))
    assert acknowledged
    assert sound(path, acknowledged)


def test_a_run_that_was_killed_is_simply_started_again(path):
    for seconds in (0.05, 0.1, 0.15):
        killed(path, 0, 60, seconds)
    writer = Writer(path, range(60))
    assert writer.wait() == 0
    assert dump(path) == dump(filled(path.with_name("other.db"), map(article, range(60))))


def test_two_writers_at_once_lose_nothing_and_write_nothing_twice(path):
    writers = [Writer(path, range(40), many=False), Writer(path, range(20, 60))]
    assert [each.wait() for each in writers] == [0, 0]
    assert sound(path, [*writers[0].acknowledged, *writers[1].acknowledged])
    assert dump(path) == dump(filled(path.with_name("other.db"), map(article, range(60))))


def test_a_reader_sees_whole_articles_while_another_process_writes(path):
    filled(path, [article(0)])
    writer = Writer(path, range(1, 80))
    with Archive.open(path, read_only=True) as archive:
        while writer.listen(0.02):
            ids = [each.id for each in archive.articles()]
            assert len(archive.kept(ids[-3:])) == len(ids[-3:])
    assert writer.wait() == 0


def test_a_writer_that_waits_too_long_for_another_says_so(path):
    filled(path, [article(0)])
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Archive.open(path, patience=0.1) as archive:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="another program holds it") as wrong:
            archive.add(article(1))
        assert "wait" in wrong.value.hint
        other.execute("ROLLBACK")
        assert archive.add(article(9)).what == "new"


# --- no room, no permission ----------------------------------------------------------------------------------------------


def test_a_file_that_may_not_grow_ends_the_run_with_what_to_do_and_stays_sound(path):
    filled(path, map(article, range(5)))
    writer = Writer(path, range(5, 400), most_bytes=path.stat().st_size + 200_000)
    assert writer.wait() == 1
    assert str(path) in writer.error
    assert "free space" in writer.error
    assert sound(path, writer.acknowledged)
    assert Writer(path, range(5, 40)).wait() == 0


def test_a_full_disk_is_named_and_nothing_is_lost(path):
    filled(path, map(article, range(5)))
    with Archive.open(path) as archive:
        full = archive.connection.execute("PRAGMA page_count").fetchone()[0] + 5
        archive.connection.execute(f"PRAGMA max_page_count = {full}")
        acknowledged = []
        with pytest.raises(ArchiveError, match="the disk is full") as wrong:
            acknowledged.extend(archive.add(article(number)).article for number in range(5, 400))
        assert "make room" in wrong.value.hint
        archive.connection.execute("PRAGMA max_page_count = 1000000")
        archive.add(article(400))
    assert sound(path, acknowledged)


@contextmanager
def as_nobody():
    """Without the rights of root, who may write everything."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


@pytest.fixture
def closed():
    """An archive in a folder where everybody may read and nobody may write."""
    folder = Path(tempfile.mkdtemp())
    path = filled(folder / "whence.db", map(article, range(5)))
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    folder.chmod(0o555)
    with as_nobody():
        yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_file_that_cannot_be_written_can_be_read_and_says_that_it_cannot_be_written(closed):
    with pytest.raises(ArchiveError, match="cannot be") as wrong:
        Archive.open(closed)
    assert "permissions" in wrong.value.hint
    with Archive.open(closed, read_only=True) as archive:
        assert archive.count() == 5
        with pytest.raises(ArchiveError, match="cannot be written"):
            archive.add(article(9))
    assert all(each.sound for each in examine(closed))


def test_a_file_that_cannot_even_be_read_is_named(path):
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    hidden = filled(folder / "whence.db", [article(0)])
    hidden.chmod(0)
    try:
        with as_nobody(), pytest.raises(ArchiveError, match="cannot be opened"):
            Archive.open(hidden, read_only=True)
    finally:
        shutil.rmtree(folder)


# --- damage --------------------------------------------------------------------------------------------------------------

ARTICLES = [article(number) for number in range(40)]
WHOLE = {each.reading.article.id: each for each in ARTICLES}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("whole") / "whence.db", ARTICLES)


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_archive_gives_clear_errors_only_and_a_rescue_saves_what_is_whole(whole, path, seed):
    damage(whole, random.Random(seed), path)
    copy = path.with_name("copy.db")
    shutil.copyfile(path, copy)
    assert use(copy) == []
    result, wrong = saved(path, WHOLE)
    assert wrong == []
    assert result.whole + result.stale + result.lost <= len(ARTICLES)
    assert sound(path, [])


@pytest.mark.parametrize("pages_gone", [[1], [2], [1, 2, 3], list(range(1, 30))])
def test_an_archive_without_its_first_pages_is_still_saved_as_far_as_its_readings_go(whole, path, pages_gone):
    shutil.copyfile(whole, path)
    with path.open("r+b") as file:
        for number in pages_gone:
            file.seek((number - 1) * 4096)
            file.write(bytes(4096))
    assert not all(each.sound for each in examine(path)) or pages_gone == [2]
    result, wrong = saved(path, WHOLE)
    assert wrong == []
    assert result.whole + result.stale > len(ARTICLES) // 2
    assert result.damaged.name == "whence.db.damaged"


def test_a_rescue_of_a_sound_archive_changes_no_row_and_keeps_the_old_file(whole, path):
    shutil.copyfile(whole, path)
    result = rescue(path)
    assert (result.whole, result.stale, result.lost) == (len(ARTICLES), 0, 0)
    assert dump(path) == dump(whole) == dump(result.damaged)
    assert rescue(path).damaged.name == "whence.db.damaged.2"


def test_a_rescue_keeps_corrections_and_other_ids(path):
    bare, full = (kept("It is late.", url="https://a.example/n", outlet=outlet) for outlet in (None, "Holm Post"))
    with Archive.open(filled(path, [ARTICLE, bare, full])) as archive:
        archive.correct([GONE, DOW])
    before = dump(path)
    rescue(path)
    assert dump(path) == before
    with Archive.open(path) as archive:
        assert archive.knows(bare.reading.article.id)
        archive.withdraw(ID, GONE.target)
        archive.withdraw(ID, DOW.target)
        assert archive.kept([ID]) == [ARTICLE]


def test_what_is_in_the_log_of_a_killed_writer_is_saved_too(whole, path):
    shutil.copyfile(whole, path)
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("SELECT count(*) FROM articles").fetchone()
        filled(path, map(article, range(40, 45)))
        shutil.copyfile(path, path.with_name("torn.db"))
        shutil.copyfile(path.with_name("whence.db-wal"), path.with_name("torn.db-wal"))
    torn = path.with_name("torn.db")
    with pages.Pages(torn) as found:
        assert any(each for each in found.cells())
    with torn.open("r+b") as file:
        file.write(bytes(100))
    log = torn.with_name("torn.db-wal")
    data = bytearray(log.read_bytes())
    data[32 + 24 : 32 + 24 + 100] = bytes(100)
    log.write_bytes(data)
    result = rescue(torn)
    assert result.whole + result.stale == 45


def test_nothing_is_replaced_where_nothing_can_be_saved(path):
    path.write_bytes(b"Ann Lee said it was late. " * 1000)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="nothing in") as wrong:
        rescue(path)
    assert wrong.value.hint
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["whence.db"]
    with pytest.raises(ArchiveError, match="there is no archive"):
        rescue(path.with_name("gone.db"))


def test_every_kind_of_damage_is_seen(whole, path):
    changes = {
        "archive's references": "DELETE FROM articles WHERE number = (SELECT min(number) FROM articles)",
        "archive's index": "UPDATE statements SET content = 'nothing of that'",
        "archive's readings": "UPDATE readings SET data = x'00'",
    }
    for name, change in changes.items():
        shutil.copyfile(whole, path)
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                database.execute(f"DROP TRIGGER {trigger}")
            database.execute(change)
        assert name in [each.name for each in examine(path) if not each.sound]


# --- versions ------------------------------------------------------------------------------------------------------------


def older(path, version):
    """An archive as an older version made it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        opening.migrate(database, path, version)
    return path


@pytest.mark.parametrize("version", range(1, VERSION))
def test_an_archive_of_an_older_version_is_brought_up_after_a_copy_was_made(path, version):
    older(path, version)
    with closing(sqlite3.connect(path, isolation_level=None)) as database, transaction(database):
        for each in ARTICLES[:5]:
            store(database, each)
    before = dump(path)
    with Archive.open(path) as archive:
        assert archive.count() == 5
        assert archive.add(ARTICLES[6]).what in ("new", "new version")
    copy = path.with_name(f"whence.db.v{version}.bak")
    assert dump(copy) == before
    assert rows(copy, "PRAGMA user_version") == [(version,)]
    assert rows(path, "PRAGMA user_version") == [(VERSION,)]
    assert index_is_right(path)
    assert dump(path) == dump(filled(path.with_name("new.db"), [*ARTICLES[:5], ARTICLES[6]]))
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
    assert rows(path, schema) == rows(path.with_name("new.db"), schema)


def test_a_second_copy_does_not_replace_the_first(path):
    path.with_name("whence.db.v1.bak").write_text("kept")
    Archive.open(older(path, 1)).close()
    assert path.with_name("whence.db.v1.bak").read_text() == "kept"
    assert rows(path.with_name("whence.db.v1.bak.2"), "PRAGMA user_version") == [(1,)]


def test_a_new_archive_needs_no_copy(path):
    Archive.open(path).close()
    assert [each.name for each in path.parent.iterdir()] == ["whence.db"]


def test_an_older_archive_opened_for_reading_only_says_what_to_do(path):
    with pytest.raises(ArchiveError, match="older Whence") as wrong:
        Archive.open(older(path, 1), read_only=True)
    assert wrong.value.hint


def test_a_migration_that_fails_leaves_the_archive_as_it_was(path, monkeypatch):
    older(path, 1)
    monkeypatch.setattr(
        opening, "MIGRATIONS", (MIGRATIONS[0], "CREATE VIEW silences AS SELECT 1;\nCREATE TABLE articles (a);\n")
    )
    with pytest.raises(ArchiveError):
        Archive.open(path)
    assert rows(path, "PRAGMA user_version") == [(1,)]
    assert rows(path, "SELECT count(*) FROM sqlite_master WHERE name = 'silences'") == [(0,)]


def test_two_processes_that_make_one_archive_at_the_same_time_make_one(path):
    writers = [Writer(path, range(turn * 3, turn * 3 + 3)) for turn in range(6)]
    assert [each.wait() for each in writers] == [0] * 6
    assert dump(path) == dump(filled(path.with_name("other.db"), map(article, range(18))))
