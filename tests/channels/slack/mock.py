"""A Slack that runs here: its Web API, its signed requests, and Socket Mode, with its limits and its refusals."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import defaultdict, deque
from collections.abc import Callable
from types import TracebackType
from typing import Any

from aiohttp import WSMsgType, web

from launch.ports import free_port
from tests.channels.slack.limits import problems

TEAM, BOT, BOT_ID = "T1", "UBOT", "BBOT"
SECRET, BOT_TOKEN, APP_TOKEN = "signing-secret", "xoxb-1", "xapp-1"


class Slack:
    """What was posted is in `posts`; `deliver` sends an event as Slack does, over HTTP or the socket."""

    def __init__(self) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.posts: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.uploads: dict[str, bytes] = {}
        self.refused: list[str] = []
        self.acknowledged: dict[str, float] = {}
        self.sockets: list[web.WebSocketResponse] = []
        self.connections = 0
        self._failures: dict[str, deque[tuple[int, dict[str, Any], dict[str, str]]]] = defaultdict(deque)
        self._numbers = itertools.count(1)
        self._loop = asyncio.new_event_loop()
        self._port, self._ready = port, threading.Event()

    @property
    def settings(self) -> dict[str, str]:
        """The environment of an assistant that speaks with this Slack over HTTP."""
        return {"SLACK_API_URL": f"{self.url}/api/", "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SECRET}

    @property
    def socket_settings(self) -> dict[str, str]:
        """The same over Socket Mode."""
        return {"SLACK_API_URL": f"{self.url}/api/", "SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN}

    def __enter__(self) -> Slack:
        threading.Thread(target=self._run, daemon=True).start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    def fail(self, method: str, error: str, *, status: int = 200, after: int | None = None, **more: Any) -> None:
        """Refuse the next call of a method."""
        headers = {"Retry-After": str(after)} if after is not None else {}
        self._failures[method].append((status, {"ok": False, "error": error, **more}, headers))

    def stamp(self) -> str:
        """A time stamp that no other message has."""
        return f"{int(time.time())}.{next(self._numbers):06d}"

    def message(self, user: str, text: str) -> dict[str, Any]:
        """The payload of an event: what a user says to the app alone."""
        event = {"type": "message", "text": text, "user": user, "ts": self.stamp(), "channel": f"D{user}"}
        return self.event({**event, "channel_type": "im"})

    def called(self, method: str) -> list[dict[str, Any]]:
        """The arguments of all calls of a method."""
        return [arguments for name, arguments in self.calls if name == method]

    def wait(self, wanted: Callable[[], Any], seconds: float = 15) -> Any:
        """What `wanted` gives, once it gives something."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := wanted():
                return found
            time.sleep(0.02)
        raise AssertionError(f"nothing came within {seconds} s; posts: {[p.get('text') for p in self.posts[-3:]]}")

    def answer_to(self, channel: str, thread: str | None = None, *, after: int = 0) -> dict[str, Any]:
        """The next post at a place, of those from number `after` on."""
        return self.wait(lambda: next((p for p in self.posts[after:] if _at(p) == (channel, thread)), None))

    def event(self, event: dict[str, Any], id: str | None = None) -> dict[str, Any]:
        """An event in its envelope."""
        number = next(self._numbers)
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": "A1",
            "event_id": id or f"Ev{number}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
            "event": event,
        }

    def deliver(self, server: str, payload: dict[str, Any], *, form: str = "", **options: Any) -> tuple[int, float]:
        """Send a payload over HTTP, signed; gives the status and the seconds it took.

        `form` names the field of a form that holds it; "command" sends the payload itself as a form.
        """
        body = json.dumps(payload)
        if form:
            fields = payload if form == "command" else {form: body}
            body = urllib.parse.urlencode(fields)
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        begun = time.monotonic()
        status = self.send(server, body.encode(), kind, **options)
        return status, time.monotonic() - begun

    def send(self, server: str, body: bytes, kind: str, *, secret: str = SECRET, age: int = 0) -> int:
        """A signed request as it is."""
        stamp = str(int(time.time()) - age)
        signed = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signed}"}
        try:
            request = urllib.request.Request(f"{server}/slack/events", body, headers)
            with urllib.request.urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code

    def push(self, payload: dict[str, Any], kind: str = "events_api") -> str:
        """Send a payload over the socket; gives the envelope's id, which is in `acknowledged` once it is."""
        envelope = f"envelope-{next(self._numbers)}"
        whole = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": False}
        asyncio.run_coroutine_threadsafe(self.sockets[-1].send_json(whole), self._loop).result(5)
        return envelope

    def cut(self) -> None:
        """End the socket, as Slack does now and then."""
        socket = self.sockets.pop()
        asyncio.run_coroutine_threadsafe(socket.close(), self._loop).result(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application(client_max_size=10**7)
        app.router.add_route("*", "/api/{method}", self._call)
        app.router.add_post("/upload/{id}", self._upload)
        app.router.add_post("/respond/{id}", self._respond)
        app.router.add_get("/socket", self._socket)
        runner = web.AppRunner(app)
        self._loop.run_until_complete(runner.setup())
        self._loop.run_until_complete(web.TCPSite(runner, "127.0.0.1", self._port).start())
        self._ready.set()
        self._loop.run_forever()

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        self.calls.append((method, arguments))
        if self._failures[method]:
            status, body, headers = self._failures[method].popleft()
            return web.json_response(body, status=status, headers=headers)
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in (BOT_TOKEN, APP_TOKEN):
            return web.json_response({"ok": False, "error": "invalid_auth"})
        return web.json_response(self._answer(method, arguments))

    def _answer(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == "auth.test":
            return {
                "ok": True,
                "team_id": TEAM,
                "user_id": BOT,
                "bot_id": BOT_ID,
                "url": self.url,
                "team": "t",
                "user": "b",
            }
        if method == "apps.connections.open":
            return {"ok": True, "url": self.url.replace("http", "ws") + "/socket"}
        if method in ("chat.postMessage", "chat.update"):
            return self._post(method, arguments)
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": f"D{arguments['users']}"}}
        if method == "files.getUploadURLExternal":
            id = f"F{next(self._numbers)}"
            return {"ok": True, "upload_url": f"{self.url}/upload/{id}", "file_id": id}
        if method == "views.publish":
            return self._checked(arguments["view"]["blocks"], "home") or {"ok": True, "view": {}}
        return {"ok": True, "files": []}

    def _post(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if wrong := self._checked(arguments.get("blocks") or []):
            return wrong
        if len(arguments.get("text", "")) > 4000 or not (arguments.get("text") or arguments.get("blocks")):
            return {"ok": False, "error": "msg_too_long" if arguments.get("text") else "no_text"}
        ts = arguments.get("ts") or self.stamp()
        if method == "chat.postMessage":
            self.posts.append({**arguments, "ts": ts})
        return {"ok": True, "channel": arguments["channel"], "ts": ts, "message": {"ts": ts}}

    def _checked(self, blocks: list[dict[str, Any]], place: str = "message") -> dict[str, Any]:
        found = problems(blocks, place)
        self.refused += found
        return {"ok": False, "error": "invalid_blocks", "errors": found} if found else {}

    async def _upload(self, request: web.Request) -> web.Response:
        self.uploads[request.match_info["id"]] = await request.read()
        return web.Response(text="OK")

    async def _respond(self, request: web.Request) -> web.Response:
        body = await request.json()
        self._checked(body.get("blocks") or [])
        self.posts.append({**body, "channel": f"respond-{request.match_info['id']}", "ts": self.stamp()})
        return web.Response(text="ok")

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self.sockets.append(socket)
        self.connections += 1
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self.acknowledged[json.loads(message.data).get("envelope_id", "")] = time.monotonic()
        return socket


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        return dict(json.loads(await request.text() or "{}"))
    fields: dict[str, Any] = {**request.query, **await request.post()}
    return {name: json.loads(v) if name in ("blocks", "view", "files") else v for name, v in fields.items()}


def _at(post: dict[str, Any]) -> tuple[str, str | None]:
    return post["channel"], post.get("thread_ts")
