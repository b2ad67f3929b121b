"""The tokens of the Slack app, from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

BOT, SIGNING, APP = "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN"
BEGINS = {BOT: "xoxb-", APP: "xapp-"}
SLACK = "https://slack.com/api/"


@dataclass(frozen=True)
class Settings:
    """Attributes:
    bot: the bot's token.
    signing: the secret that signs Slack's requests, "" where they come over Socket Mode.
    app: the token for Socket Mode, "" where Slack sends requests to /slack/events.
    api: where Slack is.
    """

    bot: str
    signing: str = ""
    app: str = ""
    api: str = SLACK

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Settings | None:
        """The settings, None where none is set.

        Raises:
            ValueError: one is missing or wrong; says which.
        """
        given = {name: environment[name] for name in (BOT, SIGNING, APP) if environment.get(name)}
        if not given:
            return None
        if BOT not in given:
            raise ValueError(f"{BOT} is missing; take it from the app's page, OAuth & Permissions")
        if len(given) == 1:
            raise ValueError(f"{APP} (Socket Mode) or {SIGNING} (requests to /slack/events) is missing")
        for name, begin in BEGINS.items():
            if name in given and not given[name].startswith(begin):
                raise ValueError(f"{name} does not begin with {begin}: it is another of Slack's tokens")
        return cls(given[BOT], given.get(SIGNING, ""), given.get(APP, ""), environment.get("SLACK_API_URL", SLACK))
