"""The Slack app: what it listens to. Built on Slack's own framework, Bolt."""

from __future__ import annotations

import logging
import re
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncAssistant, AsyncRespond
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from channels.slack import buttons, home
from channels.slack.call import attempt, counted
from channels.slack.conversations import Conversations
from channels.slack.messages import Place, is_said, words
from channels.slack.post import Aside, Post
from channels.slack.settings import Settings
from tandem.advice.book import Book
from tandem_rasa.errors import describe

MOST_TRIES = 5  # where Slack asks to wait
MOST_PROMPTS = 4  # that an assistant thread shows
Event = dict[str, Any]
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
logger = logging.getLogger(__name__)


def build(settings: Settings, conversations: Conversations, book: Book) -> AsyncApp:
    """The app, with all its listeners."""
    signed = bool(settings.signing)  # what comes over Socket Mode is not
    app = AsyncApp(token=settings.bot, signing_secret=settings.signing or "-", request_verification_enabled=signed)
    app.client.base_url = settings.api
    app.client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=MOST_TRIES))
    _messages(app, conversations)
    _home(app, conversations, book)
    buttons.listen(app, conversations)
    app.use(_assistant(conversations))
    app.error(_failed)
    return app


async def _failed(error: Exception, response: BoltResponse | None) -> BoltResponse | None:
    """Log a failure without what it quotes; what Slack would never send is refused.

    There is no `response` to be changed if the event was acknowledged before.
    """
    logger.error("an event from Slack could not be handled: %s", describe(error))
    if response is None:
        return None
    return BoltResponse(status=400 if isinstance(error, MALFORMED) else 500)


def _messages(app: AsyncApp, conversations: Conversations) -> None:
    @app.event("app_mention")
    @counted
    async def mentioned(event: Event, context: Any, client: AsyncWebClient) -> None:
        if is_said(event):
            await _answer(event, context, client, conversations)

    @app.event("message")
    @counted
    async def said(event: Event, context: Any, client: AsyncWebClient) -> None:
        if not is_said(event):
            return
        direct = event.get("channel_type") == "im"
        mention = f"<@{context.bot_user_id}" in event.get("text", "")  # which comes as an event of its own
        place = Place.of(context.team_id, event)
        if direct or (event.get("thread_ts") and not mention and await conversations.takes_part(place)):
            await _answer(event, context, client, conversations)

    @app.command(re.compile("^/tandem"))
    @counted
    async def ordered(ack: AsyncAck, command: Event, respond: AsyncRespond) -> None:
        await ack()
        text = words(command.get("text") or conversations.phrases("asks_help"), "")
        aside = Aside(respond, conversations.phrases)
        await conversations.answer(aside, Place.of_command(command), command["trigger_id"], text)


def _home(app: AsyncApp, conversations: Conversations, book: Book) -> None:
    @app.event("app_home_opened")
    @counted
    async def opened(event: Event, context: Any, client: AsyncWebClient) -> None:
        if event.get("tab", "home") == "home":
            await show(client, context.team_id, event["user"])

    @app.action(re.compile(f"^{home.ASK}-"))
    @counted
    async def asked(ack: AsyncAck, body: Event, action: Event, client: AsyncWebClient) -> None:
        await ack()
        place = await direct(client, body["team"]["id"], body["user"]["id"])
        post = Post(client, place, conversations.phrases)
        await conversations.answer(post, place, body["trigger_id"], action["value"])

    @app.action(home.OVER)
    @counted
    async def over(ack: AsyncAck, body: Event, client: AsyncWebClient) -> None:
        await ack()
        await conversations.forget(await direct(client, body["team"]["id"], body["user"]["id"]))
        await show(client, body["team"]["id"], body["user"]["id"])

    async def show(client: AsyncWebClient, team: str, user: str) -> None:
        plan = await conversations.plan(await direct(client, team, user))
        names = [book.practices[id].name for id in plan if id in book.practices]
        view = home.home(_asks(conversations), names, conversations.phrases)
        await attempt(lambda: client.views_publish(user_id=user, view=view))

    async def direct(client: AsyncWebClient, team: str, user: str) -> Place:
        opened = await client.conversations_open(users=user)
        return Place.of(team, {"channel": opened["channel"]["id"], "channel_type": "im"})


def _assistant(conversations: Conversations) -> AsyncAssistant:
    assistant = AsyncAssistant()

    @assistant.thread_started
    @counted
    async def started(say: Any, set_suggested_prompts: Any) -> None:
        await attempt(lambda: say(conversations.phrases("assistant_hello")))
        prompts = [{"title": ask, "message": ask} for ask in _asks(conversations)[:MOST_PROMPTS]]
        await attempt(lambda: set_suggested_prompts(prompts=prompts))

    @assistant.user_message
    @counted
    async def said(payload: Event, context: Any, client: AsyncWebClient, set_status: Any) -> None:
        await attempt(lambda: set_status(conversations.phrases("status")))  # no assistant's thread has one
        await _answer(payload, context, client, conversations)

    return assistant


async def _answer(event: Event, context: Any, client: AsyncWebClient, conversations: Conversations) -> None:
    """Answer a message; its id is the same for each delivery, also where a mention comes as two events."""
    place = Place.of(context.team_id, event)
    text = words(event.get("text", ""), context.bot_user_id)
    await conversations.answer(
        Post(client, place, conversations.phrases), place, f"{event['channel']}-{event['ts']}", text
    )


def _asks(conversations: Conversations) -> list[str]:
    """Things to ask."""
    return conversations.phrases("asks").splitlines()
