"""The articles of benchmarks/scale.py: a few thousand real ones, and any number that are made from them by a seeded generator.

A fresh article is a real one in which every word of four letters and more, unless it is among the most widespread ones, became
another word of the same length: names became names, half of them invented, the others words of the real texts as common as they
are there; so did a quarter of the short and the widespread ones.  All offsets of the reading stay valid.  A copy is a fresh
article again, under another headline and outlet: verbatim, cut to 40 to 70 %, with another beginning, or with every tenth word
changed.  A cluster are fresh articles that have one claim and its names in common.  Every invented outlet has a footer of 15 to
40 words under all of its articles.
"""

import re
from bisect import bisect
from collections import Counter
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from whence.records.article import PROSE, ArticleDate, ArticleDates, Block, Outlet, article_id
from whence.records.entity import Entity
from whence.records.reading import Reading
from whence.records.spans import Span, span_of
from whence.records.statement import Content, Cue, Source, Statement, statement_id
from whence.tracing.match import names_of
from whence.tracing.wordings import wording

REAL, COPIES, CLUSTERED = 0.06, 0.25, 0.10  # shares of all articles: real ones, copies, those of clusters
UNREAD = 0.05  # share of the made ones that come from a text in another language
OUTLETS, YEARS, DAYS = 400, 2, 3  # DAYS: within which a copy follows
FIRST_MINUTE = datetime(2024, 1, 1)
FEWEST, MOST = 2, 40  # copies of a family
CHANGES = ("verbatim", "verbatim", "cut", "cut", "led", "words")
LED = 4  # a first paragraph that is longer than this part of the text is replaced only so far
WIDESPREAD, INVENTED = 240, 4000  # words that mostly stay as they are; invented names of each length
SHIFTED = 0.25  # of the widespread words, and of those of two and three letters, become another of them
LEAST_WORDS = 60  # of prose, of a text that others are made from: of less, a footer is most
_WORD, _ANY = re.compile(r"[^\W\d_]{4,}"), re.compile(r"[^\W_]+")
_ALL = re.compile(r"[^\W\d_]{2,}")
_CONSONANTS, _VOWELS = "bcdfghjklmnprstvwz", "aeiou"
CLAIMS = (
    ("{a} said the {b} {where} would lose {n} {what} before {m}.", "{a}", "said",
     "the {b} {where} would lose {n} {what} before {m}"),
    ("The {where} at {b} will be {n} {what} short by {m}, {a} told reporters.", "{a}", "told reporters",
     "The {where} at {b} will be {n} {what} short by {m}"),
    ("According to {a}, {n} {what} will leave the {b} {where} by {m}.", "{a}", "According to",
     "{n} {what} will leave the {b} {where} by {m}"),
    ("Before {m} the {where} in {b} must give up {n} {what}, {a} announced.", "{a}", "announced",
     "Before {m} the {where} in {b} must give up {n} {what}"),
    ("{a} confirmed that by {m} {n} {what} are to go from the {b} {where}.", "{a}", "confirmed",
     "by {m} {n} {what} are to go from the {b} {where}"),
)  # fmt: skip
MORE = (
    " No reason was given, and {last} took no questions in {b}.",
    " Nobody in {b} had heard of it, which {last} did not find strange.",
    " {last} had been in {b} all week.",
    " It was the second time this year that {last} spoke about {b}.",
    " In {b} they would rather have heard something else from {last}.",
)
PLACES = (
    ("depot", "buses"), ("hospital", "beds"), ("school", "teachers"), ("harbour", "cranes"), ("library", "clerks"),
    ("mill", "looms"), ("station", "trains"), ("prison", "guards"), ("airfield", "hangars"), ("market", "stalls"),
)  # fmt: skip
PLACE = 8  # letters of the name of a place
MONTHS = ("January", "March", "April", "June", "August", "September", "October", "December")


class Item(NamedTuple):
    """One article to be made: its name tells what it is, `seed` its words and `own` what is its own among its like."""

    name: str
    base: int
    seed: int
    own: int
    change: str
    outlet: int
    minute: int
    cluster: int = 0


def plan(count, stories, real, read, unread, seed=1):
    """What the archive of so many articles is made of; bases are told by their numbers."""
    chance = Random(seed)
    base = lambda: chance.choice(unread if unread and chance.random() < UNREAD else read)  # noqa: E731
    outlet = lambda: min(int(chance.paretovariate(0.5)) - 1, OUTLETS - 1)  # noqa: E731
    minute = lambda: chance.randrange(YEARS * 365 * 1440)  # noqa: E731
    chosen = sorted(chance.sample(real, min(len(real), round(count * REAL))))
    found = [Item("", each, 0, 0, "real", 0, 0) for each in (*stories, *chosen)]
    late, copies, family = [], 0, 0
    while copies < count * COPIES:
        family += 1
        size = min(MOST, int(FEWEST * chance.paretovariate(1.5)))
        one, when, seed_of = base(), minute(), chance.getrandbits(60)
        first = Item(f"family/{family}/0", one, seed_of, 0, "", outlet(), when)
        if family % 3:
            (late if family % 3 == 2 else found).append(first)
        for rank in range(1, size + 1):
            later = when + 1 + chance.randrange(DAYS * 1440)
            change = chance.choice(CHANGES)
            found.append(Item(f"family/{family}/{rank}", one, seed_of, chance.getrandbits(60), change, outlet(), later))
        copies += size
    clustered, cluster = 0, 0
    while clustered < count * CLUSTERED:
        cluster, when, size = cluster + 1, minute(), chance.randint(2, 5)
        for rank in range(size):
            later = when + chance.randrange(5 * 1440)
            name = f"cluster/{cluster}/{rank}"
            found.append(Item(name, chance.choice(read), chance.getrandbits(60), rank, "", outlet(), later, cluster))
        clustered += size
    for number in range(max(0, count - len(found) - len(late))):
        found.append(Item(f"fresh/{number}", base(), chance.getrandbits(60), 0, "", outlet(), minute()))
    chance.shuffle(found)
    return found + late


# --- words ---------------------------------------------------------------------------------------------------------------


class Words:
    """Words by their length, as common as in the texts; names apart, as many invented ones among them."""

    def __init__(self, texts):
        counted, named, spread = Counter(), Counter(), Counter()
        for text in texts:
            names, words = names_of(text), _ALL.findall(text)
            lower = Counter(word for word in words if word.islower() and word.isascii())
            counted.update(lower)
            spread.update(lower.keys())
            named.update(word.lower() for word in words if word in names and word.isascii())
        widespread = sorted(spread, key=lambda word: (-spread[word], word))[:WIDESPREAD]
        self.stay = frozenset(widespread)
        self._widespread = {length: [word for word in widespread if len(word) == length] for length in range(2, 8)}
        self._plain = _by_length(Counter({word: times for word, times in counted.items() if word not in self.stay}))
        self._names = _by_length(_with_invented(named))

    def drawn(self, chance, length, name):
        """A word of this length."""
        pool = (self._names if name else self._plain).get(length)
        if pool is None:
            return self.drawn(chance, 8, name) + (
                self.drawn(chance, length - 8, name) if length > 11 else "sanderio"[: length - 8]
            )
        words, weights = pool
        return words[bisect(weights, chance.random() * weights[-1])]

    def renewed(self, text, chance, names, known):
        """The text with other words; `known` is what each became, filled on the way."""

        def other(match):
            word = match.group()
            lower = word.lower()
            if len(word) < 4 or lower in self.stay:
                group = self._widespread.get(len(word))
                return _cased(chance.choice(group), word) if group and chance.random() < SHIFTED else word
            found = known.get(lower)
            if found is None or len(found) != len(word):
                found = known[lower] = self.drawn(chance, len(word), word in names)
            return _cased(found, word)

        return _ALL.sub(other, text)

    def changed(self, text, chance):
        """The text with every tenth word changed."""
        places = [match for match in _WORD.finditer(text) if match.group().lower() not in self.stay]
        some = chance.sample(places, min(len(places), len(_ANY.findall(text)) // 10))
        pieces, at = [], 0
        for match in sorted(some, key=lambda match: match.start()):
            pieces += [text[at : match.start()], _cased(self.drawn(chance, len(match.group()), False), match.group())]
            at = match.end()
        return "".join([*pieces, text[at:]])


def _cased(found, like):
    if like.isupper():
        return found.upper()
    return found[0].upper() + found[1:] if like[0].isupper() else found


def _by_length(counts):
    groups = {}
    for word, times in sorted(counts.items()):
        groups.setdefault(len(word), []).append((word, times))
    return {
        length: ([word for word, _ in group], list(accumulate(times for _, times in group)))
        for length, group in groups.items()
        if len(group) >= 20
    }


def _with_invented(named):
    """As many occurrences of invented names, few of them common."""
    totals, chance = Counter(), Random(7)
    for word, times in named.items():
        totals[len(word)] += times
    found = Counter(named)
    for length in range(4, 13):
        made = sorted({invented(chance, length) for _ in range(INVENTED)} - named.keys())
        chance.shuffle(made)
        scale = totals[length] / sum(1 / (rank + 5) for rank in range(len(made)))
        found.update({word: scale / (rank + 5) for rank, word in enumerate(made)})
    return found


def invented(chance, length):
    """A word that can be spoken."""
    return "".join(chance.choice(_VOWELS if place % 2 else _CONSONANTS) for place in range(length))


# --- articles ------------------------------------------------------------------------------------------------------------


class Maker:
    """Makes the articles of a plan out of readings."""

    def __init__(self, bases):
        self.bases = bases
        self.stories = [at for at, each in enumerate(bases) if each.input.startswith("story/")]
        real = [at for at, each in enumerate(bases) if not each.input.startswith("story/")]
        self.real = real
        long = [at for at in real if len(wording(bases[at].article).words) >= LEAST_WORDS]
        self.read = [at for at in long if bases[at].statements is not None]
        self.unread = [at for at in long if bases[at].statements is None]
        self.words = Words([bases[at].article.text for at in self.read])
        self.footers = [self._footer(number) for number in range(OUTLETS)]

    def plan(self, count):
        """What the archive of so many articles is made of."""
        return plan(count, self.stories, self.real, self.read, self.unread)

    def _footer(self, number):
        chance, stay = Random(number), sorted(self.words.stay)
        length = chance.randint(15, 40)
        words = [
            chance.choice(stay) if chance.random() < 0.4 else self.words.drawn(chance, chance.randint(4, 9), False)
            for _ in range(length)
        ]
        return f"{' '.join(words).capitalize()}."

    def made(self, item):
        """The reading of one article of the plan."""
        base = self.bases[item.base]
        if item.change == "real":
            return base if base.input.startswith("story/") else replace(base, input=f"real/{base.input}")
        text, known, names = base.article.text, {}, names_of(base.article.text)
        text = self.words.renewed(text, Random(item.seed), names, known)
        names = frozenset(_cased(known[name.lower()], name) for name in names if name.lower() in known)
        if item.change:
            text = self._copied(base, text, names, item, Random(item.own))
        reading = _on(base, text)
        if item.change == "cut":
            reading = cut(reading, _place_to_cut(base, Random(item.own + 1)))
        if reading.entities:
            called = lambda told: self.words.renewed(told, Random(1), names, known)  # noqa: E731
            entities = tuple(replace(each, name=called(each.name)) for each in reading.entities)
            reading = replace(reading, entities=entities)
        if item.cluster:
            reading = with_claim(reading, item.cluster, item.own)
        return self._published(reading, item)

    def _copied(self, base, text, names, item, chance):
        """What a copy has otherwise, apart from what is cut: the headline, and what its change says."""
        places = [(each.start, each.end) for each in base.article.blocks if each.role == "title"]
        if item.change == "led":
            first = next(each for each in base.article.blocks if each.role in PROSE)
            places.append((first.start, min(first.end, text.find(" ", len(text) // LED))))
        if item.change == "words":
            text = self.words.changed(text, chance)
        for start, end in places:
            text = text[:start] + self.words.renewed(text[start:end], chance, names, {}) + text[end:]
        return text

    def _published(self, reading, item):
        """The reading as that of an article of its outlet, with its footer, date and address."""
        name = f"The {invented(Random(item.outlet), 7).title()} {('Courier', 'Post', 'Echo', 'Gazette')[item.outlet % 4]}"
        domain = name.lower().removeprefix("the ").replace(" ", "") + f"{item.outlet}.example"
        reading = extended(reading, self.footers[item.outlet])
        published = (FIRST_MINUTE + timedelta(minutes=item.minute)).isoformat(timespec="minutes")
        url = f"https://{domain}/{item.name.replace('/', '-')}"
        article = reading.article
        title = next((article.text[each.start : each.end] for each in article.blocks if each.role == "title"), None)
        article = replace(
            article,
            id=article_id(article.text, url, name, published),
            url=url,
            canonical_url=None,
            title=title,
            byline=(),
            outlet=Outlet(name, domain),
            republished_from=None,
            dates=ArticleDates(ArticleDate(published, "minute", "given")),
            record=None,
        )
        return replace(reading, input=item.name, article=article, brief=())


def _place_to_cut(base, chance):
    """The end of a paragraph (or of a word) after 40 to 70 % of the text."""
    text = base.article.text
    low, high = int(0.4 * len(text)), int(0.7 * len(text))
    wanted = chance.randint(low, high)
    ends = [each.end for each in base.article.blocks if low <= each.end <= high]
    return min(ends, key=lambda end: (abs(end - wanted), end)) if ends else text.rfind(" ", 0, wanted)


def cut(reading, end):
    """The reading of the first characters of the text: what lies behind them is gone."""
    article = reading.article
    blocks = tuple(replace(each, end=min(each.end, end)) for each in article.blocks if each.start < end)
    article = replace(article, text=article.text[:end], blocks=blocks, notes=())
    if reading.statements is None:
        return replace(reading, article=article)
    statements = tuple(each for each in reading.statements if _last(each) <= end)
    ids = {each.id for each in statements}
    entities = tuple(
        replace(
            each,
            mentions=tuple(span for span in each.mentions if span.end <= end),
            roles=tuple(role for role in each.roles if _last(role) <= end),
            reason_unnamed=each.reason_unnamed if each.reason_unnamed and each.reason_unnamed.end <= end else None,
        )
        for each in reading.entities or ()
    )
    return replace(
        reading,
        article=article,
        statements=statements,
        entities=entities,
        timeline=tuple(each for each in reading.timeline or () if _last(each) <= end and each.statement in {None, *ids}),
        positions=tuple(each for each in reading.positions or () if _last(each) <= end and ids.issuperset(each.statements)),
    )


def extended(reading, line):
    """The reading with one more paragraph at its end."""
    article = reading.article
    start = len(article.text) + 2
    blocks = (*article.blocks, Block(start, start + len(line), "paragraph"))
    return replace(reading, article=replace(article, text=f"{article.text}\n\n{line}", blocks=blocks))


def with_claim(reading, cluster, rank):
    """The reading with the claim of its cluster, in the words of its rank."""
    chance = Random(cluster)
    first, last, place = (invented(chance, length).capitalize() for length in (6, 9, PLACE))
    where, what = chance.choice(PLACES)
    told = {"a": f"{first} {last}", "last": last, "b": place, "where": where, "what": what,
            "n": chance.randint(11, 90), "m": chance.choice(MONTHS)}  # fmt: skip
    sentence, source, cue, content = (each.format(**told) for each in CLAIMS[rank])
    reading = extended(reading, sentence + "".join(each.format(**told) for each in (MORE[rank], MORE[rank - 1])))
    text, start = reading.article.text, reading.article.blocks[-1].start
    spans = {each: _found(text, each, start) for each in (source, cue, content)}
    statement = Statement(
        id=statement_id(reading.article.id, (spans[cue],), (spans[content],)),
        source=Source((spans[source],), "claimant", (), False),
        cue=Cue((spans[cue],), "say", "say"),
        content=Content((spans[content],)),
        quotation="indirect",
        hops=(),
        certainty="asserted",
        polarity="positive",
        confidence=0.9,
    )
    entity = Entity(id="claimant", name=source, kind="named person", mentions=(spans[source],))
    return replace(reading, statements=(*reading.statements, statement), entities=(*(reading.entities or ()), entity))


def _found(text, words, start):
    at = text.index(words, start)
    return span_of(text, at, at + len(words))


# --- records -------------------------------------------------------------------------------------------------------------


def _on(part, text):
    """A record with every span as the text has it now."""
    kind = type(part)
    if kind is Span:
        return Span(part.start, part.end, text[part.start : part.end])
    if kind is tuple:
        return tuple([_on(each, text) for each in part])
    if kind is Reading:
        held = {name: _on(getattr(part, name), text) for name in ("statements", "entities", "timeline", "positions")}
        return replace(part, article=replace(part.article, text=text, notes=_on(part.article.notes, text)), **held)
    if isinstance(part, Struct):
        return kind(**{name: _on(getattr(part, name), text) for name in part.__struct_fields__})
    return part


def _last(part):
    """The end of the last span inside a record."""
    if type(part) is Span:
        return part.end
    if type(part) is tuple:
        return max(map(_last, part), default=0)
    if isinstance(part, Struct):
        return max((_last(getattr(part, name)) for name in part.__struct_fields__), default=0)
    return 0
