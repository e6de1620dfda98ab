"""Canonical JSON (RFC 8785): one way to write the same data, so that the same data has the same digest everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785
from pydantic import TypeAdapter, ValidationError

from ecocomp.errors import Place, RecordError, problem

JSON: TypeAdapter[Any] = TypeAdapter(Any)
#: A record of some thousand sections for a year is a fifth of this.
MOST_BYTES = 64 * 1024 * 1024


def canonical(data: Any) -> bytes:
    """Data of texts, truth values, whole numbers, lists and mappings as canonical JSON in UTF-8.

    >>> canonical({"b": 1, "a": "断面"}).decode()
    '{"a":"断面","b":1}'
    """
    return rfc8785.dumps(data)


def canonical_of(parts: Mapping[str, bytes]) -> bytes:
    """The canonical JSON of a mapping with ASCII keys, from that of its values, which need not be written once more.

    >>> canonical_of({"b": b"1", "a": b"[2]"}).decode()
    '{"a":[2],"b":1}'
    """
    return b"{" + b",".join(b'"%s":%s' % (name.encode("ascii"), parts[name]) for name in sorted(parts)) + b"}"


def digest_of(data: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal digits."""
    return sha256(canonical(data))


def sha256(content: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def read_canonical(content: bytes, file: str) -> Any:
    """The data that a file of canonical JSON holds; ``file`` is how it is spoken of.

    Raises RecordError for what is too large, no JSON, or JSON that is written in any other way: a key given twice, a
    blank more, a number with a fraction, another escape. So no two files with different bytes hold the same data.
    """
    place = Place(file)
    if len(content) > MOST_BYTES:
        raise RecordError(problem("record.too_large", place, most=MOST_BYTES // (1024 * 1024)))
    try:
        data = JSON.validate_json(content)
    except ValidationError as trouble:  # nesting past 200 levels and numbers past 4,300 digits are refused as well
        raise RecordError(problem("record.no_json", place, reason=trouble.errors()[0]["msg"])) from None
    try:
        again = canonical(data)
    except (ValueError, RecursionError):
        again = b""
    if again != content:
        raise RecordError(problem("record.not_canonical", place, found=_first_other(content, again)))
    return data


def _first_other(content: bytes, again: bytes) -> int:
    """The first byte, counted from 1, at which two texts part."""
    pairs = zip(content, again, strict=False)
    return next((at for at, (one, other) in enumerate(pairs, 1) if one != other), min(len(content), len(again)) + 1)
