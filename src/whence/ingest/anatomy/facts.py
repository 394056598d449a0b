"""Facts about an article in plain text: when it was published, by whom, where it was taken from."""

import re
from datetime import date, datetime

from whence.errors import InputError
from whence.lexicon.addresses import Dated, date_line, dated_address, printed_date
from whence.lexicon.credits import (
    Credit,
    agency_of,
    closing_agency,
    dateline_agency,
    dateline_of,
    persons_of,
    same_outlet,
    taken_from,
)
from whence.records.article import PROSE, ArticleDate, ArticleDates, Block, Given, Outlet, PublicationBasis, Republished

HEAD, FOOT = 5, 3  # blocks above and below the text where credits of agencies and "Source: NAME" stand
LEADS = 3  # blocks of prose in which the dateline is looked for: a deck or a summary may stand before it
LONGEST_CREDIT = 600  # characters of a line that names where the text was taken from

_CLOCK = re.compile(r"[T ](\d{2})(?::?(\d{2}))?(?::?(\d{2}))?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
_SHORT = re.compile(r"\d{4}(-(?:0[1-9]|1[0-2]))?")


def domain_of(url: str | None) -> str | None:
    """The host of an address without "www.", lower case."""
    match = re.match(r"[a-z][\w+.-]*://(?:[^/@\s]*@)?(?:www\.)?([^/:?#\s]+)", (url or "").lower())
    return match[1] if match else None


def _domain(credit: Credit) -> str | None:
    """The domain of the address, or of a name that is one."""
    if credit.url:
        return domain_of(credit.url if "://" in credit.url else f"https://{credit.url}")
    return domain_of(f"https://{credit.name}") if credit.name and _HOST.fullmatch(credit.name) else None


class Facts:
    """What the lines of one input tell beside its statements; every property looks once and returns null when undecided."""

    def __init__(self, given: Given, blocks: tuple[Block, ...]) -> None:
        self._given, self._blocks = given, blocks
        self._lines = [given.text[block.start : min(block.end, block.start + LONGEST_CREDIT)] for block in blocks]
        self.dateline = self._dateline()
        self._agency = dateline_agency(self.dateline) if self.dateline else None
        self._credit = self._credit_line()
        told = domain_of(given.url)
        self.outlet = Outlet(given.outlet or None, told) if given.outlet or told else None
        if self.outlet is None and self._credit is None and self._agency:
            self.outlet = Outlet(self._agency)  # an agency's own text: nothing says that somebody else printed it

    def _dateline(self) -> str | None:
        prose = [line for line, block in zip(self._lines, self._blocks, strict=True) if block.role in PROSE]
        return next((found for line in prose[:LEADS] if (found := dateline_of(line))), None)

    def _edge(self, place: int) -> bool:
        return place < HEAD or place >= len(self._lines) - FOOT

    def _is_own(self, name: str | None, url: str | None) -> bool:
        """Is that the article's own outlet?"""
        domain, own = _domain(Credit(name, url)), (self._given.outlet, domain_of(self._given.url))
        return any(same_outlet(each, one) for each in (name, domain) for one in own)

    def _credit_line(self) -> Credit | None:
        """The one credit that the lines give, those with an address first; None when two lines disagree."""
        found = []
        for place, (line, block) in enumerate(zip(self._lines, self._blocks, strict=True)):
            if block.role == "credit" or (block.role in ("paragraph", "boilerplate") and place >= len(self._lines) - FOOT):
                credit = taken_from(line)
                if credit and not self._is_own(*credit) and (credit.url or self._edge(place)):
                    found.append(credit)
        found = [each for each in found if each.url] or found
        return found[0] if len(set(found)) == 1 else None

    def republished_from(self) -> Republished | None:
        """Where the text was taken from: a credit line, else the agency of dateline or byline where it is not the outlet."""
        credit = self._credit
        if credit:
            return Republished(credit.name, _domain(credit), credit.url, "credit line")
        agency = self._agency or self._agency_credit()
        own = (self.outlet.name, self.outlet.domain) if self.outlet else ()
        if agency is None or not own or any(same_outlet(agency, one) for one in own):
            return None
        return Republished(agency, None, None, "agency credit")

    def _agency_credit(self) -> str | None:
        """The agency that a line of its own names; under a caption it is the maker of the picture."""
        named = set()
        for place, (line, block) in enumerate(zip(self._lines, self._blocks, strict=True)):
            of_text = place == 0 or self._blocks[place - 1].role != "caption"
            if block.role == "credit" and of_text and self._edge(place) and (agency := agency_of(line)):
                named.add(agency)
        last = next((block for block in reversed(self._blocks) if block.role in PROSE), None)
        if last and (agency := closing_agency(self._given.text[max(last.start, last.end - LONGEST_CREDIT) : last.end])):
            named.add(agency)
        return named.pop() if len(named) == 1 else None

    def byline(self) -> tuple[str, ...]:
        """The persons who wrote the article, from the byline above the text, else from the sign-off below it."""
        signed = [line for line, block in zip(self._lines, self._blocks, strict=True) if block.role == "credit"]
        named = (persons_of(line) for line in sorted(signed, key=lambda line: line.startswith("(")))
        return next((persons for persons in named if persons), ())

    def dates(self) -> ArticleDates:
        """When the article was published and changed.

        Of what the article itself shows its own address counts first, then a line that says so, the address it was taken
        from, and the dateline.  A later one that agrees and is finer completes an earlier one.
        """
        lines = dict(reversed([found for n, line in enumerate(self._lines) if self._edge(n) and (found := date_line(line))]))
        shown: list[tuple[Dated | None, PublicationBasis]] = [
            (dated_address(self._given.url), "url"),
            (lines.get("published"), "text"),
            (dated_address(self._credit.url if self._credit else None), "url"),
            (printed_date(self.dateline or ""), "dateline"),
        ]
        published = told_date(self._given)
        for dated, basis in shown if published is None else ():
            if dated and _is_finer(dated, published):
                published = ArticleDate(dated.value, dated.precision, basis)
        changed = lines.get("modified")
        return ArticleDates(published, ArticleDate(changed.value, changed.precision, "text") if changed else None)


def _is_finer(dated: Dated, known: ArticleDate | None) -> bool:
    """Does the date complete what is known (nothing, or the same day without the hour)?"""
    return known is None or (dated.value.startswith(known.value) and dated.value != known.value)


def told_date(given: Given) -> ArticleDate | None:
    """The date as told, in the one form 2026-03-12 or 2026-03-12T09:30 (ISO 8601 has others), as fine as it was told."""
    told = given.published
    if not told:
        return None
    if short := _SHORT.fullmatch(told):
        return ArticleDate(told, "month" if short[1] else "year", "given")
    try:
        return ArticleDate(date.fromisoformat(told).isoformat(), "day", "given")
    except ValueError:
        pass  # not a date alone: a date and time, or an error
    try:
        moment = datetime.fromisoformat(told)
    except ValueError as wrong:
        message = f"published is not an ISO 8601 date: {told[:40]}"
        raise InputError(given.name, message, "write it as 2026-03-12") from wrong
    clock = _CLOCK.search(told)
    if clock and clock[2] is None:
        return ArticleDate(moment.isoformat(timespec="hours"), "hour", "given")
    if clock and clock[3] is None:
        return ArticleDate(moment.isoformat(timespec="minutes"), "minute", "given")
    return ArticleDate(moment.isoformat(timespec="seconds"), "second", "given")
