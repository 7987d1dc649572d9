"""The same lists as data files (JSON, CSV), and prose on Belgium's part in missions."""

from __future__ import annotations

import csv
import io
import json

from bench.reading_unseen.facts import Entry
from bench.reading_unseen.roll import Roll
from bench.reading_unseen.surroundings import document, foot, head_semantic


def json_records(roll: Roll) -> str:
    """An API's answer: objects under a key, with nulls, flags and a page block."""
    rows = []
    for entry in roll.everything:
        facts = [fact for fact in roll.told(entry, "since ended host") if fact.key != "host"]
        rows.append(
            {
                "code": entry.acronym or None,
                "title": {roll.language: entry.name},
                "isActive": entry.ongoing,
                "dateStart": entry.start or None,
                "dateEnd": entry.end or None,
                "remarks": None,
            }
        )
        roll.expect(entry, facts)
    return json.dumps(
        {"meta": {"page": 1, "total": len(rows)}, "results": rows}, ensure_ascii=False, indent=1
    )


def csv_records(roll: Roll) -> str:
    """A spreadsheet saved with semicolons and a byte order mark; remarks run over two lines."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    keys = ("acronym", "mission", "status", "host", "since", "ended_label")
    writer.writerow([*(roll.word(key).replace("&amp;", "&") for key in keys), "Remarks"])
    for entry in roll.everything:
        facts = roll.told(entry, "status host since ended", "day")
        told = {fact.key: fact.text for fact in facts}
        remark = f"{roll.any_word('text')}\n{roll.any_word('text')}"
        cells = [told["status"], told.get("host", ""), entry.start, entry.end, remark]
        writer.writerow([entry.acronym, entry.name, *cells])
        roll.expect(entry, facts)
    return "\ufeff" + out.getvalue()


def belgian_part(roll: Roll) -> tuple[str, dict[str, str]]:
    """Sentences that say where the country takes part and where it did."""
    current = roll.rng.sample(roll.current, min(4, len(roll.current)))
    past = roll.rng.sample(roll.past, min(3, len(roll.past)))
    told = {entry.mission: "current" for entry in current if entry.mission}
    told |= {entry.mission: "past" for entry in past if entry.mission}
    sentences = [_sentence(roll, "takes_part", entry) for entry in current if entry.mission]
    over = [_sentence(roll, "took_part", entry) for entry in past if entry.mission]
    page = document(
        roll,
        f"{head_semantic(roll)}<main><h1>{roll.word('site')}</h1><p>{roll.word('intro')}</p>"
        f"<h2>{roll.organisation}</h2><p>{' '.join(sentences)}</p><p>{' '.join(over)}</p></main>"
        f"{foot(roll)}",
    )
    for entry in (*current, *past):
        if entry.mission:
            roll.expect(entry)
    roll.mentioned -= set(told)
    return page, told


def _sentence(roll: Roll, key: str, entry: Entry) -> str:
    return roll.any_word(key).replace("{m}", entry.short)
