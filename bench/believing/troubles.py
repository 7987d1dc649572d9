"""What a server sends in place of a page, written here and not taken from what the judge knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from bench.reading.page import GeneratedPage

NOT_FOUND = {
    "en": ("Page not found", "The page you are looking for could not be found."),
    "fr": ("Page introuvable", "La page que vous cherchez n'existe pas ou plus."),
    "nl": ("Pagina niet gevonden", "De pagina die u zoekt, bestaat niet meer."),
    "de": ("Seite nicht gefunden", "Die gesuchte Seite existiert nicht mehr."),
}
ERROR = {
    "en": ("Error", "The website encountered an unexpected error. Please try again later."),
    "fr": ("Erreur", "Une erreur est survenue. Veuillez réessayer plus tard."),
    "nl": ("Fout", "Er is een fout opgetreden. Probeer het later opnieuw."),
    "de": ("Fehler", "Es ist ein Fehler aufgetreten. Versuchen Sie es später noch einmal."),
}
MAINTENANCE = {
    "en": ("Maintenance", "We are improving the site and will be back soon."),
    "fr": ("Maintenance", "Le site est momentanément indisponible."),
    "nl": ("Onderhoud", "Deze website is tijdelijk niet beschikbaar."),
    "de": ("Wartung", "Wegen Wartungsarbeiten ist diese Seite nicht erreichbar."),
}
LOGIN = {
    "en": ("Sign in", "Please sign in with your account. Forgot your password?"),
    "fr": ("Connexion", "Veuillez vous connecter. Mot de passe oublié ?"),
    "nl": ("Aanmelden", "Gelieve in te loggen. Wachtwoord vergeten?"),
    "de": ("Anmelden", "Bitte melden Sie sich an. Passwort vergessen?"),
}
CONSENT = {
    "en": ("Your choice", "Before you continue: we and our partners use cookies. Accept all."),
    "fr": ("Votre choix", "Avant de continuer, choisissez vos cookies. Tout accepter."),
    "nl": ("Uw keuze", "Voordat u verdergaat: wij gebruiken cookies. Alles aanvaarden."),
    "de": ("Ihre Wahl", "Bevor Sie fortfahren: Wir verwenden Cookies. Alle annehmen."),
}
CHALLENGE = "<html><head><title></title><script src='/t.js'></script></head><body></body></html>"
SHIELD = (
    "<html><head><title>Just a moment...</title></head><body><h1>www.site.example</h1>"
    "<p>Checking that the connection is secure. Enable JavaScript and cookies.</p></body></html>"
)
FOR_SALE = (
    "<html><head><title>site.example</title></head><body><p>This domain may be for sale. "
    "Buy this domain.</p><ul><li>Loans</li><li>Hotels</li><li>Insurance</li></ul></body></html>"
)


@dataclass(frozen=True)
class Answer:
    """What came for a page."""

    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    url: str = ""
    """Where it came from in the end; empty: from where it was asked for."""
    shortened: bool = False
    """The transport saw that the body is shorter than announced."""


Trouble = Callable[[GeneratedPage, Random], Answer]


def answer(page: GeneratedPage) -> Answer:
    """Return a page as it comes when all is well."""
    return Answer(page.body, content_type=page.content_type)


def _notice(words: Mapping[str, tuple[str, str]]) -> Trouble:
    def send(page: GeneratedPage, _: Random) -> Answer:
        title, text = words[page.language]
        return Answer(
            f"<!doctype html><html lang='{page.language}'><head><meta charset='utf-8'>"
            f"<title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main>"
            "</body></html>".encode()
        )

    return send


def _text(body: str, status: int = 200) -> Trouble:
    return lambda _page, _rng: Answer(body.encode(), status)


def _cut(page: GeneratedPage, rng: Random) -> Answer:
    """A body that ends in the midst of the list, with a length that agrees."""
    first = page.body.find(b"<h1")
    last = page.body.rfind(b"</ul>", 0, page.body.rfind(b"</main>"))
    at = first + int((max(last, len(page.body) // 2) - first) * rng.uniform(0.2, 0.7))
    return replace(answer(page), body=page.body[:at])


def _shortened(page: GeneratedPage, rng: Random) -> Answer:
    return replace(_cut(page, rng), shortened=True)


def _home(page: GeneratedPage, _: Random) -> Answer:
    body = f"<html lang={page.language}><title>Home</title><body><h1>Home</h1><p>News</p>".encode()
    return Answer(body, url="/".join(page.url.split("/")[:3]) + "/")


def _elsewhere(page: GeneratedPage, _: Random) -> Answer:
    other = "fr" if page.language != "fr" else "en"
    return replace(answer(page), url=page.url.replace(f"/{page.language}/", f"/{other}/"))


TROUBLES: dict[str, Trouble] = {
    "challenge, 202": _text(CHALLENGE, 202),
    "challenge, 200": _text(SHIELD),
    "refused, 403": _text(SHIELD, 403),
    "empty body": _text(""),
    "error, 500": _text("<h1>Error</h1>", 500),
    "error page, 200": _notice(ERROR),
    "maintenance, 200": _notice(MAINTENANCE),
    "soft 404": _notice(NOT_FOUND),
    "login wall": _notice(LOGIN),
    "consent wall": _notice(CONSENT),
    "parked domain": _text(FOR_SALE),
    "cut body, no sign of it": _cut,
    "cut body, seen in transport": _shortened,
    "redirect to the front page": _home,
    "redirect to another language": _elsewhere,
}
