"""Two organisations that people sign in through, on loopback: oidc-provider-mock, made stricter.

The package checks neither the code's proof (PKCE) nor the client's secret, and has no way to answer
wrongly. Here every code is tied to its proof, the secret must be right, and ``bend`` changes what the
next tokens say. It listens on "localhost": its library refuses plain http on any other name.
"""

import base64
import hashlib
import json
import threading
import warnings
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import flask
import httpx
from werkzeug.serving import WSGIRequestHandler, make_server

with warnings.catch_warnings(record=True):  # it uses parts of authlib that authlib would rename,
    import oidc_provider_mock  # and authlib sees to it that this is always said

SECRET = "quiet"


class Quiet(WSGIRequestHandler):
    def log(self, *args, **kwargs):
        pass


class Organisation:
    """One provider: who works there (``people``), what it was asked, and how its tokens are bent."""

    def __init__(self):
        self.app = oidc_provider_mock.app()
        self.app.before_request(self._before)
        self.app.after_request(self._after)
        self.asked, self.challenges, self.bend, self.tokens = [], {}, {}, 0

    def employ(self, sub, **claims):
        httpx.put(f"{self.address}/users/{sub}", json=claims, timeout=30).raise_for_status()

    def _before(self):
        request = flask.request
        if request.path == "/oauth2/token":
            proof = base64.urlsafe_b64encode(
                hashlib.sha256(request.form["code_verifier"].encode()).digest()
            ).decode()
            if self.challenges.pop(request.form["code"], None) != proof.rstrip("="):
                return flask.jsonify({"error": "invalid_grant"}), 400
            sent = request.authorization
            if (sent.password if sent else request.form.get("client_secret")) != SECRET:
                return flask.jsonify({"error": "invalid_client"}), 401
        return None

    def _after(self, response):
        request = flask.request
        if request.path == "/oauth2/authorize":
            self.asked.append(request.args.to_dict())
            code = parse_qs(urlsplit(response.location or "").query).get("code")
            if code:
                assert request.args["code_challenge_method"] == "S256"
                self.challenges[code[0]] = request.args["code_challenge"]
        if request.path == "/oauth2/token" and response.status_code == 200:
            self.tokens += 1
            said = response.get_json()
            said["id_token"] = bent(said["id_token"], self.bend)
            response.set_data(json.dumps({k: v for k, v in said.items() if v}))
        return response

    @contextmanager
    def open(self):
        server = make_server("localhost", 0, self.app, threaded=True, request_handler=Quiet)
        self.address = f"http://localhost:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def bent(token, changes):
    """The token with other claims; None for none at all. What came over the very connection it was
    asked for on is believed for where it came from, so its signature is not what keeps it honest."""
    if changes is None:
        return None
    head, body, signed = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))) | changes
    claims = {name: value for name, value in claims.items() if value is not None}
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"{head}.{body}.{signed}"
