"""Expressions of time: what is one, what is none, and which value it has; the command that prints them."""

import json
import random
import re
import time

import pytest
from click.testing import CliRunner

from whence.cli import main
from whence.ingest.anatomy import article
from whence.interpret.times import times
from whence.interpret.times.calendar import easter, edtf_of, feast, moved, nth_weekday, parsed, value_of
from whence.lexicon.times import KINDS, RULES, SCAN, kind_of_word
from whence.records.article import Given
from whence.report import mentions

PUBLISHED = "2024-11-26"  # a Tuesday


def read(text, published=PUBLISHED):
    return times(article(Given(name="text", text=text, published=published)))


def values(text, published=PUBLISHED):
    return [(each.span.text, each.value) for each in read(text, published)]


def edtf(text, published=PUBLISHED):
    return [value for each in read(text, published) for value in each.edtf]


# --- written dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It opened on November 25, 2024.", "2024-11-25"),
        ("It opened on 25 November 2024.", "2024-11-25"),
        ("It opened on 25th November.", "2024-11-25"),
        ("It opened on the 25th of November.", "2024-11-25"),
        ("It opened on Nov. 20.", "2024-11-20"),
        ("It opened on Monday, Nov. 25.", "2024-11-25"),
        ("It opened on Monday 25 November.", "2024-11-25"),
        ("It opened on 2024-11-20.", "2024-11-20"),
        ("It opened on 25/11/2024.", "2024-11-25"),
        ("It opened on 11/25/2024.", "2024-11-25"),
        ("It opened on 11/12/2024.", None),
        ("It opened on Monday the 25th.", "2024-11-25"),
        ("It opened in November 2023.", "2023-11"),
        ("It opened in mid-March.", "2024-03"),
        ("It opened in July last year.", "2023-07"),
        ("It opened in early 2024.", "2024"),
        ("It opened in 1846.", "1846"),
        ("It opened in the year 2000.", "2000"),
        ("It opened in '98.", "1998"),
        ("It opened in nineteen ninety-seven.", "1997"),
        ("It opened in the 1990s.", "199"),
        ("It opened in the '80s.", "198"),
        ("It opened in the seventies.", "197"),
        ("It opened in the 19th century.", "18"),
        ("It opened in the week of March 4.", "2024-W10"),
        ("It opened on the morning of 6 March.", "2024-03-06TMO"),
    ],
)
def test_a_written_date_of_any_common_style_has_its_value(text, value):
    assert [each for _, each in values(text)] == [value]


def test_every_day_of_a_list_is_an_expression_of_its_own():
    assert values("Strikes are set for 6, 13 and 20 December.") == [
        ("6", "2024-12-06"),
        ("13", "2024-12-13"),
        ("20 December", "2024-12-20"),
    ]
    assert [value for _, value in values("The fair ran from 6 to 13 May.")] == ["2024-05-06", "2024-05-13"]
    assert [value for _, value in values("It closed on May 6 and 7.")] == ["2024-05-06", "2024-05-07"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The vote took place on 12 February.", "2024-02-12"),
        ("The vote will take place on 12 February.", "2025-02-12"),
        ("The vote took place on 20 December.", "2024-12-20"),
        ("The hall closed in December.", "2023-12"),
        ("The hall will close in February.", "2025-02"),
        ("The hall closed in March.", "2024-03"),
        ("The hall is to reopen in March.", "2025-03"),
        ("The hall closed last October.", "2023-10"),
    ],
)
def test_a_date_without_a_year_is_the_nearest_one_unless_the_verb_points_the_other_way(text, value):
    assert [each for _, each in values(text)] == [value]


# --- days counted from today ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The court ruled on Monday.", "2024-11-25"),
        ("The court will rule on Monday.", "2024-12-02"),
        ("The court is due to rule on Friday.", "2024-11-29"),
        ("The court is set to rule on Friday.", "2024-11-29"),
        ("The hearing resumes on Thursday.", "2024-11-28"),
        ("It could rain on Saturday.", "2024-11-30"),
        ("She must pay by Friday.", "2024-11-29"),
        ("By Friday the water had reached the road.", "2024-11-22"),
        ("The plan to meet was dropped Friday.", "2024-11-22"),
        ("The prize will be awarded on Friday.", "2024-11-29"),
        ("He would not stay, but on Wednesday the others left.", "2024-11-20"),
        ("Friday's vote was close.", "2024-11-22"),
        ("Friday's vote will be close.", "2024-11-29"),
        ("The board met Tuesday.", "2024-11-26"),
        ("He resigned last Tuesday.", "2024-11-19"),
        ("He will return next Tuesday.", "2024-12-03"),
        ("It closes Sunday week.", "2024-12-08"),
        ("A week on Monday it will close.", "2024-12-09"),
        ("The ship left yesterday.", "2024-11-25"),
        ("The ship leaves tomorrow.", "2024-11-27"),
        ("It left the day before yesterday.", "2024-11-24"),
        ("It sank last night.", "2024-11-25TNI"),
        ("It sank overnight.", "2024-11-25TNI"),
        ("It sails tonight.", "2024-11-26TNI"),
        ("It sank this morning.", "2024-11-26TMO"),
        ("It sank on Monday evening.", "2024-11-25TEV"),
        ("It sank late Monday.", "2024-11-25"),
    ],
)
def test_a_day_word_counts_from_publication_and_a_bare_weekday_follows_the_tense(text, value):
    assert [each for _, each in values(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value", "edtf_value"),
    [
        ("Prices fell last week.", "2024-W47", "2024-11-18/2024-11-24"),
        ("Prices fell last month.", "2024-10", "2024-10"),
        ("Prices fell last year.", "2023", "2023"),
        ("Prices will fall next year.", "2025", "2025"),
        ("Prices fell over the weekend.", "2024-W47-WE", "2024-11-23/2024-11-24"),
        ("Prices fell this past weekend.", "2024-W47-WE", "2024-11-23/2024-11-24"),
        ("Prices fell in the third quarter.", "2024-Q3", "2024-07/2024-09"),
        ("Prices fell in Q2 2023.", "2023-Q2", "2023-04/2023-06"),
        ("Prices fell in the first half of 2024.", "2024-H1", "2024-01/2024-06"),
        ("Prices fell last summer.", "2024-SU", "2024-22"),
        ("Prices will fall in the spring.", "2025-SP", "2025-21"),
        ("Prices fell in the winter of 1994.", "1994-WI", "1994-24"),
        ("Prices fell in the 1990s.", "199", "199X"),
        ("Prices fell a fortnight ago.", "2024-11-12", "2024-11-12~"),
        ("Prices fell three days ago.", "2024-11-23", "2024-11-23"),
        ("Prices fell two months ago.", "2024-09", "2024-09"),
        ("Prices fell a decade ago.", "2014", "2014"),
        ("Prices fell around Nov. 1.", "2024-11-01", "2024-11-01~"),
        ("Prices fell at the end of the week.", "2024-W48", "2024-11-25/2024-12-01"),
        ("Prices fell on Christmas Eve 2023.", "2023-12-24", "2023-12-24"),
        ("Prices will fall by Easter 2025.", "2025-04-20", "2025-04-20"),
        ("Prices have fallen since Easter.", "2024-03-31", "2024-03-31"),
        ("Prices will fall by spring.", "2025-SP", "2025-21"),
        ("Prices will fall no earlier than April.", "2025-04", "2025-04"),
        ("She dated the captain until March.", "2024-03", "2024-03"),
        ("The clerk, who is retiring in June, said no.", "2025-06", "2025-06"),
        ("Prices fell on Thanksgiving Day 2023.", "2023-11-23", "2023-11-23"),
        ("Prices fell last Good Friday.", "2024-03-29", "2024-03-29"),
    ],
)
def test_a_stretch_of_the_calendar_has_a_timeml_and_an_edtf_value(text, value, edtf_value):
    (found,) = read(text)
    assert (found.value, *found.edtf) == (value, edtf_value)


# --- the expression before ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on 4 June. A day earlier the mayor had left.", "2024-06-03"),
        ("They met on 4 June. The next day the mayor left.", "2024-06-05"),
        ("They met on 4 June. The following week the mayor left.", "2024-W24"),
        ("They met on 4 June. The previous Friday the mayor had left.", "2024-05-31"),
        ("They met on 4 June. The mayor left the same day.", "2024-06-04"),
        ("They met on 4 June. That evening the mayor left.", "2024-06-04TEV"),
        ("They met in 1998. Two years later the mayor left.", "2000"),
        ("They met in 1998. Later that year the mayor left.", "1998"),
        ("They will meet on Friday, and the mayor leaves 24 hours later.", "2024-11-30"),
        ("Profit rose in the third quarter, compared with a year earlier.", "2023-Q3"),
    ],
)
def test_a_narrative_expression_counts_from_the_one_before_it(text, value):
    assert values(text)[-1][1] == value


@pytest.mark.parametrize("text", ["The following day the mayor left.", "Later that year the mayor left."])
def test_a_narrative_expression_with_nothing_before_it_has_no_value(text):
    (found,) = read(text)
    assert found.value is None
    assert found.edtf == ()


# --- clock times ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("It starts at noon.", "noon", "2024-11-26T12:00"),
        ("The alarm rang at 02:10.", "02:10", "2024-11-26T02:10"),
        ("It rang at 9 p.m. on Monday.", "9 p.m. on Monday", "2024-11-25T21:00"),
        ("It rang on Monday at 7.30pm.", "Monday at 7.30pm", "2024-11-25T19:30"),
        ("It rang at 10:35 a.m. EST.", "10:35 a.m. EST", "2024-11-26T10:35"),
        ("It rang at 12 a.m.", "12 a.m.", "2024-11-26T00:00"),
        ("It rang at six o'clock this afternoon.", "six o'clock this afternoon", "2024-11-26T18:00"),
        ("It rang at 4 in the morning.", "4 in the morning", "2024-11-26T04:00"),
        ("The 0900 GMT bulletin ran.", "0900 GMT", "2024-11-26T09:00"),
        ("It ends at midnight Friday.", "midnight Friday", "2024-11-29T24:00"),
        ("Sent at 2024-11-20T11:35:51Z.", "2024-11-20T11:35:51Z", "2024-11-20T11:35"),
    ],
)
def test_a_clock_time_and_the_day_beside_it_are_one_expression(text, span, value):
    (found,) = read(text)
    assert (found.span.text, found.value, found.type) == (span, value, "TIME")


# --- durations, sets, now and then ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It takes five years.", "DURATION", "P5Y"),
        ("It takes twenty-four months.", "DURATION", "P24M"),
        ("It takes a year and a half.", "DURATION", "P1Y6M"),
        ("It takes 2 1/2 years.", "DURATION", "P2Y6M"),
        ("It takes several days.", "DURATION", "PXD"),
        ("It took the last three months.", "DURATION", "P3M"),
        ("It takes a couple of weeks.", "DURATION", "P2W"),
        ("It takes two decades.", "DURATION", "P20Y"),
        ("It takes half of a five-year plan.", "DURATION", "P5Y"),
        ("It takes 48 hours.", "DURATION", "PT48H"),
        ("It rang five minutes later.", "DURATION", "PT5M"),
        ("They meet every day.", "SET", "P1D"),
        ("They meet every other week.", "SET", "P2W"),
        ("They meet each Thursday.", "SET", "XXXX-WXX-4"),
        ("They meet on Tuesday nights.", "SET", "XXXX-WXX-2TNI"),
        ("They are paid weekly.", "SET", "P1W"),
        ("It is open now.", "DATE", "PRESENT_REF"),
        ("It closed recently.", "DATE", "PAST_REF"),
        ("It closed several years ago.", "DATE", "PAST_REF"),
        ("It will close in the near future.", "DATE", "FUTURE_REF"),
    ],
)
def test_what_stands_nowhere_in_the_calendar_has_a_timeml_value_and_no_edtf(text, kind, value):
    (found,) = read(text)
    assert (found.type, found.value, found.edtf, found.precision) == (kind, value, (), None)


# --- words that look like times -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "He may march with a second sat nav.",
        "May I come in?",
        "They joined the March on the capital.",
        "March on the capital!",
        "April Holt and June Pell won.",
        "The Sunday Herald and The Friday Times wrote it.",
        "This Monday.com page is down.",
        "USA Today and USA TODAY wrote it.",
        "She was on “Vox News Sunday,” a programme.",
        "Black Friday sales rose.",
        "They sat through the fall of the wall.",
        "Some 2000 people paid $1999 for 1,998 seats.",
        "He scored twice in the second half.",
        "Less than a quarter of them paid; three-quarters did not.",
        "The 43-year-old driver and her five-year-old son left.",
        "It fell to 5.30 percent, a ratio of 3:2.",
        "See https://example.org/2024/05/06/may and pic.example/P2qpm3h3Pm.",
        "The Daily Herald is the party daily Granite.",
        "It rang in the small hours.",
        "They worked in the night shift.",
        "It rains as soon as they leave.",
    ],
)
def test_a_word_that_only_looks_like_a_time_is_none(text):
    assert values(text) == []


def test_a_name_that_is_a_month_does_not_hide_the_month():
    assert values("Ms May left in May.") == [("May", "2024-05")]


# --- where today is -------------------------------------------------------------------------------------------------------

PROSE = "The ferry left the quay with forty people on board, and nobody saw it again before the storm came up."


def test_day_words_count_from_the_date_of_the_dateline_where_it_has_another_than_publication():
    text = f"SKARVIK, Nov. 12 (Northwire) - The mayor said today that the quay is shut.\n{PROSE}"
    assert values(text, "2024-11-14") == [("Nov. 12", "2024-11-12"), ("today", "2024-11-12")]


def test_a_dateline_without_a_date_leaves_publication():
    text = f"SKARVIK (Northwire) - The mayor said today that the quay is shut on Nov. 12.\n{PROSE}"
    assert values(text, "2024-11-14")[0] == ("today", "2024-11-14")


def test_a_whole_date_in_the_dateline_stands_for_publication_that_nobody_told():
    text = f"SKARVIK, 12 November 2024 (Northwire) — The mayor said on Monday that the quay is shut.\n{PROSE}"
    assert values(text, None)[-1] == ("Monday", "2024-11-11")


def test_without_any_date_what_needs_one_has_no_value_and_the_rest_keeps_its_own():
    found = {
        each.span.text: (each.value, each.edtf) for each in read("It left yesterday, after May 6, 2021 and for two days.", None)
    }
    assert found == {"yesterday": (None, ()), "May 6, 2021": ("2021-05-06", ("2021-05-06",)), "two days": ("P2D", ())}


def test_an_expression_tells_whether_it_was_counted_from_another_date():
    basis = {each.span.text: each.basis for each in read("It closed on Nov. 20, on Monday and in 2021.")}
    assert basis == {"Nov. 20": "explicit", "Monday": "relative", "2021": "explicit"}


def test_titles_and_captions_have_expressions_too():
    text = f"Ferry strike set for Monday\n\n{PROSE}\n\nPhoto: The ferry on Nov. 20"
    assert {each.span.text for each in read(text)} == {"Monday", "Nov. 20"}


def test_an_expression_never_crosses_a_block():
    assert values(f"{PROSE[:-1]} in May\n\n6, 2021 was told to {PROSE}")[0] == ("May", "2024-05")


# --- what must never break ------------------------------------------------------------------------------------------------

WORDS = re.findall(
    r"\S+",
    (
        "Monday May 6 13 20 and , . - last next this the of in on at by week year quarter ago earlier a two few 1998 '98 1990s "
        "9 p.m. noon every second Christmas Eve spring 2024-02-31 31/02/2024 30 February 0 99 24:61 25:00 “ ” é 🙂 ’s now half"
    ),
)


def test_any_row_of_words_gives_spans_that_are_the_text_in_order_and_values_that_parse():
    chance = random.Random(20241126)
    for _ in range(400):
        text = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(1, 40)))
        end = 0
        for each in read(text, chance.choice((None, PUBLISHED, "0001-01-01", "9999-12-31"))):
            assert text[each.span.start : each.span.end] == each.span.text
            assert each.span.start >= end
            end = each.span.end
            assert each.value is None or re.fullmatch(r"[A-Z0-9:_-]+", each.value)
            assert bool(each.edtf) == (each.precision is not None)


def test_the_same_text_gives_the_same_expressions():
    text = " ".join(WORDS)
    assert read(text) == read(text)


def test_offsets_count_code_points():
    (found,) = read("🙂 é “Ω” — on Monday")
    assert (found.span.start, found.span.text) == (13, "Monday")


def test_the_scan_passes_over_no_word_that_a_rule_can_begin_with():
    """The kinds that begin no expression have a list of their own; a rule that began with one of them would be lost."""
    chance = random.Random(7)
    kinds = list(KINDS.values())
    for _ in range(20_000):
        row = "".join(chance.choice(kinds) for _ in range(5))
        if any((match := rule.pattern.match(row)) and match.end() for rule in RULES):
            found = SCAN.search(row)
            assert found is not None
            assert found.start() == 0, row


def test_a_day_of_an_article_takes_no_longer_than_its_sentences_need():
    """Ten times the bound that the product has for one article of 700 words, so that a busy machine passes."""
    text = "On Monday the price fell by 3 percent, he said last week, as it did in May 2021.\n" * 45
    read(text)
    begun = time.process_time()
    read(text)
    assert time.process_time() - begun < 0.1


@pytest.mark.parametrize(
    "row", ["one and ", "more than ", "May 1, ", "1 and ", "at noon on Monday ", "a hundred ", "early in "]
)
def test_no_row_of_words_takes_more_time_than_its_length(row):
    """A rule whose repetitions were not bounded took minutes for the first of these rows."""
    begun = time.process_time()
    read(f"It took {row * 1500}years.")
    assert time.process_time() - begun < 5


# --- the calendar ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "day"), [(1961, "1961-04-02"), (2000, "2000-04-23"), (2024, "2024-03-31"), (2038, "2038-04-25")]
)
def test_easter_is_where_the_church_has_it(year, day):
    assert easter(year).isoformat() == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("12-25", "2024-12-25"),
        ("11 3 4", "2024-11-28"),
        ("5 0 -1", "2024-05-27"),
        ("11 1 E", "2024-11-05"),
        ("E -2", "2024-03-29"),
    ],
)
def test_a_feast_falls_where_its_rule_says(rule, day):
    assert feast(rule, 2024).isoformat() == day


def test_the_last_weekday_of_a_month_is_counted_from_its_end():
    assert nth_weekday(2024, 2, 3, -1).isoformat() == "2024-02-29"


@pytest.mark.parametrize("unit", ["D", "W", "WE", "M", "Q", "S", "H", "Y", "10Y", "100Y"])
def test_the_value_of_a_stretch_names_the_stretch_that_holds_the_day(unit):
    chance = random.Random(unit)
    for _ in range(200):
        day = moved(parsed("2000-01-01")[0], "D", chance.randrange(-40_000, 40_000))
        first, found = parsed(value_of(day, unit))
        assert found == unit
        assert value_of(first, unit) == value_of(day, unit)
        assert edtf_of(value_of(day, unit)) is not None


def test_a_move_beyond_the_calendar_has_no_date():
    assert moved(parsed("9999-12-31")[0], "D", 1) is None
    assert moved(parsed("0001-01-01")[0], "100Y", -1) is None


@pytest.mark.parametrize("value", ["2024-13", "2024-02-30", "2024-W60", "P3D", "PAST_REF", "XXXX-WXX-2", ""])
def test_a_value_that_names_no_stretch_of_the_calendar_has_no_edtf(value):
    assert edtf_of(value) is None


def test_names_of_months_and_days_need_a_capital():
    assert kind_of_word("may") == kind_of_word("monday") == kind_of_word("stone")
    assert kind_of_word("May") == kind_of_word("March") != kind_of_word("may")


# --- the command ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with two articles, where the command runs."""
    (tmp_path / "one.txt").write_text("The quay shut last Friday.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("It opens tomorrow, for 2 days.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["dates", *arguments])


def test_dates_prints_one_object_for_every_input(place):
    result = run("one.txt", "two.txt", "--json", "--published", "2024-11-26")
    assert result.exit_code == 0
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    friday = {"start": 14, "end": 25, "text": "last Friday", "value": "2024-11-22", "type": "DATE"}
    assert first == {"input": "one.txt", "mentions": [friday]}
    assert [each["value"] for each in second["mentions"]] == ["2024-11-27", "P2D"]
    assert result.stderr == "2 read, 0 failed\n"


def test_dates_takes_the_date_that_a_record_tells_before_the_one_of_the_command_line(place):
    (place / "one.jsonl").write_text('{"id": "a", "text": "It shut yesterday.", "published": "2020-02-02"}\n', encoding="utf-8")
    result = run("one.jsonl", "--published", "2024-11-26", "--quiet")
    assert json.loads(result.stdout)["mentions"][0]["value"] == "2020-02-01"
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["one.txt"], 0),
        (["gone.txt"], 1),
        (["one.txt", "gone.txt"], 3),
        (["one.txt", "--published", "soon"], 2),
        (["empty.txt"], 1),
    ],
)
def test_dates_ends_with_the_status_that_read_ends_with(place, arguments, status):
    (place / "empty.txt").write_text(" \n", encoding="utf-8")
    assert run(*arguments).exit_code == status


def test_an_input_that_dates_cannot_read_becomes_a_line_and_the_run_goes_on(place):
    failed, found = (json.loads(line) for line in run("gone.txt", "one.txt").stdout.splitlines())
    assert set(failed) == {"input", "error", "hint"}
    assert found["input"] == "one.txt"


def test_half_a_surrogate_pair_is_an_error_and_no_traceback(place):
    (place / "half.jsonl").write_text('{"id": "a", "text": "On Monday \\ud800 it shut."}\n', encoding="utf-8")
    result = run("half.jsonl")
    assert result.exit_code == 1
    assert "half a surrogate pair" in result.stdout


def test_on_a_terminal_dates_prints_a_table():
    found = read("The quay shut last Friday and will open soon.")
    assert mentions.table("one.txt", found).splitlines() == [
        "one.txt",
        "words        value       type  EDTF",
        "last Friday  2024-11-22  DATE  2024-11-22",
        "soon         FUTURE_REF  DATE",
    ]
    assert "no expression of time" in mentions.table("one.txt", ())
