"""Each format becomes the same kind of document."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.document import Section
from indexer.errors import BrokenGuidanceError
from indexer.loaders import LOADERS
from indexer.loaders.html import load_html
from indexer.loaders.markdown import load_markdown
from indexer.loaders.text import load_text
from knowledge.passage import plain
from tests.indexer.pages import HTML, MARKDOWN, SAVED_2020, SAVED_2022, a_page, front_matter


def test_markdown_states_its_metadata() -> None:
    document = load_markdown(a_page(MARKDOWN))

    assert (document.id, document.title, document.nation, document.sample) == (
        "lunch",
        "Lunch: what is served",
        "northern-ireland",
        True,
    )
    assert (document.published, document.revised) == (date(2020, 5, 6), date(2021, 6, 7))
    assert (document.valid_from, document.valid_to) == (date(2020, 5, 1), None)


def test_markdown_is_cut_at_headings_and_keeps_their_path() -> None:
    document = load_markdown(a_page(MARKDOWN))

    assert [(section.heading, section.path) for section in document.sections] == [
        ("Lunch: what is served", ()),
        ("Soup", ("Soup",)),
        ("On Fridays", ("Soup", "On Fridays")),
        ("Pudding", ("Pudding",)),
    ]


def test_markdown_text_stands_character_by_character_in_its_page() -> None:
    soup = load_markdown(a_page(MARKDOWN)).sections[1]

    assert soup.text in MARKDOWN
    assert plain(soup.text) == "There is always soup. See the menu."


def test_markdown_heading_inside_code_is_text() -> None:
    fridays = load_markdown(a_page(MARKDOWN)).sections[2]

    assert "# not a heading" in fridays.text


def test_markdown_without_front_matter_takes_title_and_id_from_itself() -> None:
    document = load_markdown(a_page("# Lunch\n\nOfsted eats at noon.\n", "noon.md"))

    assert (document.id, document.title, document.nation) == ("noon", "Lunch", "england")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("---\ntitle: x\n# Lunch\n\nNoon.", "never closed", id="open front matter"),
        pytest.param("---\na: [\n---\nNoon.", "bad front matter", id="not YAML"),
        pytest.param("---\n- a\n---\nNoon.", "expected names and values", id="a list"),
        pytest.param(front_matter(published="2026-02-31"), "bad date", id="no such day"),
        pytest.param(front_matter(revised="soon"), "bad date: revised is 'soon'", id="no date"),
        pytest.param(front_matter(nation="france"), "unknown nation 'france'", id="nation"),
        pytest.param(front_matter(sample="maybe"), "expected true or false", id="sample"),
        pytest.param(
            front_matter(valid_from="2026-02-02", valid_to="2026-02-01"),
            "valid_to 2026-02-01 is before valid_from 2026-02-02",
            id="ends before it begins",
        ),
        pytest.param("---\ntitle: x\n---\n# Lunch\n", "empty", id="no text"),
    ],
)
def test_broken_markdown_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BrokenGuidanceError, match=reason):
        load_markdown(a_page(text))


def test_first_day_in_force_is_the_day_of_publication_unless_stated() -> None:
    assert load_markdown(a_page(front_matter(published="2020-05-06"))).valid_from == date(
        2020, 5, 6
    )


def test_html_is_read_without_menu_script_and_footer() -> None:
    document = load_html(a_page(HTML, "lunch.html"))

    assert document.sections == (
        Section("Lunch", (), "Lunch is at noon."),
        Section(
            "Soup", ("Soup",), "Always soup.\n\n- leek\n- pea\n| Day | Soup |\n| Monday | pea |"
        ),
    )
    assert (document.nation, document.published, document.url) == (
        "wales",
        date(2020, 5, 6),
        "https://guidance.example/lunch",
    )


def test_saved_page_separates_standing_policy_from_news() -> None:
    document = load_text(a_page(SAVED_2020, "000.txt"))

    assert [section.heading for section in document.sections] == [
        "Lunches, clubs and trips",
        "Make sure that kitchens are paid for",
        "Let schools choose their own clubs and trips without asking anybody first",
        "Inspectors of kitchens asked to come before noon",
    ]
    assert document.title == "Lunches, clubs and trips"


@pytest.mark.parametrize(
    ("text", "published"), [(SAVED_2020, date(2020, 5, 6)), (SAVED_2022, date(2022, 6, 7))]
)
def test_saved_page_states_its_date_in_words(text: str, published: date) -> None:
    document = load_text(a_page(text, "000.txt"))

    assert (document.published, document.valid_from, document.valid_to) == (
        published,
        published,
        None,
    )


@pytest.mark.parametrize("dropped", ["Home Menu", ".jpg", ";", "First published"])
def test_saved_page_loses_what_is_not_guidance(dropped: str) -> None:
    document = load_text(a_page(SAVED_2020, "000.txt"))

    assert not any(dropped in f"{s.heading}\n{s.text}" for s in document.sections)


def test_saved_page_keeps_its_last_pointer_as_text() -> None:
    news = load_text(a_page(SAVED_2022, "001.txt")).sections[-1]

    assert news.text.endswith("You can sign up here")


def test_nation_of_a_page_that_states_none_is_named_by_its_words() -> None:
    assert load_text(a_page("Lunch\n\nEstyn eats at noon.", "a.txt")).nation == "wales"


@pytest.mark.parametrize("suffix", LOADERS)
def test_every_loader_refuses_a_page_without_text(suffix: str) -> None:
    with pytest.raises(BrokenGuidanceError, match="empty"):
        LOADERS[suffix](a_page(" \n ", f"lunch{suffix}"))


ASKED = """---
title: Lunch
asked_as:
  {heading}:
    - when do we eat
    - "  is there pudding  "
---
# Lunch

Every child eats.

## When

At noon.
"""


def test_section_takes_the_questions_listed_under_its_heading() -> None:
    document = load_markdown(a_page(ASKED.format(heading="When")))

    assert [section.asked_as for section in document.sections] == [
        (),
        ("when do we eat", "is there pudding"),
    ]


def test_questions_under_a_heading_that_is_not_there_are_refused() -> None:
    with pytest.raises(BrokenGuidanceError, match="asked_as: no section is headed 'Whn'"):
        load_markdown(a_page(ASKED.format(heading="Whn")))


def test_questions_that_are_no_list_are_refused() -> None:
    with pytest.raises(BrokenGuidanceError, match="asked_as: expected a list"):
        load_markdown(
            a_page("---\ntitle: Lunch\nasked_as: why\n---\n# Lunch\n\nEvery child eats.\n")
        )
