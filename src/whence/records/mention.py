"""Mentions: the names, nouns and pronouns of an article that can mean somebody, with what their own words tell."""

from typing import Literal

import msgspec

from whence.records.spans import Span

Form = Literal["name", "noun", "pronoun", "joint"]
# What the head noun (or the form of a name) says: the noun classes of lexicon/nouns.toml, and "person" for names of people.
NounClass = Literal[
    "speaking", "insider", "ordinary", "role", "people", "organization", "outlet", "document", "place", "anonymous", "author",
]  # fmt: skip


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One mention.

    `span` is the phrase as written, without a ", who …" clause; `name` the proper name in it that it means (a name), or
    belongs to (a noun: "A Corvane spokesman", "Abreu's brother"); `head` the head noun, the pronoun (lower case), or the name
    again.  `classes` are the noun classes that its words show; `chances` the learned probabilities of (none, person,
    organization, place, other) for the name, empty without a head in the model.  `roles` are roles and affiliations as
    written; `gender` is "he" or "she" where a form of address or a noun tells it.  `holder` is true for a phrase that holds or
    relays a statement, `fronted` inside an adjunct that opens its sentence ("Campaigning against Mitt Romney, …"),
    `possessive` before an 's, `governed` behind a preposition, `joined` behind "and", `rivalled` a
    pronoun behind kin of its gender ("Ashby, whose husband drove a loader, said he …").  `owner` is the noun phrase that a noun
    belongs to ("a spokesman for | the council").
    """

    span: Span
    form: Form
    head: str
    name: Span | None = None
    classes: tuple[NounClass, ...] = ()
    chances: tuple[float, ...] = ()
    roles: tuple[Span, ...] = ()
    determiner: str = ""
    plural: bool = False
    gender: Literal["he", "she"] | None = None
    titled: bool = False
    age: str | None = None
    parts: tuple["Mention", ...] = ()
    block: int
    sentence: int
    quoted: bool = False
    holder: bool = False
    fronted: bool = False
    possessive: bool = False
    governed: bool = False
    joined: bool = False
    rivalled: bool = False
    owner: "Mention | None" = None
