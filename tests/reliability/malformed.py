"""Requests that are wrong in all kinds of ways, made up from a seed."""

from __future__ import annotations

import copy
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.reliability.exchange import Headers, Request, written

SHORT = 0.3  # seconds that one waits for an answer to a request without an end
HUGE = 20_000_000
SHOWN = 60  # characters of what is wrong that are named
DEEP = 100_000
JSON_TYPE = ("Content-Type", b"application/json")
FIELD = '"@"'  # stands for a value that JSON has no Python for

# What is put behind, before or between the words of a message.
MARKS = (
    "\u200b",
    "\u200e",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u00ad",
    "\u2028",
    "\u0085",
    "\u00a0",
    "\u3000",
    "\u0000",
    "\u0007",
    "\u001b[31m",
    "\u001b]0;x\u0007",
    "\u001b[2J",
    "\r\n",
    "\t",
    "\u007f",
    "\ud800",
    "\udfff",
    "\ufffe",
    "e" + 50 * "\u0301",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u0661\u0662\u0663",
    "\u2460",
    "\u215b",
    "\uff11\uff12",
)
ORDERS = ("/restart", "/session_start", "/back", '/tell_problem{"size":"x"}', "/EXTERNAL: x", "/")
WORDS = (
    "1 ",
    "1e999 ",
    "-",
    "9" * 400 + " ",
    "1.000.000,00 ",
    "0x",
    "$ % ",
    "leads ",
    "(((",
    "a\u0301",
    "<b>",
    "{{7*7}}",
    "%s%n",
    "${jndi:x}",
    "' OR 1=1 --",
    "../",
    "\\",
    '"',
    "no, ",
    "add the first to my plan ",
    "12 of 30 ",
    "12,000 visits 240 leads ",
)
VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1.5,
    10**400,
    float("nan"),
    float("inf"),
    "",
    " ",
    [],
    {},
    [[]],
    [None],
    {"": None},
    {"text": "x"},
    ["x"] * 1000,
    "x" * 256,
    "x" * 2001,
    "\u0000",
    "\ud800",
    "a\nb",
    "../../etc/passwd",
    "\u202e" * 300,
)
RAW = ("1e999", "-1e999", "NaN", "Infinity", "01", "0x1", "'x'", '"\\u12"', '"\\x00"', "{", "nul")


@dataclass(frozen=True)
class Target:
    """A request that is right, to be spoiled: `text` is the way to its message.

    `signed` gives the headers for a body, where the channel wants a signature.
    """

    path: str
    body: dict[str, Any]
    text: tuple[str, ...]
    headers: Headers = field(default_factory=list)
    signed: Callable[[bytes], Headers] = lambda body: []

    def request(self, body: bytes | None = None, **how: Any) -> bytes:
        """Its bytes, with another body where one is given."""
        whole = json.dumps(self.body).encode() if body is None else body
        more = how.pop("headers", [])
        replaced = {name.lower() for name, _ in more}
        own = [JSON_TYPE, *self.headers, *self.signed(whole)]
        kept = [header for header in own if header[0].lower() not in replaced]
        return written(how.pop("path", self.path), [*kept, *more], whole, **how)


def malformed(random: Random, target: Target) -> Request:
    """A request that is wrong in one way or another."""
    make = random.choice(KINDS)
    return make(random, target, make.__name__.strip("_").replace("_", " "))


def signature(secret: str, body: bytes, stamp: str | None = None) -> Headers:
    """Slack's headers for a body."""
    stamp = stamp or str(int(time.time()))
    signed = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return [
        ("X-Slack-Request-Timestamp", stamp.encode()),
        ("X-Slack-Signature", f"v0={signed}".encode()),
    ]


def _odd_message(random: Random, target: Target, name: str) -> Request:
    words = [random.choice(MARKS + WORDS + ("what ", "is ", "a ", "lead ")) for _ in range(12)]
    before = random.choice(MARKS) + random.choice(ORDERS) if random.random() < 0.3 else ""
    text = before + " " + _message(target) + " " + "".join(words)
    return Request(target.request(_json(_set(target.body, target.text, text))), name)


def _long_message(random: Random, target: Target, name: str) -> Request:
    word = random.choice(WORDS + MARKS + ("x",))
    size = random.choice((1900, 1999, 2000, 2001, 15_000, 16_384, 100_000))
    text = (_message(target) + " " + word * size)[:size]
    return Request(target.request(_json(_set(target.body, target.text, text))), name)


def _wrong_value(random: Random, target: Target, name: str) -> Request:
    way = random.choice(_ways(target.body))
    value = random.choice(VALUES)
    body = _json(_set(target.body, way, value))
    return Request(target.request(body), f"{name} of {'.'.join(way)}: {_short(value)}")


def _wrong_literal(random: Random, target: Target, name: str) -> Request:
    way = random.choice(_ways(target.body))
    value = random.choice(RAW)
    body = _json(_set(target.body, way, "@")).replace(FIELD.encode(), value.encode())
    return Request(target.request(body), f"{name} of {'.'.join(way)}: {value}")


def _missing_value(random: Random, target: Target, name: str) -> Request:
    way = random.choice(_ways(target.body))
    body = copy.deepcopy(target.body)
    del _holder(body, way)[way[-1]]
    return Request(target.request(_json(body)), f"{name} of {'.'.join(way)}")


def _value_too_many(random: Random, target: Target, name: str) -> Request:
    body = copy.deepcopy(target.body)
    for number in range(random.choice((1, 3, 3000))):
        body[f"more{number}"] = random.choice(VALUES)
    body["metadata"] = random.choice(VALUES)
    body["input_channel"] = random.choice(VALUES)
    return Request(target.request(_json(body)), name)


def _key_twice(random: Random, target: Target, name: str) -> Request:
    text = json.dumps(target.body)
    key = random.choice(list(target.body))
    body = f"{text[:-1]}, {json.dumps(key)}: {json.dumps(random.choice(VALUES))}}}"
    return Request(target.request(body.encode()), name)


def _no_object(random: Random, target: Target, name: str) -> Request:
    value = random.choice(VALUES)
    return Request(target.request(_json(value)), f"{name}: {_short(value)}")


def _deep_nesting(random: Random, target: Target, name: str) -> Request:
    depth, opening = random.choice((100, 900, 1100, 5000, DEEP)), random.choice(("[", '{"a":'))
    nested = opening * depth + "1" + ("]" if opening == "[" else "}") * depth
    way = random.choice((("metadata",), target.text))
    body = _json(_set(target.body, way, "@")).replace(FIELD.encode(), nested.encode())
    return Request(target.request(random.choice((body, nested.encode()))), name)


def _junk(random: Random, target: Target, name: str) -> Request:
    return Request(target.request(random.randbytes(random.choice((0, 1, 10, 1000, 20_000)))), name)


def _broken_text(random: Random, target: Target, name: str) -> Request:
    whole = json.dumps(target.body).encode()
    place = random.randrange(len(whole))
    spoiled = random.choice(
        (
            whole[:place],
            whole[:place] + random.choice((b"\xff", b"\xc0\x80", b"\xed\xa0\x80")) + whole[place:],
            b"\xef\xbb\xbf" + whole,
            whole.decode().encode("utf-16"),
            whole.decode().encode("utf-32"),
            whole + whole,
            whole[::-1],
            whole.replace(b"a", b"\x00"),
        )
    )
    return Request(target.request(spoiled), name)


def _huge_body(random: Random, target: Target, name: str) -> Request:
    size = random.choice((17_000, 200_000, 1_100_000, HUGE if random.random() < 0.3 else 17_000))
    whole = json.dumps(_set(target.body, target.text, "@")).encode()
    body = whole.replace(b"@", random.choice((b"x", b"1 ", b"\\u0041")) * size)[:HUGE]
    return Request(target.request(random.choice((body, b" " * size + whole))), name)


def _odd_type(random: Random, target: Target, name: str) -> Request:
    kinds = (
        b"",
        b"text/plain",
        b"application/json; charset=utf-7",
        b"application/json; charset=no\xffne",
        b"application/x-www-form-urlencoded",
        b"multipart/form-data",
        b"multipart/form-data; boundary=x",
        b"\xff\xfe",
    )
    more: Headers = [("Content-Type", random.choice(kinds))]
    if random.random() < 0.3:
        more.append(("Content-Encoding", random.choice((b"gzip", b"br", b"x"))))
    return Request(target.request(headers=more), f"{name}: {_short(more)}")


def _form(random: Random, target: Target, name: str) -> Request:
    body = random.choice(
        (
            b"payload=%7B%7D",
            b"payload=" + 2000 * b"[",
            b"payload=%FF%FE",
            b"payload",
            b"command=/tandem&text=%00&trigger_id=",
            b"command=/tandem",
            b"ssl_check=1&token=x",
            b"&=&=&",
            5000 * b"a=b&",
            random.randbytes(100),
        )
    )
    more: Headers = [("Content-Type", b"application/x-www-form-urlencoded")]
    return Request(target.request(body, headers=more), f"{name}: {_short(body)}")


def _other_place(random: Random, target: Target, name: str) -> Request:
    paths = (
        target.path + "/",
        target.path + "x",
        target.path + "%00",
        target.path + "%ff%fe",
        target.path.replace("/", "//"),
        target.path + "/../../../../etc/passwd",
        "/" + "x" * 9000,
        "/files/../../etc/passwd",
        "/files/%2e%2e/x",
        "/files/x/%00",
        "/chat/passages/%ff",
        "/chat/passages/" + "a/" * 500,
        "/chat/widget/..%2f..%2fopenapi.yml",
        "/chat/widget/%00",
        "/webhooks/x/webhook",
        "/conversations/x/tracker",
        "*",
        "x",
        "http://other.example" + target.path,
        "//[",
        "http://[::1",
        b"/\xff\xfe",
    )
    method, path = random.choice(("GET", "POST", "HEAD")), random.choice(paths)
    return Request(target.request(path=path, method=method), f"{name}: {method} {_short(path)}")


def _odd_query(random: Random, target: Target, name: str) -> Request:
    queries = (
        b"?stream=true",
        b"?stream=%FF",
        b"?stream",
        b"?stream=true&stream=false",
        b"?token=\xff",
        b"?&&==&",
        b"?" + 2000 * b"a=b&",
        b"?x[]=1;y",
        b"#x",
        b"??",
    )
    query = random.choice(queries)
    return Request(
        target.request(path=target.path.encode() + query),
        f"{name}: {_short(query)}",
    )


def _other_method(random: Random, target: Target, name: str) -> Request:
    methods = ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "post", "")
    method = random.choice(methods)
    return Request(target.request(method=method), f"{name}: {method}", 2)


def _odd_host(random: Random, target: Target, name: str) -> Request:
    hosts = (
        b"",
        b" ",
        b"a b",
        b"\xff",
        b"[::",
        b"[::1]:x",
        b"x:99999999",
        b"x:-1",
        b"//x",
        b"@",
        b"x" * 5000,
        b"a\tb",
    )
    more: Headers = [("Host", random.choice(hosts))]
    if random.random() < 0.3:
        more.append(("Host", b"other"))
    if random.random() < 0.5:
        more.append(("Origin", random.choice((b"null", b"http://[", b"\xff", b"http://x:y"))))
    return Request(target.request(headers=more), f"{name}: {_short(more)}")


def _forwarded(random: Random, target: Target, name: str) -> Request:
    names = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")
    values = (b"for=;;", b'for="', b",,,,", b"\xff", b"unknown", b"x" * 3000, b"[", b"::1, ,")
    more: Headers = [(header, random.choice(values)) for header in names]
    return Request(target.request(headers=more), f"{name}: {_short(more)}")


def _many_headers(random: Random, target: Target, name: str) -> Request:
    count, size = random.choice(((1000, 10), (5000, 1), (3, 30_000), (1, 200_000)))
    more: Headers = [(f"X-{number}", b"x" * size) for number in range(count)]
    return Request(target.request(headers=more), name)


def _odd_header(random: Random, target: Target, name: str) -> Request:
    names = ("Authorization", "X-Tandem-Key", "Cookie", "Accept", "Range", "If-Modified-Since")
    values = (b"\xff\xfe", b"", b"Bearer", b"Bearer " + b"x." * 500, "Bearer ü".encode(), b"\x01")
    more: Headers = [(random.choice(names), random.choice(values))]
    if random.random() < 0.3:
        more.append((random.choice(("Upgrade", "Expect", "TE")), random.choice((b"x", b"h2c"))))
    return Request(target.request(headers=more), f"{name}: {_short(more)}", 2)


def _no_signature(random: Random, target: Target, name: str) -> Request:
    stamps = ("١٢٣٤٥٦٧٨٩٠", "²", "-1", "1e9", "nan", "", " ", "0", "9" * 400, "１２３", "0x10")
    stamp = random.choice((*stamps, str(int(time.time()) - 3600), str(int(time.time()))))
    signs = (b"", b"v0=", b"v0=" + b"0" * 64, b"\xff", "v0=é".encode(), b"v1=x", b"x" * 9000)
    more: Headers = [("X-Slack-Request-Timestamp", stamp.encode())]
    if random.random() < 0.8:
        more.append(("X-Slack-Signature", random.choice(signs)))
    return Request(target.request(headers=more), f"{name}: {_short(more)}")


def _signed_at_odd_time(random: Random, target: Target, name: str) -> Request:
    now = int(time.time())
    stamps = (str(now - 600), str(now + 10**9), "1e9", "nan", f"{now}.5", "²", "", f" {now}")
    body = json.dumps(target.body).encode()
    stamp = random.choice(stamps)
    more = signature("signing-secret", body, stamp or None)
    return Request(target.request(body, headers=more), f"{name}: {stamp}")


def _odd_length(random: Random, target: Target, name: str) -> Request:
    body = json.dumps(target.body).encode()
    right = str(len(body)).encode()
    lengths = (b"-1", b"0", b"1", right + b"0", b"x", b"", b"1e3", b"+5", b"9" * 30, b"\xb2")
    length = random.choice(lengths)
    more: Headers = [("Content-Length", length)]
    if random.random() < 0.3:
        more.append(("Content-Length", right))
    return Request(target.request(body, headers=more), f"{name}: {_short(length)}", SHORT)


def _odd_chunks(random: Random, target: Target, name: str) -> Request:
    whole = json.dumps(target.body).encode()
    right = b"%x\r\n%s\r\n0\r\n\r\n" % (len(whole), whole)
    single = b"".join(b"1\r\n%c\r\n" % byte for byte in whole) + b"0\r\n\r\n"
    wrong = (
        b"-1\r\n" + whole,
        b"zz\r\n" + whole,
        b"f" * 20 + b"\r\n" + whole,
        right[:-5],
        right.replace(b"\r\n", b"\n"),
        right[:-2] + b"X: y\r\n\r\n",
        b"%x;%s\r\n" % (len(whole), 9000 * b"x") + whole,
        b"",
    )
    headers = [JSON_TYPE, *target.headers, *target.signed(whole)]
    coding = random.choice((b"chunked", b"Chunked", b"chunked, chunked", b"gzip, chunked", b"x"))
    headers.append(("Transfer-Encoding", coding))
    data = written(target.path, headers, b"").replace(b"Content-Length: 0\r\n", b"")
    chunks = random.choice((right, single, *wrong))
    return Request(data + chunks, f"{name}: {_short(coding)}, {_short(chunks)}", SHORT)


def _odd_wire(random: Random, target: Target, name: str) -> Request:
    data = target.request()
    cut = random.randrange(len(data))
    wires = (
        data[:cut],
        data[:cut] + b"\x00" + data[cut:],
        data[:cut] + random.randbytes(20) + data[cut:],
        b"\r\n" * 50 + data,
        data + data,
        data + random.randbytes(100),
        random.randbytes(500),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + random.randbytes(200),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET\r\n\r\n",
        b"",
        target.request(end=b"\n"),
        target.request(version=b"HTTP/9.9"),
        target.request(version=b"HTTP/1.0"),
        target.request(version=b"HTTP/1.1 x"),
        target.request(version=b""),
    )
    wire = random.choice(wires)
    return Request(wire, f"{name}: {_short(wire)}", SHORT)


Kind = Callable[[Random, Target, str], Request]
KINDS: tuple[Kind, ...] = (
    _odd_message,
    _long_message,
    _wrong_value,
    _wrong_literal,
    _missing_value,
    _value_too_many,
    _key_twice,
    _no_object,
    _deep_nesting,
    _junk,
    _broken_text,
    _huge_body,
    _odd_type,
    _form,
    _other_place,
    _odd_query,
    _other_method,
    _odd_host,
    _forwarded,
    _many_headers,
    _odd_header,
    _no_signature,
    _signed_at_odd_time,
    _odd_length,
    _odd_chunks,
    _odd_wire,
)


def _json(body: Any) -> bytes:
    return json.dumps(body).encode()


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}..."


def _ways(body: dict[str, Any]) -> list[tuple[str, ...]]:
    """The ways to all values of an object."""
    found: list[tuple[str, ...]] = []
    for key, value in body.items():
        found.append((key,))
        if isinstance(value, dict):
            found += [(key, *way) for way in _ways(value)]
    return found


def _holder(body: dict[str, Any], way: tuple[str, ...]) -> dict[str, Any]:
    for key in way[:-1]:
        body = body[key]
    return body


def _set(body: dict[str, Any], way: tuple[str, ...], value: Any) -> dict[str, Any]:
    """A copy with another value at the end of a way."""
    made = copy.deepcopy(body)
    _holder(made, way)[way[-1]] = value
    return made


def _message(target: Target) -> str:
    return str(_holder(target.body, target.text)[target.text[-1]])
