"""Mentions: a phrase -> its head, the name it means or belongs to, roles, age, gender, parts; a text -> the names in it."""

import pytest

from worked import case, mention, names

# --- runs of capitals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On Monday Ann Lee met Bo Marr in Oss.", ["Ann Lee", "Bo Marr", "Oss"]),
        ("Prime Minister Ann Lee met coach Bo Marr.", ["Ann Lee", "Bo Marr"]),
        ("Gov. Ann Lee met Dr. P. Ravin and J.R. Holm.", ["Ann Lee", "P. Ravin", "J.R. Holm"]),
        ("She met Ana da Silva and Luca de Torre.", ["Ana da Silva", "Luca de Torre"]),
        ("She met Pat O’Brien and Jean-Noel Barrat.", ["Pat O’Brien", "Jean-Noel Barrat"]),
        ("Ann Lee’s boat hit James’ boat.", ["Ann Lee", "James"]),
        ("Smith & Marr sued AT&T.", ["Smith & Marr", "AT&T"]),
        ("The Department of Health and Human Services closed.", ["Department of Health and Human Services"]),
        ("On Monday the Fish and Tides Commission met.", ["Fish and Tides Commission"]),
        ("The University of Oss met Ann Lee.", ["University of Oss", "Ann Lee"]),
        ("The Bank of Oss sued the Dock Workers’ Union.", ["Bank of Oss", "Dock Workers’ Union"]),
        ("The Tenants’ Union met the Teachers' Association.", ["Tenants’ Union", "Teachers' Association"]),
        ("She met Citizens for Fair Tides.", ["Citizens for Fair Tides"]),
        ("She met German Chancellor Anna Verrin.", ["Anna Verrin"]),
        ("She met French President Otto Vane of British Airways.", ["Otto Vane", "British Airways"]),
        ("She met Ann Lee, Bo Marr and Gerd Aune.", ["Ann Lee", "Bo Marr", "Gerd Aune"]),
        ("Ann Lee and Bo Marr met.", ["Ann Lee", "Bo Marr"]),
        ("She met ANN LEE at noon.", ["ANN LEE"]),
    ],
)  # fmt: skip
def test_a_name_is_its_run_of_capitals_without_titles_offices_and_nationalities(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tides rose. The tides fell.", []),
        ("Demonstrators met. Later demonstrators left.", []),
        ("“Nobody rose,” she wrote. (Everybody left.) It rained.", []),
        ("Injecting hope, Ann Lee left. They were injecting it.", ["Ann Lee"]),
        ("Corvane closed. Nobody missed Corvane.", ["Corvane", "Corvane"]),
        ("Ann Lee left. Lee slept. She saw Lee.", ["Ann Lee", "Lee", "Lee"]),
        ("Yesterday Ann Lee left. On Monday I left in May.", ["Ann Lee"]),
    ],
)
def test_a_capital_that_only_opens_a_sentence_makes_no_name(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In May she met Mark Vane.", ["Mark Vane"]),
        ("She met Theresa May in May.", ["Theresa May"]),
        ("They may meet in April. She met April Marr.", ["April Marr"]),
    ],
)
def test_names_that_are_words_elsewhere_are_names_only_in_front_of_or_behind_a_name(text, found):
    assert names(text) == found


@pytest.mark.parametrize("text", ["#Harbour is late.", "She saw @annlee there.", "It is late in 1911.", "I left, and I slept."])
def test_tags_accounts_numbers_and_the_first_person_are_no_names(text):
    assert names(text) == []


def test_names_are_looked_for_in_prose_and_captions_but_not_in_titles():
    text = "Harbour Plan Sinks Again\nAnn Lee opened the old town hall on Monday, and nobody came to see it."
    assert names(text) == ["Ann Lee"]


def test_a_capitalised_office_behind_the_is_no_name():
    assert names("She met the Chief Medical Officer and the Prime Minister.") == []


@pytest.mark.parametrize("name", ["Ludwig van der Holm", "Luca de la Torre", "Omar al-Rashid", "Jan Holm"])
def test_names_keep_all_their_parts(name):
    assert names(f"She met {name} at noon.") == [name]


def test_two_bodies_joined_by_and_are_two_names():
    text = "On Monday the Ministry of Ports and the Ministry of Fish met. Later the Bank of Oss and Ann Lee met."
    assert names(text) == ["Ministry of Ports", "Ministry of Fish", "Bank of Oss", "Ann Lee"]


# --- the head of a phrase -----------------------------------------------------------------------------------------------

NOUNS = [  # phrase, head, the name it belongs to
    ("a spokesman for the Ministry of Ports", "spokesman", "Ministry of Ports"),
    ("a Ministry of Ports spokesman", "spokesman", "Ministry of Ports"),
    ("the Harbour Safety Board’s spokeswoman", "spokeswoman", "Harbour Safety Board"),
    ("Ann Lee’s brother", "brother", "Ann Lee"),
    ("a lawyer for Ann Lee", "lawyer", "Ann Lee"),
    ("the Lee campaign", "campaign", "Lee"),
    ("a report by the Ministry of Ports", "report", "Ministry of Ports"),
    ("people familiar with the matter", "people", None),
    ("three people briefed on the plan", "people", None),
    ("a person close to the talks", "person", None),
    ("an elderly woman walking her dog", "woman", None),
    ("the French government", "government", None),
    ("the No campaign", "campaign", None),
    ("a senior U.S. official", "official", None),
    ("the fisheries minister", "minister", None),
    ("the 27-year-old winger", "winger", None),
    ("court papers filed in Oss", "papers", "Oss"),
    ("one of his advisers", "adviser", None),
    ("one of the officials", "official", None),
    ("two of her aides", "aides", None),
]


@pytest.mark.parametrize(("phrase", "head", "owner"), NOUNS)
def test_the_head_of_a_noun_phrase_and_the_name_it_belongs_to(phrase, head, owner):
    found = mention(phrase)
    assert (found.form, found.head) == ("noun", head)
    assert (found.name and found.name.text) == owner


@pytest.mark.parametrize(
    ("phrase", "plural"),
    [
        ("one of his advisers", False),
        ("two of her aides", True),
        ("a nurse", False),
        ("police", True),
        ("they", True),
        ("it", False),
    ],
)
def test_number_is_that_of_those_who_speak(phrase, plural):
    assert mention(phrase).plural == plural


@pytest.mark.parametrize("pronoun", ["he", "she", "it", "they", "who"])
def test_a_pronoun_is_its_own_head(pronoun):
    assert (mention(pronoun).form, mention(pronoun).head) == ("pronoun", pronoun)


def test_a_time_that_was_left_in_a_phrase_is_no_part_of_its_head():
    assert mention("the newspaper Le Phare on November 25").name.text == "Le Phare"


@pytest.mark.parametrize(
    ("phrase", "determiner"), [("the mayor", "the"), ("her deputy", "her"), ("a man", "a"), ("Ann Lee", "")]
)
def test_the_determiner_is_kept_apart(phrase, determiner):
    assert mention(phrase).determiner == determiner


# --- clauses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "span"),
    [
        ("Ann Lee, who lives nearby", "Ann Lee"),
        ("Ann Lee, whose brother drowned", "Ann Lee"),
        ("a woman, who lives nearby", "a woman"),
        ("a woman who lives nearby", "a woman who lives nearby"),
        ("a woman whose brother drowned", "a woman whose brother drowned"),
    ],
)
def test_a_clause_that_tells_which_one_stays_and_any_other_goes(phrase, span):
    assert mention(phrase).span.text == span


# --- names with descriptions --------------------------------------------------------------------------------------------

DESCRIBED = [  # phrase, name, roles
    ("Ann Lee", "Ann Lee", []),
    ("Ann Lee, the mayor", "Ann Lee", ["the mayor"]),
    ("the mayor, Ann Lee", "Ann Lee", ["mayor"]),
    ("the mayor of Oss, Ann Lee", "Ann Lee", ["mayor of Oss"]),
    ("mayor Ann Lee", "Ann Lee", ["mayor"]),
    ("Kesselport Mayor Ann Lee", "Ann Lee", ["Kesselport Mayor"]),
    ("French Foreign Minister Jean-Noel Barrat", "Jean-Noel Barrat", ["French Foreign Minister"]),
    ("Corvane chief executive Ann Lee", "Ann Lee", ["Corvane chief executive"]),
    ("Workers’ Party leader Ann Lee", "Ann Lee", ["Workers’ Party leader"]),
    ("former president Ann Lee", "Ann Lee", ["former president"]),
    ("Ann Lee, former head of the port", "Ann Lee", ["former head of the port"]),
    ("Ann Lee, 43, a nurse from Oss", "Ann Lee", ["a nurse from Oss"]),
    ("the Harbour Herald’s editor, Otto Vane", "Otto Vane", ["Harbour Herald’s editor"]),
    ("Ann Lee, a spokeswoman for Corvane", "Ann Lee", ["a spokeswoman for Corvane"]),
    ("the newspaper Le Phare", "Le Phare", ["newspaper"]),
    ("shipping company Corvane", "Corvane", ["shipping company"]),
    ("Corvane, a shipping company", "Corvane", ["a shipping company"]),
    ("Stephen King", "Stephen King", []),
    ("Dr. P. Ravin of Oss", "P. Ravin", []),
]


@pytest.mark.parametrize(("phrase", "name", "roles"), DESCRIBED)
def test_a_description_before_or_behind_a_name_is_a_role(phrase, name, roles):
    found = mention(phrase)
    assert (found.form, found.name.text) == ("name", name)
    assert [role.text for role in found.roles] == roles


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("On Monday coach Bo Marr left.", ["coach Bo Marr"]),
        ("On Monday Bo Marr, the captain of a ferry, left.", ["Bo Marr, the captain of a ferry"]),
        ("On Monday Bo Marr left.", ["Bo Marr"]),
        ("In Oss, a man left.", ["Oss"]),
    ],
)
def test_names_that_hold_nothing_take_the_description_that_touches_them(text, roles):
    assert [each.span.text for each in case(text).mentions if each.form == "name"] == roles


@pytest.mark.parametrize(
    ("phrase", "age"), [("Ann Lee, 43", "43"), ("Ann Lee, 43, a nurse", "43"), ("the 27-year-old", "27"), ("Ann Lee", None)]
)
def test_ages_are_read_behind_a_name_and_in_a_noun(phrase, age):
    assert mention(phrase).age == age


@pytest.mark.parametrize(
    ("phrase", "titled", "gender"),
    [
        ("Mr. Lee", True, "he"),
        ("Sir Piet Hollis", True, "he"),
        ("Lady Anna Verrin", True, "she"),
        ("Sen. Ann Lee", True, None),
        ("the mayor, Ann Lee", False, None),
        ("Ann Lee", False, None),
        ("he", False, "he"),
        ("she", False, "she"),
        ("her brother", False, "he"),
        ("actress Mia Thorn", False, "she"),
    ],
)
def test_forms_of_address_and_nouns_tell_titles_and_gender(phrase, titled, gender):
    found = mention(phrase)
    assert (found.titled, found.gender) == (titled, gender)


# --- several holders ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("Ann Lee and Bo Marr", ["Ann Lee", "Bo Marr"]),
        ("Ann Lee, Bo Marr and Otto Vane", ["Ann Lee", "Bo Marr", "Otto Vane"]),
        ("Holm and the harbour master, Gerd Aune", ["Holm", "the harbour master, Gerd Aune"]),
        ("Ann Lee, the mayor, and Bo Marr, her deputy", ["Ann Lee, the mayor", "Bo Marr, her deputy"]),
        ("France and Germany", ["France", "Germany"]),
        ("the ministry and the union", ["the ministry", "the union"]),
    ],
)
def test_and_between_holders_makes_parts(phrase, parts):
    found = mention(phrase)
    assert found.form == "joint"
    assert found.plural
    assert [part.span.text for part in found.parts] == parts


@pytest.mark.parametrize(
    "phrase",
    [
        "Smith & Marr",
        "the Department of Health and Human Services",
        "the Fish and Tides Commission",
        "Ann Lee, the founder and chairwoman of Corvane",
        "a spokesman for France and Germany",
        "the head of ports and tides",
        "doctors and nurses",
        "the French and British governments",
    ],
)
def test_and_inside_one_holder_makes_no_parts(phrase):
    assert mention(phrase).parts == ()


# --- where it stands ----------------------------------------------------------------------------------------------------


def test_sentences_are_numbered_through_the_article():
    made = case("Ann Lee left. Bo Marr left.\nGerd Aune left.")
    assert [each.sentence for each in made.mentions] == [0, 1, 2]


def test_a_name_inside_a_quotation_is_quoted():
    made = case("“We met Ann Lee,” said Bo Marr.")
    assert [(each.name.text, each.quoted) for each in made.mentions] == [("Ann Lee", True), ("Bo Marr", False)]


@pytest.mark.parametrize(
    ("text", "fronted"),
    [
        ("Campaigning against Otto Vane, she left.", True),
        ("At a forum with Otto Vane, she left.", True),
        ("She left with Otto Vane, and slept.", False),
        ("Otto Vane, a pilot, left.", False),
    ],
)
def test_names_in_an_adjunct_before_the_comma_are_fronted(text, fronted):
    assert [each.fronted for each in case(text).mentions if each.form == "name"] == [fronted]


def test_mentions_come_in_the_order_of_the_text_and_each_once():
    made = case("Ann Lee said it was late. She met Bo Marr, the captain, and left.", "Ann Lee | said")
    places = [(each.span.start, each.span.end) for each in made.mentions]
    assert places == sorted(set(places))


def test_a_name_may_be_written_with_combining_marks():
    assert names("She met Ann Le\u0301on at noon.") == ["Ann Le\u0301on"]
