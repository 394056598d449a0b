"""The tiny language of the tests on holders: an article and "source | cue | content" -> who says it, of what kind, via whom.

`told("Ann Lee said it was late.", "Ann Lee | said")` is `[("Ann Lee", "named person", [])]`: name and kind of the holder, and
the names of its hops from the utterer outward, an implied one with `*` before it.  Two candidates are "Ann Lee or Bo Marr",
nobody is None.  Links stand in the order of their cues; a source or content that occurs twice is the one nearest to its cue;
pieces are joined by " … "; a content that is left out is the rest of the cue's sentence.  Nothing here runs a model: `kinds`
tells what the head for names would say of a word.
"""

import re
from dataclasses import dataclass

import numpy as np

from links import _Whole, article
from whence.interpret.chains import chains
from whence.interpret.mentions import mentions
from whence.interpret.speakers import speakers
from whence.interpret.statements import statements
from whence.lexicon.marks import sentence_ends
from whence.records.article import Article
from whence.records.encoding import KINDS, Encoding, Link, Passage
from whence.records.entity import Entity
from whence.records.mention import Mention
from whence.records.statement import Statement
from whence.tagger.passages import passages_of


@dataclass(frozen=True)
class Case:
    """What the four stages make of one article."""

    article: Article
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]

    def name(self, entity):
        return next((each.name for each in self.entities if each.id == entity), None)

    def holder(self, statement):
        """The name of the holder, "A or B" of two candidates, None for nobody."""
        source = statement.source
        return self.name(source.entity) or " or ".join(sorted(self.name(each) for each in source.candidates)) or None

    def kind(self, statement):
        return next((each.kind for each in self.entities if each.id == statement.source.entity), None)

    def hops(self, statement):
        return [("*" if hop.implied else "") + str(self.name(hop.entity)) for hop in statement.hops]

    def entity(self, name):
        (found,) = [each for each in self.entities if each.name == name]
        return found


def case(text, *links, kinds=None, **given):
    """The Case of a text and its links."""
    read, encoding = encoded(text, *links, kinds=kinds or {}, **given)
    made = statements(read, encoding)
    found = mentions(read, encoding, made)
    made, entities = speakers(read, made, found)
    return Case(read, found, chains(read, made, entities), entities)


def told(text, *links, **given):
    """[(holder, kind, [hops])] of the statements, in the order of the text."""
    made = case(text, *links, **given)
    return [(made.holder(each), made.kind(each), made.hops(each)) for each in made.statements]


def holders(text, *links, **given):
    """The names of the holders alone."""
    return [name for name, _, _ in told(text, *links, **given)]


def reason(text, *links, name, **given):
    """The words that tell why the holder of this name is not identified, None where none do."""
    found = case(text, *links, **given).entity(name).reason_unnamed
    return found and found.text


def names(text, **given):
    """The proper names of a text that nobody says anything in."""
    return [each.name.text for each in case(text, **given).mentions if each.form == "name"]


def mention(phrase, rest=" said it was late.", **given):
    """The mention made of a phrase that holds a statement in the middle of a sentence."""
    made = case(f"On Monday {phrase}{rest}", f"{phrase} | said", **given)
    return next(each for each in made.mentions if each.holder)


# --- the tagger's part ------------------------------------------------------------------------------------------------


def encoded(text, *links, kinds, **given):
    read = article(text, **given)
    places, after = [], 0
    for link in links:
        source, cue, content = (*(part.strip() for part in link.split("|")), "")[:3]
        at = _first(text, cue, after)
        after = at[1]
        sources = [_nearest(text, each, at) for each in source.split(" … ") if each]
        contents = [_nearest(text, each, at) for each in content.split(" … ") if each] or [_rest(text, at, sources)]
        places.append((at, sources, contents))
    passages = tuple(_passage(*each, places, kinds) for each in passages_of(read, lambda _: _Whole()))
    assert sum(len(each.links) for each in passages) == len(links), "a cue lies outside the prose"
    return read, Encoding(passages)


def _found(text, surface):
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text)]


def _first(text, cue, after):
    found = _found(text, cue)
    assert found, f"not in the text: {cue}"
    return next((each for each in found if each[0] >= after), found[0])


def _nearest(text, surface, at):
    found = _found(text, surface)
    assert found, f"not in the text: {surface}"
    return min(found, key=lambda each: max(each[0] - at[1], at[0] - each[1]))


def _rest(text, at, sources):
    """What stands behind cue and source in the cue's sentence, else what stands before them."""
    line = text.rfind("\n", 0, at[0]) + 1, (text + "\n").find("\n", at[0])
    ends = [line[0], *(each + 1 for each in sentence_ends(text, *line)), line[1]]
    start, end = max(each for each in ends if each <= at[0]), min(each for each in ends if each > at[0])
    near = [each for each in (at, *sources) if start <= each[0] < end]
    low, high = min(low for low, _ in near), max(high for _, high in near)
    return (high, end) if re.search(r"\w", text[high:end]) else (start, low)


def _passage(start, block, words, places, kinds):
    def extent(place):
        inside = [
            n for n in range(len(words.starts)) if start + words.starts[n] < place[1] and start + words.ends[n] > place[0]
        ]
        return inside[0], inside[-1]

    end = start + words.ends[-1]
    links = tuple(
        Link(extent(at), tuple(map(extent, sources)), tuple(map(extent, contents)), 0.9, 0.9, 0.9)
        for at, sources, contents in places
        if start <= at[0] < end
    )
    chances = np.array([_chances(kinds.get(word)) for word in words.texts], np.float32) if kinds else None
    return Passage(start, block, words, np.zeros((len(words.starts), 3), np.float32), links, None, chances)


def _chances(kind):
    """The head is sure of what it is told, and of nothing else."""
    return [0.8 if each == kind else 0.05 if kind else 0.2 for each in KINDS]
