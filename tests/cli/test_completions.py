"""alongside completions: record stores from the server's own terminal; and deliver sends what waits."""

from argparse import Namespace

import pytest

from alongside.cli import completions, upkeep
from alongside.cli.refusing import Refused
from alongside.completions.models import Store
from tests.areas.completions.test_sending import complete
from tests.factories import completions as factory


@pytest.fixture
def asked(people, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("quiet\n")
    return Namespace(
        name="Their record",
        address="http://127.0.0.1:9/xapi/",
        key="alongside",
        secret_file=secret,
        board=people.team.service.board.name,
        service="",
    )


def test_a_store_is_set_up_listed_and_ended(asked, capsys):
    completions.add_store(asked)
    store = Store.objects.get()
    assert (store.secret, store.address) == ("quiet", "http://127.0.0.1:9/xapi")
    completions.listing(Namespace())
    said = capsys.readouterr().out
    assert f"{store.pk}  Their record  {asked.board}  {store.address}\n" in said
    assert "quiet" not in said
    completions.end(Namespace(id=str(store.pk)))
    completions.listing(Namespace())
    assert "  ended " in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong", [{"address": "https://10.0.0.1:99/"}, {"board": "No such"}, {"secret_file": None}]
)
def test_what_cannot_be_set_up_is_refused_in_words(asked, tmp_path, wrong):
    more = {**vars(asked), **wrong}
    more["secret_file"] = more["secret_file"] or tmp_path / "nowhere"
    with pytest.raises(Refused):
        completions.add_store(Namespace(**more))
    assert not Store.objects.exists()


@pytest.mark.parametrize("id", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_ending_one_that_is_not_there_is_refused(db, id):
    with pytest.raises(Refused, match="completions list"):
        completions.end(Namespace(id=id))


def test_deliver_sends_what_waits_and_says_how_it_went(people, edition, capsys):
    with factory.Receiver().open() as receiver:
        store = factory.a_store(address=receiver.address, board=people.team.service.board.name)
        factory.turned_on(people.alice, store)
        complete(people.alice)
        assert upkeep.deliver(Namespace()) == 0
        assert "Record stores: 1 arrived, 0 kept for later, 0 given up." in capsys.readouterr().out
        complete(people.alice, "same-pain-two-different-notes")
        receiver.status = 500
        assert upkeep.deliver(Namespace()) == 1
