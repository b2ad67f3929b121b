"""What happens when a button of an answer is pressed."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from channels.slack.blocks import MENU, SAY, THUMB, Block
from channels.slack.call import attempt, counted
from channels.slack.conversations import Conversations
from channels.slack.messages import Place
from channels.slack.post import Aside, Post

Body = dict[str, Any]


def listen(app: AsyncApp, conversations: Conversations) -> None:
    """Listen to what is chosen to be said next, and to thumbs."""

    @app.action(re.compile(f"^({SAY}-|{MENU}$)"))
    @counted
    async def pressed(ack: AsyncAck, body: Body, action: Body, respond: AsyncRespond, client: AsyncWebClient) -> None:
        await ack()
        title = action["selected_option"]["value"] if action["type"] == "static_select" else action["value"]
        place, id = _place(body), f"{body['container']['message_ts']}-pressed"
        if _alone(body):
            await conversations.answer(Aside(respond, conversations.phrases), place, id, title)
            return
        await _replace(client, body, SAY, conversations.phrases("chosen", title=title))
        await conversations.answer(Post(client, place, conversations.phrases), place, id, title)

    @app.action(re.compile(f"^{THUMB}-"))
    @counted
    async def judged(ack: AsyncAck, body: Body, action: Body, respond: AsyncRespond, client: AsyncWebClient) -> None:
        await ack()
        await conversations.judge(_place(body), action["value"], action["action_id"].removeprefix(f"{THUMB}-"))
        thanks = conversations.phrases("thumb_thanks")
        if _alone(body):
            await Aside(respond, conversations.phrases).say([], thanks)
        else:
            await _replace(client, body, THUMB, thanks)


def _alone(body: Body) -> bool:
    """Whether only one person sees the message."""
    return bool(body["container"].get("is_ephemeral"))


def _place(body: Body) -> Place:
    """Where the message stands whose button was pressed."""
    if _alone(body):
        who = {"team_id": body["team"]["id"], "channel_id": body["channel"]["id"], "user_id": body["user"]["id"]}
        return Place.of_command(who)
    container = body["container"]
    event = {"channel": container["channel_id"], "ts": container["message_ts"]}
    if thread := container.get("thread_ts") or body.get("message", {}).get("thread_ts"):
        event["thread_ts"] = thread
    return Place.of(body["team"]["id"], event)


async def _replace(client: AsyncWebClient, body: Body, used: str, told: str) -> None:
    """Show the message with a note in place of the buttons that were used."""
    container, message = body["container"], body.get("message", {})
    note: Block = {"type": "context", "elements": [{"type": "plain_text", "text": told, "emoji": False}]}
    parts = [note if block.get("block_id") == used else block for block in message.get("blocks", [])]
    where = {"channel": container["channel_id"], "ts": container["message_ts"]}
    await attempt(lambda: client.chat_update(**where, text=message.get("text", ""), blocks=parts))
