"""Certificates are verified, always."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from missions.records import Cause
from tests.crawler.sites import Answer, crawl, serving, source


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=example", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", "key.pem", "-out", "cert.pem"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    both = folder / "both.pem"
    both.write_text((folder / "key.pem").read_text() + (folder / "cert.pem").read_text())
    return both


def test_a_site_with_a_certificate_of_its_own_making_is_not_talked_to(certificate: Path) -> None:
    with serving({"/a": Answer(b"page")}, certificate) as site:
        page = crawl(source(site.url + "/a")).only
    assert site.visits == []
    assert (page.facts.error or "").startswith("no trusted TLS connection: ")
    assert "certificate verify failed" in (page.facts.error or "")
    assert page.facts.cause is Cause.TLS


def test_a_site_with_a_trusted_certificate_is_talked_to(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.parent / "cert.pem"))
    with serving({"/a": Answer(b"page")}, certificate) as site:
        assert crawl(source(site.url + "/a")).only.body == b"page"
