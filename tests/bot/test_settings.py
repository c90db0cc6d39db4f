"""Every setting, read once; what is missing or malformed is refused in one sentence."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.conversation.policy import SILENCE_COUNTS_AFTER
from bot.errors import SettingError
from bot.helpline.pace import LADDERS
from bot.helpline.steps import parse_ladder
from bot.helpline.support_lines import SupportLines
from bot.helpline.terms import TERMS
from bot.settings import Settings, data_dir, read_settings

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)
        monkeypatch.delenv(f"{field.alias}_FILE", raising=False)


def given(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def test_nothing_has_to_be_set() -> None:
    settings = read_settings()

    assert settings.has_tokens is False
    assert settings.phone == "0300 30 30 333"
    assert settings.timezone == "Europe/London"
    assert settings.queue_channel == "helpline-queue"
    assert settings.database == "sqlite:///var/helpline.db"
    assert settings.opening_hours.are_set is False


def test_settings_are_read_by_their_documented_names(monkeypatch: pytest.MonkeyPatch) -> None:
    given(
        monkeypatch,
        **TOKENS,
        SLACK_API_URL="http://127.0.0.1:1/api/",
        HELPLINE_DATABASE_URL="sqlite:///other.db",
        HELPLINE_DATA_DIR="data",
        HELPLINE_QUEUE_CHANNEL="C0QUEUE",
        HELPLINE_STAFF="U1, U2,S9",
        HELPLINE_PHONE="01632 960 000",
        HELPLINE_TIMEZONE="Europe/Dublin",
        HELPLINE_HOURS="mon-fri 08:00-18:00",
        HELPLINE_LOG_LEVEL="debug",
    )

    settings = read_settings()

    assert settings.has_tokens is True
    assert (settings.database, settings.index_folder) == ("sqlite:///other.db", Path("data/index"))
    assert (settings.staff_addresses, settings.staff_group) == (("U1", "U2"), "S9")
    assert settings.opening_hours.timezone.key == "Europe/Dublin"
    assert settings.log_level == "DEBUG"
    assert data_dir() == Path("data")


def test_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in TOKENS.items():
        (tmp_path / name).write_text(f"{value}\n")
        monkeypatch.setenv(f"{name}_FILE", str(tmp_path / name))

    settings = read_settings()

    assert (settings.bot_token, settings.app_token) == ("xoxb-1", "xapp-1")


def test_variable_goes_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given(monkeypatch, **TOKENS, SLACK_BOT_TOKEN_FILE=str(tmp_path / "missing"))

    assert read_settings().bot_token == "xoxb-1"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1"),
        ("SLACK_APP_TOKEN", "xoxb-1"),
        ("HELPLINE_PHONE", "ring us"),
        ("HELPLINE_TIMEZONE", "Europe/Nowhere"),
        ("HELPLINE_TIMEZONE", "../etc/passwd"),
        ("HELPLINE_HOURS", "weekdays"),
        ("HELPLINE_STAFF", "ash, bex"),
        ("HELPLINE_LOG_LEVEL", "loud"),
    ],
)
def test_malformed_setting_stops_the_start_with_one_sentence_that_names_it(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(SettingError) as refused:
        read_settings()

    sentence = str(refused.value)
    assert re.fullmatch(rf"{variable}: .+\.", sentence)
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("there", "missing"),
    [("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"), ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")],
)
def test_one_token_without_the_other_is_refused(
    monkeypatch: pytest.MonkeyPatch, there: str, missing: str
) -> None:
    monkeypatch.setenv(there, TOKENS[there])

    with pytest.raises(SettingError, match=f"{missing} is not set"):
        read_settings()


def test_secret_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN_FILE", str(tmp_path / "missing"))

    with pytest.raises(SettingError, match="SLACK_BOT_TOKEN_FILE names"):
        read_settings()


def test_refused_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "hunter2")

    with pytest.raises(SettingError) as refused:
        read_settings()

    assert "hunter2" not in str(refused.value)


def test_bank_holidays_are_englands_unless_others_or_none_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named = []
    for value in ("", "Scotland, wales", "none"):
        if value:
            given(monkeypatch, HELPLINE_BANK_HOLIDAYS=value)
        named.append(read_settings().opening_hours.closed_on.nations)

    assert named == [("england",), ("scotland", "wales"), ()]


def test_bank_holidays_of_an_unknown_nation_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, HELPLINE_BANK_HOLIDAYS="cornwall")

    with pytest.raises(SettingError, match="HELPLINE_BANK_HOLIDAYS: “cornwall” is none of"):
        read_settings()


def test_ladders_are_those_of_the_pace_unless_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().ladders == dict(LADDERS)

    given(monkeypatch, HELPLINE_LADDER_IMMEDIATE="1, 2, 4, 8")

    assert read_settings().ladders["immediate"] == parse_ladder("60s,120s,240s,480s")


@pytest.mark.parametrize(
    "text",
    ["", "2,5,10", "5,2,10,10", "0,5,10,10", "2,5,10,0", "a,b,c,d", "2,5s,10,10", "2,5,10h,10"],
)
def test_ladder_that_does_not_rise_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    given(monkeypatch, HELPLINE_LADDER_TODAY=text)

    with pytest.raises(SettingError, match="HELPLINE_LADDER_TODAY: "):
        read_settings()


def test_lease_and_silence_are_those_of_the_policy_unless_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual = read_settings()

    given(monkeypatch, HELPLINE_LEASE="20,10,60,10", HELPLINE_SILENCE_COUNTS_AFTER="30s")
    settings = read_settings()

    assert (usual.lease, usual.silence_counts_after) == (TERMS, SILENCE_COUNTS_AFTER)
    assert settings.lease.after_the_reminder == timedelta(minutes=10)
    assert settings.silence_counts_after == timedelta(seconds=30)


@pytest.mark.parametrize("text", ["10,5,30", "10,0,30,5", "-1,5,30,5", "ten,5,30,5"])
def test_lease_that_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    given(monkeypatch, HELPLINE_LEASE=text)

    with pytest.raises(SettingError, match=r"HELPLINE_LEASE: .*4 whole numbers"):
        read_settings()


def test_silence_of_no_length_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, HELPLINE_SILENCE_COUNTS_AFTER="0")

    with pytest.raises(SettingError, match=r"HELPLINE_SILENCE_COUNTS_AFTER: .*one whole number"):
        read_settings()


def test_second_channels_are_none_unless_set_and_secrets_may_lie_in_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert read_settings().second_channels == ()
    (tmp_path / "password").write_text("a-password\n")
    (tmp_path / "secret").write_text("a secret of sixteen or more\n")

    given(
        monkeypatch,
        HELPLINE_SMTP_HOST="mail.example.org",
        HELPLINE_SMTP_USER="helpline",
        HELPLINE_SMTP_PASSWORD_FILE=str(tmp_path / "password"),
        HELPLINE_SMTP_FROM="helpline@example.org",
        HELPLINE_SMTP_TO="duty@example.org, second@example.org",
        HELPLINE_WEBHOOK_URL="https://hooks.example.org/helpline",
        HELPLINE_WEBHOOK_SECRET_FILE=str(tmp_path / "secret"),
    )
    settings = read_settings()

    assert settings.second_channels == ("smtp", "webhook")
    assert settings.smtp_recipients == ("duty@example.org", "second@example.org")
    assert (settings.smtp_password, settings.webhook_secret) == (
        "a-password",
        "a secret of sixteen or more",
    )


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"HELPLINE_SMTP_HOST": "mail.example.org"}, "HELPLINE_SMTP_FROM is not set"),
        ({"HELPLINE_SMTP_USER": "helpline"}, "HELPLINE_SMTP_PASSWORD is not set"),
        ({"HELPLINE_SMTP_PORT": "0"}, "HELPLINE_SMTP_PORT: "),
        ({"HELPLINE_SMTP_TO": "the duty desk"}, "HELPLINE_SMTP_TO: “the duty desk” is no"),
        ({"HELPLINE_WEBHOOK_URL": "https://h.example"}, "HELPLINE_WEBHOOK_SECRET is not set"),
        ({"HELPLINE_WEBHOOK_URL": "http://h.example"}, "HELPLINE_WEBHOOK_URL: use an address"),
        ({"HELPLINE_WEBHOOK_SECRET": "short"}, "HELPLINE_WEBHOOK_SECRET: use at least 16"),
    ],
)
def test_half_a_second_channel_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], named: str
) -> None:
    given(monkeypatch, **variables)

    with pytest.raises(SettingError, match=named):
        read_settings()


def test_numbers_given_in_distress_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    given(
        monkeypatch,
        HELPLINE_SAMARITANS="01632 960 111",
        HELPLINE_EDUCATION_SUPPORT="01632 960 222",
        HELPLINE_NUMBERS_REVIEWED="2027-01-31",
    )

    assert read_settings().support_lines == SupportLines(
        "01632 960 111", "01632 960 222", date(2027, 1, 31)
    )
