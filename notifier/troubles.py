"""What is wrong with a source and what to do, told again in the reader's language.

The sentences are those of `missions.troubles`, which finds them in what was stored; they are
repeated here for the catalogues, and a test holds the two lists together.
"""

from __future__ import annotations

from missions.troubles import NESTED, Piece, told_in
from notifier.language import Speech
from notifier.values import N_


def retold(speech: Speech, text: str) -> str:
    """Return a text of known sentences in a language; what is no such sentence stays as it is."""
    return " ".join(_retold(speech, piece) for piece in told_in(text))


def _retold(speech: Speech, piece: Piece) -> str:
    if piece.values is None:
        return piece.sentence
    values = {
        name: retold(speech, value) if name in NESTED else value
        for name, value in piece.values.items()
    }
    return speech.say(piece.sentence, **values)


KNOWN = (
    N_("%(url)s gave no answer: %(error)s."),
    N_('%(url)s answered with a challenge (HTTP 202); try fetch = "browser".'),
    N_("%(url)s refuses us (HTTP %(status)s)."),
    N_("%(url)s does not exist (HTTP %(status)s)."),
    N_("%(url)s could not be fetched: %(error)s."),
    N_("%(url)s broke off before its end."),
    N_("%(url)s leads to the front page %(other)s."),
    N_("%(url)s leads to %(other)s, in %(language)s instead of %(was)s."),
    N_("%(url)s: the answer could not be read."),
    N_("%(url)s is almost empty."),
    N_("%(url)s names no mission."),
    N_("%(url)s shows a notice instead of its content (%(notice)s)."),
    N_("%(url)s is in %(language)s instead of %(was)s."),
    N_("The pages of %(source)s list %(number)s missions, at least %(all)s are expected."),
    N_("%(url)s names none of the %(all)s missions it had."),
    N_("%(url)s shows another list than before."),
    N_("%(url)s lost %(number)s of its %(all)s missions at once."),
    N_("%(url)s was rebuilt and now tells another status of %(number)s missions."),
    N_("%(url)s is an older copy: it is of %(time)s, not %(was)s."),
    N_("%(url)s says again what it last said on %(time)s: it may be an old copy."),
    N_("%(url)s looks like an older copy: %(number)s facts go back in time."),
    N_("%(url)s now says word for word what %(other)s says."),
    N_("%(pages)s is gone, and with it %(number)s of %(all)s missions."),
    N_("The server %(host)s told the time %(time)s: its clock is %(number)s hours ahead of ours."),
    N_("The server %(host)s told the time %(time)s: its clock is %(number)s hours behind ours."),
    N_("The crawl ended early (%(detail)s)."),
    N_("no reason known"),
    N_("held as run %(run)s (%(names)s): %(said)s"),
    N_("failed (%(names)s): %(said)s"),
    N_("To decide: missionwatch held accept %(run)s, or discard %(run)s."),
    N_(
        "The same list was seen on %(number)s days and every page answered. If the page is "
        "right, accept it: missionwatch held accept %(run)s"
    ),
    N_("Nothing crawls it: see that `missionwatch schedule` or `serve` runs."),
    N_("Nothing, at first: the site is in trouble. If it lasts, open the page in a browser."),
    N_("Look at the page in a browser. If it is right, accept the run; if not, do nothing."),
    N_("Open the page in a browser: a notice stands in its place. It is read again by itself."),
    N_(
        'Open the page in a browser. If it shows there, set fetch = "browser" for this '
        "source; if it asks for a person there too, ask the publisher to let the watcher in."
    ),
    N_("Find the page's new address and write it as `start` of this source."),
    N_("Open the page in a browser and compare it with what is stored."),
    N_("Write the address of the page in its declared language as `start`."),
    N_("Set this machine's clock; if it is right, the site's is wrong."),
    N_("robots.txt forbids the page: ask the publisher for leave, or watch another page."),
    N_(
        "The site's certificate is not trusted: tell the publisher, or renew this machine's "
        "certificates."
    ),
    N_("Crawl it again with --debug to see where it stopped."),
    N_("connection refused"),
    N_("the host name could not be resolved"),
    N_("no answer in time"),
    N_("the page did not come in time"),
    N_("larger than the limit"),
    N_("larger than the limit of %(number)s bytes"),
    N_("the answer broke off"),
    N_("the compressed answer could not be unpacked"),
    N_("the connection broke"),
    N_("the connection broke before an answer came"),
    N_("only http and https addresses are fetched"),
    N_("robots.txt does not allow this page"),
    N_("robots.txt answered %(detail)s, so nothing may be fetched"),
    N_("no trusted TLS connection: %(detail)s"),
    N_("no connection: %(detail)s"),
    N_("the browser could not open the page: %(detail)s"),
    N_("the site asks not to be asked again for %(number)s seconds"),
    N_("%(error)s (when asking for robots.txt)"),
    N_("maintenance"),
    N_("login wall"),
    N_("consent wall"),
    N_("error page"),
    N_("not found"),
    N_("parked"),
)
