"""What every answer tells the browser."""


def test_no_page_may_ask_for_camera_microphone_or_place(client, edition):
    for address in ("/framework/", "/sign-in/login/", "/nowhere/"):
        said = client.get(address)["Permissions-Policy"]
        assert {"camera=()", "microphone=()", "geolocation=()"} <= set(said.split(", "))
        assert "publickey-credentials" not in said  # passkeys stay allowed for ourselves
