"""The server's process: Rasa's server with Tandem's channels, and the actions inside it.

python -m launch.server [--port 5005] [--model models/tandem.tar.gz] [--shell]
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
import signal
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from launch import quietly
from launch.mends import tensorflow
from launch.model_archive import MODEL, DamagedModel, check
from launch.ports import LOCAL
from tandem import atomic

if TYPE_CHECKING:
    from rasa.core.utils import AvailableEndpoints
    from sanic import Sanic

ENDPOINTS, CREDENTIALS = "endpoints.yml", "credentials.yml"
STOP_SECONDS = 40  # after which a server whose launcher is gone ends, whatever it is doing


def main() -> int:
    """Serve until stopped; 1 if that isn't possible, with a line that says why."""
    options = _options()
    try:
        check(options.model)
    except DamagedModel as problem:
        return _refuse(f"{problem}; run make train")
    if broken := atomic.find_damaged(MODEL.parent):
        return _refuse(f"{broken} is damaged or missing; run make train")
    if options.watch_stdin:
        threading.Thread(target=_end_with_launcher, daemon=True).start()
    quietly.hush()
    tensorflow.leave_out()
    return _serve(options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 5005))
    parser.add_argument("--interface", default=LOCAL)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--shell", action="store_true", help="talk in the terminal")
    parser.add_argument("--watch-stdin", action="store_true", help="end when stdin is closed")
    return parser.parse_args()


def _serve(options: argparse.Namespace) -> int:
    import rasa.core.run
    from rasa.shared.exceptions import RasaException

    from conversations.engine import prepare
    from conversations.store import database_url
    from launch.rasa_cli import mend
    from tandem_rasa.strict_http import use_strict_http

    mend()
    use_strict_http()
    configure_logging()
    try:
        endpoints = read_endpoints()
        store = endpoints.tracker_store
        prepare(database_url({**store.kwargs, "host": store.url}))
        rasa.core.run.serve_application(
            model_path=str(options.model),
            channel="cmdline" if options.shell else None,
            credentials=None if options.shell else CREDENTIALS,
            endpoints=endpoints,
            interface=options.interface,
            port=options.port,
            enable_api=False,
            conversation_id=uuid.uuid4().hex,
            server_listeners=[
                (_refuse_without_model, "after_server_start"),
                (_keep_out_of_collections, "after_server_start"),
            ],
        )
    except RasaException as problem:
        return _refuse(str(problem))
    return 0


def read_endpoints() -> AvailableEndpoints:
    """endpoints.yml, with actions in this process, and what TANDEM_DB and TANDEM_REDIS name."""
    from rasa.core.utils import AvailableEndpoints

    from tandem_rasa.local_actions import LocalActions

    endpoints = AvailableEndpoints.read_endpoints(ENDPOINTS)
    endpoints.action = LocalActions()
    if database := os.environ.get("TANDEM_DB"):
        store = endpoints.tracker_store
        remote = "://" in database
        store.url, store.kwargs = (database, {}) if remote else (None, {"db": database})
    if redis := os.environ.get("TANDEM_REDIS"):
        endpoints.lock_store.url = redis
    return endpoints


def configure_logging() -> None:
    """Show warnings and errors only, as Rasa's command line does with --quiet."""
    from rasa.utils.common import configure_logging_and_warnings
    from rasa.utils.io import configure_colored_logging
    from rasa.utils.log_utils import configure_structlog

    level = logging.WARNING
    configure_logging_and_warnings(level, None, warn_only_once=True, filter_repeated_logs=True)
    configure_colored_logging(level)
    configure_structlog(level)


async def _refuse_without_model(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Rasa serves on without a model that it couldn't load; nobody would get an answer."""
    if not app.ctx.agent.is_ready():
        os._exit(_refuse("The model can't be loaded; what is wrong stands above. Run make train."))


async def _keep_out_of_collections(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
    """Spare Python's collector what was loaded, which stays: going through it holds up everybody."""
    gc.collect()
    gc.freeze()


def _refuse(message: str) -> int:
    print(message, file=sys.stderr, flush=True)
    return 1


def _end_with_launcher() -> None:
    """Stop in good order when the launcher is gone, however it ended."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOP_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
