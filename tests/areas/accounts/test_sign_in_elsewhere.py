"""Signing in through an organisation, end to end, with two of them at once on loopback.

Who somebody is depends on the organisation and the name it has for them, never on an e-mail address.
"""

import time
from contextlib import ExitStack
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from alongside.accounts import actions
from alongside.accounts.models import Person
from alongside.foundation.actor import Forbidden

from .organisations import SECRET, Organisation

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")
COULD_NOT = "Your organisation could not sign you in"


@pytest.fixture(scope="module")
def both():
    """Two organisations that stay up for all tests here."""
    with ExitStack() as stack:
        yield [stack.enter_context(Organisation().open()) for _ in range(2)]


@pytest.fixture(autouse=True)
def _unhurried(settings):
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 30


@pytest.fixture
def north(both, db):
    return known(both[0], "north", emails=["north.example"])


@pytest.fixture
def south(both, db):
    return known(both[1], "south", emails=["south.example"])


def known(organisation, id, **more):
    organisation.id, organisation.bend, organisation.asked = id, {}, []
    add(id, organisation.address, **more)
    return organisation


def add(id, server, **more):
    actions.set_provider(
        actor=None,
        id=id,
        name=id.title(),
        server=server,
        client_id="alongside",
        secret=SECRET,
        **more,
    )


def set_out(browser, organisation):
    """Press “Go on” on our page; gives the address at the organisation that the browser is sent to."""
    answer = browser.post(f"/sign-in/oidc/{organisation.id}/login/")
    assert answer.status_code == 302, answer.content
    assert answer.headers["Location"].startswith(organisation.address)
    return answer.headers["Location"]


def agree(there, sub):
    """Sign in at the organisation; gives our address that it sends the browser back to."""
    answer = httpx.post(there, data={"sub": sub}, timeout=30)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["Location"])
    assert back.netloc == "testserver"
    return f"{back.path}?{back.query}"


def sign_in(organisation, sub, browser=None):
    browser = browser or Client()
    return browser, browser.get(agree(set_out(browser, organisation), sub))


def who(browser):
    key = browser.session.get("_auth_user_id")
    return Person.objects.get(pk=key) if key else None


def test_the_first_time_makes_an_account_and_the_second_finds_it(north, south):
    north.employ("n1", email="Nan@North.example", email_verified=True, name="Nan Noble")
    browser, answer = sign_in(north, "n1")
    assert answer.status_code == 302
    nan = who(browser)
    assert nan.email == "nan@north.example"
    assert not nan.has_usable_password()
    assert EmailAddress.objects.get(user=nan).verified
    again, _answer = sign_in(north, "n1")
    assert who(again) == nan
    assert Person.objects.count() == 1
    asked = north.asked[-1]
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert "openid" in asked["scope"].split()


def test_the_same_name_at_another_organisation_is_somebody_else(north, south):
    north.employ("42", email="nan@north.example", email_verified=True)
    south.employ("42", email="sol@south.example", email_verified=True)
    nan, sol = (who(sign_in(where, "42")[0]) for where in (north, south))
    assert (nan.email, sol.email) == ("nan@north.example", "sol@south.example")
    assert {(one.provider, one.uid) for one in SocialAccount.objects.all()} == {
        ("north", "42"),
        ("south", "42"),
    }


@pytest.mark.parametrize("mail", [False, True])
@pytest.mark.parametrize("email", ["nan@north.example", "NAN@north.example"])
def test_whoever_has_somebody_s_address_at_another_organisation_does_not_get_in(
    north, south, settings, mail, email, mailoutbox
):
    if mail:
        settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    north.employ("n1", email="nan@north.example", email_verified=True)
    nan = who(sign_in(north, "n1")[0])
    south.employ("thief", email=email, email_verified=True)
    browser, answer = sign_in(south, "thief")
    assert answer.status_code in (200, 302)
    assert who(browser) is None
    if not mail:  # the form asks for an address, and refuses this one
        answer = browser.post("/sign-in/3rdparty/signup/", {"email": email})
        assert "Somebody has an account with this address already." in answer.content.decode()
    assert who(browser) is None
    assert Person.objects.get() == nan
    assert SocialAccount.objects.filter(provider="south").count() == 0


def test_an_organisation_s_word_on_an_address_counts_only_for_its_own(north, south, settings):
    south.employ("s1", email="new@north.example", email_verified=True)
    south.employ("s2", email="own@south.example", email_verified=True)
    south.employ("s3", email="unsure@south.example", email_verified="yes")
    for sub in ("s1", "s2", "s3"):
        sign_in(south, sub)
    proved = dict(EmailAddress.objects.values_list("email", "verified"))
    assert proved == {
        "new@north.example": False,
        "own@south.example": True,
        "unsure@south.example": False,
    }


def test_an_address_that_is_not_its_own_is_proved_by_mail_before_anybody_gets_in(
    south, settings, mailoutbox
):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    south.employ("s1", email="new@north.example", email_verified=True)
    browser, _answer = sign_in(south, "s1")
    assert who(browser) is None
    assert [one.to for one in mailoutbox] == [["new@north.example"]]


def test_an_organisation_is_joined_to_the_account_somebody_has(north, people, signed_in):
    browser = signed_in("alice")
    north.employ("a7", email="somebody.else@north.example", email_verified=True)
    there = browser.post("/sign-in/oidc/north/login/?process=connect").headers["Location"]
    browser.get(agree(there, "a7"))
    assert SocialAccount.objects.get().user == people.alice
    fresh, _answer = sign_in(north, "a7")
    assert who(fresh) == people.alice
    # Joining it does not make the address there one of hers.
    assert EmailAddress.objects.filter(email="somebody.else@north.example").count() == 0


def test_a_way_back_that_was_not_set_out_on_here_is_refused(north, south):
    north.employ("n1", email="nan@north.example")
    mine, other = Client(), Client()
    back = agree(set_out(mine, north), "n1")
    code = parse_qs(urlsplit(back).query)["code"][0]
    before = north.tokens
    for browser, address in (
        (other, back),  # somebody else's browser
        (mine, f"/sign-in/oidc/north/login/callback/?code={code}&state=forged"),
        (mine, f"/sign-in/oidc/north/login/callback/?code={code}"),
        (mine, back.replace("/north/", "/south/")),  # led back through another organisation
    ):
        answer = browser.get(address)
        assert COULD_NOT in answer.content.decode()
        assert who(browser) is None
    assert north.tokens == before
    mine.get(back)
    assert who(mine).email == "nan@north.example"
    mine.logout()
    assert COULD_NOT in mine.get(back).content.decode()  # and it is good for once


def test_a_code_without_the_proof_it_was_asked_with_opens_nothing(north):
    north.employ("n1", email="nan@north.example")
    theirs, mine = Client(), Client()
    stolen = parse_qs(urlsplit(agree(set_out(theirs, north), "n1")).query)["code"][0]
    state = parse_qs(urlsplit(set_out(mine, north)).query)["state"][0]
    answer = mine.get(f"/sign-in/oidc/north/login/callback/?code={stolen}&state={state}")
    assert COULD_NOT in answer.content.decode()
    assert who(mine) is None
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    "bend",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": ["another-client"]},
        {"aud": None},
        {"exp": int(time.time()) - 3600},
        {"sub": "n2"},
        None,
    ],
    ids=["issuer", "no-issuer", "audience", "no-audience", "run-out", "two-voices", "no-token"],
)
def test_a_token_that_is_not_for_here_and_now_signs_nobody_in(north, bend):
    north.employ("n1", email="nan@north.example")
    north.bend = bend
    browser, answer = sign_in(north, "n1")
    assert COULD_NOT in answer.content.decode()
    assert who(browser) is None
    assert Person.objects.count() == 0


def test_an_organisation_that_ended_signs_nobody_in_and_the_others_do(north, south, people):
    north.employ("n1", email="nan@north.example")
    south.employ("s1", email="sol@south.example")
    nan, _answer = sign_in(north, "n1")
    back = agree(set_out(Client(), north), "n1")
    actions.remove_provider(actor=None, id="north")
    assert Client().post("/sign-in/oidc/north/login/").status_code == 404
    assert Client().get(back).status_code == 404
    assert who(sign_in(south, "s1")[0]).email == "sol@south.example"
    # Who used it can still open the page of their ways to sign in, and ask for a password by mail.
    assert nan.get("/sign-in/3rdparty/").status_code == 200
    add("north", north.address)
    assert who(sign_in(north, "n1")[0]).email == "nan@north.example"


def test_another_server_never_takes_over_the_people_of_a_name(north, south):
    north.employ("42", email="nan@north.example")
    sign_in(north, "42")
    for _ in range(2):
        with pytest.raises(Forbidden, match="People of two servers must not be mixed up"):
            add("north", south.address)
        actions.remove_provider(actor=None, id="north")
    add("north", f"{north.address}/.well-known/openid-configuration")  # the same, written out


@pytest.mark.parametrize("path", [None, "/no/such/page/.well-known/x", "/jwks?/.well-known/"])
def test_one_that_is_down_or_talks_nonsense_says_so_and_leaves_the_others_alone(north, path):
    north.employ("n1", email="nan@north.example")
    add("odd", f"{north.address}{path}" if path else "http://localhost:9")
    answer = Client().post("/sign-in/oidc/odd/login/")
    assert answer.status_code == 401
    assert COULD_NOT in answer.content.decode()
    assert who(sign_in(north, "n1")[0]).email == "nan@north.example"


def test_pressing_no_at_the_organisation_changes_nothing(north):
    browser = Client()
    answer = httpx.post(set_out(browser, north), data={"action": "deny"}, timeout=30)
    back = urlsplit(answer.headers["Location"])
    state = north.asked[-1]["state"]  # the package forgets to give it back when somebody says no
    page = browser.get(f"{back.path}?{back.query}&state={state}", follow=True).content.decode()
    assert "You stopped signing in" in page
    assert who(browser) is None
