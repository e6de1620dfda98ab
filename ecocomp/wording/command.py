"""Sentences of this part of the library: code → (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {}
