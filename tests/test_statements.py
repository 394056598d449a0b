"""The rules that make statements of links: text and links -> who, by which words, what."""

import pytest
from msgspec import structs

from links import encoded, told
from whence.interpret.statements import statements, with_own_ids
from whence.interpret.statements.drafts import Draft
from whence.interpret.statements.nested import near
from whence.records.spans import span_of
from whence.records.statement import Content


def relays(statement):
    """[(source, cue)] of the hops that this stage finds: who they are is for a later stage to tell."""
    assert all(hop.entity is None and not hop.implied for hop in statement.hops)
    return [(hop.spans[0].text, hop.cue[0].text) for hop in statement.hops]


def test_contents_lose_marks_edge_punctuation_and_the_opening_that():
    text = "Ann Lee said that “the pier is safe.”\nShe left."
    assert told(text, ("said", "Ann Lee", "that “the pier is safe.”")) == [("Ann Lee", "said", "the pier is safe")]


def test_signs_that_belong_to_a_figure_stay():
    text = "The firm said $5 was 40% more (in all) than paid.\nIt left."
    assert told(text, ("said", "The firm", "$5 was 40%"))[0][2] == "$5 was 40%"


def test_a_quotation_reopened_in_the_next_paragraphs_is_one_statement():
    text = "“The bell rang,” Ann Lee said. “It was late.\n“Then it rang again.\n“Nobody ran.”\nThe hall opened in 1911."
    assert told(text, ("said", "Ann Lee", ["The bell rang", "It was late"])) == [
        ("Ann Lee", "said", "The bell rang … It was late … Then it rang again … Nobody ran")
    ]


def test_a_closed_quotation_does_not_run_on_into_the_next_paragraph():
    text = "“The bell rang,” Ann Lee said.\n“I want to see the papers first.”\nThe hall opened in 1911."
    assert told(text, ("said", "Ann Lee", "The bell rang")) == [
        ("Ann Lee", "said", "The bell rang"),
        ("", "", "I want to see the papers first"),
    ]


def test_a_sentence_in_marks_after_the_cue_goes_on_with_the_same_speaker():
    text = "“The bell rang,” Ann Lee said. “It was late in the day.”\nThe hall opened in 1911."
    assert told(text, ("said", "Ann Lee", "The bell rang")) == [("Ann Lee", "said", "The bell rang … It was late in the day")]


def test_a_line_that_ends_in_a_colon_introduces_the_quotation_below():
    text = "Then Ann Lee continued:\n“The bell rang, and nobody ran.”\nThe hall opened in 1911."
    assert told(text, ("continued", "Ann Lee", None)) == [("Ann Lee", "continued", "The bell rang, and nobody ran")]


@pytest.mark.parametrize(
    "text",
    [
        "The company had been playing “The Night Porter’s Wife”, a comedy.\nIt closed.",
        "The harbour café, known as “The Anchor of the Bay”, stays closed.\nIt closed.",
        "Their so-called “plan” failed.\nIt closed.",
    ],
)
def test_titles_names_and_scare_quotes_are_no_statements(text):
    assert told(text) == []


def test_a_link_without_content_is_no_statement():
    assert told("Ann Lee said nothing more.\nShe left.", ("said", "Ann Lee", None)) == []


def test_a_relay_is_no_statement_when_another_holder_is_named_for_the_words():
    text = "The pier is safe, Ann Lee said, according to the Courier.\nIt closed."
    both = (
        ("said", "Ann Lee", "The pier is safe"),
        ("according to", "the Courier", "The pier is safe, Ann Lee said"),
    )
    (only,) = statements(*encoded(text, *both))
    assert only.source.spans[0].text == "Ann Lee"
    assert relays(only) == [("the Courier", "according to")]


def test_quoted_as_saying_belongs_to_the_one_who_is_quoted():
    text = "The Courier quoted Ann Lee as saying the pier was safe.\nIt closed."
    links = (
        ("quoted", "The Courier", "Ann Lee as saying the pier was safe"),
        ("saying", "Ann Lee", "the pier was safe"),
    )
    assert told(text, *links) == [("Ann Lee", "saying", "the pier was safe")]


def test_a_relay_is_the_holder_when_nobody_else_is_named():
    text = "According to the Courier, the pier is safe.\nIt closed."
    assert told(text, ("According to", "the Courier", "the pier is safe")) == [
        ("the Courier", "According to", "the pier is safe")
    ]


def test_what_a_person_says_that_somebody_said_is_two_statements_one_inside_the_other():
    text = "Ann Lee said the mayor had warned of a flood in the old town.\nIt closed."
    outer, inner = statements(
        *encoded(
            text,
            ("said", "Ann Lee", "the mayor had warned of a flood in the old town"),
            ("had warned", "the mayor", "of a flood in the old town"),
        )
    )
    assert inner.inside == outer.id
    assert outer.inside is None


def test_a_request_for_anonymity_is_no_statement():
    text = "A clerk, who asked not to be named, said the pier was safe.\nIt closed."
    links = (("asked", "who", "not to be named"), ("said", "A clerk", "the pier was safe"))
    assert told(text, *links) == [("A clerk", "said", "the pier was safe")]


def test_the_frame_of_a_question_is_no_statement_but_a_named_question_is():
    text = "Asked whether the pier was safe, Ann Lee said it was.\nThe mayor asked whether it was open."
    links = (
        ("Asked", None, "whether the pier was safe"),
        ("said", "Ann Lee", "it was"),
        ("asked", "The mayor", "whether it was open"),
    )
    assert [who for who, _, _ in told(text, *links)] == ["Ann Lee", "The mayor"]


def test_a_silence_is_cut_after_its_preposition():
    text = "The port declined to comment on the price.\nIt closed."
    assert told(text, ("declined", "The port", "to comment on the price")) == [
        ("The port", "declined to comment on", "the price")
    ]


@pytest.mark.parametrize(
    ("sentence", "content", "kind"),
    [
        ("“The pier is safe,” Ann Lee said.", "The pier is safe", "direct"),
        ("Ann Lee said the pier was “as safe as a church”.", "the pier was “as safe as a church”", "mixed"),
        ("Ann Lee said the pier was safe.", "the pier was safe", "indirect"),
    ],
)
def test_the_kind_of_quotation_is_told_by_the_marks(sentence, content, kind):
    (only,) = statements(*encoded(f"{sentence}\nIt closed.", ("said", "Ann Lee", content)))
    assert only.quotation == kind


def test_ids_do_not_depend_on_the_source_or_the_confidence():
    text = "Ann Lee, the mayor, said the pier was safe.\nIt closed."
    short = statements(*encoded(text, ("said", "Ann Lee", "the pier was safe")))
    long = statements(*encoded(text, ("said", "Ann Lee, the mayor", "the pier was safe")))
    assert short[0].id == long[0].id


# --- quotations and their speakers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The crowd wrote on the wall.\n“Nobody asked us about any of it.” — Ann Lee\nIt rained.", "Ann Lee"),
        ("The crowd wrote on the wall.\n“Nobody asked us about any of it.”\n― Ann Lee, 43, a nurse.\nIt rained.", "Ann Lee, 43, a nurse"),  # noqa: E501
        ("The crowd wrote on the wall.\n“Nobody asked us about any of it.” -- Ann Lee\nIt rained.", "Ann Lee"),
    ],
)  # fmt: skip
def test_a_name_behind_a_dash_signs_the_quotation_before_it(text, who):
    (only,) = statements(*encoded(text))
    assert [span.text for span in only.source.spans] == [who]
    assert only.cue.spans[0].text in "—―--"
    assert only.content.spans[0].text == "Nobody asked us about any of it"


def test_a_dash_that_goes_on_with_the_sentence_signs_nothing():
    text = "It was a day of talk.\n“Nobody asked us about any of it.” — and then the lights went out in the hall.\nIt rained."
    assert told(text) == [("", "", "Nobody asked us about any of it")]


def test_a_quotation_that_is_the_next_sentence_goes_on_with_an_indirect_statement():
    text = "Ann Lee called him a juggler of deals. “He showed it again and again.”\nIt closed."
    assert told(text, ("called", "Ann Lee", "him a juggler of deals")) == [
        ("Ann Lee", "called", "him a juggler of deals … He showed it again and again")
    ]


def test_a_quotation_behind_another_sentence_is_not_given_to_the_last_speaker():
    text = "“We won the match,” Smith said. Then Jones, the loser, stood up. “We were robbed of it.”\nIt closed."
    assert told(text, ("said", "Smith", "We won the match")) == [
        ("Smith", "said", "We won the match"),
        ("", "", "We were robbed of it"),
    ]


def test_an_honorific_before_the_next_quotation_ends_no_sentence():
    text = "“We won the match,” said Mr. Smith of St. Anne. “We were glad of it.”\nIt closed."
    assert told(text, ("said", "Mr. Smith of St. Anne", "We won the match"))[0][2] == "We won the match … We were glad of it"


def test_everything_behind_the_speaker_of_a_script_is_said_to_the_end_of_the_block():
    text = "A headline\nLEE: The pier is safe. Nobody asked. We go on.\nMARR: I doubt it. Look at the piles."
    links = ((":", "LEE", "The pier is safe"), (":", "MARR", "I doubt it"))
    assert told(text, *links) == [
        ("LEE", ":", "The pier is safe. Nobody asked. We go on"),
        ("MARR", ":", "I doubt it. Look at the piles"),
    ]


def test_a_summary_behind_one_name_and_a_colon_is_no_script():
    text = "It was late.\nPolice: no charges will be brought. The family has left the country.\nIt rained all day long."
    assert told(text, (":", "Police", "no charges will be brought")) == [("Police", ":", "no charges will be brought")]


def test_a_turn_ends_where_the_next_speaker_of_the_block_begins():
    text = "A headline\nLEE: I was there. It rained. MARR : I was not there. It was dry.\nLEE: So you say."
    links = ((":", "LEE", "I was there"), (" :", "MARR", "I was not there"))
    assert [what for _, _, what in told(text, *links)] == ["I was there. It rained", "I was not there. It was dry"]


def test_a_dateline_is_nobody_who_says_something():
    text = "Row over the ward\nMANJAPUR: The Collector ordered a report.\nNobody came."
    assert told(text, (":", "MANJAPUR", "The Collector ordered a report")) == []
    text = "Row over the ward\nZURELLE, May 7 (Northwire) — Talks on a merger could collapse.\nNobody came."
    assert told(text, ("Talks on", "ZURELLE, May 7 (Northwire)", "a merger could collapse")) == []


# --- edges and cues ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "link", "content"),
    [
        ("“That man is a liar,” Ann Lee said.", ("said", "Ann Lee", "That man is a liar"), "That man is a liar"),
        ("“That’s a lie,” Ann Lee said.", ("said", "Ann Lee", "That’s a lie"), "That’s a lie"),
        ("That was wrong, Ann Lee said.", ("said", "Ann Lee", "That was wrong"), "That was wrong"),
        ("Ann Lee said that the pier was safe.", ("said", "Ann Lee", "that the pier was safe"), "the pier was safe"),
        ("Ann Lee said: “that man lies.”", ("said", "Ann Lee", "that man lies"), "that man lies"),
        ("Ann Lee has come to believe “that it is real.”", ("believe", "Ann Lee", "that it is real"), "it is real"),
        ("Ann Lee said, after a pause, that it was real.", ("said", "Ann Lee", "that it was real"), "it was real"),
    ],
)
def test_only_the_conjunction_that_is_cut_off(text, link, content):
    assert told(f"{text}\nIt closed.", link)[0][2] == content


def test_not_knowing_is_part_of_the_cue():
    text = "Ann Lee said she did not know whether the pier was safe.\nIt closed."
    (only,) = statements(*encoded(text, ("said", "Ann Lee", "she did not know whether the pier was safe")))
    assert only.cue.spans[0].text == "said she did not know"
    assert only.content.spans[0].text == "whether the pier was safe"
    assert only.cue.act == "think"


def test_time_and_place_stay_out_of_the_cue_of_a_silence():
    text = "The port declined on Friday to comment on “the deal” with Marr.\nIt closed."
    (only,) = statements(*encoded(text, ("declined", "The port", "to comment on “the deal” with Marr")))
    assert [span.text for span in only.cue.spans] == ["declined", "to comment on"]
    assert only.content.spans[0].text == "“the deal” with Marr"


@pytest.mark.parametrize(
    ("text", "link", "act"),
    [
        ("“To leave now is folly,” Smith warned.", ("warned", "Smith", "To leave now is folly"), "say"),
        ("Smith told us: “To be honest, we lost.”", ("told", "Smith", "To be honest, we lost"), "say"),
        ("Smith warned us to leave now.", ("warned", "Smith", "to leave now"), "order"),
    ],
)
def test_an_infinitive_decides_the_act_only_as_the_complement_of_its_cue(text, link, act):
    (only,) = statements(*encoded(f"{text}\nIt closed.", link))
    assert only.cue.act == act


# --- relays -----------------------------------------------------------------------------------------------------------

CITING = [  # text, links, who holds the content, who passes it on
    (
        "Citing police, the Herald reported that the bridge had fallen.",
        [("Citing", "police", "the bridge had fallen"), ("reported", "the Herald", "the bridge had fallen")],
        "police",
        "the Herald",
    ),
    (
        "Quoting police, the Herald reported that the bridge had fallen.",
        [
            ("Quoting", "police", "the Herald reported that the bridge had fallen"),
            ("reported", "the Herald", "the bridge had fallen"),
        ],
        "police",
        "the Herald",
    ),
    (
        "The Herald said on Tuesday, citing a memorandum, that the bridge had fallen.",
        [
            ("citing", "The Herald", ["a memorandum", "the bridge had fallen"]),
            ("said", "The Herald", "the bridge had fallen"),
        ],
        "a memorandum",
        "The Herald",
    ),
    (
        "The Herald reported, citing two clerks, that the bridge had fallen.",
        [("citing", "The Herald", "two clerks"), ("reported", "The Herald", "the bridge had fallen")],
        "two clerks",
        "The Herald",
    ),
]


@pytest.mark.parametrize(("text", "links", "holder", "reporter"), CITING)
def test_the_one_who_is_cited_holds_the_words_and_the_reporter_passes_them_on(text, links, holder, reporter):
    (only,) = statements(*encoded(f"{text}\nIt closed.", *links))
    assert only.source.spans[0].text == holder
    assert only.content.spans[0].text == "the bridge had fallen"
    assert [who for who, _ in relays(only)] == [reporter]


def test_two_citing_participles_beside_one_report_are_read_to_the_end():
    text = "The Herald, citing police, quoting witnesses, reported that the bridge had fallen.\nIt closed."
    links = (
        ("citing", "The Herald", "police"),
        ("quoting", "The Herald", "witnesses"),
        ("reported", "The Herald", "the bridge had fallen"),
    )
    assert [what for _, _, what in told(text, *links)].count("the bridge had fallen") == 1


def test_a_vote_that_a_relay_tells_of_stays_inside_the_relay():
    text = "According to the union, 1,240 members had voted against the last offer.\nIt closed."
    links = (
        ("According to", "the union", "1,240 members had voted against the last offer"),
        ("had voted against", "1,240 members", "the last offer"),
    )
    outer, inner = statements(*encoded(text, *links))
    assert (outer.source.spans[0].text, inner.inside) == ("the union", outer.id)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("The council wants the bridge to be named after Ann Lee.", ("wants", "The council", "the bridge to be named after Ann Lee")),  # noqa: E501
        ("Smith said officers were not authorized to discuss it.", ("said", "Smith", "officers were not authorized to discuss it")),  # noqa: E501
        ("“I do not want to be named captain,” Lee said.", ("said", "Lee", "I do not want to be named captain")),
    ],
)  # fmt: skip
def test_words_about_naming_and_permission_are_no_request_for_anonymity(text, link):
    assert len(told(f"{text}\nIt closed.", link)) == 1


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("It was, to say the least, a cold day.", ("to say", None, "the least, a cold day")),
        ("Needless to say, the boats stayed in.", ("Needless to say", None, "the boats stayed in")),
        ("Boats were seen off the pier.", ("were", None, "Boats")),
        ("It was late. Asked if the pier was safe, he left.", ("Asked", "he", "if the pier was safe")),
    ],
)
def test_asides_auxiliaries_and_question_frames_are_no_statements(text, link):
    assert told(f"{text}\nIt closed.", link) == []


# --- long texts -------------------------------------------------------------------------------------------------------


def test_the_pairs_that_are_compared_grow_with_the_text_and_not_with_its_square():
    def pairs(size, reach):
        places = range(0, size * 32, 32)
        drafts = [Draft(0, ((at, at + 7),), ((at + 8, at + 12),), ((at + 13, at + 30),), 0.9) for at in places]
        return sum(map(len, near(drafts, reach)))

    assert pairs(100, 0) == 0
    assert pairs(200, 600) < 2.2 * pairs(100, 600)


def test_a_long_line_of_quotations_keeps_every_quotation():
    text = "It was late.\n" + " ".join(f"“Line {number} was read to the hall.”" for number in range(500)) + "\nIt closed."
    assert len(told(text)[0][2].split(" … ")) == 500


def test_statements_whose_short_ids_are_the_same_get_longer_ones():
    text = "Ann Lee said the pier was safe. Bo Marr said the pier was not safe.\nIt closed."
    read, encoding = encoded(text, ("said", "Ann Lee", "the pier was safe"))
    (one,) = statements(read, encoding)
    other = structs.replace(one, content=Content((span_of(text, 0, 3),)))
    fixed = with_own_ids([one, other], read.id)
    assert [len(each.id) for each in fixed] == [16, 16]
    assert fixed[0].id[:8] == one.id
    assert fixed[0].id != fixed[1].id


def test_a_source_does_not_reach_over_the_end_of_a_sentence():
    text = "Marr avoids the topic. In May his aides forced a change, stripping out a call for boats.\nIt closed."
    assert told(text, ("stripping out a call for", ["Marr", "his aides"], "boats")) == [
        ("his aides", "stripping out a call for", "boats")
    ]


def test_an_interrupted_source_of_one_sentence_keeps_its_pieces():
    text = "Ann Lee, it rained, and Bo Marr said the pier was safe.\nIt closed."
    assert told(text, ("said", ["Ann Lee", "and Bo Marr"], "the pier was safe"))[0][0] == "Ann Lee … and Bo Marr"


@pytest.mark.parametrize(
    "text", ["It was late.\n'All Bets Are Off.'\nIt rained.", "It was late.\n“What the Harbour Saw.”\nIt rained."]
)
def test_a_line_in_marks_and_capitals_is_a_heading_and_no_statement(text):
    assert told(text) == []


def test_a_clitic_at_the_beginning_of_a_cue_keeps_its_apostrophe():
    text = "She’ll present her plans on Friday.\nIt closed."
    assert told(text, ("’ll present", "She", "her plans"))[0][1] == "’ll present"


@pytest.mark.parametrize(
    ("text", "link", "content"),
    [
        ("According to Lee, it rained. The tide was low.", ("According to", "Lee", "it rained. The tide was low"), "it rained"),
        ("The tide was low. It rained, Lee said.", ("said", "Lee", "The tide was low. It rained"), "It rained"),
        ("Lee said Gov. Marr of St. Anne left.", ("said", "Lee", "Gov. Marr of St. Anne left"), "Gov. Marr of St. Anne left"),
        ("Lee listed two: It rained. It froze.", ("listed two:", "Lee", "It rained. It froze"), "It rained. It froze"),
        ("“It rained. It froze,” Lee said.", ("said", "Lee", "It rained. It froze"), "It rained. It froze"),
    ],
)  # fmt: skip
def test_what_is_told_without_marks_ends_with_its_sentence(text, link, content):
    assert told(f"{text}\nIt closed.", link)[0][2] == content


def test_what_a_plan_includes_is_told_by_the_relay_alone():
    text = "According to the Courier, the plan includes a new pier.\nIt closed."
    links = (("According to", "the Courier", "the plan includes a new pier"), ("includes", "the plan", "a new pier"))
    (only,) = statements(*encoded(text, *links))
    assert (only.source.spans[0].text, relays(only)) == ("the Courier", [])


def test_what_a_report_includes_in_the_writers_own_words_stays():
    text = "The report includes a warning of floods.\nIt closed."
    assert told(text, ("includes", "The report", "a warning of floods")) == [("The report", "includes", "a warning of floods")]


def test_a_plan_is_no_relay_of_those_who_tell_of_it():
    text = "According to the Courier, the plan includes a very long new pier of oak.\nIt closed."
    links = (
        ("According to", "the Courier", "the plan includes a very long new pier of oak"),
        ("includes", "the plan", "a very long new pier of oak"),
    )
    assert [relays(each) for each in statements(*encoded(text, *links))] == [[]]


def test_not_knowing_a_thing_is_part_of_the_cue_as_well():
    text = "Ann Lee said she did not know the price, but it was high.\nIt closed."
    assert told(text, ("said", "Ann Lee", "she did not know the price, but it was high")) == [
        ("Ann Lee", "said she did not know", "the price, but it was high")
    ]


@pytest.mark.parametrize(
    ("text", "link", "who"),
    [
        ("Staff were told that the mill would close.", ("were told", "Staff", "that the mill would close"), ""),
        ("Ann Lee had been warned that it leaked.", ("had been warned", "Ann Lee", "that it leaked"), ""),
        ("She was told by two engineers that it leaked.", ("was told", "She", "that it leaked"), "two engineers"),
        ("He was urged by the council to leave.", ("was urged", None, "to leave"), "the council"),
        ("He was told by letter that it leaked.", ("was told", "He", "that it leaked"), ""),
        ("Ann Lee was convinced that it leaked.", ("was convinced", "Ann Lee", "that it leaked"), "Ann Lee"),
        ("Ann Lee told staff that it leaked.", ("told", "Ann Lee", "that it leaked"), "Ann Lee"),
    ],
)
def test_whom_something_is_said_to_does_not_say_it(text, link, who):
    assert told(f"{text}\nIt closed.", link)[0][0] == who
