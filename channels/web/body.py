"""Bodies of requests, checked against the OpenAPI file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from sanic.request import Request

from channels.body import MOST_CHARACTERS, parse
from channels.errors import Refused

OPENAPI = Path(__file__).with_name("openapi.yml")


@cache
def openapi() -> dict[str, Any]:
    """The description of the interface."""
    return dict(yaml.safe_load(OPENAPI.read_text(encoding="utf-8")))


def read(request: Request, schema: str) -> dict[str, Any]:
    """The body of a request as a component of the OpenAPI file describes it.

    Raises:
        Refused: it is too large, no JSON, or something else.
    """
    body = parse(request)
    if isinstance(body, dict) and len(str(body.get("text", ""))) > MOST_CHARACTERS:
        raise Refused(413, "too_long", f"a message has at most {MOST_CHARACTERS} characters; shorten it")
    problem = next(iter(_validator(schema).iter_errors(body)), None)
    if problem:
        raise Refused(400, "invalid", _told(problem))
    return dict(body)


def _told(problem: jsonschema.ValidationError) -> str:
    """What is wrong with a body, without what it holds."""
    where = "/".join(map(str, problem.absolute_path)) or "the body"
    rule, value = problem.validator, problem.validator_value
    if rule == "required":
        return f"{where} must have {', '.join(value)}"
    if rule == "additionalProperties":
        return f"{where} has a field that isn't known"
    return f"{where} doesn't fit: {rule} is {value}"


@cache
def _validator(schema: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(openapi()["components"]["schemas"][schema])
