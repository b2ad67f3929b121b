"""The Slack app: what it listens to. Built on Slack's own framework, Bolt."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncAssistant, AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from channels.slack import home
from channels.slack.blocks import MENU, SAY, THUMB, Block
from channels.slack.conversations import Conversations
from channels.slack.messages import Place, is_said, words
from channels.slack.post import tell
from channels.slack.settings import Settings
from tandem.advice.book import Book

MOST_TRIES = 5  # where Slack asks to wait
MOST_PROMPTS = 4  # that an assistant thread shows
Event = dict[str, Any]


def build(settings: Settings, conversations: Conversations, book: Book) -> AsyncApp:
    """The app, with all its listeners."""
    signed = bool(settings.signing)  # what comes over Socket Mode is not
    app = AsyncApp(token=settings.bot, signing_secret=settings.signing or "-", request_verification_enabled=signed)
    app.client.base_url = settings.api
    app.client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=MOST_TRIES))
    _messages(app, conversations)
    _buttons(app, conversations)
    _home(app, conversations, book)
    app.use(_assistant(conversations))
    return app


def asks(conversations: Conversations) -> list[str]:
    """Things to ask."""
    return conversations.phrases("asks").splitlines()


def _messages(app: AsyncApp, conversations: Conversations) -> None:
    @app.event("app_mention")
    async def mentioned(event: Event, context: Any, client: AsyncWebClient) -> None:
        if is_said(event):
            await answer(event, context, client)

    @app.event("message")
    async def said(event: Event, context: Any, client: AsyncWebClient) -> None:
        if not is_said(event):
            return
        direct = event.get("channel_type") == "im"
        mention = f"<@{context.bot_user_id}" in event.get("text", "")  # which comes as an event of its own
        place = Place.of(context.team_id, event)
        if direct or (event.get("thread_ts") and not mention and await conversations.takes_part(place)):
            await answer(event, context, client)

    async def answer(event: Event, context: Any, client: AsyncWebClient) -> None:
        text = words(event.get("text", ""), context.bot_user_id)
        await conversations.answer(client, Place.of(context.team_id, event), _id(event), text)

    @app.command(re.compile("^/tandem"))
    async def ordered(ack: AsyncAck, command: Event, respond: AsyncRespond) -> None:
        await ack()
        place, text = Place.of_command(command), command.get("text") or conversations.phrases("asks_help")

        async def send(parts: list[Block], told: str) -> None:
            await respond(told, parts or None, response_type="ephemeral")

        await conversations.answer_alone(send, place, command["trigger_id"], words(text, ""))


def _buttons(app: AsyncApp, conversations: Conversations) -> None:
    @app.action(re.compile(f"^({SAY}-|{MENU}$)"))
    async def pressed(ack: AsyncAck, body: Event, action: Event, respond: AsyncRespond, client: AsyncWebClient) -> None:
        await ack()
        title = action["selected_option"]["value"] if action["type"] == "static_select" else action["value"]
        place, id = _place(body), f"{body['container']['message_ts']}-pressed"
        shown = body.get("message", {}).get("blocks", [])
        if not body["container"].get("is_ephemeral"):
            await _disarm(client, body, _chosen(shown, conversations.phrases("chosen", title=title)))
            await conversations.answer(client, place, id, title)
            return

        async def send(parts: list[Block], told: str) -> None:
            await respond(told, parts or None, response_type="ephemeral", replace_original=False)

        command = {"team_id": body["team"]["id"], "channel_id": body["channel"]["id"], "user_id": body["user"]["id"]}
        await conversations.answer_alone(send, Place.of_command(command), f"{id}-{body['trigger_id']}", title)

    @app.action(re.compile(f"^{THUMB}-"))
    async def judged(ack: AsyncAck, body: Event, action: Event, client: AsyncWebClient) -> None:
        await ack()
        await conversations.judge(_place(body), action["value"], action["action_id"].removeprefix(f"{THUMB}-"))
        if not body["container"].get("is_ephemeral"):
            shown = body.get("message", {}).get("blocks", [])
            thanks = _note(conversations.phrases("thumb_thanks"))
            await _disarm(client, body, [thanks if b.get("block_id") == THUMB else b for b in shown])


def _home(app: AsyncApp, conversations: Conversations, book: Book) -> None:
    @app.event("app_home_opened")
    async def opened(event: Event, context: Any, client: AsyncWebClient) -> None:
        if event.get("tab", "home") == "home":
            await show(client, context.team_id, event["user"])

    @app.action(re.compile(f"^{home.ASK}-"))
    async def asked(ack: AsyncAck, body: Event, action: Event, client: AsyncWebClient) -> None:
        await ack()
        place = await direct(client, body["team"]["id"], body["user"]["id"])
        await conversations.answer(client, place, body["trigger_id"], action["value"])

    @app.action(home.OVER)
    async def over(ack: AsyncAck, body: Event, client: AsyncWebClient) -> None:
        await ack()
        await conversations.forget(await direct(client, body["team"]["id"], body["user"]["id"]))
        await show(client, body["team"]["id"], body["user"]["id"])

    async def show(client: AsyncWebClient, team: str, user: str) -> None:
        plan = await conversations.plan(await direct(client, team, user))
        names = [book.practices[id].name for id in plan if id in book.practices]
        await client.views_publish(user_id=user, view=home.home(asks(conversations), names, conversations.phrases))

    async def direct(client: AsyncWebClient, team: str, user: str) -> Place:
        opened = await client.conversations_open(users=user)
        return Place(f"{team}:{opened['channel']['id']}:", opened["channel"]["id"])


def _assistant(conversations: Conversations) -> AsyncAssistant:
    assistant = AsyncAssistant()

    @assistant.thread_started
    async def started(say: Any, set_suggested_prompts: Any) -> None:
        await say(conversations.phrases("assistant_hello"))
        prompts = [{"title": ask, "message": ask} for ask in asks(conversations)[:MOST_PROMPTS]]
        await set_suggested_prompts(prompts=prompts)

    @assistant.user_message
    async def said(payload: Event, context: Any, client: AsyncWebClient, set_status: Any) -> None:
        try:
            await set_status(conversations.phrases("status"))
        except SlackApiError as refused:  # a thread of a direct message that is no assistant's
            tell(refused)
        text = words(payload.get("text", ""), context.bot_user_id)
        await conversations.answer(client, Place.of(context.team_id, payload), _id(payload), text)

    return assistant


def _id(event: Event) -> str:
    """The same for each delivery of one message, also where a mention comes as two events."""
    return f"{event['channel']}-{event['ts']}"


def _place(body: Event) -> Place:
    """Where the message stands whose button was pressed."""
    container = body["container"]
    event = {"channel": container["channel_id"], "ts": container["message_ts"], **_thread(body)}
    return Place.of(body["team"]["id"], event)


def _thread(body: Event) -> dict[str, str]:
    thread = body["container"].get("thread_ts") or body.get("message", {}).get("thread_ts")
    return {"thread_ts": thread} if thread else {}


def _chosen(shown: list[Block], told: str) -> list[Block]:
    """The blocks with what was chosen in place of what could be."""
    return [_note(told) if block.get("block_id") == SAY else block for block in shown]


def _note(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "plain_text", "text": text, "emoji": False}]}


async def _disarm(client: AsyncWebClient, body: Event, parts: list[Block]) -> None:
    """Shows a message without the buttons that were used."""
    container, text = body["container"], body.get("message", {}).get("text", "")
    try:
        await client.chat_update(channel=container["channel_id"], ts=container["message_ts"], text=text, blocks=parts)
    except SlackApiError as refused:
        tell(refused)
