"""Maps: an empty element on the page, and the missions in data beside it."""

from __future__ import annotations

import json
from dataclasses import replace

from bench.reading.layouts.content import Content
from bench.reading.layouts.data import RecordForm, Value
from bench.reading.markup import Style
from bench.reading.sheet import Sheet


def json_script(found: Sheet, style: Style) -> Content:
    """`<script type="application/json">` with the markers."""
    form, records = _records(found)
    key = found.rng.choice(("markers", "missions", "items", "features", ""))
    data = {"zoom": 3, key: records} if key else records
    script = f'<script type="application/json" id="map-data">{_json(data)}</script>'
    return _content(found, form, _map(found, style) + script)


def script_variable(found: Sheet, style: Style) -> Content:
    """`var markers = [...]` in a script that does other things too."""
    form, records = _records(found)
    name = found.rng.choice(("var markers", "const missions", "window.mapData", "var locations"))
    code = f"(function(){{ initMap('map'); }})();\n{name} = {_json(records)};\nrender(3);"
    return _content(found, form, _map(found, style) + f"<script>{code}</script>")


def settings(found: Sheet, style: Style) -> Content:
    """Markers deep in a content system's settings."""
    form, records = _records(found)
    tree = {
        "path": {"baseUrl": "/", "currentLanguage": found.words.language, "isFront": False},
        "pluralDelimiter": "\x03",
        "map_view": {"view-1": {"settings": {"zoom": 2}, "markers": records}},
        "user": {"uid": 0},
    }
    marked = 'type="application/json" data-drupal-selector="drupal-settings-json"'
    return _content(found, form, _map(found, style) + f"<script {marked}>{_json(tree)}</script>")


def linked_data(found: Sheet, style: Style) -> Content:
    """A schema.org ItemList in JSON-LD."""
    form = replace(RecordForm.drawn(found), split_names=False, fields=())
    items = [
        {"@type": "ListItem", "position": n + 1, "item": {"@type": "Organization", "name": e.title}}
        for n, e in enumerate(found.entries)
    ]
    data = {"@context": "https://schema.org", "@type": "ItemList", "name": _title(found)}
    data["itemListElement"] = items  # type: ignore[assignment]
    script = f'<script type="application/ld+json">{_json(data)}</script>'
    return _content(found, form, _map(found, style) + script)


def data_attributes(found: Sheet, style: Style) -> Content:
    """Empty divs whose data attributes hold everything."""
    form, records = _records(found)
    pins = "".join(style.tag("div", "", "pin", **_attributes(record)) for record in records)
    return _content(found, form, style.tag("div", pins, "map", id="map"))


def _attributes(record: dict[str, Value]) -> dict[str, str]:
    named = {"data_" + key: value for key, value in record.items() if value is not None}
    return {
        key: json.dumps(value) if isinstance(value, (list, bool)) else str(value)
        for key, value in named.items()
    }


def _records(found: Sheet) -> tuple[RecordForm, list[dict[str, Value]]]:
    form = RecordForm.drawn(found)
    return form, [form.record(entry, n, found) for n, entry in enumerate(found.entries)]


def _map(found: Sheet, style: Style) -> str:
    group = found.groups[0]
    title = style.heading("h2", group.heading)
    return title + style.tag("div", "", "map", id="map", style="height:480px")


def _title(found: Sheet) -> str:
    return found.groups[0].heading or found.title


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")


def _content(found: Sheet, form: RecordForm, body: str) -> Content:
    return Content(body, tuple(form.expected(entry) for entry in found.entries))
