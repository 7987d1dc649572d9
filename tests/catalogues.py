"""The catalogues of sentences: what is in use, what is translated, and bringing them up to date.

`python -m tests.catalogues` writes every catalogue anew: sentences in use keep their translation,
new ones are added without (English with itself), those no longer in use are dropped.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
ROOMS = ("notifier", "web")
LANGUAGES = ("en", "fr", "nl", "de")
KEYWORDS = {
    "say": None, "count": (1, 2), "_complain": None, "N_": None,
    "gettext": None, "_": None, "ngettext": (1, 2),
}  # fmt: skip
Sentence = str | tuple[str, ...]
HEADER = """\
# The sentences of {room}.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def sentences_in_use(room: str) -> list[Sentence]:
    """Return every sentence that a room says, in the order of its files, each once."""
    folder = ROOT / room
    with (folder / "locale/babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")
    found = extract_from_dir(folder, methods, options, keywords=KEYWORDS)
    return list(dict.fromkeys(text for _, _, text, _, _ in found if text))


def catalogue_file(room: str, language: str) -> Path:
    """Return where a catalogue is."""
    return ROOT / room / "locale" / language / "LC_MESSAGES" / f"{room}.po"


def translations(room: str, language: str) -> Iterator[tuple[Sentence, tuple[str, ...]]]:
    """Yield each sentence with its translation, in singular and plural where it has both."""
    with catalogue_file(room, language).open("rb") as file:
        for message in read_po(file, locale=language):
            if message.id and not message.fuzzy:
                said = message.string
                yield message.id, (said,) if isinstance(said, str) else tuple(said)


def update(room: str, language: str) -> int:
    """Write a catalogue anew; return how many of its sentences wait for a translation."""
    file = catalogue_file(room, language)
    known = dict(translations(room, language)) if file.exists() else {}
    fresh = Catalog(locale=language, charset="utf-8")
    missing = 0
    for sentence in sentences_in_use(room):
        said = known.get(sentence, ())
        if language == "en":
            said = (sentence,) if isinstance(sentence, str) else sentence
        missing += not (said and all(said))
        fresh.add(sentence, said[0] if isinstance(sentence, str) and said else said or None)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        target.write(HEADER.format(room=room, language=language).encode())
        write_po(target, fresh, width=100, no_location=True, omit_header=True)
    return missing


if __name__ == "__main__":
    for one in ROOMS:
        for code in LANGUAGES:
            waiting = update(one, code)
            if waiting:
                sys.stdout.write(f"{catalogue_file(one, code)}: {waiting} to translate\n")
