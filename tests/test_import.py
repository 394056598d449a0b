"""What people corrected in brat and in Label Studio comes back as corrections: exactly what they changed, and nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exported import HARD, applied, hard, reading, readings, say, shown, statements
from whence.errors import InputError
from whence.exchange import FORMATS, brat, labelstudio, read_brat, read_labelstudio
from whence.exchange.brat_read import Document, of_document
from whence.exchange.marked import base_in
from whence.records.spans import span_of

TEXT = "Oda Brandt said the lock was shut. Per Lund, the Courier reported, denied it. She rests."


def plain():
    return reading(
        TEXT,
        say("Oda Brandt", "said", "the lock was shut"),
        say("Per Lund", "denied", "it", via=["the Courier"], act="deny", polarity="negative"),
        kinds={"the Courier": "outlet"},
    )


# --- a person at work in either program ------------------------------------------------------------------------------------


class LabelStudio:
    """A task on which somebody works."""

    made_in = "label studio"

    def __init__(self, made):
        self.made, (self.task,) = made, json.loads("".join(labelstudio.tasks([made])))
        self.result = self.task["predictions"][0]["result"]
        self.text = made.article.text

    def key(self, words, label):
        return next(
            each["id"] for each in self.result if each["type"] == "labels"
            and each["value"]["labels"] == [label] and each["value"]["text"] == words
        )  # fmt: skip

    def mark(self, words, label):
        start = self.text.index(words)
        value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
        self.result.append(
            {"id": f"new{len(self.result)}", "from_name": "part", "to_name": "text", "type": "labels", "value": value}
        )

    def move(self, words, label, to):
        start, key = self.text.index(to), self.key(words, label)
        for each in self.result:
            if each.get("id") == key:
                each["value"] |= {"start": start, "end": start + len(to)} | ({"text": to} if each["type"] == "labels" else {})

    def delete(self, words, label):
        key = self.key(words, label)
        self.result = [each for each in self.result if key not in (each.get("id"), each.get("from_id"), each.get("to_id"))]

    def link(self, origin, target):
        ends = {"from_id": self.key(*origin), "to_id": self.key(*target)}
        self.result.append({"type": "relation", "direction": "right", "labels": [], **ends})

    def unlink(self, origin, target):
        ends = self.key(*origin), self.key(*target)
        self.result = [each for each in self.result if (each.get("from_id"), each.get("to_id")) != ends]

    def choose(self, words, label, name, value):
        key = self.key(words, label)
        self.result = [each for each in self.result if (each.get("id"), each.get("from_name")) != (key, name)]
        if value:
            self.result.append(
                {"id": key, "from_name": name, "to_name": "text", "type": "choices", "value": {"choices": [value]}}
            )

    def name(self, words, label, name):
        key = self.key(words, label)
        self.result = [each for each in self.result if (each.get("id"), each.get("from_name")) != (key, "holder")]
        if name:
            self.result.append(
                {"id": key, "from_name": "holder", "to_name": "text", "type": "textarea", "value": {"text": [name]}}
            )

    def file(self):
        return json.dumps([{**self.task, "predictions": [7], "annotations": [{"id": 1, "result": self.result}]}])

    def corrections(self, *others):
        return read_labelstudio(self.file(), [*others, self.made])


class Brat:
    """An .ann file on which somebody works."""

    made_in = "brat"

    def __init__(self, made):
        self.made = made
        self.files = dict(brat.files([made]))
        self.stem = brat.file_name(made.article.id)
        self.text = self.files[f"{self.stem}.txt"]
        self.lines = self.files[f"{self.stem}.ann"].splitlines()

    def key(self, words, label):
        return next(line.split("\t")[0] for line in self.lines if line.startswith("T") and self._is(line, words, label))

    def _is(self, line, words, label):
        return line.split("\t")[2].split() == words.split() and line.split("\t")[1].split()[0] == label

    def mark(self, words, label):
        start = self.text.index(words)
        self.lines.append(f"T{len(self.lines) + 100}\t{label} {start} {start + len(words)}\t{words}")

    def move(self, words, label, to):
        start, key = self.text.index(to), self.key(words, label)
        self.lines = [
            f"{key}\t{label} {start} {start + len(to)}\t{to}" if line.startswith(f"{key}\t") else line for line in self.lines
        ]

    def delete(self, words, label):
        key = self.key(words, label)
        self.lines = [line for line in self.lines if key not in line.replace("\t", " ").replace(":", " ").split(" ")[:5]]

    def link(self, origin, target):
        self.lines.append(f"R{len(self.lines) + 100}\tany Arg1:{self.key(*origin)} Arg2:{self.key(*target)}")

    def unlink(self, origin, target):
        ends = f"Arg1:{self.key(*origin)} Arg2:{self.key(*target)}"
        self.lines = [line for line in self.lines if not line.endswith(ends)]

    def choose(self, words, label, name, value):
        key = self.key(words, label)
        self.lines = [line for line in self.lines if f"\t{name.capitalize()} {key} " not in line]
        self.lines += [f"A{len(self.lines) + 100}\t{name.capitalize()} {key} {value}"] if value else []

    def name(self, words, label, name):
        key = self.key(words, label)
        note = next((line for line in self.lines if f"AnnotatorNotes {key}\t" in line), f"#900\tAnnotatorNotes {key}\t")
        self.lines = [line for line in self.lines if line != note]
        self.lines.append(note.split(" holder:")[0] + (f" holder: {name}" if name else ""))

    def document(self):
        return Document(f"{self.stem}.ann", self.text, "\n".join(self.lines) + "\n", base_of_file(self))

    def corrections(self):
        return of_document(self.document(), self.made)


def base_of_file(worked):
    return base_in(json.loads(worked.files[f"{worked.stem}.json"]), worked.stem)


@pytest.fixture(params=[LabelStudio, Brat], ids=["label studio", "brat"])
def program(request):
    return request.param


# --- nothing changed -------------------------------------------------------------------------------------------------------


@given(readings())
def test_what_nobody_changed_gives_no_corrections_in_any_text(made):
    assert LabelStudio(made).corrections() == []
    assert Brat(made).corrections() == []


def test_the_hard_text_comes_back_unchanged_from_the_files_themselves(tmp_path):
    made = hard()
    with (tmp_path / "out.zip").open("wb") as out:
        FORMATS["brat"].export([made], out)
    assert read_brat(tmp_path / "out.zip", [made]) == []
    for name, text in FORMATS["brat"].files([made]):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert read_brat(tmp_path, [made]) == []
    assert read_brat(tmp_path / f"{made.article.id}.ann", [made]) == []


# --- any change ------------------------------------------------------------------------------------------------------------


@st.composite
def edits(draw):
    """A reading, and the same as a person would have it: statements changed, deleted and added."""
    before = draw(readings())
    text, after = before.article.text, []
    for each in before.statements:
        fate = draw(st.sampled_from(["keep", "drop", "change"]))
        other = draw(statements(text, each.cue.spans))
        if other.source.entity == each.source.entity:  # or another source would rightly bring its own holder
            other = replace(other, source=each.source)
        after += {"keep": [each], "drop": [], "change": [replace(other, id=each.id)]}[fate]
    cue = (span_of(text, 0, 1), span_of(text, len(text) - 1, len(text)))  # no cue of `readings` has these two
    if draw(st.booleans()) and all(each.cue.spans != cue for each in before.statements):
        added = draw(statements(text, cue))
        after.append(replace(added, source=replace(added.source, entity="e1")))  # without a name its source would bring one
    return before, replace(before, statements=tuple(after))


@given(edits())
def test_any_change_in_label_studio_is_found_again_exactly(pair):
    before, after = pair
    task = LabelStudio(after)
    task.made, task.task["data"]["whence"] = before, json.loads("".join(labelstudio.tasks([before])))[0]["data"]["whence"]
    assert shown(applied(before, task.corrections())) == shown(after)


@given(edits())
def test_any_change_in_brat_is_found_again_exactly(pair):
    before, after = pair
    file = Brat(after)
    file.made, file.files[f"{file.stem}.json"] = before, dict(brat.files([before]))[f"{file.stem}.json"]
    text = brat.shown(before.article.text)

    def normal(made):
        return {
            (
                brat.normal(text, each.source),
                brat.normal(text, each.cue),
                brat.normal(text, each.content),
                each.act,
                each.holder,
            )
            for each in shown(made)
        }

    assert normal(applied(before, file.corrections())) == normal(after)


@given(edits())
def test_a_second_import_of_the_same_file_changes_nothing_more(pair):
    before, after = pair
    task = LabelStudio(after)
    task.made, task.task["data"]["whence"] = before, json.loads("".join(labelstudio.tasks([before])))[0]["data"]["whence"]
    task.made = once = applied(before, task.corrections())
    assert shown(applied(once, task.corrections())) == shown(once)


# --- one change at a time --------------------------------------------------------------------------------------------------


def test_a_moved_content_is_one_correction_under_the_old_id(program):
    work = program(plain())
    work.move("the lock was shut", "Content", "the lock")
    (made,) = work.corrections()
    assert (made.action, made.target, made.made_in) == ("replace", work.made.statements[0].id, program.made_in)
    assert [span.text for span in made.statement.content.spans] == ["the lock"]
    assert (made.statement.id, made.statement.decided_by, made.statement.confidence) == (made.target, "person", 1.0)
    assert (made.statement.source, made.statement.cue) == (work.made.statements[0].source, work.made.statements[0].cue)


def test_what_the_program_does_not_show_stays(program):
    made = reading(TEXT, say("Oda Brandt", "said", "the lock was shut", said_on="2026-03-11", medium="interview", inside="abc"))
    work = program(made)
    work.choose("said", "Cue", "certainty", "probable")
    (correction,) = work.corrections()
    kept = ("said_on", "medium", "inside", "hops", "content", "source", "quotation")
    assert [getattr(correction.statement, name) for name in kept] == [getattr(made.statements[0], name) for name in kept]
    assert correction.statement.certainty == "probable"


@pytest.mark.parametrize(("name", "value"), [("act", "confirm"), ("certainty", "possible"), ("polarity", "negative")])
def test_a_changed_choice_is_a_correction(program, name, value):
    work = program(plain())
    work.choose("said", "Cue", name, value)
    (made,) = work.corrections()
    assert (made.statement.cue.act if name == "act" else getattr(made.statement, name)) == value


def test_a_choice_taken_away_is_undecided_and_an_act_stays(program):
    work = program(plain())
    work.choose("said", "Cue", "certainty", None)
    work.choose("denied", "Cue", "act", None)
    (made,) = work.corrections()
    assert made.statement.certainty is None
    assert made.statement.cue.act == "say"


def test_a_deleted_cue_deletes_the_statement_and_not_the_others(program):
    work = program(plain())
    work.delete("said", "Cue")
    (made,) = work.corrections()
    assert (made.action, made.target, made.statement) == ("remove", work.made.statements[0].id, None)


def test_a_new_cue_with_source_and_content_is_a_new_statement(program):
    work = program(plain())
    for words, label in (("She", "Source"), ("rests", "Cue"), ("shut. Per", "Content")):
        work.mark(words, label)
    work.link(("rests", "Cue"), ("She", "Source"))
    work.link(("shut. Per", "Content"), ("rests", "Cue"))  # drawn the wrong way round
    (made,) = work.corrections()
    assert (made.action, made.target) == ("add", made.statement.id)
    assert [span.text for span in made.statement.source.spans] == ["She"]
    assert (made.statement.hops, made.statement.certainty, made.statement.reasons) == (
        (),
        None,
        (f"added in {program.made_in}",),
    )


def test_a_new_content_alone_is_a_quotation_without_cue(program):
    work = program(plain())
    work.mark("She rests", "Content")
    (made,) = work.corrections()
    assert (made.action, made.statement.cue.spans, made.statement.cue.act) == ("add", (), "say")


def test_the_act_of_a_new_cue_follows_from_its_words(program):
    work = program(reading("Oda Brandt denied the fire."))
    for words, label in (("denied", "Cue"), ("the fire", "Content")):
        work.mark(words, label)
    work.link(("denied", "Cue"), ("the fire", "Content"))
    (made,) = work.corrections()
    assert (made.statement.cue.lemma, made.statement.cue.act) == ("deny", "deny")


def test_a_source_linked_to_another_mention_changes_the_holder(program):
    work = program(plain())
    work.unlink(("said", "Cue"), ("Oda Brandt", "Source"))
    work.link(("said", "Cue"), ("Per Lund", "Source"))
    (made,) = work.corrections()
    assert [span.text for span in made.statement.source.spans] == ["Per Lund"]
    assert (made.statement.source.entity, made.holder) == (work.made.statements[1].source.entity, None)


def test_a_source_that_no_entity_is_named_by_gives_its_own_words_as_holder(program):
    work = program(plain())
    work.unlink(("said", "Cue"), ("Oda Brandt", "Source"))
    work.mark("the lock", "Source")
    work.link(("said", "Cue"), ("the lock", "Source"))
    (made,) = work.corrections()
    assert (made.statement.source.entity, made.holder) == (None, "the lock")


def test_a_pronoun_as_source_names_nobody(program):
    work = program(plain())
    work.unlink(("said", "Cue"), ("Oda Brandt", "Source"))
    work.mark("She", "Source")
    work.link(("said", "Cue"), ("She", "Source"))
    (made,) = work.corrections()
    assert (made.statement.source.entity, made.holder) == (None, None)


@pytest.mark.parametrize(("name", "known"), [("per  lund", True), ("Nel Ovist", False), (None, None)])
def test_a_holder_by_name_is_an_entity_where_there_is_one(program, name, known):
    work = program(plain())
    work.name("said", "Cue", name)
    (made,) = work.corrections()
    assert made.statement.source.entity == (work.made.statements[1].source.entity if known else None)
    assert made.holder == (name if known is False else None)
    assert made.statement.source.spans == work.made.statements[0].source.spans


def test_trimming_a_source_keeps_its_holder(program):
    work = program(plain())
    work.move("Oda Brandt", "Source", "Oda")
    (made,) = work.corrections()
    assert made.statement.source.entity == work.made.statements[0].source.entity


def test_a_relay_taken_away_and_another_put_in(program):
    work = program(plain())
    work.delete("the Courier", "Relay")
    work.mark("She", "Relay")
    work.link(("denied", "Cue"), ("She", "Relay"))
    (made,) = work.corrections()
    assert [[span.text for span in hop.spans] for hop in made.statement.hops] == [["She"]]


def test_relays_may_be_linked_to_the_cue_or_each_to_the_one_before_it(program):
    text = "Per Lund said no, the Courier reported, citing Radio Holm."
    work = program(reading(text, say("Per Lund", "said", "no", via=["Radio Holm"])))
    work.mark("the Courier", "Relay")
    work.link(("Radio Holm", "Relay"), ("the Courier", "Relay"))
    (made,) = work.corrections()
    assert [hop.spans[0].text for hop in made.statement.hops] == ["Radio Holm", "the Courier"]
    assert made.statement.hops[0] == work.made.statements[0].hops[0]


def test_a_cue_added_to_a_bare_quotation_keeps_its_id(program):
    work = program(reading("Oda Brandt smiled. “Nobody slept.”", say(None, None, "Nobody slept", holder="Oda Brandt")))
    work.mark("smiled", "Cue")
    work.link(("smiled", "Cue"), ("Nobody slept", "Content"))
    (made,) = work.corrections()
    assert (made.action, made.target) == ("replace", work.made.statements[0].id)
    assert (made.statement.cue.lemma, made.statement.source.entity) == ("smile", "e1")


def test_the_kind_of_quotation_follows_a_changed_content(program):
    work = program(reading("Oda Brandt said: “Nobody slept.” Then she sang.", say("Oda Brandt", "said", "Then she sang")))
    work.move("Then she sang", "Content", "Nobody slept")
    (made,) = work.corrections()
    assert made.statement.quotation == "direct"


def test_a_cue_without_content_is_an_error_that_names_it(program):
    work = program(plain())
    work.delete("the lock was shut", "Content")
    with pytest.raises(InputError, match="'said' at 11 has no content"):
        work.corrections()


def test_a_later_correction_names_the_holder_again_that_an_earlier_one_made(program):
    work = program(plain())
    work.name("said", "Cue", "Nel Ovist")
    once = applied(work.made, work.corrections())
    again = program(once)
    again.choose("said", "Cue", "certainty", "possible")
    (made,) = again.corrections()
    assert made.holder == "Nel Ovist"


def test_an_article_read_again_since_gets_only_what_the_person_changed(program):
    work = program(plain())
    work.choose("said", "Cue", "certainty", "possible")
    newer = reading(TEXT, say("Oda Brandt", "said", "the lock was shut", act="confirm"), say("She", "rests", "shut"))
    work.made = newer
    (made,) = work.corrections()
    assert (made.action, made.statement.cue.act, made.statement.certainty) == ("replace", "confirm", "possible")


# --- the files -------------------------------------------------------------------------------------------------------------


def test_a_text_that_differs_is_refused(program):
    work = program(plain())
    work.made = reading(TEXT.replace("rests", "sings"), say("Oda Brandt", "said", "the lock was shut"))
    with pytest.raises(InputError, match="not the article's"):
        work.corrections()


def test_an_article_that_is_not_there_is_an_error():
    with pytest.raises(InputError, match="there is no article"):
        read_labelstudio(LabelStudio(plain()).file(), [])


def test_of_several_annotations_the_ground_truth_counts_then_the_latest():
    work = LabelStudio(plain())
    first = {"id": 9, "result": [], "updated_at": "2026-03-01T10:00:00Z"}
    latest = {"id": 2, "result": work.result, "updated_at": "2026-03-02T10:00:00Z"}
    for annotations, count in (
        ([first, latest], 0), ([first | {"ground_truth": True}, latest], 2), ([latest, first | {"was_cancelled": True}], 0),
    ):  # fmt: skip
        file = json.dumps([work.task | {"annotations": annotations}])
        assert len(read_labelstudio(file, [work.made])) == count


def test_a_task_that_nobody_annotated_tells_nothing():
    work = LabelStudio(plain())
    assert read_labelstudio(json.dumps(work.task), [work.made]) == []
    assert read_labelstudio(json.dumps([work.task | {"annotations": []}]), [work.made]) == []


def test_places_counted_in_utf16_units_are_known_by_their_words():
    work = LabelStudio(hard())
    for each in work.result:
        if each["type"] == "labels":
            start, end = each["value"]["start"], each["value"]["end"]
            units = [len(HARD[:place].encode("utf-16-le")) // 2 for place in (start, end)]
            assert units != [start, end]  # a fish stands before everything
            each["value"] |= dict(zip(("start", "end"), units, strict=True))
    assert work.corrections() == []


def test_a_place_that_holds_other_words_is_an_error():
    work = LabelStudio(plain())
    work.result[0]["value"]["text"] = "something else"
    with pytest.raises(InputError, match="is not what stands at"):
        work.corrections()


@pytest.mark.parametrize("data", [b"", b"[", b'{"a": 1}', b'[{"data": {"text": "x"}}]', b"\xff\xfe", b"7"])
def test_what_is_no_export_of_label_studio_is_refused(data):
    with pytest.raises(InputError, match="no export of Label Studio"):
        read_labelstudio(data, [plain()])


def test_marks_links_and_notes_of_others_in_an_ann_file_are_passed_over():
    work = Brat(plain())
    work.lines += [
        "T900\tGene 0 3\tOda", "E1\tGene:T900 Source:T1", "R900\tknows Arg1:T900 Arg2:T1", "*\tEquiv T1 T900",
        "N1\tReference T1 Wikipedia:1\tOda", "#901\tAnnotatorNotes T900\tfine", "A900\tSpeculated T900",
    ]  # fmt: skip
    assert work.corrections() == []


def test_notes_that_were_deleted_lose_nothing():
    work = Brat(plain())
    work.lines = [line for line in work.lines if not line.startswith("#")]
    assert work.corrections() == []


def test_without_the_exported_base_the_reading_itself_is_compared():
    work = Brat(plain())
    work.choose("said", "Cue", "act", "confirm")
    (made,) = of_document(work.document()._replace(base=None), work.made)
    assert made.statement.cue.act == "confirm"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tSource 0 3\tOdb", "is not what stands at"),
        ("T1\tSource 0 999\tOda", "is not what stands"),
        ("T1 Source", "no mark of brat"),
    ],
)
def test_a_mark_that_does_not_fit_the_text_is_an_error_with_its_line(line, message):
    work = Brat(plain())
    work.lines.insert(0, line)
    with pytest.raises(InputError, match=message) as wrong:
        work.corrections()
    assert "line 1" in wrong.value.name


def test_folders_and_files_that_are_not_brats_are_refused(tmp_path):
    with pytest.raises(InputError, match=r"no \.ann file"):
        read_brat(tmp_path, [])
    (tmp_path / "x.zip").write_bytes(b"no zip")
    with pytest.raises(InputError, match="neither a folder"):
        read_brat(tmp_path / "x.zip", [])
    (tmp_path / "x.ann").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.txt is not beside it"):
        read_brat(tmp_path / "x.ann", [])
    (tmp_path / "x.txt").write_bytes(b"\xff")
    with pytest.raises(InputError, match="is not UTF-8"):
        read_brat(tmp_path / "x.ann", [])
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    (tmp_path / "x.json").write_text('{"article": 1}', encoding="utf-8")
    with pytest.raises(InputError, match="not exported by Whence"):
        read_brat(tmp_path / "x.ann", [])


def test_corrections_of_many_articles_come_in_the_order_of_their_ids():
    works = [LabelStudio(reading(TEXT, say("Oda Brandt", "said", "the lock was shut"), article=key * 16)) for key in "cab"]
    for work in works:
        work.choose("said", "Cue", "act", "deny")
    file = json.dumps([json.loads(work.file())[0] for work in works])
    assert [each.article[0] for each in read_labelstudio(file, [work.made for work in works])] == ["a", "b", "c"]
