"""HTML as text: whatever is not markup already is escaped, so that nothing from a file is ever run or obeyed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ecocomp.wording import printable

#: Longer texts are cut where a view is for reading and a file holds everything.
LONGEST_TEXT = 500
#: Tags that have no content and no end.
VOID = frozenset(("meta", "br", "hr"))


class Html(str):
    """Text that is markup. Any other text is escaped when it is put into an element."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """A text as HTML: no markup, no control characters, no changes of direction.

    >>> escaped('<b title="x">\\x07')
    '&lt;b title=&quot;x&quot;&gt;�'
    """
    return Html(escape(printable(text, lines=True)))


def shortened(text: str) -> str:
    """A text of a bounded length."""
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…"


def element(tag: str, *content: str, **attributes: str | int | bool | None) -> Html:
    """An element. ``class_`` is the attribute ``class``; attributes that are None or False are left out.

    >>> element("p", "1 < 2", element("b", "!"), class_="note")
    '<p class="note">1 &lt; 2<b>!</b></p>'
    """
    said = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        written = name.rstrip("_").replace("_", "-")
        said.append(f" {written}" if value is True else f' {written}="{escaped(str(value))}"')
    head = f"<{tag}{''.join(said)}>"
    return Html(head) if tag in VOID else Html(f"{head}{joined(content)}</{tag}>")


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Parts one after the other, those that are no markup escaped."""
    return Html(between.join(each if isinstance(each, Html) else escaped(each) for each in parts))


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: Iterable[int] = (),
    *,
    caption: str = "",
    class_: str | None = None,
) -> Html:
    """A table; the columns ``numbers`` are set to the right. Each cell knows its heading, for narrow screens."""
    right = frozenset(numbers)
    head = joined(
        element("th", each, scope="col", class_="number" if at in right else None) for at, each in enumerate(columns)
    )
    body = joined(
        (
            element(
                "tr",
                *(
                    element("td", cell, class_="number" if at in right else None, data_label=columns[at] or None)
                    for at, cell in enumerate(row)
                ),
            )
            for row in rows
        ),
        "\n",
    )
    return element(
        "table",
        element("caption", caption) if caption else "",
        element("thead", element("tr", head)),
        element("tbody", body),
        class_=class_,
    )
