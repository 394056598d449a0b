"""Numbers in running text, in words and in digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.lexicon.numbers import numbers


def found(text):
    """[(value, words)] of a text."""
    return [(each.value, text[each.start : each.end]) for each in numbers(text)]


def values(text):
    return [each.value for each in numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("eleven trams", 11),
        ("Eleven trams", 11),
        ("thirty-one boats", 31),
        ("thirty one boats", 31),
        ("a dozen gulls", 12),
        ("two dozen gulls", 24),
        ("half a dozen gulls", 6),
        ("a hundred eels", 100),
        ("one hundred and five eels", 105),
        ("two hundred and twelve thousand eels", 212_000),
        ("two thousand and five eels", 2_005),
        ("three million two hundred thousand eels", 3_200_000),
        ("half a million eels", 500_000),
        ("a quarter of a million eels", 250_000),
        ("three quarters of a million eels", 750_000),
        ("zero eels", 0),
        ("7 boats", 7),
        ("1,204 boats", 1_204),
        ("12,345,678 eels", 12_345_678),
        ("3.5 metres", 3.5),
        ("1.2 bn", 1_200_000_000),
        ("1.2bn", 1_200_000_000),
        ("5 million", 5_000_000),
        ("£40m", 40_000_000),
        ("38%", 38),
    ],
)
def test_a_number_in_words_or_digits_has_its_value(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It cost two hundred and twelve thousand crowns.", "two hundred and twelve thousand"),
        ("It cost 1.2 bn crowns.", "1.2 bn"),
        ("About thirty-one boats left.", "thirty-one"),
        ("🐟🐟 eleven trams", "eleven"),
        ("Za\u0301jac saw 40 eels", "40"),
    ],
)
def test_a_number_takes_exactly_its_words(text, words):
    assert [each for _, each in found(text)] == [words]


@pytest.mark.parametrize(
    "text", ["one of them", "no one came", "a boat", "an eel", "and", "", "million", "hundreds", "tension", "often"]
)
def test_one_alone_an_article_and_parts_of_words_are_no_numbers(text):
    assert values(text) == []


@pytest.mark.parametrize(("text", "year"), [("in 2024", True), ("in 1524", True), ("2,024 boats", False), ("20 boats", False),
                                            ("2024 million", False), ("in 3024", False), ("twenty", False)])  # fmt: skip
def test_four_digits_alone_are_like_a_year(text, year):
    assert [each.year for each in numbers(text)] == [year]


def test_several_numbers_come_in_the_order_of_the_text():
    assert found("Of 38 pupils, eight were hurt; a dozen left at 9:30.") == [
        (38, "38"),
        (8, "eight"),
        (12, "a dozen"),
        (9.3, "9:30"),
    ]


def test_words_joined_by_or_are_two_numbers():
    assert values("six or seven boats") == [6, 7]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("There were five. Three left.", [5, 3]), ("Of twenty, three left", [20, 3]), ("six, seven or eight", [6, 7, 8])],
)
def test_a_mark_between_two_numbers_keeps_them_apart(text, expected):
    assert values(text) == expected


def test_the_initial_behind_a_number_is_no_million():
    assert values("It closed at 5. M. Lund waited.") == [5]


@pytest.mark.parametrize("text", ["tenía", "Fourès"])
def test_the_beginning_of_a_foreign_word_is_no_number(text):
    assert values(text) == []


def test_two_and_a_half_million_is_one_number():
    assert values("two and a half million eels") == [2_500_000]


@pytest.mark.parametrize("text", ["², they wrote", "about ③ boats", "5 m ²"])
def test_raised_and_circled_figures_are_no_numbers(text):
    assert not {"²", "③"} & {words for _, words in found(text)}


@given(st.integers(2, 999_999))
def test_digits_with_and_without_commas_have_one_value(number):
    assert values(f"{number:,} eels") == values(f"{number} eels") == [number]


SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number):
    """A number in English words, as British papers write it."""
    for size, name in ((1_000_000, "million"), (1_000, "thousand")):
        if number >= size:
            high, low = divmod(number, size)
            return f"{spelled(high)} {name}" + (f" {'and ' if low < 100 else ''}{spelled(low)}" if low else "")
    if number >= 100:
        high, low = divmod(number, 100)
        return f"{SMALL[high]} hundred" + (f" and {spelled(low)}" if low else "")
    if number >= 20:
        high, low = divmod(number, 10)
        return TENS[high - 2] + (f"-{SMALL[low]}" if low else "")
    return SMALL[number]


@given(st.integers(2, 99_999_999))
def test_a_number_spelled_out_has_the_value_that_was_spelled(number):
    words = spelled(number)
    if len(words.replace("-", " ").split()) <= 8:  # longer ones are nobody's news
        assert values(f"{words} eels") == [number]


@given(st.text(alphabet="ab 1,.:\u0301é🐟one twhundrdmilk\u00a0\u202f-²٣", max_size=40))
def test_numbers_never_overlap_and_lie_inside_the_text(text):
    at = 0
    for each in numbers(text):
        assert at <= each.start < each.end <= len(text)
        at = each.end
