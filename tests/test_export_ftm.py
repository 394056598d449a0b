"""FollowTheMoney: every entity has a schema and properties that its model knows, and ids that stay."""

import json
import re

import pytest
from hypothesis import given

from exported import HARD, ID, hard, reading, readings, say
from whence.exchange import FORMATS
from whence.exchange.ftm import LANGUAGES, SCHEMATA, date_of

# The properties that are used, from followthemoney 4.11 (schema/*.yaml; Thing's and Analyzable's belong to all but links).
THING = {"name", "weakAlias", "summary", "description", "sourceUrl", "publisher", "keywords", "createdAt", "modifiedAt",
         "retrievedAt", "proof"}  # fmt: skip
MODEL = {
    "Article": THING | {"title", "author", "fileName", "bodyText", "language", "publishedAt"},
    "Person": THING | {"position"},
    "Organization": THING,
    "PublicBody": THING,
    "Mention": {"document", "resolved", "name", "detectedSchema"},
    "Note": THING | {"entity"},
    "UnknownLink": {"subject", "object", "role", "proof"},
}
RANGES = {  # properties that hold ids, and the schemata of what they may name
    "proof": {"Article"}, "document": {"Article"}, "resolved": {"Person", "Organization", "PublicBody"},
    "entity": {"Person", "Organization", "PublicBody"}, "subject": {"Note"}, "object": {"Person", "Organization", "PublicBody"},
}  # fmt: skip


def entities(*made):
    return [json.loads(line) for line in FORMATS["ftm"].text(made)]


def of(schema, found):
    return [each for each in found if each["schema"] == schema]


def check(found):
    by_id = {each["id"]: each["schema"] for each in found}
    assert len(by_id) == len(found)
    for each in found:
        assert re.fullmatch(r"[0-9A-Za-z_-]{1,255}", each["id"])
        assert set(each["properties"]) <= MODEL[each["schema"]]
        for name, values in each["properties"].items():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            assert name not in RANGES or all(by_id[value] in RANGES[name] for value in values)


def test_entities_fit_the_model_and_name_one_another():
    check(entities(hard(), reading(HARD, say("Oda 🐟 Brandt", "sai\u0301d", "We wait"), article="b" * 16)))


@given(readings())
def test_entities_of_any_text_fit_the_model(made):
    check(entities(made))


def test_a_statement_is_a_note_on_its_holder_with_its_date():
    found = entities(hard())
    first, second, third = of("Note", found)
    (person,) = [each["id"] for each in of("Person", found) if each["properties"]["name"] == ["Oda 🐟 Brandt"]]
    assert first["properties"]["entity"] == [person]
    assert first["properties"]["description"] == ["We wait … and we sing"]
    assert first["properties"]["createdAt"] == ["2026-03-11"]
    assert second["properties"]["keywords"] == ["say", "indirect", "possible", "positive"]
    assert "entity" not in third["properties"]


def test_a_relay_is_a_link_from_the_note_to_whoever_passed_it_on():
    found = entities(hard())
    (link,) = of("UnknownLink", found)
    (outlet,) = of("Organization", found)
    assert link["properties"] == {
        "subject": [of("Note", found)[1]["id"]], "object": [outlet["id"]], "role": ["passed on by, 1 of 1"],
        "proof": [f"whence-{ID}"],
    }  # fmt: skip


def test_holders_without_a_name_become_no_entity_and_stay_in_the_note():
    found = entities(reading("A source said no.", say("A source", "said", "no"), kinds={"A source": "anonymous"}))
    assert [each["schema"] for each in found] == ["Article", "Note"]
    assert found[1]["properties"]["summary"] == ["A source … said"]


def test_ids_depend_on_article_and_part_alone():
    again = reading(HARD, say("Oda 🐟 Brandt", "sai\u0301d", ["We wait", "and we sing"], act="think", confidence=0.2))
    assert of("Note", entities(again))[0]["id"] == of("Note", entities(hard()))[0]["id"]


def test_an_id_that_holds_odd_characters_is_hashed():
    (article, *_) = entities(reading("Oda said no.", say("Oda", "said", "no"), article="../x y"))
    assert re.fullmatch(r"whence-[0-9a-f]{32}", article["id"])


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2024", "2024"), ("2024-11", "2024-11"), ("2024-11-22", "2024-11-22"), ("2024-11-22T10:15:00Z", "2024-11-22T10:15:00"),
        ("2024-11-22T10:15+01:00", "2024-11-22T10:15"), ("2024-23", None), ("2024-11-22~", None), ("../2024-11-25", None),
        ("", None), (None, None),
    ],
)  # fmt: skip
def test_dates_that_are_no_plain_date_are_left_out(value, told):
    assert date_of(value) == told


def test_the_library_itself_takes_every_entity_and_changes_nothing():
    model = pytest.importorskip("followthemoney", reason="heavy (ICU); the table above stands for it").model
    for data in entities(hard(), reading(HARD, say("Oda 🐟 Brandt", "sai\u0301d", "We wait"), article="b" * 16)):
        proxy = model.get_proxy(data)
        proxy.schema.validate(data)
        assert {name: sorted(proxy.get(name)) for name in data["properties"]} == {
            name: sorted(values) for name, values in data["properties"].items()
        }
    assert {*SCHEMATA.values(), "Article", "Note", "Mention", "UnknownLink"} <= set(model.schemata)
    registry = pytest.importorskip("followthemoney.types").registry
    assert all(registry.language.clean(code) == code for code in LANGUAGES.values())
