"""Mentions: who and what an article names, and how every phrase that holds or relays a statement is built.

words      tokens, runs of capitalised words, the core of a name
phrases    the grammar of one holder's phrase
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

from msgspec import structs

from whence.interpret.mentions.phrases import Grammar, Phrase, head_of, opens_adjunct
from whence.interpret.mentions.words import Name, Token, tokens_of
from whence.lexicon.grammar import DETERMINERS, PERSONAL, PREPOSITIONS, STOPS
from whence.lexicon.marks import quotations, sentence_ends
from whence.lexicon.nouns import (
    ADJECTIVES,
    OUTLET_WORDS,
    PEOPLE,
    classes_of,
    gender_of,
    is_anonymous,
    is_kin,
    is_known,
    is_plural,
    is_role,
    singular,
)
from whence.records.article import PROSE, Article
from whence.records.encoding import Encoding
from whence.records.mention import Mention, NounClass
from whence.records.spans import Span, span_of
from whence.records.statement import Statement

NAMED_IN = PROSE | {"caption"}  # not titles: in title case every word looks like a name
_JOINING = frozenset(("and", "or", "nor", "&"))
_OPENING = frozenset("“‘\"'«„(:;—–")


class _Block:
    """One block with its tokens, sentences and quotations."""

    def __init__(self, text: str, number: int, start: int, end: int, sentences: int) -> None:
        self.number, self.start = number, start
        tokens = tokens_of(text, start, end)
        ends = list(sentence_ends(text, start, end))
        self.breaks = [start, *(each + 1 for each in ends)]
        self.first_sentence = sentences
        opens = {0} | {n for n in range(1, len(tokens)) if tokens[n - 1].text in _OPENING}
        opens |= {bisect_right([token.start for token in tokens], each) for each in ends}
        opens |= {n + 1 for n in list(opens) if n < len(tokens) and tokens[n].kind == "mark"}
        self.opens = frozenset(opens)
        self.grammar = Grammar(tokens, self.opens)
        self.quoted = [(start + q.open_end, start + q.close_start) for q in quotations(text[start:end])]

    def is_fronted(self, at: int) -> bool:
        """Does the place lie in an adjunct that opens its sentence, before the comma ("At a forum with generals, he …")?"""
        start = self.breaks[bisect_right(self.breaks, at) - 1]
        tokens = self.grammar.tokens
        first = next((n for n, token in enumerate(tokens) if token.start >= start and token.kind == "word"), None)
        if first is None or not opens_adjunct(tokens[first].text):
            return False
        comma = next((token.start for token in tokens[first:] if token.text == ","), None)
        return comma is not None and at < comma

    def sentence(self, at: int) -> int:
        return self.first_sentence + bisect_right(self.breaks, at) - 1

    def describes(self, place: int) -> bool:
        """Can the word belong to a role in front of a name: "Trawler owners' | chairman", "Lakeside | winger"?"""
        token, named = self.grammar.tokens[place], self.is_named(place)
        return token.kind == "possessive" or (token.kind == "word" and (named or bool(classes_of(token.lower))))

    def is_named(self, place: int) -> bool:
        """Does the token belong to a run of capitalised words?"""
        return any(low <= place < high for low, high in self.grammar.runs)

    def has_kin(self, place: int) -> bool:
        """Does an unnamed relative of the pronoun's gender stand before it in its sentence?"""
        tokens, gender = self.grammar.tokens, {"he": "he", "she": "she"}.get(self.grammar.tokens[place].lower)
        start = self.breaks[bisect_right(self.breaks, tokens[place].start) - 1]
        near = [n for n in range(place) if tokens[n].start >= start and is_kin(tokens[n].lower)]
        return gender is not None and any(gender_of(tokens[n].lower) == gender and not tokens[n + 1].capital for n in near)

    def follows(self, start: int, words: frozenset[str]) -> bool:
        """Does one of the words stand directly before?"""
        place = bisect_right([token.start for token in self.grammar.tokens], start) - 2
        return place >= 0 and self.grammar.tokens[place].lower in words

    def is_possessive(self, end: int) -> bool:
        """Does an 's follow?"""
        place = bisect_right([token.start for token in self.grammar.tokens], end - 1)
        return place < len(self.grammar.tokens) and self.grammar.tokens[place].kind == "possessive"

    def is_quoted(self, start: int, end: int) -> bool:
        return any(low <= start and end <= high for low, high in self.quoted)


class _Chances:
    """The learned chances of every word's kind, by its offset in the article; empty when the model has no such head."""

    def __init__(self, encoding: Encoding) -> None:
        self._rows: dict[int, tuple[float, ...]] = {}
        for passage in encoding.passages:
            kinds = getattr(passage, "kinds", None)
            if kinds is not None:
                starts = passage.words.starts
                self._rows |= {passage.start + start: tuple(row) for start, row in zip(starts, kinds.tolist(), strict=True)}

    def of(self, tokens: tuple[Token, ...]) -> tuple[float, ...]:
        """Mean of (none, person, organization, place, other) over the tokens; () when none of them was scored."""
        rows = [self._rows[token.start] for token in tokens if token.start in self._rows]
        return tuple(round(sum(column) / len(rows), 4) for column in zip(*rows, strict=True)) if rows else ()


def mentions(article: Article, encoding: Encoding, statements: tuple[Statement, ...]) -> tuple[Mention, ...]:
    """Every phrase that holds or relays a statement, and every other name of the article, in the order of the text."""
    chances, blocks, sentences = _Chances(encoding), [], 0
    for number, block in enumerate(article.blocks):
        if block.role in NAMED_IN:
            blocks.append(_Block(article.text, number, block.start, block.end, sentences))
            sentences += len(blocks[-1].breaks)
    maker = _Maker(article.text, blocks, chances)
    holders = [maker.holder(span) for span in _holding(statements)]
    found = [each for each in holders if each is not None]
    covered = {(each.name.start, each.name.end) for each in _flat(found) if each.name and each.form == "name"}
    found += [each for each in maker.names() if each.name and (each.name.start, each.name.end) not in covered]
    held = [(each.span.start, each.span.end) for each in found]
    found += [
        each for each in maker.openings() if not any(low < each.span.end and each.span.start < high for low, high in held)
    ]
    return tuple(sorted(found, key=lambda each: (each.span.start, each.span.end)))


def _flat(found: list[Mention]) -> list[Mention]:
    return [inner for each in found for inner in (each, *each.parts)]


def _holding(statements: tuple[Statement, ...]) -> list[Span]:
    """The spans that hold or relay, each once, in order."""
    spans = {span for each in statements for span in each.source.spans}
    spans |= {span for each in statements for hop in each.hops or () for span in hop.spans}
    return sorted(spans)


class _Maker:
    """Makes mentions of phrases and runs."""

    def __init__(self, text: str, blocks: list[_Block], chances: _Chances) -> None:
        self._text, self._blocks, self._chances = text, blocks, chances
        self._starts = [block.start for block in blocks]
        self._small, self._capital = _cases(blocks)
        for block in blocks:
            block.grammar.cut(self._small - {word.lower() for word in self._capital}, block.opens)

    def holder(self, span: Span) -> Mention | None:
        """The mention of one holding or relaying phrase; None outside the blocks that are read."""
        place = bisect_right(self._starts, span.start) - 1
        if place < 0:
            return None
        block = self._blocks[place]
        phrase = block.grammar.phrase(span.start, span.end)
        return self._mention(block, phrase, holder=True) if phrase else None

    def names(self) -> list[Mention]:
        """A mention for every run of capitalised words that is a name."""
        found = []
        for block in self._blocks:
            for run in block.grammar.runs:
                name = block.grammar.name(run)
                if name.core and self._is_name(block, run, name):
                    found.append(self._mention(block, self._in_text(block, run, name), holder=False))
        return found

    def openings(self) -> list[Mention]:
        """Personal pronouns outside quotations, and nouns of a class that a sentence begins with: what the article tells of."""
        found = []
        for block in self._blocks:
            tokens = block.grammar.tokens
            places = {place for place, token in enumerate(tokens) if token.lower in PERSONAL}
            for first in sorted(block.opens | places):
                last = _opening_phrase(tokens, first) if first < len(tokens) else None
                if last is None or block.is_quoted(tokens[first].start, tokens[first].end):
                    continue
                if last + 2 < len(tokens) and tokens[last + 1].text == "," and block.is_named(last + 2):
                    continue  # "Her deputy, Piotr Zając, …": the name stands for it
                phrase = block.grammar.phrase(tokens[first].start, tokens[last].end)
                if phrase is not None and phrase.form in ("noun", "pronoun"):
                    made = self._mention(block, phrase, holder=False)
                    found.append(structs.replace(made, rivalled=block.has_kin(first)))
        return found

    def _in_text(self, block: _Block, run: tuple[int, int], name: Name) -> Phrase:
        """The phrase around a name that holds nothing: what describes it directly before and behind it."""
        tokens, first, last = block.grammar.tokens, run[0], run[1]
        while first > 0 and (_introduces(tokens[first - 1]) or (first < run[0] and block.describes(first - 1))):
            first -= 1
        placed = first > 0 and tokens[first - 1].lower in STOPS  # "in Tulsa, an unarmed man …" describes nobody
        if not placed and last + 1 < len(tokens) and tokens[last].text == ",":
            stop = next((n for n in range(last + 1, len(tokens)) if tokens[n].text in ',.;:—–"”'), last)
            if stop < len(tokens) and tokens[stop].text == "," and stop - last < 14:
                opens = tokens[last + 1].lower in ("the", "a", "an") or tokens[last + 1].text.isdigit()
                last = stop if opens or is_role(tokens[last + 1].lower) else last
        if (
            last == run[1]
            and first == run[0]
            and first > 1
            and tokens[first - 1].text == ","
            and _introduces(tokens[first - 2])
        ):
            first -= 2
        phrase = block.grammar.phrase(tokens[first].start, tokens[last - 1].end)
        if phrase is None or phrase.form != "name" or phrase.name is None or phrase.name.core != name.core:
            phrase = Phrase(tuple(tokens[run[0] : run[1]]), "name", " ".join(t.text for t in name.core), name)
        behind = tokens[run[1]].text if run[1] < len(tokens) else ""
        outlet = behind.islower() and classes_of(behind)[:1] == ("outlet",)
        return replace(phrase, kindred=outlet and not block.is_named(run[1] + 1))

    def _is_name(self, block: _Block, run: tuple[int, int], name: Name) -> bool:
        """A capital that only opens a sentence makes no name: the word must be capitalised elsewhere, or scored as one."""
        run_tokens = block.grammar.tokens[run[0] : run[1]]
        if len(run_tokens[0].text.rstrip(".")) < 2 and len(run_tokens) == 1:
            return False
        if run[0] not in block.opens or len(run_tokens) > 1:
            return True
        word = run_tokens[0].text
        if word in self._capital:
            return True
        scored = self._chances.of(name.core)
        known = word.lower() in self._small or classes_of(word) or is_plural(word.lower())
        return not known and bool(scored) and max(scored[1:4]) >= 0.5

    def _mention(self, block: _Block, phrase: Phrase, *, holder: bool) -> Mention:
        form, name = phrase.form, phrase.name
        if form == "name" and name is not None and self._is_common(block, phrase):
            form, name = "noun", None
        owned = name or self._owner(block, phrase)
        start, end = phrase.tokens[0].start, phrase.tokens[-1].end
        head = phrase.head if form == "name" else phrase.head.lower()
        head = singular(head) if phrase.one else head
        return Mention(
            span=span_of(self._text, start, end),
            form=form,
            head=head,
            name=span_of(self._text, owned.core[0].start, owned.core[-1].end) if owned and owned.core else None,
            classes=self._classes(phrase, form, head),
            chances=self._chances.of(owned.core) if owned else (),
            roles=tuple(span_of(self._text, role[0].start, role[-1].end) for role in phrase.roles),
            determiner=phrase.determiner,
            plural=form == "joint" or (form == "noun" and is_plural(head)) or head in ("they", "we"),
            gender=phrase.gender if form != "pronoun" else {"he": "he", "she": "she"}.get(head),  # type: ignore[arg-type]
            titled=phrase.titled,
            age=phrase.age,
            parts=tuple(self._mention(block, part, holder=holder) for part in phrase.parts),
            block=block.number,
            sentence=block.sentence(start),
            quoted=block.is_quoted(start, end),
            holder=holder,
            fronted=block.is_fronted(start),
            possessive=block.is_possessive(end),
            governed=block.follows(start, PREPOSITIONS),
            joined=block.follows(start, _JOINING),
            owner=self._mention(block, phrase.complement, holder=False) if phrase.complement else None,
        )

    def _owner(self, block: _Block, phrase: Phrase) -> Name | None:
        """The name that the noun belongs to, None for an adjective of a state and for a word that only opens the sentence."""
        owner = phrase.owner if phrase.form == "noun" else None
        if owner is None or " ".join(token.text for token in owner.core) in ADJECTIVES or owner.core[-1].lower in PEOPLE:
            return None
        place = next((run for run in block.grammar.runs if block.grammar.tokens[run[0]].start == owner.tokens[0].start), None)
        return owner if place and self._is_name(block, place, owner) else None

    def _is_common(self, block: _Block, phrase: Phrase) -> bool:
        """Is a lone capitalised word at the head of a sentence a common noun ("Demonstrators", "Police")?"""
        name = phrase.name
        if name is not None and name.tokens[-1].lower.rpartition("-")[2] in PEOPLE:  # "Republicans", "African Americans"
            return True
        if name is None or len(name.tokens) > 1:
            return False
        word = name.tokens[0].lower
        trade = is_known(word) and bool({"ordinary", "role", "insider"} & set(classes_of(word)))
        if phrase.determiner and word not in OUTLET_WORDS and trade:
            return True  # "The Republican", but not "its owner, Tarnwater"
        if name.tokens[0].text in self._capital:
            return False
        token = name.tokens[0]
        opens = any(block.grammar.tokens[n].start == token.start for n in block.opens if n < len(block.grammar.tokens))
        scored = self._chances.of((token,))
        person = bool(scored) and scored[1] >= 0.8 and not is_plural(token.lower)
        return opens and (token.lower in self._small or bool(classes_of(token.lower))) and not person

    def _classes(self, phrase: Phrase, form: str, head: str) -> tuple[NounClass, ...]:
        if form == "noun":
            anonymous: tuple[NounClass, ...] = ("anonymous",) if is_anonymous(head, _text(phrase)) else ()
            return (*anonymous, *classes_of(head))
        if form != "name":
            return ()
        described = [classes_of(head_of(role)) for role in phrase.roles]
        if phrase.kindred:  # "Le Monde | newspaper"
            described.append(("outlet",))
        return tuple(dict.fromkeys(each for found in described for each in found))


def _opening_phrase(tokens: list[Token], first: int) -> int | None:
    """The place of the head word of the phrase that begins a sentence; None when it is none that can be spoken of again."""
    if tokens[first].lower in PERSONAL:
        return first
    determined, head = tokens[first].lower in DETERMINERS, None
    for at in range(first + determined, min(first + 7, len(tokens))):
        token = tokens[at]
        if token.kind not in ("word", "possessive") or token.lower in STOPS:
            break
        if head is not None and determined and token.lower.endswith("s"):  # "the filing covers …", rarely "the court papers"
            break
        if token.kind == "word" and classes_of(token.lower) and (determined or is_plural(token.lower)):
            head = at
        elif head is not None and not token.capital:
            break
    return head


def _introduces(token: Token) -> bool:
    """Can the word stand before a name and say what its bearer is: "minister", "the daily", "the retailer"?"""
    return is_role(token.lower) or (token.text.islower() and bool({"outlet", "organization"} & set(classes_of(token.lower))))


def _text(phrase: Phrase) -> str:
    return " ".join(token.text for token in (*phrase.tokens, *phrase.clause))


def _cases(blocks: list[_Block]) -> tuple[frozenset[str], frozenset[str]]:
    """(words that occur in small letters, words that occur capitalised where nothing but a name asks for it)."""
    small: set[str] = set()
    capital: dict[str, int] = defaultdict(int)
    for block in blocks:
        for place, token in enumerate(block.grammar.tokens):
            if token.kind == "word" and token.text[0].islower():
                small.add(token.text)
            elif token.kind == "word" and place not in block.opens:
                capital[token.text] += 1
    return frozenset(small), frozenset(capital)
