"""Nobody but whoever runs the site says what its address is."""

import pytest

HERE = "town.example"
CLAIMS = {
    "Host": "evil.example",
    "Forwarded": "for=192.0.2.1;host=evil.example;proto=http",
    "X-Forwarded-For": "192.0.2.1",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "4444",
    "X-Forwarded-Prefix": "/evil.example",
    "X-Forwarded-Proto": "http",
    "X-Original-URL": "/evil.example",
    "X-Rewrite-URL": "/evil.example",
}
PAGES = (
    "/",
    "/sign-in",
    "/join",
    "/facilitator",
    "/facilitator/a1/cards",
    "/ballots",
    "/nothing",
    "//votes//x",
)


@pytest.fixture
def town(start, populate):
    """A site with an address of its own, and an assembly in it."""
    app = start(BASE_URL=f"https://{HERE}")
    populate(app)
    return app


def test_no_answer_repeats_an_address_that_the_request_made_up(town) -> None:
    client = town.test_client()
    for page in PAGES:
        answer = client.get(page, headers=CLAIMS)
        assert "evil" not in answer.text + str(answer.headers), page


def test_cards_lead_to_the_address_of_the_site_whatever_a_request_says(town, visitor_to) -> None:
    """The browser of the tests calls it ``localhost``, which is no less a claim."""
    anna = visitor_to(town)
    claims = {name: claim for name, claim in CLAIMS.items() if name != "Host"}

    def post(path: str, **data: str):
        headers = {**claims, "Referer": f"https://{HERE}/"}
        return anna.client.post(path, data={"csrf_token": anna.token(), **data}, headers=headers)

    signed_in = post("/sign-in", name="anna", password=anna.password)
    assert signed_in.headers["Location"] == "/facilitator"
    path = post("/facilitator/new", title="Town", question="How?").headers["Location"]
    cards = post(f"{path}/cards", count="1")
    assert f"https://{HERE}/join/{path.rpartition('/')[2]}" in cards.text
    assert "evil" not in cards.text


def test_a_form_that_another_site_sends_is_refused_although_its_token_is_good(
    town, visitor_to
) -> None:
    visitor = visitor_to(town)
    data = {"csrf_token": visitor.token(), "name": "anna", "password": visitor.password}
    for sent in ({"Referer": "https://evil.example/"}, {"Referer": f"http://{HERE}/"}, {}):
        answer = visitor.client.post("/sign-in", data=data, headers=sent)
        assert answer.status_code == 400, sent


def test_behind_a_proxy_that_passes_nothing_on_forms_and_cookies_are_those_of_https(
    town, visitor_to
) -> None:
    """It calls us by HTTP and a name of its own, here ``localhost``, as most are set up to do."""
    visitor = visitor_to(town)
    page = visitor.client.get("/sign-in")
    assert "Secure" in page.headers["Set-Cookie"]
    assert "max-age" in page.headers["Strict-Transport-Security"]
    answer = visitor.client.post(
        "/sign-in",
        data={"csrf_token": visitor.token(), "name": "anna", "password": visitor.password},
        headers={"Referer": f"https://{HERE}/sign-in"},
    )
    assert answer.status_code == 302


def test_a_request_is_of_the_method_that_it_has(town, visitor_to) -> None:
    """What changes something answers to POST alone, whatever else a request says it were."""
    anna = visitor_to(town)
    data = {"csrf_token": anna.token(), "name": "anna", "password": anna.password}
    anna.client.post("/sign-in", data=data, headers={"Referer": f"https://{HERE}/"})
    for claim in (
        {"headers": {"X-HTTP-Method-Override": "POST"}},
        {"headers": {"X-Method-Override": "POST"}},
        {"query_string": {"_method": "POST"}},
    ):
        assert anna.get("/sign-out", **claim).status_code == 405
    assert anna.get("/facilitator").status_code == 200, "still signed in"
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT"):
        assert anna.client.open("/facilitator/new", method=method).status_code in (400, 405)
