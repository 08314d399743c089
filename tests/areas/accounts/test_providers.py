"""OpenID Connect providers are rows: several at once, offered on the sign-in page, gone when removed."""

from alongside.accounts import actions, queries


def add(id, name):
    actions.set_provider(
        actor=None,
        id=id,
        name=name,
        server=f"https://{id}.example.org",
        client_id="alongside",
        secret="quiet",
    )


def test_several_providers_stand_side_by_side_on_the_sign_in_page(db, client):
    add("north", "North sign-in")
    add("south", "South sign-in")
    page = client.get("/sign-in/login/").content.decode()
    assert "/sign-in/oidc/north/login/" in page
    assert "/sign-in/oidc/south/login/" in page


def test_setting_a_provider_again_changes_it_and_removing_takes_it_off_the_page(db, client):
    add("north", "North sign-in")
    add("north", "Northern sign-in")
    assert [provider.name for provider in queries.providers()] == ["Northern sign-in"]
    assert actions.remove_provider(actor=None, id="north")
    assert not actions.remove_provider(actor=None, id="north")
    assert "/sign-in/oidc/north/" not in client.get("/sign-in/login/").content.decode()


def test_the_endings_of_a_provider_s_own_addresses_are_kept_plainly(db):
    add("north", "North sign-in")
    assert queries.providers().get().settings["emails"] == []
    actions.set_provider(
        actor=None,
        id="north",
        name="North",
        server="https://north.example.org/",
        client_id="alongside",
        secret="quiet",
        emails=["@NHS.scot ", "north.example.org", "nhs.scot"],
    )
    assert queries.providers().get().settings["emails"] == ["nhs.scot", "north.example.org"]
