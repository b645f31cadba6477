"""What a remark is: suggestion, problem, praise or question, told by the turns that people use.

The turns are matched in folded text ("vajadzetu"), so that bare typing makes no difference. The
weights were chosen by hand on the sample remarks.
"""

from __future__ import annotations

import re

from feedback.kernel.text import fold
from feedback.tagging.words import Kind

# Turns stand between semicolons and begin at a word; "*" leaves the end of the word open.
_WISHES = """
    vajadzetu; vajag; velams; velos; veletos; gribetu; gribetos; gribu; ludz; ludzu; ludzam; ludza;
    ierosin*; iesak*; priekslikum*; jabut; jasaprot; japiedava; butu labi; butu labak; butu jauki;
    butu ertak; butu noderigi; nevar ta, ka; nevaretu; atlaujiet; laujiet; laut; ielieciet; lieciet;
    pielieciet; uztaisiet; sataisiet; salabojiet; izlabojiet; uzlabojiet; uzrakstiet; rakstiet;
    paradiet; pievienojiet; ieviesiet; samaziniet; saisiniet; vienkarsojiet; bridiniet; dodiet;
    padariet; prasa, lai; grib, lai; lugums;
    пусть; сделайте; покажите; дайте; добавьте; поставьте; напишите; нужна; нужен; нужно; нужны;
    надо бы; просит; просим; прошу; хотелось бы; хочется; было бы; вот бы; предлага*;
    please; let me; would be; would like; would help; should; could you; suggest*; i wish
"""
_QUESTIONS = """
    kur var; kur to; kur portala; kur pieteik*; kur piepras*; kur redz*; kur apskat*; kur lai;
    ko darit; prasa, vai; prasa vai; jauta, vai; jauta vai; grib zinat; nezinu, vai; nav skaidrs, vai;
    спрашива*; подскажите; скажите; как узнать; i wonder; do you know
"""
_PRAISES = """
    paldies; malac*; forsi; forsa; super; lielisk*; brinisk*; izcil*; patika; patik; prieks; teicam*;
    ta turpinat; viss labi; viss kartiba; loti labi; loti erti; loti atri; loti patikam*; dazas minutes;
    dazas minutes laika; piecas minutes; divas minutes; taja pasa diena; apmierinat*;
    спасибо; молодц*; отлично; очень удобно; очень быстро; за минуту; за пять минут; благодар*; супер;
    thank*; great; very good; well done; excellent; easy to; took two minutes; took five minutes
"""
_TROUBLES = """
    nevar; nevaru; nevareja; nevarejam; nestrada; nedarbojas; nepazist; nenak; neatnaca; neizdevas;
    neatrada; neatradu; nerada; nesaprot; nesaprata; nepienem; netiek; netieku; nelaiz; nelauj; neiet;
    nevelk; neapstiprin*; nepaspej; klud*; pazud*; izmet*; met ara; karajas; trukst; truka; pretrun*;
    atkal; joprojam; tikai; lai gan; kaut gan; bet; sudzas; jaraksta; jaieraksta; par augstu; par mazu;
    не работает; не могу; не может; не принимает; не прошла; не открыва*; не заход*; не пускает;
    не видно; не нашел; нельзя; ошибк*; пропал*; непонятно; но;
    doesn't; does not; not work*; cannot; can't; error*; but; keeps; broken; fails
"""


def _turns(listed: str) -> re.Pattern[str]:
    turns = (turn.strip() for turn in listed.split(";"))
    ends = (re.escape(turn).replace(r"\*", "") + r"\b" * (turn[-1] != "*") for turn in turns)
    return re.compile(rf"\b(?:{'|'.join(ends)})")


_TURNS: tuple[tuple[Kind, float, re.Pattern[str]], ...] = (
    (Kind.SUGGESTION, 2.0, _turns(_WISHES)),
    # "Lai ..." at the head of a clause: let there be ...
    (Kind.SUGGESTION, 2.0, re.compile(r"(?:^|[.!?:;,] ?|\bun )lai\b")),
    (Kind.QUESTION, 2.5, re.compile(r"\?[\s\"”»)]{0,3}\Z")),
    (Kind.QUESTION, 1.0, re.compile(r"\?")),
    (Kind.QUESTION, 1.5, _turns(_QUESTIONS)),
    (
        Kind.QUESTION,
        1.5,
        re.compile(
            r"(?:^|[.!?:] ?)(?:vai|kur|kura|kam|kad|cik|ka|kapec|ko|где|как|когда|сколько|куда|можно ли"
            r"|почему|надо ли|what|how|where|when|which|can i|do i|does|is there|is the)\b"
        ),
    ),
    (Kind.PRAISE, 2.5, _turns(_PRAISES)),
    (Kind.PROBLEM, 1.0, _turns(_TROUBLES)),
)
# A remark without any turn tells of a trouble more often than of anything else.
_BEFOREHAND = {Kind.PROBLEM: 0.9, Kind.SUGGESTION: 0.0, Kind.QUESTION: 0.0, Kind.PRAISE: 0.0}
# The third "nevar" says no more than the second.
_MOST_TURNS = 2


def kind_of(text: str) -> Kind:
    """Return what the remark is; the order of Kind breaks ties."""
    folded = fold(text)
    sums = dict(_BEFOREHAND)
    for kind, weight, pattern in _TURNS:
        sums[kind] += weight * min(len(pattern.findall(folded)), _MOST_TURNS)
    return max(Kind, key=lambda kind: sums[kind])
