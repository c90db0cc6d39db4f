"""What Slack is told of the app."""

from __future__ import annotations

import argparse
import json

import pytest

from bot.commands import manifest as command
from bot.conversation import app_wording
from bot.slack.manifest import EVENTS, SCOPES, manifest


def test_manifest_names_every_front_door() -> None:
    features = manifest()["features"]

    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert features["slash_commands"][0]["command"] == "/helpline"
    assert features["shortcuts"][0]["callback_id"] == "ask_helpline"
    assert features["shortcuts"][0]["type"] == "message"


def test_manifest_connects_over_socket_mode_without_an_address() -> None:
    settings = manifest()["settings"]

    assert settings["socket_mode_enabled"] is True
    assert settings["interactivity"] == {"is_enabled": True}
    assert settings["event_subscriptions"] == {"bot_events": list(EVENTS)}
    assert "url" not in json.dumps(manifest())


def test_manifest_asks_for_no_scope_twice_and_for_no_files() -> None:
    scopes = manifest()["oauth_config"]["scopes"]["bot"]

    assert scopes == sorted(set(SCOPES))
    assert not [scope for scope in scopes if scope.startswith("files:")]


def test_agent_manifest_differs_only_in_the_agent_view() -> None:
    plain, agent = manifest(), manifest(agent=True)

    assert "agent_view" not in plain["features"]
    assert agent["features"].pop("agent_view")["agent_description"] == app_wording.APP_DESCRIPTION
    agent["oauth_config"]["scopes"]["bot"].remove("assistant:write")
    assert agent == plain


def test_manifest_keeps_to_slacks_limits() -> None:
    made = manifest(agent=True)

    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["shortcuts"][0]["name"]) <= 24
    assert len(made["features"]["shortcuts"][0]["description"]) <= 150


@pytest.mark.parametrize("options", [[], ["--agent"]], ids=["plain", "agent"])
def test_command_prints_json_to_paste(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())

    status = command.run(parser.parse_args(["manifest", *options]))

    assert status == 0
    assert json.loads(capsys.readouterr().out) == manifest(agent=bool(options))
