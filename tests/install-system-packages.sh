#!/bin/sh
# What only the tests need and pip cannot install (Debian, Ubuntu): a browser, a font for its screenshots, and Redis.
set -eu
command -v chromium >/dev/null && command -v redis-server >/dev/null && exit 0
as_root=$([ "$(id -u)" = 0 ] || echo sudo)
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core redis-server >/dev/null
