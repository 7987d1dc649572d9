"""Configuration: defaults that need no file, and wrong keys that are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from settings import ConfigurationError, Settings, load_settings, parse_interval


def _load(text: str, folder: Path, **environ: str) -> Settings:
    file = folder / "missionwatch.toml"
    file.write_text(text, encoding="utf-8")
    return load_settings(file, environ)


def test_no_file_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load_settings(None, {})
    assert settings.storage.url == "sqlite:///var/missionwatch.db"
    assert settings.crawl.delay == 2.0
    assert settings.crawl.obey_robots is True
    assert settings.crawl.allow_private_addresses is False
    assert settings.crawl.confirm_removals == 2
    assert settings.mail.smtp == ""
    assert settings.mail.sender == "missionwatch <missionwatch@localhost>"
    assert settings.schedule.zone().key == "Europe/Brussels"


def test_the_file_in_the_working_directory_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "missionwatch.toml").write_text("[crawl]\ndelay = 5\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_settings(None, {}).crawl.delay == 5


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.toml cannot be read"):
        load_settings(tmp_path / "nowhere.toml", {})


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("MISSIONWATCH_CRAWL__DELAY", "0.5", ("crawl", "delay", 0.5)),
        ("MISSIONWATCH_CRAWL__OBEY_ROBOTS", "false", ("crawl", "obey_robots", False)),
        (
            "MISSIONWATCH_MAIL__FROM",
            "mw <mw@example.org>",
            ("mail", "sender", "mw <mw@example.org>"),
        ),
        ("MISSIONWATCH_STORAGE__URL", "sqlite:///x.db", ("storage", "url", "sqlite:///x.db")),
    ],
)
def test_a_variable_overrides_the_file(
    name: str, value: str, key: tuple[str, str, object], tmp_path: Path
) -> None:
    section, field, expected = key
    settings = _load('[crawl]\ndelay = 9\n[mail]\nsmtp = ""\n', tmp_path, **{name: value})
    assert getattr(getattr(settings, section), field) == expected


def test_a_variable_can_say_where_a_source_starts(tmp_path: Path) -> None:
    variables = {"MISSIONWATCH_SOURCES__UN__START": '["http://127.0.0.1:8080/un"]'}
    assert _load("", tmp_path, **variables).sources["un"].start == ("http://127.0.0.1:8080/un",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            "[crawl]\ndelays = 1",
            'Unknown configuration key "crawl.delays". Did you mean "crawl.delay"?',
        ),
        ("[crawl]\ntime_out = 1", 'Did you mean "crawl.timeout"?'),
        ("[mail]\nfrm = 'a@b'", 'Did you mean "mail.from"?'),
        ("[storag]\nurl = 'x'", 'Unknown configuration key "storag". Did you mean "storage"?'),
        ("[sources.un]\nstrat = []", 'Did you mean "sources.un.start"?'),
        ("[schedule]\nqqqq = 1", "Valid here: timezone."),
        ("[schedule]\ntimezone = 'Europe/Brussel'", 'did you mean "Europe/Brussels"?'),
        ("[sources.un]\nevery = '6 hours'", '"6 hours" is not an interval'),
        ("[sources.un]\ncron = '0 7 * *'", '"0 7 * *" is not a cron line'),
        ("[sources.un]\ncron = '0 7 * * 1-5'", "numbers its weekdays"),
        ("[sources.un]\nstart = ['ftp://un.org']", '"ftp://un.org" is not a web address'),
        ("[mail]\nsmtp = 'mail.example.org'", "is not a mail server"),
        ("[crawl]\ndelay = -1", 'Configuration key "crawl.delay"'),
        ("[crawl\n", "is not valid TOML"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_what_is_right(
    content: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError) as error:
        _load(content, tmp_path)
    assert told in str(error.value)


def test_a_wrong_variable_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r'Did you mean "crawl\.delay"'):
        _load("", tmp_path, MISSIONWATCH_CRAWL__DELAI="1")


def test_the_password_of_the_mail_server_is_never_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as error:
        _load("[mail]\nsmtp = 'imap://user:secret@host'", tmp_path)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("30m", 1800), ("6h", 21600), ("1d", 86400), ("1w", 604800)]
)
def test_intervals_are_read(text: str, seconds: int) -> None:
    assert parse_interval(text) == seconds


@pytest.mark.parametrize("text", ["", "h", "0h", "-1h", "1.5h", "6", "6y", "6 h"])
def test_what_is_no_interval_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an interval"):
        parse_interval(text)


def test_the_contact_stands_in_the_user_agent(tmp_path: Path) -> None:
    settings = _load('[crawl]\ncontact = "watch@example.org"\n', tmp_path)
    assert settings.crawl.identity().endswith(" (+watch@example.org)")
