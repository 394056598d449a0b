"""Who supports, opposes, is open to or undecided on what, and who would not comment on it (contract.md, "positions").

A position needs a resolved holder, a stance told by words of the language of taking sides, and a topic in the text.  What a
holder claims, asks or denies as a fact is none; nor is praise or blame of a person, which takes no side on a thing.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from whence.lexicon import hedges, stances
from whence.lexicon.cues import is_negated, sense_of
from whence.lexicon.marks import sentence_ends
from whence.lexicon.stances import Extent, Stance
from whence.records.article import Article
from whence.records.entity import Entity, Position
from whence.records.spans import Span, span_of
from whence.records.statement import Statement

_BACK = 1  # statements back that "it" may point to: a reply follows at once on what it answers
_QUESTION = 300  # characters before an answer in which its question may stand
_REPORTS = 3  # statements back in which a bare "declined to comment" finds what was reported of the one who declines
_GAP = 60  # characters between cue and content in which a preposition may stand
_SAME = 0.5  # share of the shorter topic's words that two wordings of one topic have in common
_PERSONS = frozenset({"named person", "unnamed person", "anonymous", "author"})
_OPINION = frozenset({"say", "think", "confirm", "intend"})  # acts whose content may be an opinion in the holder's words
_SIDES = frozenset({"supports", "opposes"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A stance as a statement tells it: its topic (None: told of before), and whether it judges (then of no person)."""

    stance: Stance
    about: tuple[Span, ...] | None
    judges: bool = False


def positions(article: Article, statements: tuple[Statement, ...], entities: tuple[Entity, ...]) -> tuple[Position, ...]:
    """The positions that the statements take, in the order of the text; one for each holder, stance and topic."""
    documents = {each.id for each in entities if each.kind == "document"}
    people = {mention.text for each in entities if each.kind in _PERSONS for mention in each.mentions}
    mentions: dict[str, tuple[Span, ...]] = defaultdict(tuple, {each.id: each.mentions for each in entities})
    found: list[Position] = []
    for number, statement in enumerate(statements):
        holder = statement.source.entity
        nobody = hedges.is_nobody(_text(statement.source.spans)) and not _is_neither(statement)
        if holder is None or holder in documents or nobody or stances.is_share(_text(statement.source.spans)):
            continue
        near = frozenset(each.id for each in statements[max(0, number - _BACK) : number + 1])
        for told in _told(article, statement) or _bare(article, statement, statements[:number], mentions[holder]):
            about = _topic(told, found, holder, near)
            if about and not (told.judges and _text(about) in people):
                _add(found, Position(holder, told.stance, about, (statement.id,)))
    return tuple(found)


def _text(spans: tuple[Span, ...]) -> str:
    return " ".join(" ".join(span.text for span in spans).split())


def _is_neither(statement: Statement) -> bool:
    """ "Neither the union nor the firm would say …": both keep silent."""
    return _text(statement.source.spans).lower().startswith("neither ")


def _told(article: Article, statement: Statement) -> list[_Told]:
    """The stances of one statement: told by its cue, else by its content; and by what is said of the holder beside it."""
    cue = _text(statement.cue.spans)
    if door := stances.door_open(cue, _text(statement.content.spans)):
        return [_Told(door, statement.content.spans)]
    if statement.cue.act == "decline" or _is_neither(statement) or stances.is_silent(cue):
        return list(_silence(article, statement))
    own = list(_by_cue(article, statement)) or list(_by_content(article, statement))
    return [*own, *_by_holder(article, statement)]


def _silence(article: Article, statement: Statement) -> Iterator[_Told]:
    """ "Declined to comment on | the price"."""
    spans = statement.content.spans
    about = stances.refuses_comment(_text(statement.cue.spans).lower(), spans[0].text) if spans else None
    if about:
        whole = about == (0, len(spans[0].text))
        yield _Told("declined to comment", spans if whole else _spans(article, spans[0].start, about))


def _bare(article: Article, statement: Statement, before: tuple[Statement, ...], mentions: tuple[Span, ...]) -> list[_Told]:
    """A refusal without a topic: it answers the question beside it, else the last report on the one who refuses."""
    cue, content = _text(statement.cue.spans), _text(statement.content.spans)
    if not stances.refuses_barely(cue, content):
        return []
    spans = (*statement.source.spans, *statement.cue.spans, *statement.content.spans)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    block = next((each for each in article.blocks if each.start <= first < each.end), None)
    opens = max((at + 1 for at in sentence_ends(article.text, block.start, first)), default=block.start) if block else first
    stop = next(sentence_ends(article.text, last, block.end), block.end) if block else last
    asked = stances.asked_about(article.text, opens, first) or stances.asked_about(article.text, last, stop)
    if asked:
        return [_Told("declined to comment", _spans(article, 0, asked))]
    for report in reversed(before[-_REPORTS:]):
        named = any(one.start <= each.start < one.end for one in report.content.spans for each in mentions)
        if named and report.source.entity != statement.source.entity:
            return [_Told("declined to comment", report.content.spans)]
    return []


def _by_cue(article: Article, statement: Statement) -> Iterator[_Told]:
    """What the cue says of the whole content: "supports | the ban", "did not rule out | a strike", "called | it overdue"."""
    cue, content = _with_by(article, statement), _text(statement.content.spans)
    lemma = statement.cue.lemma or sense_of(cue, content).lemma
    negated, first = is_negated(cue), statement.content.spans[:1]
    named = first[0].text if first else ""
    if stances.is_means(content) and stances.side_of(lemma, negated, cue):
        yield _Told("opposes", None)
    elif kept := stances.kept_open(lemma, statement.cue.act, negated, hedges.excludes(lemma)):
        yield _Told(kept, statement.content.spans)
    elif negated and stances.is_mind(cue):
        yield _Told("undecided", statement.content.spans)
    elif called := stances.called(lemma, named):
        yield _Told(called.stance, _spans(article, first[0].start, called.about), judges=True)
    elif out := stances.wanted(lemma, named) or stances.urged(lemma, named):
        yield _Told(out.stance, _spans(article, first[0].start, out.about))
    elif first:
        yield from _by_verb(article, statement, lemma, negated)


def _by_verb(article: Article, statement: Statement, lemma: str | None, negated: bool) -> Iterator[_Told]:
    """The side that verb or preposition takes: "backs | the ban", "spoke on Monday against | it", "vowed to vote for | it"."""
    cue, named, start = _with_by(article, statement), statement.content.spans[0].text, statement.content.spans[0].start
    about = stances.topic_in(named)
    aim, lemma = stances.meant(statement.cue.act, cue), stances.with_particle(lemma, cue)
    if about is None:
        return
    if told := stances.sided(_before_content(article, statement)):
        yield _Told(told, _spans(article, start, about), judges=True)
    elif aim and stances.is_thing(named) and (meant := stances.side_of(aim, negated, aim)):
        yield _Told(meant[0], _spans(article, start, about))
    elif not stances.names_side(lemma, named) or not (side := stances.side_of(lemma, negated, cue)):
        return
    elif side[1] or not stances.is_judged_person(named[slice(*about)]):
        yield _Told(side[0], _spans(article, start, about), judges=not side[1])


def _with_by(article: Article, statement: Statement) -> str:
    """The cue, with the "by" that brings in the holder of a passive one ("Talks have been opposed | by the unions")."""
    cue = statement.cue.spans
    behind = article.text[cue[-1].end : cue[-1].end + 4] if cue else ""
    return f"{_text(cue)} by" if behind == " by " else _text(cue)


def _before_content(article: Article, statement: Statement) -> str:
    """The cue with what stands between it and the content behind it ("spoken out" + " in parliament against")."""
    cue, content = statement.cue.spans, statement.content.spans
    if not cue or not content or not 0 <= content[0].start - cue[-1].end <= _GAP:
        return _text(cue)
    return article.text[cue[0].start : content[0].start].rstrip(' "“«‘')


def _by_content(article: Article, statement: Statement) -> Iterator[_Told]:
    """A side taken in the holder's own words, in the first sentence of the content."""
    spans = statement.content.spans
    if statement.cue.act not in _OPINION or not spans:
        return
    first = spans[0]
    stop = next(sentence_ends(article.text, first.start, first.end), first.end)
    taken = stances.told_in(article.text[first.start : stop])
    if taken is None:
        return
    about = _spans(article, first.start, taken.about)
    if taken.stance == "open" and about is None:
        question = min(span.start for span in (*statement.source.spans, *statement.cue.spans, first))
        asked = stances.asked_about(article.text, max(0, question - _QUESTION), question)
        about = _spans(article, 0, asked)
    yield _Told(taken.stance, about)


def _by_holder(article: Article, statement: Statement) -> Iterator[_Told]:
    """What the text says of the holder beside his name: "a critic of the plan", "who opposes the ban", "who voted no"."""
    for span in statement.source.spans[:1]:
        if role := stances.role_in(span.text):
            yield _Told(role.stance, _spans(article, span.start, role.about))
        end = next((block.end for block in article.blocks if block.start <= span.start < block.end), span.end)
        if clause := stances.clause_behind(article.text, span.end, end):
            about = clause.about or stances.vote_before(article.text, span.start)
            yield _Told(clause.stance, _spans(article, 0, about))


def _spans(article: Article, start: int, extent: Extent | None) -> tuple[Span, ...] | None:
    return (span_of(article.text, start + extent[0], start + extent[1]),) if extent else None


def _topic(told: _Told, found: list[Position], holder: str, near: frozenset[str]) -> tuple[Span, ...] | None:
    """The topic, a pronoun or nothing replaced by the topic of the last position near by; None when there is none.

    What is called for against something ("protests") goes with what the same holder opposes.
    """
    if told.about and not stances.is_pronoun(_text(told.about)):
        untold = stances.is_untold(_text(told.about)) and told.stance in _SIDES
        return None if untold else told.about
    sides = [each for each in found if each.stance in _SIDES and near & set(each.statements)]
    own = [each for each in sides if each.entity == holder and each.stance == told.stance]
    chosen = own if told.about is None and own else sides
    return chosen[-1].about if chosen else None


def _add(found: list[Position], new: Position) -> None:
    """Put the position to the others, or its statement to the one that is the same."""
    for place, each in enumerate(found):
        if (each.entity, each.stance) == (new.entity, new.stance) and _same_topic(each.about, new.about):
            joined = tuple(dict.fromkeys((*each.statements, *new.statements)))
            found[place] = Position(each.entity, each.stance, each.about, joined)
            return
    found.append(new)


def _same_topic(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    left, right = ({word for word in stances.words_of(_text(each)) if word not in stances.SMALL} for each in (one, other))
    return one == other or len(left & right) > _SAME * min(len(left), len(right))
