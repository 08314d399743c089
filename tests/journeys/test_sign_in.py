"""Signing in with a passkey or a code, as a real browser does it, and what a second step opens."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

from alongside.foundation.actor import Role
from tests.factories.accounts import give

PASSWORD = "a kettle for the long night"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def steward(transactional_db, people, edition):
    """Bob looks after the texts nationally; the role waits for a second step."""
    give(people.bob, Role.STEWARD)
    people.bob.set_password(PASSWORD)
    people.bob.save()
    return people.bob


def with_device(one):
    """A fingerprint reader that always says yes."""
    session = one.context.new_cdp_session(one.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session


def sign_in(one, person):
    page = one.go("/sign-in/login/")
    one.check()
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    one.press("button", "Sign in")


def still_me(one):
    """Before something that matters for the account, the password is asked once more."""
    expect(one.page.get_by_role("heading", level=1)).to_have_text("Is it still you?")
    one.page.get_by_label("Password").fill(PASSWORD)
    one.press("button", "Go on")


def sign_out(one):
    """Signs out; gives what the browser was told to throw away."""
    with one.page.expect_response(lambda answer: "/logout/" in answer.url) as caught:
        one.press("button", "Sign out", within=".al-header")
    expect(one.page.locator(".al-header")).to_contain_text("Sign in")
    return caught.value.header_value("clear-site-data")


def test_the_steward_s_role_waits_for_an_authenticator_code(visitor, steward):
    one = visitor(phone=True)
    page = one.page
    sign_in(one, steward)
    one.expected_offline = True  # the refusal is an answer of its own, which browsers note
    one.go("/framework/checks/", expect=403)
    one.check()
    one.expected_offline = False
    one.go("/account/")
    expect(page.locator("main")).to_contain_text("Your role needs a second step")
    one.press("link", "Set up a second step")
    one.press("link", "Set up an authenticator app")
    still_me(one)
    page.get_by_label("Authenticator code").fill("000000")
    one.press("button", "Turn it on")
    expect(page.locator(".al-field--wrong")).to_be_visible()
    page.get_by_label("Authenticator code").fill(code(page))
    one.press("button", "Turn it on")
    one.go("/framework/checks/")
    one.check()
    one.go("/account/")
    expect(page.locator("main")).not_to_contain_text("Your role needs a second step")
    one.check()

    sign_out(one)
    secret = Authenticator.objects.get(user=steward, type="totp").wrap()
    sign_in(one, steward)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    page.get_by_label("Code").fill("123")
    one.press("button", "Sign in")
    expect(page.locator(".al-field--wrong").first).to_be_visible()
    page.get_by_label("Code").fill(code_of(secret.instance.data["secret"]))
    one.press("button", "Sign in")
    expect(page.locator(".al-header")).to_contain_text("Bob Baird")


def code(page) -> str:
    return code_of(page.get_by_label("Key to type in").input_value())


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_a_passkey_is_added_opens_the_role_and_signs_in_by_itself(visitor, steward):
    one = visitor()
    page = one.page
    with_device(one)
    sign_in(one, steward)
    one.go("/sign-in/2fa/")
    one.check()
    one.press("link", "Add a passkey")
    still_me(one)
    page.get_by_label("Name of this passkey").fill("My phone")
    page.get_by_label("Use it instead of my password").check()
    one.press("button", "Add a passkey")
    assert Authenticator.objects.filter(user=steward, type="webauthn").count() == 1
    one.go("/sign-in/2fa/webauthn/")
    one.check()
    expect(page.locator("main")).to_contain_text("My phone")
    one.go("/framework/checks/")

    thrown_away = sign_out(one)
    assert '"cache"' in thrown_away
    assert '"storage"' in thrown_away
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("Bob Baird")
    one.go("/sign-in/login/")
    one.press("button", "Sign in with a passkey")
    expect(page.locator(".al-header")).to_contain_text("Bob Baird")
    one.go("/framework/checks/")


def test_a_passkey_as_second_step_after_the_password(visitor, steward):
    one = visitor(phone=True)
    page = one.page
    with_device(one)
    sign_in(one, steward)
    one.go("/sign-in/2fa/webauthn/add/")
    still_me(one)
    page.get_by_label("Name of this passkey").fill("Key on my ring")
    one.press("button", "Add a passkey")
    sign_out(one)
    sign_in(one, steward)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    one.press("button", "Use a passkey or security key")
    page.wait_for_url(re.compile(r"/my/$"))


def test_a_device_that_knows_no_passkey_is_told_so_in_words(visitor, steward):
    one = visitor()
    page = one.page
    with_device(one)
    one.go("/sign-in/login/")
    expect(page.locator("#passkey_problem")).to_be_hidden()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("#passkey_problem")).to_be_visible()
    one.check()
