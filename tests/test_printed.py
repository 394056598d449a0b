"""Dates as pages print them: figures and names of months in many languages; what could be read in two ways is left out."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.lexicon.printed import LONGEST, printed_dates
from whence.lexicon.tables import table

MONTHS = table("pages")["printed"]["months"]
FULL = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}


def told(line, language="en"):
    """ "published 2026-03-12" for every date of a line."""
    return [f"{each.kind} {each.dated.value}" for each in printed_dates(line, language)]


def one(line, language="en"):
    """The value of the one date of a line, None where there is none."""
    found = list(printed_dates(line, language))
    assert len(found) < 2
    return found[0].dated.value if found else None


# --- names of months -----------------------------------------------------------------------------------------------------


def test_every_language_of_the_table_has_its_months_checked_here():
    assert set(FULL) == set(MONTHS)


@pytest.mark.parametrize("language", FULL)
def test_every_month_of_every_language_is_read_in_its_own_place(language):
    names = FULL[language].split()
    assert [one(f"12 {name} 2026", language) for name in names] == [f"2026-{n:02}-12" for n in range(1, 13)]


@pytest.mark.parametrize("language", FULL)
def test_capitals_and_small_letters_name_the_same_month(language):
    for number, name in enumerate(FULL[language].split(), 1):
        assert one(f"12. {name.title()} 2026", language) == f"2026-{number:02}-12"


@pytest.mark.parametrize(
    ("line", "language", "value"),
    [
        ("March 12, 2026", "en", "2026-03-12"),
        ("Thu, 12 Mar 2026", "en", "2026-03-12"),
        ("Sept. 5, 2026", "en", "2026-09-05"),
        ("1st of May 2026", "en", "2026-05-01"),
        ("Donnerstag, 12. März 2026", "de", "2026-03-12"),
        ("12. Jänner 2026", "de", "2026-01-12"),
        ("jeudi 1er janvier 2026", "fr", "2026-01-01"),
        ("12 juil. 2026", "fr", "2026-07-12"),
        ("12 juin 2026", "fr", "2026-06-12"),
        ("12 de marzo de 2026", "es", "2026-03-12"),
        ("12 sept. 2026", "es", "2026-09-12"),
        ("1º de março de 2026", "pt", "2026-03-01"),
        ("12 mrt. 2026", "nl", "2026-03-12"),
        ("12 ŞUBAT 2026", "tr", "2026-02-12"),
        ("12 ноября 2026 г.", "ru", "2026-11-12"),
        ("12. mars 2026", "no", "2026-03-12"),
        ("12. mars 2026", "da", "2026-03-12"),
    ],
)
def test_short_names_ordinals_and_days_of_the_week_are_read(line, language, value):
    assert one(line, language) == value


def test_the_first_day_of_an_italian_month_is_read():
    assert one("1° marzo 2026", "it") == "2026-03-01"


@pytest.mark.parametrize("language", [None, "de", "ja", "xx"])
def test_english_names_are_read_where_the_language_has_none_in_the_line(language):
    assert one("12 May 2026", language) == "2026-05-12"


@pytest.mark.parametrize("line", ["12 mars 2026", "12 Mai 2026", "12 marca 2026"])
def test_names_of_another_language_than_that_of_the_page_are_no_date(line):
    assert one(line, "en") is None


@pytest.mark.parametrize("line", ["May 2026", "12 March", "99 March 2026", "31 April 2026", "12 March 26", "12 Smarch 2026"])
def test_a_part_of_a_date_or_a_day_that_no_calendar_has_is_none(line):
    assert one(line) is None


# --- figures -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("2026-03-12", "2026-03-12"),
        ("2026/3/12", "2026-03-12"),
        ("2026.03.12", "2026-03-12"),
        ("2026年3月12日", "2026-03-12"),
        ("2026년 3월 12일", "2026-03-12"),
    ],
)
@pytest.mark.parametrize("language", [None, "en", "ja", "ko", "de"])
def test_the_year_first_is_read_in_every_language(line, value, language):
    assert one(line, language) == value


@pytest.mark.parametrize("language", [None, "en"])
@pytest.mark.parametrize("line", ["03/04/2026", "3-4-2026", "12/11/2026"])
def test_figures_whose_order_is_open_are_left_out_in_english(line, language):
    assert one(line, language) is None


@pytest.mark.parametrize(
    ("line", "value"), [("13/04/2026", "2026-04-13"), ("04/13/2026", "2026-04-13"), ("03/03/2026", "2026-03-03")]
)
def test_figures_that_can_be_read_in_one_way_only_are_read_in_english_too(line, value):
    assert one(line, "en") == value


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pt", "nl"])
@pytest.mark.parametrize("mark", "./-")
def test_the_day_stands_first_in_the_other_languages(mark, language):
    assert one(f"03{mark}04{mark}2026", language) == "2026-04-03"


def test_full_stops_put_the_day_first_in_every_language():
    assert one("03.04.2026", "en") == one("3. 4. 2026", "cs") == "2026-04-03"


@pytest.mark.parametrize(
    "line", ["31/02/2026", "13/13/2026", "0/4/2026", "12/3/26", "112/03/2026", "12/03/20261", "1.12.3.2026"]
)
def test_figures_that_are_no_day_are_none(line):
    assert one(line, "fr") is None


# --- the time of day -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "language", "value"),
    [
        ("12 March 2026, 9:30", "en", "2026-03-12T09:30"),
        ("12 March 2026 at 9:30:15", "en", "2026-03-12T09:30:15"),
        ("March 12, 2026 9:30 p.m.", "en", "2026-03-12T21:30"),
        ("12 March 2026 12:30am", "en", "2026-03-12T00:30"),
        ("12 March 2026 12:30 PM", "en", "2026-03-12T12:30"),
        ("9:30, 12 March 2026", "en", "2026-03-12T09:30"),
        ("12.03.2026, 14:05 Uhr", "de", "2026-03-12T14:05"),
        ("12. März 2026, 14.05 Uhr", "de", "2026-03-12T14:05"),
        ("le 12 mars 2026 à 14h05", "fr", "2026-03-12T14:05"),
        ("2026年3月12日 09:30", "ja", "2026-03-12T09:30"),
        ("2026-03-12T09:30", "en", "2026-03-12T09:30"),
    ],
)
def test_the_time_beside_a_date_makes_it_finer(line, language, value):
    assert one(line, language) == value


@pytest.mark.parametrize("line", ["12 March 2026, 25:10", "12 March 2026, 9:75", "12 March 2026, 9.30", "12 March 2026, 930"])
def test_what_is_no_time_leaves_the_day(line):
    assert one(line) == "2026-03-12"


# --- published or changed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Updated: 12 March 2026", "en"),
        ("Last updated on 12 March 2026", "en"),
        ("Modified 2026-03-12", "en"),
        ("Stand: 12.03.2026", "de"),
        ("Aktualisiert am 12. März 2026", "de"),
        ("Mis à jour le 12 mars 2026", "fr"),
        ("Mise à jour : 12/03/2026", "fr"),
        ("Actualizado el 12 de marzo de 2026", "es"),
        ("Aggiornato il 12 marzo 2026", "it"),
        ("Atualizado em 12/03/2026", "pt"),
        ("Bijgewerkt 12 maart 2026", "nl"),
        ("Oppdatert 12. mars 2026", "nb"),
        ("Uppdaterad 12 mars 2026", "sv"),
        ("Обновлено 12 марта 2026", "ru"),
        ("更新 2026年3月12日", "ja"),
    ],
)
def test_a_line_that_says_changed_is_no_publication(line, language):
    assert told(line, language) == ["modified 2026-03-12"]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Published: 12 March 2026", "en"),
        ("Publié le 12 mars 2026", "fr"),
        ("Erschienen am 12.3.2026", "de"),
        ("12 March 2026", "en"),
    ],
)
def test_a_date_alone_or_behind_published_is_the_publication(line, language):
    assert told(line, language) == ["published 2026-03-12"]


@pytest.mark.parametrize("line", ["The Holm Standard, 12 March 2026", "Holm Blast | 12 March 2026"])
def test_words_for_changed_inside_other_words_say_nothing(line):
    assert told(line) == ["published 2026-03-12"]


def test_two_dates_in_one_line_are_told_apart_by_the_words_before_each():
    line = "Published 12 March 2026 at 9:30 | Updated 13 March 2026 at 10:15"
    assert told(line) == ["published 2026-03-12T09:30", "modified 2026-03-13T10:15"]
    line = "Updated 13 March 2026 10:15, first published 12 March 2026"
    assert told(line) == ["modified 2026-03-13T10:15", "published 2026-03-12"]


# --- what must never break -----------------------------------------------------------------------------------------------


def test_a_long_line_is_text_and_tells_no_date():
    line = "12 March 2026".ljust(LONGEST, "x")
    assert told(line) == ["published 2026-03-12"]
    assert told(line + "x") == []


@given(st.text(max_size=LONGEST), st.sampled_from([None, *MONTHS]))
def test_no_line_is_an_error(line, language):
    for each in printed_dates(line, language):
        date.fromisoformat(each.dated.value[:10])


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(sorted(FULL)))
def test_every_day_is_read_back_from_its_name_and_from_its_figures(day, language):
    month = FULL[language].split()[day.month - 1]
    assert one(f"{day.day} {month} {day.year}", language) == day.isoformat()
    assert one(f"{day.day:02}.{day.month:02}.{day.year}", language) == day.isoformat()
    assert one(f"Stand {day.isoformat()}", language) == day.isoformat()


@given(st.from_regex(r"[0-9/.:hT年月-]{1,40} (Mar|mai|maja)\.? [0-9]{1,4}[0-9: apm.]{0,20}", fullmatch=True))
def test_a_date_is_told_as_fine_as_its_value_is_written(line):
    for each in printed_dates(line, "fr"):
        digits = {"day": 10, "minute": 16, "second": 19}
        assert len(each.dated.value) == digits[each.dated.precision]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?", each.dated.value)
