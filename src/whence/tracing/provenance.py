"""What each place of an article rests on: the holder of its statement, the outlets that its sentence names, its own witness.

A statement's holder and hops are the reading's.  Beside them every outlet of the traced set that the sentence names outside of
the place itself counts as a source of it: "as the Star reported", "A and B write", "the Courier found it in the papers".
What goes on behind such a sentence with a pronoun or a possessive rests on the same source: one attribution carries the
sentences that plainly continue it (Reuters Handbook of Journalism, "attribution").
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from whence.lexicon.cues import says, sense_of
from whence.lexicon.firsthand import account_of, accounted, means_us, own_verb, read_by, says_untrue, signed, witnessed
from whence.lexicon.grammar import PRONOUNS
from whence.lexicon.hedges import hedge_of
from whence.lexicon.marks import OPENS
from whence.lexicon.nouns import OUTLET, is_plural, is_role
from whence.lexicon.outlets import body_of, named, places_of
from whence.lexicon.relays import SAYS_SO
from whence.records.article import Article, Outlet
from whence.records.entity import Entity
from whence.records.kept import Candidate
from whence.records.provenance import Basis, Ground, Named, Provenance
from whence.records.reading import Reading
from whence.records.spans import Span, span_of
from whence.records.statement import Statement
from whence.tracing.papers import paper_of, referring_paper
from whence.tracing.sentences import Sentence, sentences_of
from whence.tracing.tellers import giver_of, speaker_before, teller_of, told_by

_CITING = 8  # words of a clause that only names a source
_SUBORDINATE = re.compile(r"\b(?:because|since|although|though|unless|if|when|which|who|whom|whose|that|where|while)\b")
_CONTINUES = re.compile(
    r"(?:it|its|he|his|she|her|they|their|this|these|those|that|the \w+ (?:in|of|at) (?:it|its|his|her|their))\b", re.I
)
# What stands for the clause before: "told us so", "announced it to the workers"; not "it was …", which is a clause of its own.
_SO = re.compile(r"(?:so|it|this|that)(?=$|[\s,]+(?:to|at|in|on|before|for|with|again|twice|too|as|a few)\b)", re.I)
_WATCHED = re.compile(r"(?: [\w’'-]+){0,4}? (?:it|them|him|her|this|that)\b")
_SAME = re.compile(rf"the same (?:{'|'.join(sorted(OUTLET))})\b", re.I)
_RESULT = re.compile(
    r"(?:Their|His|Her|Its|The) (?:answer|count|result|figure|estimate|measurement|number|finding|sum|total)s?\b"
)
_POSSESSIVE = re.compile(r"\b(?:its|his|her|their)\b", re.I)
_JOINED = re.compile(r"\A(?:because|since|as|so|and|but|that|although|though|while)\s+", re.I)
_NEGATED = re.compile(
    r"\b(?:is|are|was|were|be|been|am|do|does|did|has|have|had|will|would|can|could|may|might|must|shall|should)(?:\s+\w+ly)?\s*"
    r"(?:not|n['’]t|never|no longer)\b(?! only\b)|\bcannot\b|\b(?:is|are|was|were|be|been|has|have|had|there(?:'s|’s)?)\s+no\b|"
    r"^(?:no|none|nobody|nothing|neither)\b|\bno (?:longer|more)\b|\bwo?n['’]t\b",
    re.I,
)
# "Cannot be excluded" grants it, "not before spring" sets a date: Cambridge Grammar, ch. 9 (scope of negation).
_SAYS_LESS = re.compile(
    r"[^.;:]*?\b(?:before|until|till|excluded|ruled out|only|just|yet|decided|known|clear|certain|sure)\b", re.I
)
# Chance from which a model is believed that a source is told at all, the writer's own among them: on stories by others 176 of
# its 204 answers above are right, of those between 0.7 and this 6 of 16 (training/sources.py).  Of 577 claims that it has not
# learned from 306 are counted exactly and 60 too high; at 0.8, 313 and 65, at 0.65, 308 and 72.
SURE = 0.9
_I = re.compile(r"\bI [a-z]")
_QUOTED = re.compile(r"[“\"][^”\"\n]*[”\"]")
# Another paper's people.
_FRIENDS = re.compile(r"(?:our|my) (?:[a-z]+ )?(?:friends|colleagues) (?:at|from|of|on|over at)\b", re.I)
_OFFICE = re.compile(r" (?:of|for|in|at)\b")
_OPENS = OPENS | {'"'}
_CLOSES = re.compile('[”»"]')  # what a place holds behind it is no longer the speaker's
_LONGEST = 120  # characters of a source that is told; the longest of sources.jsonl has 68
_NEAR = 4  # words from a source to its verb: "has at once denied"
_BELONGS = re.compile(r" (?:of|from|for|in|at|on|by|to|with|among|close to)\b|['’]s?\s")
_HEDGING = frozenset({"probable", "possible", "conditional"})
_BASIS: dict[str, Basis] = {"outlet": "outlet", "document": "document", "anonymous": "anonymous"}


class Grounds:
    """The provenance of the places of one article, in the company of the outlets of the others."""

    def __init__(self, reading: Reading, own: int, outlets: Sequence[Outlet | None]) -> None:
        self._reading, self._own, self._outlets = reading, own, outlets
        self._text = reading.article.text
        self._entities = {entity.id: entity for entity in reading.entities or ()}
        self._statements = {each.id: each for each in reading.statements or ()}
        self._sentences = sentences_of(reading.article, own, outlets)
        self._signer = _signer(reading.article)
        outlet = reading.article.outlet
        self._body = body_of(outlet.name) if outlet else None

    def only_cites(self, candidate: Candidate) -> bool:
        """Is a clause in the article's own voice no more than the naming of a source: "a surveyor told the Echo"?

        A comment clause ("as the Echo has it from two drivers") is so at any length (Quirk et al. 1985, 15.53).
        """
        text = candidate.content[0].text
        if candidate.statement is not None or (len(text.split()) > _CITING and not text.lower().startswith("as ")):
            return False
        start, end = candidate.content[0].start, candidate.content[-1].end
        inside = [each for sentence in self._sentences for each in sentence.outlets if start <= each[0] and each[1] <= end]
        return any(self._says(self._text[start:low].split()[-2:], self._text[high:end].split()[:2]) for low, high, _ in inside)

    def _says(self, before: list[str], behind: list[str]) -> bool:
        return any(says(word) for word in (*before, *behind)) or behind in (["has", "it"], ["had", "it"])

    def of(self, candidate: Candidate) -> Provenance:
        """What one place rests on."""
        start, statement = candidate.content[0].start, self._statement_of(candidate)
        at = self._at(start)
        sentence = self._sentences[at] if at is not None else None
        grounds = [*self._by_statement(statement), *self._by_sentence(sentence, candidate, statement)]
        if not grounds and sentence is not None:
            grounds = self._by_witness(sentence) or self._by_paper(sentence) or self._by_teller(sentence)
        if sentence is not None and grounds and all(each.basis == "witness" for each in grounds):
            grounds = self._by_paper(sentence) or grounds
        grounds = grounds or self._by_sentence_behind(at) or self._by_sentence_before(at, candidate)
        if not grounds and statement is not None and statement.quotation == "direct" and not statement.source.spans:
            speaker = speaker_before(self._text, start)
            grounds = [speaker] if speaker else []
        text = " ".join(span.text for span in candidate.content)
        said = statement.said_on if statement else None
        return Provenance(
            tuple(_unique([self._by_signer(each) for each in grounds])) or (self._in_own_voice(),),
            self._hedged(text, statement),
            self._negative(text, statement),
            said.value if said else None,
            said.precision if said else None,
            _plain(_CLOSES.split(text)[0]) if statement and self._quoted(statement, start) else None,
        )

    def _in_own_voice(self) -> Ground:
        """What tells no source is the word of the body whose organ the article stands in, if of any."""
        if self._body is None:
            return Ground("none", None, None, (), direct=False)
        return Ground("release", self._body.name, "named organization", ())

    def _by_signer(self, ground: Ground) -> Ground:
        """What a letter's writer has seen is the word of whoever signs it."""
        if ground.basis != "witness" or self._signer is None:
            return ground
        return replace(ground, basis="person", name=self._signer.text, kind="named person")

    def held(self, candidate: Candidate) -> bool:
        """Does the reading say who holds what the place says, by more than a pronoun or a town, or through whom it came?"""
        grounds = self._by_statement(self._statement_of(candidate))
        holders = [each for each in grounds if each.basis != "outlet"]
        return bool(grounds) and not (holders and all(_is_open(each) for each in holders))

    def _statement_of(self, candidate: Candidate) -> Statement | None:
        """The statement that a place is of, that holds it, or that it holds."""
        start, end = candidate.content[0].start, candidate.content[-1].end
        return self._statements.get(candidate.statement or "") or self._around(start, end) or self._inside(start, end)

    def _quoted(self, statement: Statement, start: int) -> bool:
        """Are the words of a place the speaker's own?  In a statement that is quoted in part, where marks open before them."""
        return statement.quotation == "direct" or (statement.quotation == "mixed" and self._text[start - 1 : start] in _OPENS)

    def _around(self, start: int, end: int) -> Statement | None:
        """The statement whose content holds the place, the narrowest."""
        holding = [
            each
            for each in self._statements.values()
            if any(span.start <= start and end <= span.end for span in each.content.spans)
        ]
        return min(holding, key=lambda each: sum(len(span.text) for span in each.content.spans), default=None)

    def _inside(self, start: int, end: int) -> Statement | None:
        """The only statement whose content the place holds, as "The blast broke 60 windows, police said" does."""
        inside = [
            each
            for each in self._statements.values()
            if each.inside is None and all(start <= span.start and span.end <= end for span in each.content.spans)
        ]
        return inside[0] if len(inside) == 1 and inside[0].content.spans else None

    def _at(self, start: int) -> int | None:
        return next((at for at, each in enumerate(self._sentences) if each.start <= start < each.end), None)

    def _by_statement(self, statement: Statement | None) -> list[Ground]:
        """The holder, and the outlets that the statement came through."""
        if statement is None:
            return []
        found = []
        relayed = [self._relay(hop.entity, hop.spans) for hop in statement.hops or ()]
        outlets = [each for each in relayed if each and each.basis == "outlet"]
        entity = self._entities.get(statement.source.entity or "")
        if entity is not None or statement.source.spans:
            spans = statement.source.spans or ((entity.mentions[0],) if entity and entity.mentions else ())
            found.append(self._holder(entity, spans, direct=not outlets))
        return found + outlets

    def named(self, told: Named) -> Ground | None:
        """What a place rests on by the answer of a model; None where the model is not sure enough.

        Who says it as the reading knows him, where the span is one of his mentions; else what its words tell.
        """
        if len(told.span.text) > _LONGEST:
            return None
        if told.own + told.chance < SURE:
            return None
        if told.own > told.chance or means_us(told.span.text):
            return self._by_signer(Ground("witness", None, None, (told.span,)))
        if self._denies(told.span):
            return None
        if account_of(told.span.text):
            before = self._by_statement(self._statement_before(told.span.start))
            return _inherited(before)[0] if before else None
        span = self._unquoted(told.span)
        entity = self._mentioned(span)
        if entity is None and not self._meant(span.text, (span,)):
            return told_by(span, told.paper)
        return self._holder(entity, (span,), direct=True)

    def _unquoted(self, span: Span) -> Span:
        """What stands behind the last closing mark, where that leaves any words: no name goes on over a quotation's end."""
        closing = list(_CLOSES.finditer(span.text))
        behind = re.search(r"[^\W_].*", span.text[closing[-1].end() :]) if closing else None
        if behind is None:
            return span
        low = span.start + closing[-1].end() + behind.start()
        return span_of(self._text, low, low + len(behind.group()))

    def _denies(self, span: Span) -> bool:
        """Is a source the subject or the agent of a verb of denial: "The board at once denied it", "denied by the board"?"""
        at = self._at(span.start)
        if at is None:
            return False
        sentence = self._sentences[at]
        behind = re.findall(r"\w+", self._text[span.end : sentence.end])[:_NEAR]
        agent = re.search(r"(\w+) by \Z", self._text[sentence.start : span.start])
        return any(sense_of(word.lower()).act == "deny" for word in [*behind, *(agent.groups() if agent else ())])

    def beside(self, candidate: Candidate) -> list[Ground]:
        """What the sentence before a place rests on, in the same paragraph: the outlets that it cites, and its last holder."""
        at = self._at(candidate.content[0].start)
        if candidate.statement is not None or not at:
            return []
        before, here = self._sentences[at - 1], self._sentences[at]
        if "\n" in self._text[before.start : here.start].rstrip() + self._text[before.end : here.start]:
            return []
        inside = [each for each in self._told_in(before) if each.cue.act != "deny" and each.polarity != "negative"]
        named = [
            self._outlet(low, high, places)
            for low, high, places in before.outlets
            if inside and self._says(self._text[before.start : low].split()[-2:], self._text[high : before.end].split()[:2])
        ]
        last = max(inside, key=lambda each: each.content.spans[0].start, default=None)
        return _inherited([*named, *self._by_statement(last)])

    def _told_in(self, sentence: Sentence) -> list[Statement]:
        """The statements whose content begins in a sentence."""
        told = (each for each in self._statements.values() if each.content.spans)
        return [each for each in told if sentence.start <= each.content.spans[0].start < sentence.end]

    def _outlet(self, low: int, high: int, places: tuple[int, ...]) -> Ground:
        span = span_of(self._text, low, high)
        return self._of_outlet(span.text, (span,), places)

    def _of_outlet(self, name: str, spans: tuple[Span, ...], places: Sequence[int]) -> Ground:
        """An outlet of the traced set as a source."""
        return Ground("outlet", name, "outlet", spans, tuple(at for at in places if at != self._own), direct=False)

    def _mentioned(self, span: Span) -> Entity | None:
        """Whom the head of a phrase mentions: "sheep farmer | Daniel Orme", "| the harbour office | at Quill"."""
        for entity in self._entities.values():
            for mention in entity.mentions:
                inside = span.start <= mention.start and mention.end <= span.end
                before, behind = self._text[span.start : mention.start], self._text[mention.end : span.end]
                if inside and not _BELONGS.search(f" {before}") and (not behind or _BELONGS.match(behind)):
                    return entity
        return None

    def _holder(self, entity: Entity | None, spans: tuple[Span, ...], direct: bool) -> Ground:
        name = entity.name if entity else " ".join(span.text for span in spans)
        if spans and _SAME.match(name):
            name, places = self._outlet_before(spans[0].start) or (name, ())
        else:
            places = self._meant(name, () if entity and entity.kind == "named person" else spans)
        if self._body and name.lower() == self._body.called:
            return self._in_own_voice()
        author = entity is not None and entity.kind == "author" and not _FRIENDS.match(name)
        if places == (self._own,) or author:
            return Ground("witness", name, None, spans)
        if places:
            return self._of_outlet(name, spans, places)
        kind = entity.kind if entity else None
        if kind == "outlet":
            return Ground("outlet", name, kind, spans, (), direct=False)
        if kind == "anonymous" and _in_office(name):
            kind = "unnamed person"
        roles = tuple(dict.fromkeys((*(role.text for role in entity.roles), *(span.text for span in spans)))) if entity else ()
        return Ground(_BASIS.get(kind or "", "person"), name, kind, spans, direct=direct, roles=roles)

    def _outlet_before(self, at: int) -> tuple[str, tuple[int, ...]] | None:
        """Whom "the same newspaper" means: the outlet that was named last."""
        for sentence in reversed(self._sentences):
            inside = [each for each in sentence.outlets if each[1] <= at]
            if inside:
                low, high, places = inside[-1]
                return self._text[low:high], places
        outlets = [
            (mention.start, entity.name)
            for entity in self._entities.values()
            if entity.kind == "outlet" and not _SAME.match(entity.name)
            for mention in entity.mentions
            if mention.end <= at
        ]
        return (max(outlets)[1], ()) if outlets else None

    def _relay(self, identity: str | None, spans: tuple[Span, ...]) -> Ground | None:
        entity = self._entities.get(identity or "")
        name = entity.name if entity else " ".join(span.text for span in spans)
        if spans and _SAME.match(name):
            name, places = self._outlet_before(spans[0].start) or (name, ())
        else:
            places = self._meant(name, spans)
        if places and all(at == self._own for at in places):
            return None
        if places or (entity and entity.kind == "outlet"):
            return self._of_outlet(name, spans, places)
        return None

    def _meant(self, name: str, spans: tuple[Span, ...]) -> tuple[int, ...]:
        """The articles whose outlet a name means, its own among them."""
        taken = self._reading.article.republished_from
        found: set[int] = set(named(name, self._outlets, credit=bool(taken and taken.name == name)))
        for span in spans:
            found.update(named(span.text, self._outlets))
        return tuple(sorted(found))

    def _by_sentence(self, sentence: Sentence | None, candidate: Candidate, statement: Statement | None) -> list[Ground]:
        """The outlets that the sentence names outside of the place, or inside of one that is no more than the sentence."""
        if sentence is None:
            return []
        told = {at for ground in self._by_statement(statement) for at in ground.articles}
        spans = candidate.content
        found = []
        for low, high, places in sentence.outlets:
            inside = any(span.start <= low and high <= span.end for span in spans)
            if (
                self._belongs_to(statement, low, high, places)
                or set(places) <= told
                or (inside and statement is not None and candidate.statement is not None)
            ):
                continue
            found.append(self._outlet(low, high, places))
        return found

    def _belongs_to(self, statement: Statement | None, low: int, high: int, places: tuple[int, ...]) -> bool:
        """Is a body only named to tell whose man the speaker is: "Oda Brandt, head of the Health Office, said"?"""
        outlet = self._outlets[places[0]]
        spans = statement.source.spans if statement else ()
        return bool(outlet and body_of(outlet.name)) and any(each.start < low and high <= each.end for each in spans)

    def _by_witness(self, sentence: Sentence) -> list[Ground]:
        """The article's own people, where the sentence says so."""
        text = self._text[sentence.start : sentence.end]
        seen = witnessed(text) or self._by_own_name(text)
        document = self._by_paper(sentence) if seen else []
        if document or seen is None:
            return document
        return [Ground("witness", None, None, (span_of(self._text, sentence.start + seen[0], sentence.start + seen[1]),))]

    def _by_paper(self, sentence: Sentence) -> list[Ground]:
        """The document that a sentence is about, or that it has its words from."""
        found = paper_of(self._text, sentence.start, sentence.end)
        return [found] if found else []

    def _by_teller(self, sentence: Sentence) -> list[Ground]:
        """Whose account the sentence gives; whoever it says has found it out, tells it, or gave it to the writer."""
        account = accounted(self._text[sentence.start : sentence.end])
        if account and self._text[sentence.start + account[0] : sentence.start + account[1]].lower() in PRONOUNS:
            return _inherited(self._by_statement(self._statement_before(sentence.start + account[0])))
        own = any(self._own in places for _, _, places in places_of(self._text[sentence.start : sentence.end], self._outlets))
        found = teller_of(self._text, sentence.start, sentence.end, own)
        if found is None:
            return []
        places = named(found.name or "", self._outlets)
        others = tuple(at for at in places if at != self._own)
        if others:
            return [self._of_outlet(found.name or "", found.spans, others)]
        return [Ground("witness", None, None, found.spans) if places else found]

    def _statement_before(self, at: int) -> Statement | None:
        """The last statement before a place whose holder is known: whom "by his account" means."""
        told = [
            each
            for each in self._statements.values()
            if each.source.entity and each.source.spans and each.source.spans[0].end <= at
        ]
        return max(told, key=lambda each: each.source.spans[0].start, default=None)

    def _by_own_name(self, text: str) -> tuple[int, int] | None:
        """ "the Standard has read", "which Sports Wire looked up": the article's own outlet, as a third person."""
        for low, high, places in places_of(text, self._outlets):
            if self._own in places and (own_verb(text[high:]) or read_by(text[:low])):
                return low, high
        return None

    def _by_sentence_before(self, at: int | None, candidate: Candidate) -> list[Ground]:
        """The source of the sentence before, or of the one before that, which this one goes on with."""
        if not at or candidate.statement is not None:
            return []
        here = self._sentences[at]
        text = self._text[here.start : here.end].lstrip()
        opens, owns = bool(_CONTINUES.match(text)), bool(_POSSESSIVE.search(text))
        for back in (1, 2):
            if at < back or self._text.count("\n", self._sentences[at - back].start, here.start) > 1:
                return []
            before = self._sentences[at - back]
            grounds = self._of_sentence(before)
            if back == 1 and not grounds and _RESULT.match(text):
                return _inherited(self._by_teller(before))
            if grounds and _goes_on(grounds[0], back, opens, owns):
                return _inherited(grounds)
        return []

    def _by_sentence_behind(self, at: int | None) -> list[Ground]:
        """What the sentence behind says of this one: "Market Minute says so", "She told us so", "That is in the contract"."""
        if at is None:
            return []
        here = self._sentences[at]
        if told := self._by_statement(self._saying_so(here)):
            return _inherited(told)
        if at + 1 >= len(self._sentences) or "\n" in self._text[here.start : self._sentences[at + 1].start].lstrip():
            return []
        behind = self._sentences[at + 1]
        if behind.outlets and SAYS_SO.search(self._text, behind.start, behind.end):
            return self._of_sentence(behind)
        paper = referring_paper(self._text, behind.start, behind.end)
        told = self._by_statement(self._saying_so(behind)) or ([paper] if paper else [])
        giver = None if told else giver_of(self._text, behind.start, behind.end)
        return _inherited(told or ([giver] if giver else [])) or self._by_watching(behind)

    def _saying_so(self, sentence: Sentence) -> Statement | None:
        """The statement of a sentence whose content is "so": it stands for the clause before (Quirk et al. 1985, 12.28)."""
        return next(
            (
                each
                for each in self._told_in(sentence)
                if each.cue.act in ("say", "confirm") and each.polarity != "negative" and _SO.match(each.content.spans[0].text)
            ),
            None,
        )

    def _by_watching(self, sentence: Sentence) -> list[Ground]:
        """ "This reporter watched it from the towpath": the article's own people, at what the sentence before tells."""
        seen = witnessed(self._text[sentence.start : sentence.end])
        if seen is None or not _WATCHED.match(self._text, sentence.start + seen[1]):
            return []
        return [Ground("witness", None, None, (span_of(self._text, sentence.start + seen[0], sentence.start + seen[1]),))]

    def _of_sentence(self, sentence: Sentence) -> list[Ground]:
        """What a sentence as a whole rests on: the outlet that it names, its only statement, its witness or document."""
        if sentence.outlets:
            return [self._outlet(*sentence.outlets[0])]
        return self._by_statement(self._within(sentence)) or self._by_witness(sentence) or self._by_paper(sentence)

    def _within(self, sentence: Sentence) -> Statement | None:
        found = self._told_in(sentence)
        return found[0] if len(found) == 1 else None

    def _hedged(self, text: str, statement: Statement | None) -> bool:
        quoted = bool(statement and statement.quotation == "direct")
        found = hedge_of(_JOINED.sub("", text), quoted)
        by_place = bool(found and found.certainty in _HEDGING)
        whole = statement is not None and " ".join(span.text for span in statement.content.spans).startswith(text[:30])
        lent = statement is not None and statement.certainty in _HEDGING and (whole or statement.cue.act == "think")
        return by_place or lent

    def _negative(self, text: str, statement: Statement | None) -> bool | None:
        """Does the holder say that it is not so?  None where a "not" says less than that."""
        if says_untrue(text):
            return True
        subordinate = _SUBORDINATE.search(text)
        found = _NEGATED.search(text, 0, subordinate.start() if subordinate else len(text))
        if found and _SAYS_LESS.match(text, found.end()):
            return None
        return bool(found) != bool(statement and statement.polarity == "negative")


def _signer(article: Article) -> Span | None:
    """Who signs an article that is written by an "I", in its last line."""
    last = article.blocks[-1] if len(article.blocks) > 1 else None
    found = signed(article.text[last.start : last.end]) if last else None
    own = _QUOTED.sub("", article.text[: last.start]) if last else ""
    if not last or not found or not _I.search(own):
        return None
    return span_of(article.text, last.start + found[0], last.start + found[1])


def _goes_on(ground: Ground, back: int, opens: bool, owns: bool) -> bool:
    """Does a sentence rest on the ground of one before it?

    On what the paper saw itself the next sentence does; on an outlet or a document, what opens with a pronoun, or holds a
    possessive; on a person's word only what opens with a pronoun directly behind it.
    """
    if ground.basis == "witness":
        return back == 1
    if ground.basis in ("outlet", "document"):
        return (back == 1 and opens) or owns
    return back == 1 and opens


def _inherited(grounds: list[Ground]) -> list[Ground]:
    return [replace(each, inherited=True) for each in grounds]


def _in_office(name: str) -> bool:
    """ "The minister": whoever holds the office is known by it, as "an official" and "a minister" are not."""
    words = _OFFICE.split(name.lower())[0].split()
    return len(words) > 1 and words[0] == "the" and is_role(words[-1]) and not is_plural(words[-1]) and words[-1] != "official"


def _is_open(ground: Ground) -> bool:
    """Does a holder leave open who it is: "she", a place, which may stand for its club, a name that nobody introduces?"""
    name = ground.name or ""
    alone = ground.kind == "named person" and " " not in name and all(role == name for role in ground.roles)
    return ground.basis == "person" and (alone or ground.kind == "place" or name.lower() in PRONOUNS)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _unique(grounds: list[Ground]) -> list[Ground]:
    seen, kept = set(), []
    for each in grounds:
        key = (each.basis, each.articles or each.name)
        if key not in seen:
            seen.add(key)
            kept.append(each)
    return kept
