"""The Slack channel. Nothing of Slack is imported before its tokens are set."""

from channels.slack.channel import SlackInput

__all__ = ["SlackInput"]
