"""Pages that name missions and list none: nothing may be read from them."""

from __future__ import annotations

from tests.crawler.reading.nasty.case import Case, items, page

CASES = (
    Case(
        "a page that was not found and suggests others",
        page(
            "<p>Error 404. The page you asked for does not exist. Perhaps you were looking for:</p>"
            + items(
                "<a href='/unifil'>UNIFIL</a>",
                "<a href='/minusma'>MINUSMA</a>",
                "<a href='/unmiss'>UNMISS</a>",
            ),
            title="Page not found",
        ),
    ),
    Case(
        "results of a search",
        page(
            "<form><input name=q value=mission></form><p>1-4 of 312 results for “mission”</p><ol>"
            "<li><a href='/1'>UNIFIL peacekeepers plant trees</a><p>… mission in Lebanon …</p></li>"
            "<li><a href='/2'>MINUSMA closes</a><p>… after ten years the mission …</p></li>"
            "<li><a href='/3'>Vacancy: driver, UNMISS</a><p>… join the mission …</p></li>"
            "<li><a href='/4'>Report on UNAMID</a><p>… liquidation of the mission …</p></li></ol>",
            title="Search results",
        ),
    ),
    Case(
        "news with missions in every headline",
        page(
            "<article><h2>EUTM Mali ends</h2><time>18 May 2024</time><p>The last soldiers left.</p>"
            "</article><article><h2>EUMPM Niger to close</h2><time>27 May 2024</time><p>The Council"
            " decided so.</p></article><article><h2>EUNAVFOR Aspides launched</h2>"
            "<time>19 February 2024</time><p>Ships protect trade.</p></article>",
            title="Latest news",
        ),
    ),
    Case(
        "vacancies at missions",
        page(
            "<table><tr><th>Post</th><th>Duty station</th><th>Deadline</th></tr>"
            "<tr><td>Civil affairs officer, MONUSCO</td><td>Goma</td><td>3 May 2024</td></tr>"
            "<tr><td>Interpreter, UNIFIL</td><td>Naqoura</td><td>9 May 2024</td></tr>"
            "<tr><td>Pilot, UNMISS</td><td>Juba</td><td>1 June 2024</td></tr></table>",
            title="Vacancies",
        ),
    ),
    Case(
        "an empty list says so",
        page("<p>No missions were found for this choice.</p>", title="Current missions"),
    ),
    Case(
        "documents about missions",
        page(
            "<h2>Resolutions and reports</h2>"
            + items(
                "<a href='a.pdf'>Report of the Secretary-General on UNFICYP (PDF, 312 KB)</a>",
                "<a href='b.pdf'>Resolution 2690 (2023) on the withdrawal of MINUSMA (PDF)</a>",
                "<a href='c.pdf'>Strategic review of UNITAMS (PDF, 1.2 MB)</a>",
            ),
            title="Documents",
        ),
    ),
    Case(
        "a list of people who work in missions",
        page(
            "<h2>Heads of delegations and envoys</h2>"
            + items(
                "Anna Lindqvist, former head of UNMIL",
                "Paulo Ferreira, deputy special representative, MINUSCA",
                "Ruth Okello, force commander of UNDOF until 2022",
            ),
            title="Biographies",
        ),
    ),
    Case(
        "the goddess, the peace of the sea and other words that are also names",
        page(
            "<h2>Our fleet of research ships</h2>"
            + items(
                "Artemis, built 1998", "Concordia, built 2003", "Proxima, built 2011", "Sophia"
            ),
            title="Vessels",
        ),
    ),
    Case("an empty body", ""),
    Case("only a challenge for browsers", "<html><body><script>go()</script></body></html>"),
)
