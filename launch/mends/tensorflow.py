"""Leave TensorFlow out where no component of `config.yml` uses it.

Rasa imports all its components, and so TensorFlow, whichever are used: seconds and hundreds of MB in each process.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import yaml

COMPONENTS = {
    "ConveRTFeaturizer": "rasa.nlu.featurizers.dense_featurizer.convert_featurizer",
    "DIETClassifier": "rasa.nlu.classifiers.diet_classifier",
    "LanguageModelFeaturizer": "rasa.nlu.featurizers.dense_featurizer.lm_featurizer",
    "ResponseSelector": "rasa.nlu.selectors.response_selector",
    "TEDPolicy": "rasa.core.policies.ted_policy",
    "UnexpecTEDIntentPolicy": "rasa.core.policies.unexpected_intent_policy",
}
HELPERS = {
    "RasaTrainingLogger": "rasa.utils.tensorflow.callback",
    "RasaModelCheckpoint": "rasa.utils.tensorflow.callback",
    "RasaBatchDataGenerator": "rasa.utils.tensorflow.data_generator",
}


def leave_out(config: Path = Path("config.yml")) -> None:
    """Put empty classes in the place of those that are built on TensorFlow, before Rasa imports them."""
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    if not (settings.get("pipeline") and settings.get("policies")):
        return  # Rasa then takes its default ones
    used = {part["name"].split(".")[-1] for part in (*settings["pipeline"], *settings["policies"])}
    if used & COMPONENTS.keys():
        return
    for name, module in {**COMPONENTS, **HELPERS}.items():
        stand_in = sys.modules.setdefault(module, ModuleType(module))
        setattr(stand_in, name, type(name, (), {"__init__": _refuse}))


def _refuse(self: object, *arguments: object, **options: object) -> None:
    raise ImportError(f"{type(self).__name__} needs TensorFlow, left out as config.yml names no such component")
