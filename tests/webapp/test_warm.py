"""Whoever comes first does not wait longer than others."""

import pytest

from tests.webapp.sealed_votes import hold


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_server_that_is_warm_compiles_nothing_for_its_visitors(
    app, member, codes, monkeypatch
) -> None:
    hold(app.extensions["begin"], "ranking")
    app.extensions["warm"]()
    compiled: list[str] = []
    environment = type(app.jinja_env)
    compiles = environment.compile

    def note(self, source, name=None, *more):
        compiled.append(name)
        return compiles(self, source, name, *more)

    monkeypatch.setattr(environment, "compile", note)
    for page in ("/", "/ballots", "/ballots/v", "/ballots/v-a1-open", "/votes/v", "/join"):
        assert member.get(page).status_code == 200, page
    assert compiled == []
    app.jinja_env.get_template("facilitator/new_vote.html")
    assert "facilitator/new_vote.html" in compiled, "the others are compiled when asked for"
