"""What a site sends when it is not well: each fault turns a good answer into a bad one."""

from __future__ import annotations

from collections.abc import Callable

from tests.pages.site import Rendered

_HTML = {"Content-Type": "text/html; charset=utf-8"}
_CHALLENGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title></title>
<script src="/challenge.js" defer></script></head><body><div id="challenge-container"></div>
<script>WafIntegration.getToken().then(function () { window.location.reload(true); });</script>
<noscript><h1>JavaScript is disabled</h1>We need to check that you are not a robot.</noscript>
</body></html>"""
_ERROR = """<!DOCTYPE html><html lang="en"><head><title>Error</title></head><body><main>
<h1>The website encountered an unexpected error</h1><p>Please try again later.</p>
</main></body></html>"""
_MAINTENANCE = """<!DOCTYPE html><html lang="en"><head><title>Site under maintenance</title></head>
<body class="maintenance-page"><main><h1>Site under maintenance</h1>
<p>We will be back shortly. Thank you for your patience.</p></main></body></html>"""
_OTHER_LANGUAGE = """<!DOCTYPE html><html lang="es"><head><meta charset="utf-8">
<title>Dónde trabajamos</title></head><body><main><h1>Dónde trabajamos</h1>
<p>Esta página no está disponible en el idioma que ha elegido. Las operaciones actuales de
mantenimiento de la paz se presentan a continuación.</p>
<ul><li>Fuerza Provisional de las Naciones Unidas en el Líbano</li>
<li>Misión de las Naciones Unidas en Sudán del Sur</li></ul></main></body></html>"""


def _page(status: int, text: str, **headers: str) -> Rendered:
    return Rendered(status, _HTML | headers, text.encode())


def _unchanged(good: Rendered) -> Rendered:
    return good


FAULTS: dict[str, Callable[[Rendered], Rendered]] = {
    "challenge": lambda _: _page(202, _CHALLENGE, **{"x-amzn-waf-action": "challenge"}),
    "error-200": lambda _: _page(200, _ERROR),
    "503": lambda _: _page(503, _ERROR, **{"Retry-After": "120"}),
    "maintenance": lambda _: _page(200, _MAINTENANCE),
    "other-language": lambda _: _page(200, _OTHER_LANGUAGE),
    "redirect-home": lambda _: _page(302, "", Location="/"),
    "gone": lambda _: _page(404, _ERROR),
    "truncated": _unchanged,
    "slow": _unchanged,
}
"""By name. `truncated` and `slow` leave the answer alone: the server spoils its sending."""
