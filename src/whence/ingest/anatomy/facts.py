"""Facts about an article in plain text: when it was published, by whom, where it was taken from."""

import re
from datetime import date, datetime

from whence.errors import InputError
from whence.ingest.urls import domain_of
from whence.lexicon.addresses import Dated, date_line, dated_address, printed_date
from whence.lexicon.credits import (
    Credit,
    agency_of,
    closing_agency,
    dateline_agency,
    dateline_of,
    persons_of,
    same_outlet,
    sign_off_agency,
    taken_from,
)
from whence.records.article import PROSE, ArticleDate, ArticleDates, Block, Given, Outlet, PublicationBasis, Republished, Shown

HEAD, FOOT = 5, 3  # blocks above and below the text where credits of agencies and "Source: NAME" stand
LEADS = 3  # blocks of prose in which the dateline is looked for: a deck or a summary may stand before it
LONGEST_CREDIT = 600  # characters of a line that names where the text was taken from

_CLOCK = re.compile(r"[T ](\d{2})(?::?(\d{2}))?(?::?(\d{2}))?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}")
_SHORT = re.compile(r"\d{4}(-(?:0[1-9]|1[0-2]))?")


def _domain(credit: Credit) -> str | None:
    """The domain of the address, or of a name that is one."""
    if credit.url:
        return domain_of(credit.url if "://" in credit.url else f"https://{credit.url}")
    return domain_of(f"https://{credit.name}") if credit.name and _HOST.fullmatch(credit.name) else None


class Facts:
    """What the lines of one input tell beside its statements; every property looks once and returns null when undecided."""

    def __init__(self, given: Given, blocks: tuple[Block, ...]) -> None:
        self._given, self._blocks, self._shown = given, blocks, given.shown or Shown()
        self._lines = [given.text[block.start : min(block.end, block.start + LONGEST_CREDIT)] for block in blocks]
        self._told = self._told_outlet()
        self.dateline = self._dateline()
        self._agency = dateline_agency(self.dateline) if self.dateline else None
        self._credit = self._credit_line()
        self.outlet = self._told
        if self.outlet is None and self._credit is None and self._agency:
            self.outlet = Outlet(self._agency)  # an agency's own text: nothing says that somebody else printed it

    def _told_outlet(self) -> Outlet | None:
        """The outlet as told, else as the page shows it."""
        shown = self._shown.outlet or Outlet()
        name, domain = self._given.outlet or shown.name, domain_of(self._given.url) or shown.domain
        return Outlet(name, domain) if name or domain else None

    def _dateline(self) -> str | None:
        prose = [line for line, block in zip(self._lines, self._blocks, strict=True) if block.role in PROSE]
        return next((found for line in prose[:LEADS] if (found := dateline_of(line))), None)

    def _edge(self, place: int) -> bool:
        return place < HEAD or place >= len(self._lines) - FOOT

    def _is_own(self, name: str | None, url: str | None) -> bool:
        """Is that the article's own outlet?"""
        domain = _domain(Credit(name, url))
        own = (self._told.name, self._told.domain) if self._told else ()
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
        """Where the text was taken from: a credit line, what a page shows, the agency of dateline or byline if not the outlet.

        A sign-off in an agency's house style counts last, because it does not name the agency.
        """
        credit = self._credit
        if credit:
            return Republished(credit.name, _domain(credit), credit.url, "credit line")
        if self._shown.republished_from:
            return self._shown.republished_from
        named = self._agency or self._agency_credit()
        agency = named or self._sign_off()
        own = (self.outlet.name, self.outlet.domain) if self.outlet else ()
        if agency is None or not own or any(same_outlet(agency, one) for one in own):
            return None
        return Republished(agency, None, None, "agency credit" if named else "sign-off")

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

    def _sign_off(self) -> str | None:
        """The agency in whose house style the last lines sign the report."""
        last = zip(self._lines[-FOOT:], self._blocks[-FOOT:], strict=True)
        return next((agency for line, block in last if block.role == "credit" and (agency := sign_off_agency(line))), None)

    def byline(self) -> tuple[str, ...]:
        """The persons who wrote the article, from the byline above the text, else from the sign-off below it."""
        signed = [line for line, block in zip(self._lines, self._blocks, strict=True) if block.role == "credit"]
        named = (persons_of(line) for line in sorted(signed, key=lambda line: line.startswith("(")))
        return next((persons for persons in named if persons), ())

    def dates(self) -> ArticleDates:
        """When the article was published and changed.

        What was told counts alone, then what a page or a record shows.  Of what the text itself shows its address counts first,
        then a line that says so, the address it was taken from, and the dateline.  A later one that agrees and is finer
        completes an earlier one.
        """
        lines = dict(reversed([found for n, line in enumerate(self._lines) if self._edge(n) and (found := date_line(line))]))
        shown: list[tuple[Dated | None, PublicationBasis]] = [
            (dated_address(self._given.url), "url"),
            (lines.get("published"), "text"),
            (dated_address(self._credit.url if self._credit else None), "url"),
            (printed_date(self.dateline or ""), "dateline"),
        ]
        told = self._shown.dates
        published = told_date(self._given) or told.published
        for dated, basis in shown if published is None else ():
            if dated and _is_finer(dated, published):
                published = ArticleDate(dated.value, dated.precision, basis)
        changed = lines.get("modified")
        modified = ArticleDate(changed.value, changed.precision, "text") if changed else None
        return ArticleDates(published, told.modified or modified, told.captured)


def _is_finer(dated: Dated, known: ArticleDate | None) -> bool:
    """Does the date complete what is known (nothing, or the same day without the hour)?"""
    return known is None or (dated.value.startswith(known.value) and dated.value != known.value)


def told_date(given: Given) -> ArticleDate | None:
    """The date as told, in the one form 2026-03-12 or 2026-03-12T09:30 (ISO 8601 has others), as fine as it was told.

    InputError for what is no date.
    """
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
