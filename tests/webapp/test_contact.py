"""The contact of whoever runs a site stands on a page and in ``security.txt``, if there is one."""

from datetime import datetime, timedelta

import pytest

from deliberation.errors import InvalidInputError

TXT = "/.well-known/security.txt"
KEY = "of the town with a contact " * 2


@pytest.fixture
def site(start):
    def site(**config):
        return start(DATABASE="sqlite://", SECRET_KEY=KEY, **config).test_client()

    return site


def test_a_contact_stands_on_a_page_and_in_security_txt(site) -> None:
    """Two fields are asked for by RFC 9116: Contact, a URI, and Expires, within a year."""
    town = site(CONTACT=" clerk@town.example ", BASE_URL="https://town.example")
    answer = town.get(TXT)
    assert answer.content_type == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields.keys() == {"Contact", "Expires", "Canonical"}
    assert fields["Contact"] == "mailto:clerk@town.example"
    assert fields["Canonical"] == "https://town.example" + TXT
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now().astimezone()
    assert timedelta(days=29) < left < timedelta(days=31)
    assert 'href="mailto:clerk@town.example"' in town.get("/security").text
    assert 'href="/security"' in town.get("/").text


def test_without_https_the_file_does_not_say_where_it_lies(site) -> None:
    """Section 2.5.2: such an address must begin with https."""
    said = site(CONTACT="tel:+45-1", BASE_URL="http://10.0.0.1").get(TXT).text
    assert said.startswith("Contact: tel:+45-1\nExpires: ")
    assert "Canonical" not in said


def test_without_a_contact_there_is_no_such_page(site) -> None:
    town = site()
    assert town.get(TXT).status_code == 404
    assert town.get("/security").status_code == 404
    assert "/security" not in town.get("/").text


@pytest.mark.parametrize(
    "said", ["the town hall", "http://town.example", "https://a b", "mailto:a@b\nEncryption: x"]
)
def test_what_nobody_could_write_to_is_refused_at_the_start(site, said) -> None:
    with pytest.raises(InvalidInputError, match="DELIBERATION_CONTACT"):
        site(CONTACT=said)
