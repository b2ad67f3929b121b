#!/bin/sh
# What only the tests need and pip can't install: a browser, a font for its screenshots, Redis and
# PostgreSQL. `make test` runs this first. On Debian and Ubuntu it installs what is missing; it does
# nothing where all is there.
set -eu

here() {  # whether what the package $1 brings is there
    case $1 in
        chromium) [ -n "${CHROMIUM:-}" ] || command -v chromium ;;
        fonts-dejavu-core) [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] ;;
        redis-server) command -v redis-server ;;
        postgresql) command -v initdb || ls /usr/lib/postgresql/*/bin/initdb ;;
    esac >/dev/null 2>&1
}

missing=
for package in chromium fonts-dejavu-core redis-server postgresql; do
    if ! here "$package"; then missing="$missing $package"; fi
done

if ! command -v apt-get >/dev/null; then  # fonts have another name and place everywhere
    missing=$(echo "$missing" | sed 's/ fonts-dejavu-core//')
    if [ -z "$missing" ]; then exit 0; fi
    echo "The tests need programs that aren't installed:$missing. Install them with your" \
        "system's package manager (CHROMIUM=/path/to/browser names a browser called otherwise)." >&2
    exit 1
fi
if [ -z "$missing" ]; then exit 0; fi

if [ "$(id -u)" = 0 ]; then
    as_root=
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "sudo apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
    # shellcheck disable=SC2086
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 "$@" \
        </dev/null >>"$log" 2>&1
}
install() {  # an update that fails in part may still have fetched what is needed
    apt update || true
    # shellcheck disable=SC2086
    apt install -y --no-install-recommends $missing
}

echo "Installing what the tests need:$missing."
if ! install && ! install; then
    cat "$log" >&2
    exit 1
fi

# Debian starts the servers it installs; the tests start their own.
for service in postgresql redis-server; do
    case "$missing " in
        *" $service "*) $as_root service "$service" stop </dev/null >/dev/null 2>&1 || true ;;
    esac
done
