"""Corrections win over every reading, can be taken back, and leave nothing that rests on what they changed."""

import itertools

import pytest
from msgspec.structs import replace

from archived import KINDS, at, dump, filled, index_is_right, kept, stated
from whence.archive import Archive, Query
from whence.errors import InputError, UsageError
from whence.records.correction import Correction
from whence.records.entity import BriefSentence, Position, TimelineEntry

TEXT = "Ann Lee said the bridge is safe. Bo Marr denied the delay. Cy Dow hopes for rain."
LINKS = ("Ann Lee | said | the bridge is safe", "Bo Marr | denied | the delay | deny")
ARTICLE = kept(TEXT, *LINKS, parts=("bridge is",), own=("Cy Dow hopes for rain",), published="2026-03-12")
ID = ARTICLE.reading.article.id
LEE, MARR = ARTICLE.reading.statements


def stated_by_a_person(link):
    return stated(TEXT, ID, link, {})


def correction(target, link=None, action="replace", **told):
    """A correction by a person; `link` is the statement in the language of `kept`."""
    statement = told.pop("statement", None) or (stated_by_a_person(link) if link else None)
    target = target or (statement.id if statement else "")
    return Correction(article=ID, target=target, action=action, statement=statement, made_in="brat", **told)


DOW = correction(None, "Cy Dow | hopes | rain", "add")
GONE = correction(MARR.id, action="remove")
SURE = correction(LEE.id, "Ann Lee | said | the bridge is safe | confirm", statement=None)


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "whence.db") as opened:
        opened.add(ARTICLE)
        yield opened


def contents(archive):
    return [" … ".join(span.text for span in each.content.spans) for each in archive.reading(ID).statements]


def test_a_statement_that_a_person_replaced_stands_in_its_place_and_says_so(archive):
    assert archive.correct([correction(LEE.id, "Ann Lee | said | the bridge")]) == (ID,)
    first, second = archive.reading(ID).statements
    assert (first.content.spans[0].text, first.decided_by) == ("the bridge", "person")
    assert second == MARR


def test_a_statement_that_a_person_removed_is_gone_and_one_that_was_added_stands_in_its_place_in_the_text(archive):
    archive.correct([GONE, DOW])
    assert contents(archive) == ["the bridge is safe", "rain"]
    archive.withdraw(ID, GONE.target)
    assert contents(archive) == ["the bridge is safe", "the delay", "rain"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_corrections_does_not_matter(tmp_path, order):
    made = [GONE, DOW, correction(LEE.id, "Ann Lee | said | the bridge")]
    for name, corrections in (("a", made), ("b", [made[place] for place in order])):
        with Archive.open(tmp_path / name) as archive:
            archive.add(ARTICLE)
            for each in corrections:
                archive.correct([each])
    assert dump(tmp_path / "a") == dump(tmp_path / "b")
    assert index_is_right(tmp_path / "a")


def test_corrections_are_found_by_search_and_what_they_replaced_is_not(archive):
    archive.correct([correction(LEE.id, "Bo Marr | said | the bridge")])
    assert archive.search(Query(words="safe")).total == 0
    (hit,) = archive.search(Query(words="bridge")).hits
    assert hit.decided_by == "person"


def test_a_holder_that_no_entity_has_becomes_one_and_one_that_has_is_used(archive):
    archive.correct([correction(LEE.id, "Ann Lee | said | the bridge", holder="Ann Lee of the council")])
    reading = archive.reading(ID)
    made = next(each for each in reading.entities if each.id == reading.statements[0].source.entity)
    assert (made.name, made.kind) == ("Ann Lee of the council", "named person")
    archive.correct([correction(LEE.id, "Ann Lee | said | the bridge", holder="Bo Marr")])
    reading = archive.reading(ID)
    assert reading.statements[0].source.entity == MARR.source.entity
    assert reading.entities == ARTICLE.reading.entities


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_holder_is_of_the_kind_of_the_one_before(tmp_path, kind):
    article = kept(TEXT, f"Ann Lee | said | the bridge is safe | {kind}")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add(article)
        (machine,) = article.reading.statements
        told = Correction(
            article=article.reading.article.id,
            target=machine.id,
            action="replace",
            statement=machine,
            holder="A. Lee",
            made_in="x",
        )
        archive.correct([told])
        reading = archive.reading(article.reading.article.id)
        assert {each.name: each.kind for each in reading.entities}["A. Lee"] == kind


def test_corrections_outlive_a_new_reading_of_the_article(archive):
    archive.correct([GONE, DOW])
    newer = kept(TEXT, *LINKS, "Ann Lee | said | safe", published="2026-03-12", model="test-2")
    archive.add(newer, again=True)
    assert contents(archive) == ["the bridge is safe", "safe", "rain"]
    archive.withdraw(ID, MARR.id)
    archive.withdraw(ID, DOW.target)
    assert archive.kept([ID]) == [newer]


def test_a_replacement_whose_target_a_new_reading_no_longer_finds_is_still_there(archive):
    archive.correct([correction(LEE.id, "Ann Lee | said | the bridge")])
    archive.add(kept(TEXT, LINKS[1], published="2026-03-12"), again=True)
    assert contents(archive) == ["the bridge", "the delay"]


def test_corrections_outlive_the_article_and_are_made_again_when_it_comes_back(tmp_path):
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add(ARTICLE)
        archive.correct([GONE])
        archive.connection.execute("DELETE FROM articles")
        archive.add(ARTICLE)
        assert contents(archive) == ["the bridge is safe"]


def test_withdrawing_every_correction_gives_back_every_row(tmp_path):
    path = filled(tmp_path / "a.db", [ARTICLE])
    before = dump(path)
    with Archive.open(path) as archive:
        made = [GONE, DOW, correction(LEE.id, "Ann Lee | said | the bridge", holder="A. Lee")]
        archive.correct(made)
        assert archive.corrections() == tuple(sorted(made, key=lambda each: each.target))
        for each in made:
            archive.withdraw(ID, each.target)
        assert archive.corrections() == ()
    assert dump(path) == before
    assert index_is_right(path)


def test_correcting_a_person_s_own_statement_replaces_that_correction(archive):
    archive.correct([correction(LEE.id, "Ann Lee | said | the bridge")])
    persons = archive.reading(ID).statements[0].id
    archive.correct([correction(persons, "Ann Lee | said | bridge is safe")])
    assert [each.target for each in archive.corrections()] == [LEE.id]
    assert contents(archive) == ["bridge is safe", "the delay"]
    archive.correct([correction(archive.reading(ID).statements[0].id, action="remove")])
    assert contents(archive) == ["the delay"]
    archive.withdraw(ID, LEE.id)
    assert contents(archive) == ["the bridge is safe", "the delay"]


def test_what_rests_on_a_statement_that_was_changed_is_left_out_and_the_rest_stays(tmp_path):
    spans, bridge = at(TEXT, "rain"), at(TEXT, "the bridge")
    reading = replace(
        ARTICLE.reading,
        brief=(BriefSentence("Lee says so.", (LEE.id,)), BriefSentence("Marr denies it.", (LEE.id, MARR.id))),
        positions=(Position("e1", "supports", bridge, (LEE.id,)), Position("e2", "opposes", bridge, (MARR.id,))),
        timeline=(
            TimelineEntry("2026", "year", spans, spans, MARR.id, "scheduled"),
            TimelineEntry("2026", "year", spans, spans, None, "scheduled"),
        ),
        statements=(replace(LEE, inside=MARR.id), MARR),
    )
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add(replace(ARTICLE, reading=reading))
        archive.correct([GONE])
        found = archive.reading(ID)
    assert [each.text for each in found.brief] == ["Lee says so."]
    assert [each.stance for each in found.positions] == ["supports"]
    assert [each.statement for each in found.timeline] == [None]
    assert found.statements[0].inside is None


def candidates(archive):
    (found,) = archive.kept([ID])
    return [(each.statement, each.content[0].text) for each in found.candidates]


def test_candidates_follow_the_statements(archive):
    archive.correct([correction(LEE.id, "Ann Lee | is | the bridge is safe"), DOW, GONE])
    lee, dow = archive.reading(ID).statements
    assert candidates(archive) == [
        (lee.id, "the bridge is safe"),
        (lee.id, "bridge is"),
        (None, "Cy Dow hopes for rain"),
        (dow.id, "rain"),
    ]


def test_a_clause_that_a_person_gave_a_holder_is_not_the_article_s_own_any_more(archive):
    archive.correct([correction(None, "Cy Dow | hopes | Cy Dow hopes for rain", "add")])
    added = archive.reading(ID).statements[-1].id
    assert (added, "Cy Dow hopes for rain") in candidates(archive)
    assert None not in [statement for statement, _ in candidates(archive)]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (replace(GONE, article="0" * 16), "has no article"),
        (replace(GONE, target="ffffffff"), "no statement"),
        (replace(GONE, action="replace"), "a statement where it must not, or none"),
        (replace(DOW, action="remove"), "a statement where it must not, or none"),
    ],
)
def test_a_correction_that_cannot_be_made_changes_nothing_and_names_the_statement(archive, wrong, named):
    with pytest.raises(UsageError, match=named) as raised:
        archive.correct([DOW, wrong])
    assert raised.value.hint
    assert archive.corrections() == ()
    assert archive.kept([ID]) == [ARTICLE]


def test_a_span_that_is_not_the_text_is_refused(archive):
    span = replace(LEE.content.spans[0], text="the ferry is safe")
    wrong = correction(LEE.id, statement=replace(LEE, content=replace(LEE.content, spans=(span,))))
    with pytest.raises(InputError, match="is not 'the ferry is safe'"):
        archive.correct([wrong])


def test_what_nobody_corrected_cannot_be_withdrawn(archive):
    with pytest.raises(UsageError, match="nobody corrected"):
        archive.withdraw(ID, LEE.id)


def test_a_corrected_article_is_kept_when_a_twin_with_more_facts_comes(tmp_path):
    bare = kept(TEXT, *LINKS, url="https://a.example/n")
    full = kept(TEXT, *LINKS, url="https://a.example/n", published="2026-03-12")
    key = bare.reading.article.id
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add(bare)
        archive.correct([replace(GONE, article=key, target=bare.reading.statements[1].id)])
        assert archive.add(full).article == key
        assert len(archive.reading(full.reading.article.id).statements) == 1
