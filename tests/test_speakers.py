"""Speakers: a text and "source | cue" -> who holds the words, of what kind; two candidates are nobody."""

import pytest

from worked import case, holders, reason, told

# --- kinds --------------------------------------------------------------------------------------------------------------

KINDS = {  # kind -> phrases that hold a statement
    "named person": """
        Ann Lee; Mr. Lee; Harbour Minister Ann Lee; spokesman Bo Marr; Otto Vane, 43; Ann Lee, a Corvane spokeswoman; the
        builder Piet Hollis; Dr. P. Ravin
    """,
    "named organization": """
        the Harbour Safety Board; the Ministry of Ports; Lindt & Marr; Corvane Ltd; the Kesselport Police Department; the
        Bank of Oss; Citizens for Fair Tides; the French government; the Lee campaign; Ann Lee’s campaign; the No campaign;
        the ministry; the court; the company; shipping company Corvane
    """,
    "outlet": """
        the Harbour Herald; the Kesselport Courier; Radio Oss; the newspaper Le Phare; Le Phare newspaper; the
        broadcaster; a local newspaper; the website
    """,
    "document": """
        a report; the ruling; a new poll; a poll by the Harbour Institute; court papers; a filing; the lawsuit; a memo; the
        survey; documents; the tweet
    """,
    "anonymous": """
        sources; two sources; a source close to the talks; people familiar with the matter; three people briefed on the
        plan; a person with knowledge of the talks; a diplomat; a senior official; officials; an aide to Ann Lee; one of her
        advisers; an insider; a whistleblower; a man who asked not to be named
    """,
    "unnamed person": """
        a passer-by; a neighbour; a patient; a 40-year-old nurse; an old man; a woman whose brother drowned; the driver; Ann
        Lee’s brother; a lawyer for Ann Lee; a spokesman for Ann Lee; Ann Lee’s spokeswoman
    """,
    "unnamed group": """
        residents; witnesses; three experts; critics; police; many voters; some; farmers; unions; one company; rights
        groups; newspapers; friends of Ann Lee
    """,
    "place": """
        France; Paris; Germany; the United States; France and Germany
    """,
    "author": """
        I; we; our reporter
    """,
}
PHRASES = [(phrase, kind) for kind, phrases in KINDS.items() for phrase in " ".join(phrases.split()).split("; ")]


@pytest.mark.parametrize(("phrase", "kind"), PHRASES)
def test_every_kind_of_the_contract_is_told_by_the_holders_own_words(phrase, kind):
    assert told(f"On Monday {phrase} said it was late.", f"{phrase} | said")[0][1] == kind


@pytest.mark.parametrize("phrase", ["Corvane", "the sky", "you", "a thing", "the Tide Prize", "the harbour"])
def test_what_nothing_tells_the_kind_of_is_no_holder(phrase):
    assert told(f"On Monday {phrase} said it was late.", f"{phrase} | said")[0][:2] == (None, None)


@pytest.mark.parametrize(
    ("word", "learned", "kind"),
    [("Marr", "person", "named person"), ("Corvane", "organization", "named organization"), ("Oss", "place", "place")],
)
def test_a_lone_name_is_what_the_head_for_names_is_sure_of(word, learned, kind):
    assert told(f"On Monday {word} said it was late.", f"{word} | said", kinds={word: learned})[0][1] == kind


SPOKEN_FOR = [
    "a spokesman for the Ministry of Ports",
    "a Ministry of Ports spokesman",
    "the Ministry of Ports’s spokeswoman",
    "officials of the Ministry of Ports",
    "Ministry of Ports officials",
    "representatives of the Ministry of Ports",
]


@pytest.mark.parametrize("phrase", SPOKEN_FOR)
def test_who_speaks_unnamed_for_a_named_body_is_that_body(phrase):
    assert told(f"On Monday {phrase} said it was late.", f"{phrase} | said")[0][:2] == (
        "Ministry of Ports",
        "named organization",
    )


def test_a_spokesperson_with_a_name_is_that_person_even_where_the_body_is_named():
    assert holders("On Monday Corvane Bank spokesman Bo Marr said it was late.", "Corvane Bank spokesman Bo Marr | said") == [
        "Bo Marr"
    ]


@pytest.mark.parametrize("given", ["a spokesman", "a spokeswoman"])
def test_a_spokesperson_of_nobody_speaks_for_the_body_that_spoke_last(given):
    text = f"On Monday Corvane Bank said it was late. On Tuesday {given} said it was cold."
    assert holders(text, "Corvane Bank | said", f"{given} | said") == ["Corvane Bank", "Corvane Bank"]


def test_a_spokesperson_of_nobody_behind_a_person_is_an_unnamed_person():
    text = "Ann Lee said it was late. A spokeswoman said it was cold."
    assert told(text, "Ann Lee | said", "A spokeswoman | said")[1][1] == "unnamed person"


@pytest.mark.parametrize("phrase", ["its owner, Tarnwater,", "the water company Tarnwater"])
def test_a_name_that_ends_like_a_trade_is_a_name_where_it_is_written_as_one(phrase):
    assert holders(f"On Monday {phrase} said it was late.", f"{phrase.rstrip(',')} | said") == ["Tarnwater"]


@pytest.mark.parametrize("word", ["Somebody", "Everyone"])
def test_an_indefinite_pronoun_at_the_head_of_a_sentence_is_no_name(word):
    assert told(f"{word} said it was late.", f"{word} | said | it was late")[0][1] != "named person"


def test_somebody_in_a_body_is_an_anonymous_source():
    assert told("Somebody in the water board said it was late.", "Somebody in the water board | said")[0][1] == "anonymous"


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the mayor of Oss, Ann Lee", "Ann Lee"),
        ("the Harbour Herald", "Harbour Herald"),
        ("a senior official", "a senior official"),
    ],
)
def test_an_entity_is_called_by_its_name_or_by_its_phrase(phrase, name):
    assert holders(f"On Monday {phrase} said it was late.", f"{phrase} | said") == [name]


def test_a_phrase_loses_the_capital_of_its_sentence():
    assert holders("Two senior officials said it was late.", "Two senior officials | said") == ["two senior officials"]


# --- joint holders ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "members", "kind"),
    [
        ("Ann Lee and Bo Marr", ["Ann Lee", "Bo Marr"], "named person"),
        ("Ann Lee, Bo Marr and Otto Vane", ["Ann Lee", "Bo Marr", "Otto Vane"], "named person"),
        ("the mayor, Ann Lee, and her deputy, Bo Marr", ["Ann Lee", "Bo Marr"], "named person"),
        ("France and Germany", ["France", "Germany"], "place"),
        ("the French and British governments", ["the French government", "the British government"], "named organization"),
    ],
)
def test_joint_holders_are_one_group_of_the_kind_of_its_members(phrase, members, kind):
    made = case(f"On Monday {phrase} said it was late.", f"{phrase} | said")
    group = made.entity(phrase)
    assert [made.name(each) for each in group.members] == members
    assert group.kind == made.kind(made.statements[0]) == kind


def test_several_unnamed_people_are_a_group_without_members():
    assert case("On Monday two officials said it was late.", "two officials | said").entity("two officials").members == ()


def test_a_member_who_speaks_again_is_the_same_person():
    text = "Ann Lee and Bo Marr said it was late. Lee said it was cold."
    made = case(text, "Ann Lee and Bo Marr | said", "Lee | said")
    assert made.statements[1].source.entity in made.entity("Ann Lee and Bo Marr").members


# --- the cast -----------------------------------------------------------------------------------------------------------

SHORT = [  # text, source, whose it is
    ("The mayor, Ann Lee, spoke. Lee said it was late.", "Lee", "Ann Lee"),
    ("Ann Lee spoke. Mr. Lee said it was late.", "Mr. Lee", "Ann Lee"),
    ("Ann Lee spoke. Mayor Lee said it was late.", "Mayor Lee", "Ann Lee"),
    ("Ann Lee spoke. Ann said it was late.", "Ann", "Ann Lee"),
    ("ANN LEE spoke. Then ANN LEE said it was late.", "ANN LEE", "ANN LEE"),
    ("Ana da Silva spoke. Silva said it was late.", "Silva", "Ana da Silva"),
    ("Zoë Ðahl spoke. Ðahl said it was late.", "Ðahl", "Zoë Ðahl"),
    ("The Harbour Safety Board met. The HSB said it was late.", "The HSB", "Harbour Safety Board"),
    ("The Department of Fisheries Aid met. The DFA said it was late.", "The DFA", "Department of Fisheries Aid"),
    ("The Department of Fisheries Aid met. The FA said it was late.", "The FA", "Department of Fisheries Aid"),
    ("Corvane Holdings met. Corvane said it was late.", "Corvane", "Corvane Holdings"),
    ("The Harbour Herald closed. The Herald said it was late.", "The Herald", "Harbour Herald"),
    ("The Millbury Evening Bugle closed. The Evening Bugle said it was late.", "The Evening Bugle", "Millbury Evening Bugle"),
    ("Ann B. Lee spoke. Ann Lee said it was late.", "Ann Lee", "Ann B. Lee"),
    ("Marr Holdings met Bo Marr. Marr said it was late.", "Marr", "Bo Marr"),
    ("Lee Bank sued Ann Lee. Mr. Lee said it was late.", "Mr. Lee", "Ann Lee"),
]


@pytest.mark.parametrize(("text", "source", "whose"), SHORT)
def test_a_shorter_form_is_the_fuller_name_it_can_stand_for(text, source, whose):
    assert holders(text, f"{source} | said") == [whose]


def test_the_full_form_that_is_used_most_is_the_name():
    text = "Ann B. Lee spoke. Ann Lee left. Then Ann Lee said it was late."
    assert holders(text, "Ann Lee | said") == ["Ann Lee"]


def test_two_of_one_surname_stay_two():
    text = "Ann Lee said it was late. Otto Lee said it was cold."
    assert holders(text, "Ann Lee | said", "Otto Lee | said") == ["Ann Lee", "Otto Lee"]


@pytest.mark.parametrize(("title", "whose"), [("Lady", "Ann Lee"), ("Sir", "Otto Lee")])
def test_of_two_of_one_surname_a_form_of_address_tells_which(title, whose):
    text = f"Lady Ann Lee met Sir Otto Lee. {title} Lee said it was late."
    assert holders(text, f"{title} Lee | said") == [whose]


def test_of_two_of_one_surname_the_one_who_spoke_in_the_sentence_before_goes_on():
    text = "Ann Lee met the board. Otto Lee said it was late. Lee said it was cold."
    assert holders(text, "Otto Lee | said", "Lee | said")[1] == "Otto Lee"


def test_a_surname_that_fits_two_is_nobody_when_both_are_far():
    text = "Ann Lee spoke. Otto Lee slept. It rained. The tide rose. The pier fell. On Monday Lee said it was late."
    made = case(text, "Lee | said")
    assert made.holder(made.statements[0]) == "Ann Lee or Otto Lee"
    assert made.statements[0].source.entity is None
    assert len(made.statements[0].source.candidates) == 2


def test_the_one_an_article_is_about_keeps_the_bare_surname():
    text = (
        "Ann Lee spoke. Ann Lee sang. Ann Lee left with her son, Otto Lee. It rained. It froze. On Monday Lee said it was late."
    )
    assert holders(text, "Lee | said") == ["Ann Lee"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ann Lee, the mayor of Oss, said it was late.", "the mayor of Oss"),
        ("On Monday Kesselport Mayor Ann Lee said it was late.", "Kesselport Mayor"),
    ],
)
def test_roles_stay_with_their_person(text, role):
    made = case(text, f"{text.removeprefix('On Monday ').split(' said')[0].rstrip(',')} | said")
    assert [each.text for each in made.entity("Ann Lee").roles] == [role]


def test_an_entity_keeps_all_its_mentions_in_order():
    text = "Ann Lee said it was late. Bo Marr met Lee. The pilot slept, and Mr. Lee left."
    mentions = case(text, "Ann Lee | said").entity("Ann Lee").mentions
    assert [each.text for each in mentions] == ["Ann Lee", "Lee", "Mr. Lee", "Lee"]
    assert list(mentions) == sorted(mentions)


# --- he and she ---------------------------------------------------------------------------------------------------------

PRONOUNS = [  # text, links, whose the last one is
    ("Ann Lee said it was late. She said it was cold.", ["Ann Lee | said", "She | said"], "Ann Lee"),
    ("A nurse said it was late. She said it was cold.", ["A nurse | said", "She | said"], "a nurse"),
    ("Ann Lee spoke. “It is cold,” she said.", ["she | said"], "Ann Lee"),
    ("Sir Otto Vane spoke. Sir Bo Marr said it was late. He said it was cold.", ["Sir Bo Marr | said", "He | said"], "Bo Marr"),
    ("Sir Otto Vane met Sir Bo Marr. He said it was cold.", ["He | said"], "Otto Vane"),
    ("Sir Otto Vane met Lady Ann Lee. She said it was cold.", ["She | said"], "Ann Lee"),
    (
        "Lady Ann Lee said it was late. Sir Otto Vane left. She said it was cold.",
        ["Lady Ann Lee | said", "She | said"],
        "Ann Lee",
    ),
    ("Lady Ann Lee said it was late. The pier is old. She said it was cold.", ["Lady Ann Lee | said", "She | said"], "Ann Lee"),
    ("Otto Lee was there with his brother. He said it was cold.", ["He | said"], "Otto Lee"),
    ("Bo Marr met Ann Lee, who said it was cold.", ["who | said | it was cold"], "Ann Lee"),
    ("It rained. He said it was cold.", ["He | said"], None),
    ("Lady Ann Lee spoke. He said it was cold.", ["He | said"], None),
    ("The Harbour Safety Board met. He said it was cold.", ["He | said"], None),
    (
        "“Bo Marr is ill,” Ann Lee said. “So it is.” She said it was cold.",
        ["Ann Lee | said | Bo Marr is ill", "She | said"],
        "Ann Lee",
    ),
]


@pytest.mark.parametrize(("text", "links", "whose"), PRONOUNS)
def test_a_personal_pronoun_is_the_holder_or_the_subject_before_it_who_agrees(text, links, whose):
    assert holders(text, *links)[-1] == whose


@pytest.mark.parametrize(
    "text",
    [
        "A letter from Sir Otto Vane reached Sir Bo Marr. He said it was cold.",
        "When Sir Otto Vane met Sir Bo Marr, he said it was cold.",
    ],
)
def test_a_pronoun_for_two_who_fit_equally_is_nobody_and_both_are_candidates(text):
    made = case(text, f"{'he' if ', he' in text else 'He'} | said")
    assert made.statements[0].source.entity is None
    assert made.holder(made.statements[0]) == "Bo Marr or Otto Vane"
    assert "may be" in made.statements[0].reasons[-1]


def test_a_pronoun_behind_two_who_are_the_subject_together_is_nobody():
    assert holders("Sir Otto Vane and Sir Bo Marr met. He said it was cold.", "He | said") == ["Bo Marr or Otto Vane"]


@pytest.mark.parametrize(
    ("text", "link", "whose"),
    [
        ("Ann Lee will resign, she said.", "she | said | Ann Lee will resign", "Ann Lee"),
        ("Corvane Ltd will close, it said.", "it | said | Corvane Ltd will close", "Corvane Ltd"),
        ("The council will shut its pier, it said.", "it | said | The council will shut its pier", "the council"),
        ("Corvane Ltd will close, the company said.", "the company | said | Corvane Ltd will close", "Corvane Ltd"),
        ("Oss Bank will close, the bank said.", "the bank | said | Oss Bank will close", "Oss Bank"),
        ("The Oss Council will sue, the company said.", "the company | said | The Oss Council will sue", "the company"),
        ("Corvane Ltd broke the law, the agency said.", "the agency | said | Corvane Ltd broke the law", "the agency"),
        ("The report will be printed, it said.", "it | said | The report will be printed", None),
        ("Bo Marr came. Ann Lee will resign, he said.", "he | said | Ann Lee will resign", "Bo Marr"),
        ("It is a record fine. Corvane Ltd lied, the company said.", "the company | said | Corvane Ltd lied", None),
        ("It is a record fine. Corvane Ltd lied, it said.", "it | said | Corvane Ltd lied", None),
        ("Ann Lee hit her in the hall, she said.", "she | said | Ann Lee hit her in the hall", None),
        ("Corvane Ltd had not paid it, it said.", "it | said | Corvane Ltd had not paid it", None),
        ("Ann Lee took bribes, she alleged.", "she | alleged | Ann Lee took bribes", None),
        ("Ann Lee and Bo Marr stole it, she said.", "she | said | Ann Lee and Bo Marr stole it", None),
        ("“Ann Lee will resign,” she said.", "she | said | Ann Lee will resign", None),
        ("She said Ann Lee would resign.", "She | said | Ann Lee would resign", None),
    ],
)
def test_in_a_comment_clause_the_pronoun_is_the_subject_of_what_is_said_where_nobody_else_fits(text, link, whose):
    assert holders(text, link) == [whose]


def test_a_person_without_a_stated_gender_takes_that_of_the_pronouns_that_can_mean_nobody_else():
    text = "Ann Lee lost her boat. Sir Otto Vane left. She said it was cold."
    assert holders(text, "She | said") == ["Ann Lee"]


@pytest.mark.parametrize("far", [1, 5])
def test_a_pronoun_reaches_back_a_few_sentences_only(far):
    text = f"Ann Lee said it was late. {'It rained in Oss. ' * far}It was {'dark. It was ' * far}cold. She said so much."
    assert holders(text, "Ann Lee | said", "She | said")[1] == ("Ann Lee" if far == 1 else None)


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Bo Marr spoke. Campaigning against Otto Lee, he said it was late.", "Bo Marr"),
        ("Bo Marr spoke. At a forum with Otto Lee, he said it was late.", "Bo Marr"),
        ("Campaigning against Otto Lee, he said it was late.", None),
    ],
)
def test_the_subject_is_nobody_of_the_adjunct_that_opens_its_sentence(text, whose):
    assert holders(text, "he | said") == [whose]


def test_who_answers_is_not_who_asked():
    text = "Otto Lee spoke for an hour. Bo Marr asked whether it was late. He replied that it was."
    assert holders(text, "Bo Marr | asked", "He | replied") == ["Bo Marr", "Otto Lee"]
    text = "Bo Marr asked whether it was late. He replied that it was."
    assert holders(text, "Bo Marr | asked", "He | replied")[1] is None


def test_in_what_somebody_says_the_pronoun_of_the_subject_is_the_speaker():
    text = "Bo Marr left. Ann Lee said she had warned of a flood in the old town."
    links = ("Ann Lee | said", "she | had warned | of a flood in the old town")
    assert holders(text, *links) == ["Ann Lee", "Ann Lee"]


def test_the_first_person_in_a_quotation_is_not_the_author():
    text = "“I warned of floods,” Ann Lee said."
    made = case(text, "I | warned | of floods", "Ann Lee | said | I warned of floods")
    assert "author" not in [each.kind for each in made.entities]


def test_what_points_back_to_somebody_unresolved_is_unresolved_too():
    text = "It rained. He said it was late. He said it was cold."
    assert holders(text, "He | said", "He | said") == [None, None]


# --- it and they --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "links", "whose"),
    [
        ("The Harbour Safety Board said it was late. It said it was cold.", ["The Harbour Safety Board | said", "It | said"], "Harbour Safety Board"),  # noqa: E501
        ("The Harbour Safety Board met. It said it was cold.", ["It | said"], "Harbour Safety Board"),
        ("France said it was late. It said it was cold.", ["France | said", "It | said"], "France"),
        ("A report said it was late. It said it was cold.", ["A report | said", "It | said"], "a report"),
        ("Ann Lee met the Harbour Safety Board. It said it was cold.", ["It | said"], None),
        ("Ann Lee said it was late. It said it was cold.", ["Ann Lee | said", "It | said"], None),
        ("Fishermen said it was late. They said it was cold.", ["Fishermen | said", "They | said"], "fishermen"),
        ("Two sources said it was late. They said it was cold.", ["Two sources | said", "They | said"], "two sources"),
        ("Ann Lee said it was late. They said it was cold.", ["Ann Lee | said", "They | said"], None),
    ],
)  # fmt: skip
def test_it_and_they_are_the_body_or_group_that_spoke_or_opens_the_sentence_before(text, links, whose):
    assert holders(text, *links)[-1] == whose


# --- nouns --------------------------------------------------------------------------------------------------------------

NOUNS = [  # text, the source of the last sentence, whose it is
    ("Otto Lee, a spokesman for Corvane Bank, met reporters. The spokesman said it was late.", "The spokesman", "Otto Lee"),
    ("The Ministry of Ports met. The ministry said it was late.", "The ministry", "Ministry of Ports"),
    ("The Trade Union of Divers met. The union said it was late.", "The union", "Trade Union of Divers"),
    ("Corvane Bank sued Lindt Holdings. The bank said it was late.", "The bank", "Corvane Bank"),
    ("Corvane Holdings closed. The company said it was late.", "The company", "Corvane Holdings"),
    ("On Monday Corvane, a shipping company, closed. The company said it was late.", "The company", "Corvane"),
    ("The Harbour Herald closed. The newspaper said it was late.", "The newspaper", "Harbour Herald"),
    ("The Harbour Herald closed. The paper said it was late.", "The paper", "Harbour Herald"),
    ("Otto Vane, 27, fell. The 27-year-old said it was late.", "The 27-year-old", "Otto Vane"),
    ("Ann Lee, an MP for Oss, spoke. The lawmaker said it was late.", "The lawmaker", "Ann Lee"),
    ("Sen. Ann Lee spoke. The lawmaker said it was late.", "The lawmaker", "Ann Lee"),
    ("Ann Lee, the Corvane chairwoman, spoke. The chairwoman said it was late.", "The chairwoman", "Ann Lee"),
    ("On Monday Mayor Ann Lee met Governor Bo Marr. The governor said it was late.", "The governor", "Bo Marr"),
    ("On Monday Fisheries Minister Ann Lee met Ports Minister Bo Marr. The ports minister said it was late.", "The ports minister", "Bo Marr"),  # noqa: E501
    ("On Monday Mayor Ann Lee met Mayor Bo Marr. The mayor said it was late.", "The mayor", "Ann Lee or Bo Marr"),
    ("On Monday Vice President Ann Lee spoke. The president said it was late.", "The president", None),
    ("On Monday Mayor Otto Lee spoke. The judge said it was late.", "The judge", None),
    ("On Monday Mayor Otto Lee spoke. A judge said it was late.", "A judge", "a judge"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "whose"), NOUNS)
def test_a_definite_noun_is_the_one_who_bears_it_or_nobody(text, source, whose):
    assert holders(text, f"{source} | said") == [whose]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A spokesman for Corvane Bank", "The spokesman"),
        ("Two sources", "The sources"),
        ("A report", "The report"),
        ("The company", "The company"),
        ("The Lee campaign", "The Lee campaign"),
        ("The mayor, Ann Lee", "The mayor"),
    ],
)
def test_an_unnamed_holder_who_is_taken_up_again_is_the_same(first, second):
    one, other = holders(f"{first} said it was late. {second} said it was cold.", f"{first} | said", f"{second} | said")
    assert one == other


def test_what_belongs_to_another_is_another():
    text = "The Lee campaign said it was late. The Marr campaign said it was cold."
    assert holders(text, "The Lee campaign | said", "The Marr campaign | said")[1] == "the Marr campaign"


def test_an_age_is_nobodys_who_has_another_one():
    text = "Otto Vane, 27, and Bo Marr, 31, fell. The 31-year-old said it was late."
    assert holders(text, "The 31-year-old | said")[0] != "Otto Vane"


def test_one_of_them_shares_the_anonymity_of_those_who_spoke():
    text = "Two sources said it was late. One of them said it was cold."
    assert told(text, "Two sources | said", "One of them | said")[1][1] == "anonymous"


# --- named later --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lead", "named"),
    [
        ("The harbour minister", "Ann Lee"),
        ("The harbour minister", "Minister Ann Lee"),
        ("A harbour judge", "Justice Ann Lee"),
    ],
)
def test_a_lead_may_name_an_office_and_the_next_paragraph_its_holder(lead, named):
    text = f"{lead} said it was late.\n{named} said it was cold."
    assert holders(text, f"{lead} | said", f"{named} | said") == ["Ann Lee", "Ann Lee"]


def test_the_holder_of_another_office_is_not_named_later():
    text = "The harbour minister said it was late.\nAnn Lee, a pilot, said it was cold."
    assert holders(text, "The harbour minister | said", "Ann Lee, a pilot | said")[0] != "Ann Lee"


def test_an_office_behind_a_named_person_is_not_the_next_one_who_is_named():
    text = "Mayor Otto Vane said it was late. The judge said it was dark.\nAnn Lee said it was cold."
    assert holders(text, "Mayor Otto Vane | said", "The judge | said", "Ann Lee | said")[1] is None


# --- anonymity ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "source", "why"),
    [
        ("A clerk, who asked not to be named because the talks are private, said it was late.", "A clerk", "the talks are private"),  # noqa: E501
        ("A clerk said it was late, speaking on condition of anonymity for fear of losing her job.", "A clerk", "for fear of losing her job"),  # noqa: E501
        ("A clerk, speaking on condition of anonymity, said it was late.", "A clerk", None),
        ("Two clerks, who requested anonymity to discuss private talks, said it was late.", "Two clerks", "to discuss private talks"),  # noqa: E501
        ("“It is late,” said a clerk who was granted anonymity to speak freely. She left.", "a clerk", "to speak freely"),
    ],
)  # fmt: skip
def test_who_would_not_be_named_is_anonymous_and_the_reason_is_kept(text, source, why):
    assert told(text, f"{source} | said")[0][1] == "anonymous"
    assert reason(text, f"{source} | said", name=source.lower()) == why


def test_a_spokesperson_of_a_named_body_who_would_not_be_named_is_anonymous_too():
    text = "A spokesman for Corvane Bank, who asked not to be named in line with its rules, said it was late."
    made = case(text, "A spokesman for Corvane Bank | said | it was late")
    assert made.kind(made.statements[0]) == "anonymous"
    assert made.entity("Corvane Bank").kind == "named organization"


@pytest.mark.parametrize(
    "text",
    [
        "A clerk said it was late because the talks are private.",
        "A clerk said it was late. Another man, who asked not to be named, left.",
    ],
)
def test_a_reason_or_request_of_somebody_else_makes_nobody_anonymous(text):
    assert told(text, "A clerk | said")[0][1] == "unnamed person"


def test_a_named_person_stays_named_whatever_is_asked():
    text = "Ann Lee, who had asked not to be named, said it was late."
    assert told(text, "Ann Lee | said | it was late")[0][1] == "named person"


# --- quotations without a cue -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("first", ["“It is late,” Ann Lee said.", "Ann Lee said it was late.", "It is late, said a nurse."])
def test_a_bare_quotation_directly_behind_a_persons_statement_is_that_persons_by_implication(first):
    source = "a nurse" if "nurse" in first else "Ann Lee"
    made = case(f"{first}\n“Nobody asked us about any of it.”", f"{source} | said")
    bare = made.statements[1]
    assert (made.holder(bare), bare.source.implied, bare.source.spans) == (source, True, ())
    assert "carried on" in bare.reasons[-1]


@pytest.mark.parametrize(
    ("first", "links"),
    [
        ("The Harbour Safety Board said it was late.", ["The Harbour Safety Board | said"]),
        ("Ann Lee said it was late. Bo Marr stood up in the old town hall, and left it.", ["Ann Lee | said"]),
        ("He said it was late.", ["He | said"]),
        ("Nobody spoke.", []),
        ("A nurse said Ann Lee had promised to stay.", ["A nurse | said", "Ann Lee | had promised | to stay"]),
    ],
)
def test_a_bare_quotation_behind_anything_else_is_nobodys(first, links):
    text = f"{first}\n“Nobody asked us about any of it.”"
    assert told(text, *links)[-1] == (None, None, [])


def test_what_is_stated_is_not_implied():
    (only,) = case("Ann Lee said it was late.", "Ann Lee | said").statements
    assert (only.source.implied, only.source.candidates) == (False, ())


# --- parts of a group, and who speaks for a body ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "part", ["One of them", "One of the officials", "One of the two", "A second official", "Another official"]
)
def test_one_of_a_group_that_would_not_be_named_is_anonymous_for_the_same_reason(part):
    text = (
        f"Two officials, who asked not to be named because the talks are private, said it was late. {part} called it a shame."
    )
    links = ("Two officials | said", f"{part} | called")
    made = case(text, *links)
    assert [made.kind(each) for each in made.statements] == ["anonymous", "anonymous"]
    named = next(each for each in made.entities if each.name.lower() == part.lower())
    assert named.reason_unnamed.text == "the talks are private"


def test_one_of_others_is_no_part_of_the_group():
    text = "Two officials, who asked not to be named, said it was late. One of the ferries signalled that it was full."
    assert (
        case(text, "Two officials | said", "One of the ferries | signalled").kind(
            case(text, "Two officials | said", "One of the ferries | signalled").statements[1]
        )
        != "anonymous"
    )


@pytest.mark.parametrize(("who", "she"), [("A spokeswoman", "She"), ("A spokesman", "He"), ("A spokesperson", "She")])
def test_a_pronoun_behind_a_spokesperson_is_the_body_spoken_for(who, she):
    text = f"{who} for the Harbour Safety Board said it was late. {she} added that it was full."
    assert holders(text, f"{who} for the Harbour Safety Board | said", f"{she} | added")[1] == "Harbour Safety Board"


def test_a_pronoun_of_the_other_gender_is_not_the_spokesperson():
    text = "A spokesman for the Harbour Safety Board said it was late. She added that it was full."
    assert holders(text, "A spokesman for the Harbour Safety Board | said", "She | added")[1] is None


def test_who_is_introduced_with_an_age_is_not_the_office_of_the_lead():
    text = "A clerk stole the fund, a prosecutor said today.\n\nDawn Pellow, 54, of Sallow Lane, denies the charges."
    assert holders(text, "a prosecutor | said", "Dawn Pellow, 54, of Sallow Lane, | denies")[0] != "Dawn Pellow"


def test_a_number_with_a_comma_is_one_word():
    assert told("1,240 members said the offer was bad.", "1,240 members | said") == [("1,240 members", "unnamed group", [])]
