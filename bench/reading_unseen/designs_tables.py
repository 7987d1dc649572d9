"""Designs of the years 1996 to 2012: tables for everything, bytes of the time, loose tags."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bench.reading_unseen.facts import Entry
from bench.reading_unseen.roll import Fact, Roll
from bench.reading_unseen.surroundings import (
    document,
    foot,
    head_plain,
    headlines,
    named_links,
    side,
    slug,
)


def long_and_short(entry: Entry) -> str:
    """ "Kosovo Force (KFOR)", or the name alone."""
    name = escape(entry.name, quote=False)
    return f"{name} ({escape(entry.acronym)})" if entry.acronym else name


def short_and_long(entry: Entry) -> str:
    """ "KFOR – Kosovo Force", or the name alone."""
    name = escape(entry.name, quote=False)
    return f"{escape(entry.acronym)} – {name}" if entry.acronym else name


def frontpage(roll: Roll) -> str:
    """FrontPage, 1999: nested tables, fonts, capitals, no closing tags; two columns of lists."""
    columns = (("current", roll.current), ("past", roll.past))
    cells = "".join(_font_column(roll, key, entries) for key, entries in columns)
    menu = "<BR>".join(f"<FONT SIZE=1>{link}</FONT>" for link in named_links(roll, 3))
    return (
        f"<HTML><HEAD><TITLE>{roll.word('title_all')}</TITLE>"
        '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">'
        '<META NAME="GENERATOR" CONTENT="Microsoft FrontPage 3.0"></HEAD>\n'
        '<BODY BGCOLOR="#FFFFFF"><TABLE WIDTH=760 BORDER=0 CELLPADDING=4><TR>'
        f"<TD WIDTH=130 VALIGN=top BGCOLOR=#CCCCFF><FONT FACE=Arial><B>{roll.word('sitemap')}</B>"
        f"<BR>"
        f"{menu}</FONT><TD VALIGN=top><CENTER><FONT FACE=Arial SIZE=5 COLOR=navy>"
        f"{roll.word('title_all')}</FONT></CENTER><P><FONT FACE=Arial SIZE=2>{roll.word('intro')}"
        f"<P><TABLE BORDER=1 WIDTH=100%><TR>{cells}</TABLE></FONT><HR>"
        f"<FONT SIZE=1>{roll.word('updated')}: {roll.spell(roll.as_of, 'day')[0]}</FONT></TABLE>"
        "</BODY></HTML>\n"
    )


def _font_column(roll: Roll, key: str, entries: Sequence[Entry]) -> str:
    items = []
    for entry in entries:
        when, facts = roll.period(entry)
        printed = f", <I>{when}</I>" if when and roll.language != "de" else ""
        items.append(f"<LI><FONT SIZE=2>{long_and_short(entry)}{printed}</FONT>\n")
        roll.expect(entry, facts if printed else ())
    return (
        "<TD WIDTH=50% VALIGN=top><P ALIGN=center><FONT FACE=Arial COLOR=#800000><B>"
        f"{roll.word(key).upper()}</B></FONT><UL>\n{''.join(items)}</UL>"
    )


def sharepoint(roll: Roll) -> str:
    """A SharePoint list view of 2010: tables in tables, rows grouped by status."""
    keys = "acronym host since"
    labels = [roll.word("mission"), *(roll.word(key) for key in keys.split())]
    header = "".join(
        f'<th class="ms-vh2"><div><a href="#">{label}</a></div></th>' for label in labels
    )
    groups = (("ongoing", roll.current), ("ended", roll.past))
    rows = "".join(_share_group(roll, key, entries) for key, entries in groups if entries)
    return document(
        roll,
        f'<form id="aspnetForm">{head_plain(roll)}<table class="ms-main"><tr>'
        f'<td class="ms-leftareacell"><table><tr>'
        f"<td>{'</td></tr><tr><td>'.join(named_links(roll, 2))}"
        f'</td></tr></table></td><td class="ms-bodyareacell"><h1>{roll.word("title_all")}</h1>'
        f'<table class="s4-wpTopTable"><tr><td><div id="WebPartWPQ2"><table '
        f'class="ms-listviewtable" '
        f'summary="{roll.word("title_all")}"><tr '
        f'class="ms-viewheadertr">{header}</tr>{rows}</table>'
        f"</div></td></tr></table></td></tr></table>{foot(roll, 'div')}</form>",
    )


def _share_group(roll: Roll, key: str, entries: Sequence[Entry]) -> str:
    rows = [
        f'<tr><td class="ms-gb" colspan="4"><a href="#"><img src="/_layouts/images/minus.gif" '
        f'alt="">'
        f"</a>&nbsp;{roll.word('status')} : {roll.word(key)} <span>&lrm;({len(entries)})</span>"
        f"</td></tr>"
    ]
    for entry in entries:
        facts = roll.told(entry, "host since", "month")
        by_key = {fact.key: fact.text for fact in facts}
        cells = [escape(entry.acronym), by_key.get("host", ""), by_key.get("since", "")]
        rest = "".join(f'<td class="ms-vb2">{cell}</td>' for cell in cells)
        rows.append(
            f'<tr class="ms-itmhover"><td class="ms-vb-title"><div class="ms-vb"><a '
            f'href="{slug(entry)}'
            f'.aspx">{escape(entry.name)}</a></div></td>{rest}</tr>'
        )
        roll.expect(entry, facts)
    return "".join(rows)


def wikitable(roll: Roll) -> str:
    """A MediaWiki article: sortable table, footnote marks, a box of links to other missions."""
    keys = ("acronym", "mission", "host", "since", "ended_label")
    header = "".join(f'<th scope="col">{roll.word(key)}\n</th>' for key in keys)
    rows = "".join(
        _wiki_row(roll, entry, number)
        for number, entry in enumerate(sorted(roll.everything, key=lambda e: e.start), 1)
    )
    navbox = "&#32;<b>·</b> ".join(named_links(roll, 4))
    notes = "".join(
        f'<li id="cite_note-{n}"><a href="#cite_ref-{n}">↑</a> '
        f"S/{roll.rng.randint(1990, 2020)}/{n}</li>"
        for n in (1, 2, 3)
    )
    return document(
        roll,
        f'<div id="content" class="mw-body"><h1 id="firstHeading">{roll.word("title_all")}</h1>'
        f'<div class="mw-parser-output"><p>{roll.word("intro")}<sup class="reference">'
        '<a href="#cite_note-1">[1]</a></sup></p>'
        f'<table class="wikitable sortable"><tbody><tr>{header}</tr>{rows}</tbody></table>'
        f'<h2><span class="mw-headline">{roll.word("references")}</span>'
        '<span class="mw-editsection">[<a href="?action=edit">✎</a>]</span></h2>'
        f'<ol class="references">{notes}</ol><div class="navbox" role="navigation"><table><tr>'
        f"<th>{roll.word('related')}</th><td>{navbox}</td></tr></table></div></div></div>"
        f'<div id="mw-panel"><ul><li><a href="/">{roll.word("home")}</a></li></ul></div>',
    )


def _wiki_row(roll: Roll, entry: Entry, number: int) -> str:
    facts = roll.told(entry, "host since ended", "month")
    told = {fact.key: fact.text for fact in facts}
    mark = f'<sup id="cite_ref-{number}" class="reference"><a href="#cite_note-{number % 3 + 1}">'
    mark = f"{mark}[{number % 3 + 1}]</a></sup>" if number % 3 == 0 else ""
    end = "—" if entry.unsure else told.get("ended", roll.word("present"))
    roll.expect(entry, facts, status="unknown" if entry.unsure else None)
    return (
        f'<tr><td>{escape(entry.acronym) or "—"}</td><td><a href="/wiki/{slug(entry)}" '
        f'title="{escape(entry.name)}">{escape(entry.name)}</a>{mark}\n</td>'
        f"<td>{told.get('host', '—')}</td><td "
        f'data-sort-value="{entry.start}">{told.get("since", "—")}'
        f"</td><td>{end}</td></tr>\n"
    )


def image_map(roll: Roll) -> str:
    """2005: a clickable world map whose areas name missions, and the true list below it."""
    areas = "".join(
        f'<area shape="circle" coords="{roll.rng.randint(5, 600)},{roll.rng.randint(5, 300)},6" '
        f'href="/{slug(entry)}.html" alt="{escape(entry.short)}" />'
        for entry in roll.current
    )
    parts = []
    for key, entries in (("current", roll.current), ("past", roll.past)):
        if entries:
            lines = "".join(_dotted_line(roll, entry) for entry in entries)
            parts.append(
                f'<div class="title2">{roll.word(key)}</div><div class="indent">{lines}</div>'
            )
    return document(
        roll,
        f'{head_plain(roll)}<table width="100%"><tr><td valign="top">'
        f'<img src="/img/map.gif" usemap="#world" alt="" border="0" /><map '
        f'name="world">{areas}</map>'
        f'<p>{roll.word("intro")}</p>{"".join(parts)}</td><td width="180" valign="top">'
        f"{side(roll, 'div')}</td></tr></table>{foot(roll, 'div')}",
    )


def _dotted_line(roll: Roll, entry: Entry) -> str:
    facts = roll.told(entry, "host", "year")
    place = f" - {facts[0].text}" if facts else ""
    roll.expect(entry, facts)
    short = f"<b>{escape(entry.acronym)}</b>, " if entry.acronym else ""
    return (
        f'<img src="/img/bullet.gif" alt="" /> <a href="/{slug(entry)}.html">{short}'
        f"{escape(entry.name)}</a>{place}<br />\n"
    )


def plain_paragraphs(roll: Roll) -> str:
    """XHTML of 2006 with namespaces: a bold name, a line break, a sentence; no list at all."""
    body = []
    for key, entries in (("current", roll.current), ("past", roll.past)):
        if not entries:
            continue
        body.append(f'<p class="kop"><strong>{roll.word(key)}</strong></p>')
        body.extend(_bold_paragraph(roll, entry) for entry in entries)
    news = "".join(f"<p>{line}</p>" for line in headlines(roll, 2))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 '
        'Strict//EN" '
        '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xml:lang="{roll.language}" lang="{roll.language}"><head>'
        f"<title>{roll.word('title_all')}</title>"
        f'</head><body>{head_plain(roll)}<div id="main"><h1>{roll.word("title_all")}</h1>'
        f"<p>{roll.word('intro')}<o:p></o:p></p>{''.join(body)}</div>"
        f'<div id="right"><h3>{roll.word("news")}</h3>{news}</div>{foot(roll, "div")}</body>'
        f"</html>\n"
    )


def _bold_paragraph(roll: Roll, entry: Entry) -> str:
    facts = roll.told(entry, "since ended", "day")
    roll.expect(entry, facts)
    dates = ". ".join(f"{fact.label}: {fact.text}" for fact in facts)
    text = "" if entry.unsure else roll.any_word("text")
    return f"<p><b>{long_and_short(entry)}</b><br />{text} {dates}</p>\n"


def printed_pdf(roll: Roll) -> str:
    """A PDF saved as HTML: absolute paragraphs, hard spaces, numbered headings and lines."""
    lines = [f'<p class="p1"><b>{_hard(roll.word("title_all"))}</b></p>']
    for part, (key, entries) in enumerate((("current", roll.current), ("past", roll.past)), 1):
        if entries:
            lines.append(f'<p class="p2"><b>{part}.&nbsp;&nbsp;{_hard(roll.word(key))}</b></p>')
            lines.extend(
                _pdf_line(roll, entry, f"{part}.{n}") for n, entry in enumerate(entries, 1)
            )
    lines.append(f'<p class="p9">- 1 -&nbsp;&nbsp;{roll.word("legal")}</p>')
    return document(roll, f'<div id="page1-div">{chr(10).join(lines)}</div>')


def _pdf_line(roll: Roll, entry: Entry, number: str) -> str:
    facts: list[Fact] = roll.told(entry, "host since ended strength", "month")
    roll.expect(entry, facts)
    rest = ";&nbsp;".join(_hard(f"{fact.label}: {fact.text}") for fact in facts)
    tail = f"&nbsp;-&nbsp;{rest}" if rest else ""
    return f'<p class="p3">{number}&nbsp;&nbsp;&nbsp;{_hard(short_and_long(entry))}{tail}</p>'


def _hard(text: str) -> str:
    return text.replace(" ", "&nbsp;")
