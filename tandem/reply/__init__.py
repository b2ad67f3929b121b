"""An answer as data, and how it is written out as text."""

from tandem.reply.reply import Reply, Source, Suggestion

__all__ = ["Reply", "Source", "Suggestion"]
