"""Front matter of Markdown: what it shows of the article, and what is no front matter."""

import pytest

from whence.ingest.anatomy import article
from whence.ingest.frontmatter import with_front_matter
from whence.records.article import Given

LEAD = "The ferry to Ostrava Holm will sail again on Monday, the harbour master Ilse Brandvik said in the council hall."
FRONT = """---
title: "Ferry sails again"
author: Mira Tanner
url: https://holmpost.example/2026/03/12/ferry
date: 2026-03-12T09:30:00+01:00
tags: [ferry, holm]
---
"""
TEXT = f"{FRONT}\n# Ferry sails again\n\n{LEAD}\n\n{LEAD}\n"


def read(text):
    return article(with_front_matter(Given(name="a.md", text=text)))


def test_title_author_date_and_address_of_the_front_matter_are_shown_and_the_text_stays_whole():
    found = read(TEXT)
    assert found.text == TEXT
    assert (found.title, found.byline, found.url) == (
        "Ferry sails again",
        ("Mira Tanner",),
        "https://holmpost.example/2026/03/12/ferry",
    )
    assert (found.dates.published.value, found.dates.published.basis) == ("2026-03-12T09:30:00+01:00", "given")


def test_the_front_matter_is_one_block_that_is_no_prose_and_the_blocks_behind_it_are_those_of_the_text():
    found = read(TEXT)
    front, *others = [(block.role, found.text[block.start : block.end]) for block in found.blocks]
    assert front == ("boilerplate", FRONT.strip())
    assert [text for role, text in others if role == "paragraph"] == [LEAD, LEAD]


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{LEAD}\n---\n{LEAD}\n",
        f"---\ncolour: red\n---\n{LEAD}\n",
        f"--- title: x ---\n{LEAD}\n",
        f"---\ntitle: Ferry\n{LEAD}\n",
        "---\n" + "title: Ferry\n" * 70 + f"---\n{LEAD}\n",
        f"{LEAD}\n---\ntitle: Ferry\n---\n",
    ],
)
def test_rules_around_something_else_are_no_front_matter(text):
    given = Given(name="a.md", text=text)
    assert with_front_matter(given) == given


def test_what_was_told_of_the_address_stands():
    given = Given(name="a.md", text=TEXT, url="https://northwire.example/1")
    assert with_front_matter(given).url == "https://northwire.example/1"
