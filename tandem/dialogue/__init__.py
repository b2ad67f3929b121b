"""What to say next: from an understood message and what was said before to replies."""

from tandem.dialogue.advisor import Advisor
from tandem.dialogue.context import Context
from tandem.dialogue.message import Hit, Message, Question

__all__ = ["Advisor", "Context", "Hit", "Message", "Question"]
