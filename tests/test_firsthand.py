"""Does an article say that it found something out itself, or that it takes something back?"""

import pytest

from whence.lexicon.firsthand import (
    accounted,
    contains,
    had_from,
    means_us,
    noting,
    observer,
    own_verb,
    read_by,
    teller,
    withdrawn,
    witnessed,
)


def words(find, sentence):
    """The words that were found, None where nothing was."""
    span = find(sentence)
    return sentence[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("We counted eleven trams.", "We counted"),
        ("Our reporter saw the gate hang open.", "Our reporter saw"),
        ("Our own reporter has seen the memo.", "Our own reporter has seen"),
        ("This newspaper has obtained the memo.", "This newspaper has obtained"),
        ("The memo, seen by this newspaper, names nobody.", "seen by this"),
        ("The memo lies before us.", "lies before us"),
        ("🐟 We then measured the water.", "We then measured"),
    ],
)
def test_an_article_that_saw_read_or_measured_says_so(sentence, found):
    assert words(witnessed, sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "They counted eleven trams.",
        "The keeper saw the gate hang open.",
        "We hope for rain.",
        "The power was measured.",
        "",
        "Owe counted the days.",
    ],
)
def test_what_others_saw_is_not_the_papers_own_witness(sentence):
    assert witnessed(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    ["The man was last seen by a neighbour on Friday.", "The song was heard by thousands.", "The bill was read by the clerk."],
)
def test_what_somebody_else_has_seen_is_not_the_papers_own_witness(sentence):
    assert witnessed(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Glazier Una Drabb counted sixty panes.", "Glazier Una Drabb"),
        ("The Road Running Association measured the course again.", "The Road Running Association"),
        ("Una Drabb, who lives there, saw it.", "Una Drabb"),
        ("The clerk counted sixty panes.", "The clerk"),
        ("The tax office, which sent a man, values the harm at two million.", "The tax office"),
        ("Pavel Ruz of the Mint Museum, who has seen nine, places them at about 880.", "Pavel Ruz"),
        ("The shed with thicker felt counted for little.", None),
        ("They counted sixty panes.", None),
        ("Sixty panes were counted.", None),
        ("", None),
    ],
)
def test_whoever_is_named_as_having_found_something_out_is_its_observer(sentence, found):
    assert words(observer, sentence) == found


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("The hall will be closed on Friday, the town clerk, Edith Sorrel, informed members.", "the town clerk, Edith Sorrel"),
        ("The gate had opened at noon, Wim Orly, a stagehand, told us: he was there.", "Wim Orly, a stagehand"),
        ("There is a seal in the canal, as the station Kanal Ebba showed.", "the station Kanal Ebba"),
        ("In the canal, as informs the magazine Onda, there is a seal.", "the magazine Onda"),
        ("“The gate is open”: that was Ida Moss on our tape.", "Ida Moss"),
        ("On Thursday, Ida Moss spoke to the council.", None),
        ("The clerk answered all letters, including Ida Moss claims.", None),
        ("Nobody came, and Ida Moss said so to the council, which did not listen to a word of what she had to say.", None),
        ("If, as I’ve reported, he left.", None),
        ("", None),
    ],
)
def test_who_tells_it_in_a_comment_clause_is_its_teller(sentence, who):
    assert words(teller, sentence) == who


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("I have that from a crane driver who buys honey.", "a crane driver"),
        ("The lamp is out: for a month, we hear from the pilots' board, because it broke.", "the pilots' board"),
        ("We have a letter from nobody.", None),
    ],
)
def test_whom_the_writer_has_it_from_is_named(sentence, who):
    assert words(had_from, sentence) == who


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Only 4,000 came last year, by his account.", "his"),
        ("Only 4,000 came last year, by the reckoning of a member of the panel.", "a member of the panel"),
        ("In Mork's view the lock must be shut.", "Mork"),
        ("In the view of the board, it must be shut.", "the board"),
        ("The judge is a shareholder, if Bench Notes has it right.", "Bench Notes"),
        ("It is 168 million years old, going by the Paleo Post.", "the Paleo Post"),
        ("The bill was paid by the council's treasurer.", None),
        ("In the town's harbour it rained.", None),
        ("On her account she had nine crowns.", None),
    ],
)
def test_whose_account_a_clause_gives_is_told_by_its_adjunct(sentence, who):
    assert words(accounted, sentence) == who


def test_a_pronoun_before_a_verb_of_finding_out_is_noted():
    assert words(noting, "In the school she counted 120 people.") == "she"
    assert words(noting, "In the school she sang.") is None


@pytest.mark.parametrize(
    ("sentence", "taken_back"),
    [
        ("The bus carried 8 pupils, not 38 as we first reported.", True),
        ("We wrongly wrote that the lock was shut.", True),
        ("An earlier version of this article gave another number.", True),
        ("We regret the error.", True),
        ("Correction: the lock was open.", True),
        ("CORRECTION — the lock was open.", True),
        ("This article has been corrected.", True),
        ("The board corrected its timetable.", False),
        ("The keeper regrets the noise.", False),
        ("A correction officer spoke.", False),
        ("", False),
    ],
)
def test_an_article_that_takes_back_what_it_wrote_says_so(sentence, taken_back):
    assert (withdrawn(sentence) is not None) is taken_back


def test_what_follows_the_papers_own_name_can_be_a_verb_of_seeing():
    assert own_verb(" has read the memo")
    assert own_verb(" looked it up")
    assert not own_verb(" is a daily")
    assert not own_verb(" said so")


def test_what_stands_before_the_papers_own_name_can_say_that_it_has_seen_something():
    assert read_by("A memo seen by the ")
    assert read_by("In a letter obtained by ")
    assert not read_by("A memo written by the ")
    assert not read_by("Seen by many, the ")


def test_the_words_behind_a_papers_name_tell_what_it_holds():
    assert contains(" puts the price at 900 million")
    assert not contains(" lay on the table")


@pytest.mark.parametrize(
    ("phrase", "ours"),
    [
        ("our reporter", True),
        ("I", True),
        ("our callipers", True),
        ("our own surveyor", True),
        ("our architect", False),
        ("the mayor", False),
    ],
)
def test_somebody_whom_the_writer_knows_is_not_the_writer(phrase, ours):
    assert means_us(phrase) is ours
