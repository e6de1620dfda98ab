"""Nitrate by the names of its item, of its nitrogen and of its ion, which weighs 4.43 times as much.

GB 3838-2002 has limits for 硝酸盐(以N计), which tables call 硝酸盐 for short. A column headed by the ion is another.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ecocomp.standards.indicators import plain_name

NITRATE = "no3"
#: 硝酸盐 or nitrate that does not say that it is given as nitrogen.
PLAIN = re.compile(r"(?:硝酸盐|nitrate)(?!氮|nitrogen|[(\[]?(?:以n计|asn|no3n|n[)\]]))")
ION = re.compile(r"(?:硝酸根(?:离子)?|硝酸盐|nitrateion)?(?:[(\[]?no3[)\]]?)?(?:[(\[]?(?:[mμu]g/l|以no3计)[)\]]?)?")


@lru_cache(maxsize=4096)
def names_ion(text: str) -> bool:
    """Whether a heading or the name of an indicator is that of the ion, with or without its unit.

    >>> names_ion("NO3-(mg/L)"), names_ion("硝酸根"), names_ion("硝酸盐(NO₃⁻)"), names_ion("NO3-N"), names_ion("硝酸盐")
    (True, True, True, False, False)
    """
    bare = plain_name(text)
    return text.strip() != NITRATE and bool(ION.fullmatch(bare)) and ("no3" in bare or "根" in bare or "ion" in bare)


@lru_cache(maxsize=4096)
def names_plain_nitrate(text: str) -> bool:
    """Whether a heading or the name of an indicator says nitrate and not as what.

    >>> names_plain_nitrate("硝酸盐(mg/L)"), names_plain_nitrate("硝酸盐(以N计)"), names_plain_nitrate("硝酸盐氮")
    (True, False, False)
    """
    return PLAIN.match(plain_name(text)) is not None
