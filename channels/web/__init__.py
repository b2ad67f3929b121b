"""The web channel: the chat page, the widget, and the interface that it speaks."""

from channels.web.channel import WebInput

__all__ = ["WebInput"]
