"""What words name, read off annotated corpora and, where a sign tells it, off news that nobody annotated; used by heads.py."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from whence.ingest.anatomy import paragraphs_of
from whence.lexicon.tables import table
from whence.records.article import Article, Block
from whence.records.encoding import KINDS
from whence.tagger.passages import passages_of
from whence.tagger.tokens import CASES

NONE, PERSON, ORGANIZATION, PLACE, OTHER = range(len(KINDS))
UNKNOWN = -1  # not looked at in training
REACH = 1  # words before and after that the head sees
CAPITALS = frozenset(CASES.index(case) for case in ("title", "upper", "mixed", "initial"))
JOINING = frozenset(["of", "the", "and", "for", "&", "-", "'", "’", "s", "."])  # inside a name, between its capitals
PRONOUNS = frozenset(
    word
    for person in (
        "i me my mine myself we us our ours ourselves you your yours yourself",
        "he him his himself she her hers herself it its itself they them their theirs themselves",
        "who whom whose which that this these those one",
    )
    for word in person.split()
)

GUM = {"person": PERSON, "organization": ORGANIZATION, "place": PLACE, "time": NONE}  # anything else is OTHER
ECB = {
    "HUMAN_PART_PER": PERSON,
    "HUMAN_PART_ORG": ORGANIZATION,
    "HUMAN_PART_GPE": PLACE,
    "HUMAN_PART_VEH": OTHER,
    "LOC_GEO": PLACE,
    "LOC_FAC": PLACE,
    "LOC_OTHER": PLACE,
    "NON_HUMAN_PART": OTHER,
    "NON_HUMAN_PART_GENERIC": OTHER,
    "TIME_DATE": NONE,
    "TIME_OF_THE_DAY": NONE,
    "TIME_DURATION": NONE,
    "TIME_REPETITION": NONE,
}  # other kinds of participants are mixed (HUMAN_PART_GENERIC, _MET, _FAC) and are not looked at
# Designators that name a building as often as the body in it.
BUILDINGS = frozenset(
    ["center", "centre", "hospital", "clinic", "museum", "theater", "theatre", "library", "church", "house", "mine"]
)
MEANTIME = {"PER": PERSON, "ORG": ORGANIZATION, "LOC": PLACE, "PRO": OTHER, "FIN": OTHER}


@dataclass(frozen=True, slots=True)
class Mention:
    """The words of a name or the head of a common noun, with its kind and the entity that it belongs to."""

    words: tuple[int, ...]
    kind: int
    entity: str
    form: str  # name, noun or pronoun


@dataclass(slots=True)
class Text:
    """An encoded text: its words with features, shape (words, width), a kind or UNKNOWN for each, and its mentions."""

    name: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    cases: list[int] = field(default_factory=list)
    firsts: set[int] = field(default_factory=set)  # words that open a sentence
    features: np.ndarray | None = None
    kinds: list[int] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def within(self, spans):
        """Words that lie in character spans."""
        found = []
        for start, end in spans:
            first, last = bisect_left(self.starts, start), bisect_right(self.ends, end)
            found.extend(range(first, last))
        return found

    def capital(self, word):
        return self.cases[word] in CAPITALS


# --- encoding ----------------------------------------------------------------------------------------------------------


def with_neighbours(vectors, reach=REACH):
    """Vectors of every word and of the words around it, side by side; beyond the passage stand zeros."""
    padded = np.pad(vectors, ((reach, reach), (0, 0)))
    return np.concatenate([padded[at : at + len(vectors)] for at in range(2 * reach + 1)], axis=1)


def encoded(tagger, name, text):
    """A text with every paragraph read as prose."""
    blocks = tuple(Block(start, end, "paragraph") for start, end in paragraphs_of(text))
    found, rows = Text(name), []
    for start, _, words in passages_of(Article(id=name, text=text, blocks=blocks), tagger._pieces):
        first = len(found.starts)
        found.firsts.update(i + first for i in range(len(words.texts)) if not i or words.texts[i - 1] in ".!?:\"“”‘'([-–—•")
        found.starts.extend(each + start for each in words.starts)
        found.ends.extend(each + start for each in words.ends)
        found.forms.extend(words.texts)
        found.cases.extend(words.cases)
        rows.append(with_neighbours(tagger.cue_scores(words)[0]))
    found.features = np.concatenate(rows).astype(np.float16)
    return found


# --- gold --------------------------------------------------------------------------------------------------------------


def is_name(text, word, lowered):
    """Is a word capitalised for itself, not for its place?  `lowered` holds forms that are seen in lower case elsewhere."""
    return text.capital(word) and (word not in text.firsts or text.forms[word].lower() not in lowered)


def name_run(text, head, inside):
    """The capitalised words around a head, over joining words, within the words of a mention."""
    allowed, run = set(inside), [*head]
    run.extend(word for word in range(head[0], head[-1]) if text.forms[word].lower() in JOINING)
    for step, at in ((-1, min(head) - 1), (1, max(head) + 1)):
        waiting = []
        while at in allowed and (text.capital(at) or text.forms[at].lower() in JOINING):
            waiting.append(at)
            if text.capital(at):
                run.extend(waiting)
                waiting = []
            at += step
    return sorted(set(run))


def mention_of(text, inside, head, kind, entity, lowered):
    """The mention with the words that carry its kind, or None."""
    if not head:
        return None
    if len(head) == 1 and text.forms[head[0]].lower() in PRONOUNS:
        return Mention((head[0],), kind, entity, "pronoun")
    if any(is_name(text, word, lowered) for word in head):
        return Mention(tuple(name_run(text, head, inside)), kind, entity, "name")
    return Mention(tuple(head[-1:]), kind, entity, "noun")


def mark(text, mentions):
    """Give the words of mentions their kinds: outer before inner, and a name inside the name of a thing is part of that one."""
    locked = set()
    for mention in mentions:
        free = [word for word in mention.words if word not in locked]
        if len(free) < len(mention.words) and mention.form == "name":
            continue
        text.mentions.append(mention)
        for word in free:
            text.kinds[word] = mention.kind
        if mention.form == "name" and mention.kind not in (PERSON, NONE):
            locked.update(mention.words)


def gum(text, record, lowered):
    """Mentions of every kind with their heads; all words are annotated."""
    text.kinds = [NONE] * len(text.forms)
    found = []
    for each in sorted(record["entities"], key=lambda each: (each["span"][0][0], -each["span"][-1][1])):
        inside = text.within(each["span"])
        kind = GUM.get(each["type"], OTHER)
        found.append(mention_of(text, inside, text.within(each["head"]), kind, each["entity"], lowered))
    mark(text, [each for each in found if each and each.kind != NONE])


def ecb(text, record, lowered, closed):
    """Participants and places of events, in the selected sentences; a word without annotation is none if it is of `closed`."""
    text.kinds = [UNKNOWN] * len(text.forms)
    for word in text.within([each["span"] for each in record["sentences"] if each["selected"]]):
        if text.forms[word].lower() in closed and not text.capital(word):
            text.kinds[word] = NONE
    found = []
    for each in sorted(record["mentions"], key=lambda each: (each["span"][0][0], -each["span"][-1][1])):
        if (kind := ECB.get(each["tag"])) is not None:
            inside = text.within(each["span"])
            entity = each["chain"] or each["id"]
            found.append(mention_of(text, inside, inside[-1:], kind, entity, lowered))
    mark(text, [each for each in found if each])


def meantime(text, record, lowered):
    """Names of persons, organizations, places, products; everything else is unknown."""
    text.kinds = [UNKNOWN] * len(text.forms)
    for each in record["entities"]:
        inside = text.within(each["span"])
        names = [word for word in inside if text.capital(word)]
        proper = names and all(word in names or text.forms[word].lower() in JOINING for word in inside)
        if proper and any(is_name(text, word, lowered) for word in names):
            text.mentions.append(Mention(tuple(names), MEANTIME[each["type"]], each["entity"], "name"))
            for word in names:
                text.kinds[word] = MEANTIME[each["type"]]


# --- news without annotation --------------------------------------------------------------------------------------------


def spelled(group):
    """The words and phrases of a list in the lexicon, in lower case."""
    return frozenset(each.replace("_", " ").lower() for each in group.split())


class Signs:
    """What gives a name away: a title before it, a designator at its end, a state or region known to everybody."""

    def __init__(self):
        nouns, places = table("nouns"), table("places")
        person, body, outlet = nouns["person"], nouns["organization"], nouns["outlet"]
        self.titles = spelled(person["he"]) | spelled(person["she"]) | spelled(person["title"])
        self.designators = (spelled(body["designators"]) | spelled(outlet["designators"])) - BUILDINGS
        self.outlets = spelled(outlet["known"])
        capitals = " ".join(each.partition("/")[2] for each in places["states"].values()).split()
        regions = places["regions"]["names"].split()
        self.places = frozenset(each.replace("_", " ") for each in (*places["states"], *capitals, *regions))

    def kind(self, words):
        """(kind, words of the bare name) of a run of capitalised words, or (None, the words as they are)."""
        lower = [word.lower() for word in words]
        if " ".join(words) in self.places:
            return PLACE, words
        if " ".join(lower) in self.outlets or (len(words) > 1 and lower[-1] in self.designators):
            return ORGANIZATION, words
        bare = next((at for at, word in enumerate(lower) if word not in self.titles), len(words))
        return (PERSON, words[bare:]) if 0 < bare < len(words) <= bare + 3 else (None, words)


def runs_of(text, lowered, titles):
    """Runs of capitalised words that are no mere sentence openings; the full stop of a title or an initial breaks none."""
    found = [[]]
    for word in range(len(text.forms)):
        before = found[-1][-1] if found[-1] else None
        dotted = before == word - 2 and text.forms[word - 1] == "." and _shortened(text.forms[before], titles)
        if text.capital(word) and text.forms[word] != "I" and (dotted or before == word - 1 or is_name(text, word, lowered)):
            if not dotted and before != word - 1:
                found.append([])
            found[-1].append(word)
    return [run for run in found if run]


def _shortened(form, titles):
    return len(form) == 1 or (len(form) <= 4 and form.lower() in titles)


def signed(text, signs, lowered, closed):
    """Kinds of the names of an article that nobody annotated, where a sign tells them; a name keeps its kind all through.

    A bare surname takes the kind of the one full name that ends in it.  A name with two kinds of signs is left alone.
    """
    text.kinds = [NONE if form.lower() in closed else UNKNOWN for form in text.forms]
    runs, known = [], {}
    for run in runs_of(text, lowered, signs.titles):
        kind, bare = signs.kind([text.forms[word] for word in run])
        runs.append((run[len(run) - len(bare) :], tuple(bare)))
        known.setdefault(tuple(bare), set()).update(() if kind is None else (kind,))
    longer = {}
    for bare in known:
        if len(bare) > 1:
            longer.setdefault(bare[-1:], []).append(bare)
    for run, bare in runs:
        family = longer.get(bare, [])
        kinds = (known[family[0]] if len(family) == 1 else set()) or known[bare]
        for word in run:
            text.kinds[word] = next(iter(kinds)) if len(kinds) == 1 else UNKNOWN
