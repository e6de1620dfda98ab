"""The one catalogue of wording: every sentence a person reads, in Chinese and in English.

Each part of the library has its own page here (``agreement``, ``formula``, ``readings`` …), a dictionary from
a code to the pair (Chinese, English). Both sentences of a pair have the same blanks; a test holds that.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from numbers import Number
from unicodedata import category

PAGES = (
    "agreement",
    "assessment",
    "command",
    "differences",
    "formula",
    "notice",
    "page",
    "payments",
    "plots",
    "readings",
    "record",
    "scenarios",
    "settlement",
    "simulation",
    "states",
    "template",
    "terms",
    "workbook",
)
LANGUAGES = ("zh", "en")


def language_in_use(language: str | None = None) -> str:
    """The language asked for, else that of the environment variable ``ECOCOMP_LANG``, else Chinese.

    Raises ValueError for a language asked for that there is none of.
    """
    if language is not None and language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    chosen = language or os.environ.get("ECOCOMP_LANG", "zh")
    return chosen if chosen in LANGUAGES else "zh"


@cache
def catalogue() -> dict[str, tuple[str, str]]:
    """All pages as one dictionary from code to (Chinese, English)."""
    sentences: dict[str, tuple[str, str]] = {}
    for page in PAGES:
        module = import_module(f"ecocomp.wording.{page}")
        for code, pair in module.SENTENCES.items():
            sentences[f"{page}.{code}"] = pair
    return sentences


def say(code: str, language: str | None = None, /, **details: object) -> str:
    """The sentence of ``code`` with its blanks filled. Details that are pairs are taken in the same language."""
    which = LANGUAGES.index(language_in_use(language))
    sentence = catalogue()[code][which]
    if not details:
        return sentence
    return sentence.format_map({name: in_language(value, which) for name, value in details.items()})


def in_language(value: object, which: int) -> object:
    """A detail as it is to be read: of a :class:`Pair` the word of the language; control characters made harmless."""
    word = value[which] if isinstance(value, Pair) else value
    try:
        text = str(word)
    except Exception:  # a whole number of thousands of digits, or an object that has no text
        return f"({type(word).__name__})"
    if type(word) is int:
        return Counted(word)
    return word if isinstance(word, Number) else printable(text)


#: The kinds of characters that a terminal obeys: controls, changes of direction, halves, ends of lines.
OBEYED = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def printable(text: str, *, lines: bool = False) -> str:
    """A text from a file, fit for a terminal: control characters and changes of direction are shown, not obeyed.

    With ``lines`` the text may have several lines; of a name or a value the end of a line is shown as well.

    >>> printable("a\\x1b[31m\\nb")
    'a�[31m⏎b'
    """
    if text.isprintable():
        return text
    line_end = "\n" if lines else "⏎"
    return "".join(line_end if char == "\n" else "�" if category(char) in OBEYED else char for char in text)


class Counted(int):
    """A number that is written with what it counts: ``{count:reading is|readings are}`` gives ``1 reading is``.

    >>> "{0:reading is|readings are}".format(Counted(1)), "{0:row|rows}".format(Counted(12)), f"{Counted(3)}"
    ('1 reading is', '12 rows', '3')
    """

    def __format__(self, spec: str) -> str:
        if "|" not in spec:
            return super().__format__(spec)
        one, several = spec.split("|")
        return f"{int(self)} {one if self == 1 else several}"


class Pair(tuple[str, str]):
    """A word in both languages (Chinese, English), to fill a blank of a sentence."""

    __slots__ = ()

    def __new__(cls, chinese: str, english: str) -> Pair:
        return super().__new__(cls, (chinese, english))

    def __getnewargs__(self) -> tuple[str, str]:
        return (self[0], self[1])


def say_both(code: str, /, **details: object) -> Pair:
    """The sentence of ``code`` in both languages, its blanks filled as by :func:`say`."""
    return Pair(say(code, "zh", **details), say(code, "en", **details))


def listed(words: Iterable[tuple[str, str]]) -> Pair:
    """Words in both languages, one after the other as each language lists them.

    >>> listed([("金额", "amount"), ("日期", "date")])
    ('金额、日期', 'amount, date')
    """
    pairs = list(words)
    return Pair(*(say("command.listed", each).join(pair[at] for pair in pairs) for at, each in enumerate(LANGUAGES)))
