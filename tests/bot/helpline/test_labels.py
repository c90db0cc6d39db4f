"""Claims about what people say of triage's judgement."""

from __future__ import annotations

from bot.db import Database
from bot.helpline import labels
from bot.helpline.labels import Labelled, Verdict
from tests.bot.factories import NOW, a_case, a_concern, an_adviser


def test_label_gives_the_words_without_any_slack_id(database: Database) -> None:
    with database.write() as tx:
        case = a_case(tx, concern=a_concern("ask <@U0MEMBER2> in <#C0GENERAL|general>, he is here"))

        labels.keep(tx, case.id, Verdict.NOT_LIVE, an_adviser(tx).id, NOW)

        found = labels.all_labelled(tx)
    assert found == [Labelled("ask in , he is here", Verdict.NOT_LIVE, "hours", distress=False)]


def test_latest_word_on_a_case_counts(database: Database) -> None:
    with database.write() as tx:
        case, adviser = a_case(tx), an_adviser(tx)

        labels.keep(tx, case.id, Verdict.NOT_LIVE, adviser.id, NOW)
        labels.keep(tx, case.id, Verdict.SHOULD_HAVE_BEEN_LIVE, adviser.id, NOW)

        found = [one.verdict for one in labels.all_labelled(tx)]
    assert found == [Verdict.SHOULD_HAVE_BEEN_LIVE]
