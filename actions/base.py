"""What Tandem's actions have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod

from rasa_sdk import Action

from actions.reply import load


class CoreAction(Action, ABC):
    """An action that the core answers; what the core knows is read when the server starts."""

    def __init__(self) -> None:
        load()

    @abstractmethod
    def name(self) -> str:
        """The action's name in domain.yml."""
