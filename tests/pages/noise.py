"""What differs between two answers although nothing changed: tokens, teasers, counters."""

from __future__ import annotations

import random
from dataclasses import dataclass

_TEASERS = {
    "un": (
        ("UNMIL: ten lessons from a mission that completed its work", "/en/news/lessons-unmil"),
        ("Photo story: women peacekeepers of MINUSCA on night patrol", "/en/news/night-patrol"),
        ("Remembering the observers of UNTSO", "/en/news/remembering"),
        ("MINUSMA radio presenters look back", "/en/news/radio"),
        ("UNAMID hands over its last camp in El Fasher", "/en/news/el-fasher"),
        ("How UNFICYP clears mines in the buffer zone", "/en/news/mines"),
    ),
    "eeas": (
        ("Somalia: EUCAP trainers meet the coast guard", "/eeas/news/coast-guard_en"),
        ("EULEX Kosovo: statement by the spokesperson", "/eeas/news/statement_en"),
        ("EUPOL Afghanistan: an evaluation ten years later", "/eeas/news/evaluation_en"),
        ("Operation Sophia in pictures", "/eeas/news/pictures_en"),
        ("Civilian CSDP Compact: what next?", "/eeas/news/compact_en"),
    ),
    "osce": (
        ("OSCE Mission to Moldova brings schools together", "/news/schools"),
        ("Looking back: OSCE Mission to Croatia", "/news/looking-back"),
        ("Chair visits the OSCE Presence in Albania", "/news/visit"),
        ("Ten facts about the Special Monitoring Mission", "/news/ten-facts"),
    ),
    "nato": (
        ("KFOR changes command in Pristina", "/cps/en/natohq/news_1.htm"),
        ("Allies train with SFOR veterans", "/cps/en/natohq/news_2.htm"),
        ("Resolute Support: a retrospective", "/cps/en/natohq/news_3.htm"),
        ("Secretary General visits NATO Mission Iraq", "/cps/en/natohq/news_4.htm"),
    ),
    "belgium": (
        ("UNIFIL 1978", "/nl/nieuws/unifil"),
        ("OVSE-voorzitterschap", "/nl/nieuws/ovse"),
        ("KFOR", "/nl/nieuws/kfor"),
    ),
}


@dataclass(frozen=True)
class Noise:
    """One request's noise, wholly decided by its seed."""

    token: str
    nonce: str
    style: str
    visitors: int
    milliseconds: float
    teasers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, site: str, seed: int) -> Noise:
        dice = random.Random(f"{site}:{seed}")
        return cls(
            token=f"{dice.getrandbits(160):040x}",
            nonce=f"{dice.getrandbits(96):024x}",
            style=f"{dice.getrandbits(40):010x}",
            visitors=dice.randrange(1_000, 90_000),
            milliseconds=round(dice.uniform(12, 900), 1),
            teasers=tuple(dice.sample(_TEASERS[site], 2)),
        )
