"""Pages that differ in nothing that matters are read, and compared, without a change."""

from __future__ import annotations

import pytest

from crawler.reading.read import read_page
from missions.records import PageRole
from missions.view import PageView, SourceView
from tests.missions.comparing_material import LIST, Watched

HEAD = """<!doctype html><html lang="en"><head><title>Current operations</title>
<meta name="csrf" content="a1b2"><script nonce="n1">var t=1</script></head><body>
<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header><main class="css-1a2b">
<h1>Current peacekeeping operations</h1><p>Last updated: 3 March 2026</p>"""
FOOT = """</main><aside><h2>News</h2><ul>
<li><a href="/news/1">UNMIL: ten lessons</a></li></ul></aside>
<footer><p>Visitors today: 12,345</p><p>Page rendered on 4 March 2026 at 10:15</p>
<p>© 2026 United Nations</p></footer></body></html>"""
UNIFIL = """<li class="c-77"><h3><a href="/mission/unifil">UNIFIL</a></h3>
<img src="/map.png?itok=x9Y">
<p>United Nations Interim Force in Lebanon – the “Blue Line” force.
It was established in 1978. The mission's area lies south of the Litani.</p></li>"""
MINURSO = """<li class="c-77"><h3><a href="/mission/minurso">MINURSO</a></h3>
<p>United Nations Mission for the Referendum in Western Sahara. It monitors the cease-fire
in El Aaiún.</p></li>"""
UNDOF = """<li class="c-77"><h3><a href="/mission/undof">UNDOF</a></h3>
<p>United Nations Disengagement Observer Force. It watches the Golan.</p></li>"""
PAGE = f"{HEAD}<ul>{UNIFIL}{MINURSO}{UNDOF}</ul>{FOOT}"


def seen(html: str, encoding: str = "utf-8") -> SourceView:
    body, kind = html.encode(encoding), f"text/html; charset={encoding}"
    reading = read_page(body, LIST, kind, PageRole.LIST)
    return SourceView("un", (PageView(LIST, PageRole.LIST, 0, reading),))


NOISE = {
    "tokens": PAGE.replace("a1b2", "ffee").replace("n1", "n2").replace("itok=x9Y", "itok=Zz0"),
    "a counter": PAGE.replace("12,345", "98,001"),
    "the time of rendering": PAGE.replace("4 March 2026 at 10:15", "9 July 2026 at 23:59"),
    "a last updated stamp": PAGE.replace("3 March 2026", "21 May 2026"),
    "a last updated stamp within an entry": PAGE.replace(
        "the Litani.</p>", "the Litani.</p><p>Last updated: 21 May 2026</p>"
    ),
    "another teaser": PAGE.replace("UNMIL: ten lessons", "MINUSMA radio looks back"),
    "another order": PAGE.replace(f"{UNIFIL}{MINURSO}{UNDOF}", f"{UNDOF}{UNIFIL}{MINURSO}"),
    "other class names": PAGE.replace("c-77", "c-91").replace("css-1a2b", "css-9z8y"),
    "tracking parameters": PAGE.replace('href="/mission/u', 'href="/mission/u?utm_source=x&amp;m='),
    "white space": PAGE.replace(" ", "\n   ").replace("<!doctype\n   html>", "<!doctype html>"),
    "hard spaces": PAGE.replace("Interim Force", "Interim&nbsp;Force"),
    "typography": PAGE.replace("–", "-").replace("“", '"').replace("”", '"').replace("'s", "’s"),
    "soft hyphens": PAGE.replace("Referendum in", "Refer&shy;endum in"),
    "accents set apart": PAGE.replace("ú", "u\u0301"),
    "a copyright year": PAGE.replace("© 2026", "© 2027"),
    "a banner for consent": PAGE.replace(
        "<header>", '<div role="dialog"><p>We use cookies. Accept?</p></div><header>'
    ),
}


@pytest.mark.parametrize("html", NOISE.values(), ids=NOISE)
def test_noise_is_no_news(html: str) -> None:
    assert html != PAGE
    watched = Watched(seen(PAGE))
    assert watched.checks(seen(html), seen(PAGE), seen(html), seen(html)) == [""] * 4


def test_another_encoding_is_no_news() -> None:
    plain = PAGE.replace("“", '"').replace("”", '"').replace("–", "-")
    assert Watched(seen(plain)).checks(seen(plain, "iso-8859-1"), seen(plain)) == ["", ""]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("ú", "\ufffd").replace("–", "\ufffd").replace("“", "\ufffd"),
        lambda text: text.encode().decode("latin-1"),
    ],
    ids=["signs lost", "read as another encoding"],
)
def test_damaged_letters_are_no_news(damage) -> None:  # type: ignore[no-untyped-def]
    assert Watched(seen(PAGE)).checks(seen(damage(PAGE)), seen(PAGE)) == ["", ""]


def test_a_rewording_tells_the_sentence_alone() -> None:
    html = PAGE.replace("It monitors the cease-fire", "It oversees the cease-fire")
    (change,) = Watched(seen(PAGE)).check(seen(html))
    assert (str(change.kind), change.mission, str(change.severity)) == ("text", "minurso", "low")
    assert change.before == "It monitors the cease-fire in El Aaiún."
    assert change.after == "It oversees the cease-fire in El Aaiún."


def test_a_redesign_is_one_note() -> None:
    rows = "".join(
        f"<tr><td><a href='/m/{name.lower()}'>{name}</a></td><td>{words}</td></tr>"
        for name, words in (
            ("UNIFIL", "Observes the south of Lebanon since 1978."),
            ("MINURSO", "Prepares a referendum."),
            ("UNDOF", "Keeps watch on the Golan."),
        )
    )
    rebuilt = f"{HEAD}<table><tr><th>Mission</th><th>About</th></tr>{rows}</table>{FOOT}"
    assert Watched(seen(PAGE)).checks(seen(rebuilt), seen(rebuilt)) == ["source layout", ""]
