"""What brat and Label Studio get to see: marks on the exact words, links, choices, names."""

import json
import xml.etree.ElementTree as ET

from hypothesis import given

from exported import HARD, ID, hard, reading, readings, say
from whence.exchange import FORMATS, brat, labelstudio
from whence.exchange.marked import ACTS

STATEMENTS = [each.id for each in hard().statements]


def files(made):
    return dict(FORMATS["brat"].files([made]))


# --- brat ------------------------------------------------------------------------------------------------------------------


def test_marks_are_cut_at_line_breaks_and_interrupted_contents_are_one_mark():
    lines = files(hard())[f"{ID}.ann"].splitlines()
    start, rest = HARD.index("𝔭rices"), HARD.index("and wages")
    assert f"Content {start} {start + 16};{rest} {rest + 17}\t𝔭rices had risen and wages had not" in "\n".join(lines)
    low, high = HARD.index("We wait"), HARD.index("and we sing")
    assert f"Content {low} {low + 7};{high} {high + 11}\tWe wait and we sing" in "\n".join(lines)


def test_the_lines_of_a_small_article():
    made = reading("Oda Brandt said no.", say("Oda Brandt", "said", "no", certainty="possible", polarity=None))
    key = made.statements[0].id
    assert files(made)[f"{ID}.ann"].splitlines() == [
        "T1\tSource 0 10\tOda Brandt",
        "T2\tCue 11 15\tsaid",
        "T3\tContent 16 18\tno",
        "R1\tsaid_by Arg1:T2 Arg2:T1",
        "R2\tsays Arg1:T2 Arg2:T3",
        "A1\tAct T2 say",
        "A2\tCertainty T2 possible",
        f"#1\tAnnotatorNotes T2\t{ID}#{key} holder: Oda Brandt",
    ]


def test_relays_are_marks_of_their_own_and_a_bare_quotation_carries_its_choices_itself():
    lines = files(hard())[f"{ID}.ann"]
    assert "\tRelay 70 81\tThe Courier" in lines
    bare = next(line.split("\t")[0] for line in lines.splitlines() if line.endswith("Nobody slept"))
    assert f"\tAct {bare} say" in lines
    assert f"AnnotatorNotes {bare}\t{ID}#{STATEMENTS[2]}\n" in lines


def test_a_source_of_two_statements_is_one_mark():
    made = reading("Oda denied it and called it a tale.", say("Oda", "denied", "it"), say("Oda", "called", "a tale"))
    lines = files(made)[f"{ID}.ann"]
    assert lines.count("\tSource ") == 1
    assert lines.count("Arg2:T1\n") == 2


@given(readings())
def test_every_mark_of_any_text_is_what_stands_at_its_places(made):
    found = files(made)
    text = found[f"{ID}.txt"]
    assert len(text) == len(made.article.text)
    for line in found[f"{ID}.ann"].split("\n"):
        assert len(line.splitlines()) <= 1
        if line.startswith("T"):
            _, places, words = line.split("\t")
            pieces = [text[slice(*map(int, each.split(" ")))] for each in places.split(" ", 1)[1].split(";")]
            assert " ".join(pieces) == words
            assert all(piece == piece.strip() and piece for piece in pieces)


def test_the_configuration_has_every_type_and_value():
    lines = brat.configuration()
    assert lines.startswith("[entities]\nSource\nCue\nContent\nRelay\n\n[relations]\nsaid_by\tArg1:Cue|Content, Arg2:Source\n")
    assert "via\tArg1:Cue|Content|Relay, Arg2:Relay\n" in lines
    assert f"Act\tArg:Cue|Content, Value:{'|'.join(ACTS)}" in lines
    assert "[events]\n\n[attributes]\n" in lines


def test_an_id_never_leads_out_of_the_folder():
    names = list(files(reading("Oda said no.", say("Oda", "said", "no"), article="../../etc/x")))
    assert all("/" not in name and "\\" not in name for name in names)


def test_an_article_that_comes_twice_is_written_once():
    assert len(list(FORMATS["brat"].files([hard(), hard()]))) == 4


# --- Label Studio ----------------------------------------------------------------------------------------------------------


def task(made):
    (found,) = json.loads("".join(labelstudio.tasks([made])))
    return found


def results(made, kind):
    return [each for each in task(made)["predictions"][0]["result"] if each["type"] == kind]


def test_regions_are_the_words_in_code_points_one_for_every_piece():
    found = [(each["value"]["labels"][0], each["value"]["text"]) for each in results(hard(), "labels")]
    assert found == [
        ("Content", "We wait"), ("Source", "Oda 🐟 Brandt"), ("Cue", "sai\u0301d"), ("Content", "and we sing"),
        ("Relay", "The Courier"), ("Cue", "wrote"), ("Content", "𝔭rices had risen\nand wages had not"),
        ("Content", "Nobody slept"),
    ]  # fmt: skip
    for each in results(hard(), "labels"):
        assert HARD[each["value"]["start"] : each["value"]["end"]] == each["value"]["text"]


def test_choices_and_names_lie_on_the_region_that_stands_for_the_statement():
    anchor = labelstudio.region_id(ID, STATEMENTS[1])
    told = {
        each["from_name"]: each["value"]
        for each in results(hard(), "choices") + results(hard(), "textarea")
        if each["id"] == anchor
    }
    assert {name: value.get("choices") or value["text"] for name, value in told.items()} == {
        "act": ["say"], "certainty": ["possible"], "polarity": ["positive"], "holder": ["Per Lund"],
    }  # fmt: skip


def test_links_go_from_the_cue_to_its_parts():
    words = {each["id"]: each["value"]["text"] for each in results(hard(), "labels")}
    found = [(words[each["from_id"]], *each["labels"], words[each["to_id"]]) for each in results(hard(), "relation")]
    assert found == [
        ("sai\u0301d", "said_by", "Oda 🐟 Brandt"), ("sai\u0301d", "says", "We wait"), ("sai\u0301d", "says", "and we sing"),
        ("wrote", "says", "𝔭rices had risen\nand wages had not"), ("wrote", "via", "The Courier"),
    ]  # fmt: skip


def test_ids_of_regions_survive_the_editor():
    for each in results(hard(), "labels"):
        assert each["id"].replace("_", "").isalnum()  # the editor cuts an id at its first "#"
        assert each["id"].isascii()


def test_tasks_carry_what_must_come_back_and_what_helps_to_see():
    found = task(hard())
    assert found["data"]["text"] == HARD
    assert (found["data"]["title"], found["data"]["url"]) == ("The lock", "https://canal.example/lock")
    assert [each["id"] for each in found["data"]["whence"]["statements"]] == STATEMENTS
    assert found["predictions"][0]["model_version"] == "hand-1.0"


def test_the_least_sure_statement_is_the_score_of_a_task():
    made = reading("Oda said no. Per said yes.", say("Oda", "said", "no"), say("Per", "said", "yes", confidence=0.4))
    assert task(made)["predictions"][0]["score"] == 0.4


def test_the_interface_has_a_control_for_everything_that_a_task_tells():
    view = ET.fromstring(labelstudio.configuration())
    names = {each.get("name") for each in view.iter() if each.get("toName")}
    assert names == {each["from_name"] for each in task(hard())["predictions"][0]["result"] if "from_name" in each}
    assert {each.get("toName") for each in view.iter() if each.get("toName")} == {"text"}
    values = {each.get("value") for each in view.iter("Choice")}
    assert set(ACTS) < values
    assert {each.get("value") for each in view.iter("Relation")} == {"said_by", "says", "via", "with"}


def test_no_articles_are_an_empty_list():
    assert json.loads("".join(labelstudio.tasks([]))) == []
