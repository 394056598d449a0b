"""Lines of a page and their parts -> the pieces of its article, each with its role."""

import re
from collections import Counter
from dataclasses import dataclass

from whence.ingest.anatomy.wording import head_role, special_role
from whence.ingest.page.features import Matrix, letters_of
from whence.ingest.page.lines import HEADINGS, Line, Region
from whence.ingest.page.parts import BODY, PARTS
from whence.lexicon.tables import table
from whence.records.article import PROSE, NoteKind, Role

KEPT = 0.5  # probability of body text from which a line is; lower ones gain on blogs what they lose on news (training/LOG.md)
LEAST_TITLE = 0.15  # of being the title: of the labelled pages' titles all but two have more
ABOVE, BELOW = 4, 30  # lines above the headline, and below it up to the text, that are beside it
LEAD = 3  # lines of text among which a date may stand: a summary, a place and a day come first on many pages
UNDER = 8  # lines under the text in which its date may stand
LONGEST_NEAR = 160  # characters of a line beside the headline that is a date or a name
SHORT_NEAR = 80  # characters of such a line that was taken for a part of the article
HEAD, FOOT = 6, 4  # pieces at the ends of an article in which bylines, agencies and dates stand alone
ALL_LINK = 0.9  # share of link text from which a line is a link and nothing else
LONGEST_HEADING = 160  # characters: longer lines in <h2> are text set large
LONGEST_BOLD = 90  # characters of a heading that is only set in bold
ABOVE_SHARE = 0.2  # of the body text; more above the headline means that another line is the headline
HOME = 0.7  # share of the text in the innermost region that is the home of the article
ROOF = 2  # depth of <body>: what shares no more than that with the home of the article is another part of the page
LEAST_RUNNING = 40  # characters of a sentence that is read where nothing looks like an article
LONGEST_DECK = 500  # characters of a summary under the headline
LONGEST_NOTE = 600  # characters of a correction
INNER = 4  # regions around a line in which a list, a quotation or a caption makes it one
_ITEMS = frozenset(("li", "dt", "dd"))
_CONSENT = re.compile(table("pages")["kinds"]["consent"])
_DECK = re.compile(rf"\b(?:{table('markup')['names']['deck']})")
_SENTENCE = re.compile(r"[.!?…][”\"’'»)]?$")
_STOPPED = re.compile(r"[.!?…:;,][”\"’'»)]?$")
_NOTES: tuple[tuple[NoteKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile("|".join(f"(?:{each})" for each in patterns))) for kind, patterns in table("pages")["notes"].items()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of the article with the role that it plays."""

    line: Line
    role: Role

    @property
    def text(self) -> str:
        """The characters of the line."""
        return self.line.text


@dataclass(frozen=True, slots=True)
class Margins:
    """Where dates and names stand: the article's credits, and lines beside its headline and under its text, not of it."""

    signed: list[Line]
    beside: list[Line]
    under: list[Line]
    language: str | None


def pieces_of(lines: list[Line], shares: Matrix, summaries: frozenset[str] = frozenset()) -> list[Piece]:
    """The lines that belong to the article, in order: its title, its text, and what stands between.

    `summaries` are those that the page's metadata give, letters only.
    """
    if not lines:
        return []
    chosen = shares.argmax(axis=1)
    chosen[shares[:, BODY] > KEPT] = BODY
    title = _title(shares)
    kept = [
        n
        for n in range(len(lines))
        if n == title or PARTS[chosen[n]] not in ("other", "title") or _is_next(lines, n, title, chosen[n])
    ]
    kept = _at_home(lines, kept, [n for n in kept if chosen[n] == BODY])
    kept = _under_headline(lines, kept, title, [n for n in kept if chosen[n] == BODY])
    found = []
    for place, n in enumerate(kept):
        edge = place < HEAD or place >= len(kept) - FOOT
        role: Role = "title" if n == title else role_of(lines[n], PARTS[chosen[n]], edge=edge)
        found.append(Piece(lines[n], role))
    return _with_deck(found, summaries)


def _with_deck(pieces: list[Piece], summaries: frozenset[str]) -> list[Piece]:
    """The pieces, with a summary between headline and text as a heading: a line that the text does not stand beside.

    Nothing is said in it that the text does not say again.  A heading and no teaser, because some such lines open the text
    (segments F1 of text_dev: 0.940, as teasers 0.921).
    """
    under = next((n for n, piece in enumerate(pieces) if piece.role == "title"), -1) + 1
    place = next((n for n in range(under, len(pieces)) if pieces[n].role in ("paragraph", "heading")), None)
    if not under or place is None or not _is_deck(pieces[place], pieces, summaries):
        return pieces
    return [*pieces[:place], Piece(pieces[place].line, "heading"), *pieces[place + 1 :]]


def _is_deck(piece: Piece, pieces: list[Piece], summaries: frozenset[str]) -> bool:
    beside = sum(other.role in PROSE and other.line.region.around is piece.line.region.around for other in pieces)
    if beside > 1 or len(piece.text) > LONGEST_DECK:
        return False
    inner = [region for region, _ in zip(piece.line.region.outward(), range(3), strict=False)]
    marked = any(region.tag == "header" or _DECK.search(region.names) for region in inner)
    return marked or inner[0].tag in HEADINGS or letters_of(piece.text) in summaries


def _is_next(lines: list[Line], n: int, title: int | None, part: int) -> bool:
    """Is a second line that looks like a title the headline of the next article on the page?"""
    if PARTS[part] != "title" or title is None or n < title or lines[n].region.tag not in HEADINGS:
        return False
    return letters_of(lines[n].text) != letters_of(lines[title].text)


def _at_home(lines: list[Line], kept: list[int], body: list[int]) -> list[int]:
    """The kept lines without those of another part of the page than most of the text, and without consent notices."""
    kept = [
        n for n in kept if not any(_CONSENT.search(region.names) for region in lines[n].region.outward() if region.depth > ROOF)
    ]
    sizes: Counter[Region] = Counter()
    for n in body:
        for region in lines[n].region.outward():
            sizes[region] += len(lines[n].text)
    total = sum(len(lines[n].text) for n in body)
    homes = [region for region, size in sizes.items() if size >= HOME * total]
    if not homes:
        return kept
    home = max(homes, key=lambda region: region.depth)
    around = set(home.outward())
    return [n for n in kept if _shared(lines[n].region, around) > ROOF or home.depth <= ROOF + 1]


def _under_headline(lines: list[Line], kept: list[int], title: int | None, body: list[int]) -> list[int]:
    """The kept lines without a little body text above the headline: the text of an article stands under it."""
    above = {n for n in body if title is not None and n < title}
    little = sum(len(lines[n].text) for n in above) < ABOVE_SHARE * sum(len(lines[n].text) for n in body)
    return [n for n in kept if n not in above] if little else kept


def _shared(region: Region, around: set[Region]) -> int:
    """How deep the innermost region is that holds both."""
    return next((each.depth for each in region.outward() if each in around), 0)


def running_text(lines: list[Line]) -> list[Piece]:
    """Sentences that are no links: what is left to read where no line looks like the text of an article."""
    found = [line for line in lines if len(line.text) > LEAST_RUNNING and not line.linked and _SENTENCE.search(line.text)]
    return [Piece(line, "paragraph") for line in found]


def margins_of(lines: list[Line], pieces: list[Piece], language: str | None) -> Margins:
    """The margins of an article whose pieces are known."""
    number = {id(line): n for n, line in enumerate(lines)}
    signed = [piece.line for piece in pieces if piece.role in ("credit", "boilerplate")]
    titles = [number[id(piece.line)] for piece in pieces if piece.role == "title" and id(piece.line) in number]
    prose = [number[id(piece.line)] for piece in pieces if piece.role in PROSE and id(piece.line) in number]
    if not titles and not prose:
        return Margins(signed, [], [], language)
    first = (titles or prose)[0]
    last = max([n for n in prose if n > first][:LEAD], default=first)
    kept = {id(piece.line) for piece in pieces if not _is_short(piece) or number.get(id(piece.line), 0) > last}
    beside = lines[max(0, first - ABOVE) : min(last, first + BELOW) + ABOVE]
    under = lines[prose[-1] + 1 : prose[-1] + 1 + UNDER] if prose else []
    beside, under = (
        [each for each in some if id(each) not in kept and len(each.text) <= LONGEST_NEAR] for some in (beside, under)
    )
    return Margins(signed, beside, under, language)


def _is_short(piece: Piece) -> bool:
    """Could a piece above the text be a date or a byline that was taken for something else?"""
    return piece.role != "title" and len(piece.text) <= SHORT_NEAR


def _title(shares: Matrix) -> int | None:
    """The line that is the headline, None where none looks like one."""
    scores = shares[:, PARTS.index("title")]
    best = int(scores.argmax())
    return best if scores[best] >= LEAST_TITLE else None


def role_of(line: Line, part: str, *, edge: bool) -> Role:
    """The role of a line of the article: by its own words first, then by its part and its markup."""
    tags = [region.tag for region, _ in zip(line.region.outward(), range(INNER), strict=False)]
    worded = special_role(line.text)
    if part in ("body", "extra") and len(line.text) <= LONGEST_NOTE and note_of(line.text):
        return "boilerplate"
    if part == "credit":
        return worded if worded in ("boilerplate", "teaser", "caption") else "credit"
    if part == "caption" or "figcaption" in tags:
        return "credit" if worded == "credit" else "caption"
    if part == "deck":
        return "teaser"
    if part == "title":
        return "heading"
    if part == "extra":
        return worded if worded in ("credit", "teaser", "caption") else "teaser" if _is_link(line) else "boilerplate"
    if worded and worded != "heading":
        return worded
    if edge and (headed := head_role(line.text)):
        return headed
    return _body_role(line, tags)


def _body_role(line: Line, tags: list[str]) -> Role:
    if _is_link(line) and " " in line.text:
        return "teaser"
    if not HEADINGS.isdisjoint(tags[:2]) and len(line.text) <= LONGEST_HEADING:
        return "heading"
    if not _ITEMS.isdisjoint(tags):
        return "list"
    if "blockquote" in tags:
        return "blockquote"
    bold = line.bold >= ALL_LINK * len(line.text.replace(" ", "")) and len(line.text) <= LONGEST_BOLD
    return "heading" if bold and not _STOPPED.search(line.text) else "paragraph"


def _is_link(line: Line) -> bool:
    """Is the line a link and nothing else: the headline of another article, the name of a topic?"""
    return line.linked >= ALL_LINK * len(line.text.replace(" ", "")) > 0


def note_of(text: str) -> NoteKind | None:
    """Is a line an update, a correction or an editor's note?"""
    return next((kind for kind, pattern in _NOTES if pattern.match(text)), None)


def is_repeated(piece: Piece, title: str | None) -> bool:
    """Is a heading the title once more?"""
    return piece.role == "heading" and title is not None and letters_of(piece.text) == letters_of(title)
