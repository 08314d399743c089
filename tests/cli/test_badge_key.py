"""alongside badge-key: a new key, and signing with another from now on."""

import argparse

import pytest

from alongside.badges.models import SigningKey
from alongside.cli import badge_key
from alongside.cli.refusing import Refused
from alongside.foundation import proofs

NOTHING = argparse.Namespace()


def test_a_new_key_is_printed_alone_and_is_another_each_time(capsys):
    badge_key.new(NOTHING)
    badge_key.new(NOTHING)
    one, two = capsys.readouterr().out.split()
    assert one != two
    assert proofs.public_half(one).startswith("z6Mk")


@pytest.mark.django_db
def test_rotating_keeps_the_public_halves_of_earlier_keys(settings, capsys):
    old = settings.BADGE_KEY
    badge_key.rotate(NOTHING)
    settings.BADGE_KEY = proofs.new_key()
    badge_key.rotate(NOTHING)
    said = capsys.readouterr().out
    assert f"signed with {proofs.public_half(settings.BADGE_KEY)} from now on" in said
    assert said.endswith("hold: 1.\n")
    assert SigningKey.objects.filter(public=proofs.public_half(old)).exists()
    badge_key.rotate(NOTHING)
    assert "already" in capsys.readouterr().out


@pytest.mark.django_db
def test_without_a_key_there_is_nothing_to_rotate(settings):
    settings.BADGE_KEY = ""
    with pytest.raises(Refused, match="badge-key new"):
        badge_key.rotate(NOTHING)


@pytest.mark.django_db
def test_a_stolen_key_is_let_go_and_the_one_that_signs_now_is_not(settings, capsys):
    stolen = proofs.public_half(settings.BADGE_KEY)
    badge_key.rotate(NOTHING)
    with pytest.raises(Refused, match="signs badges now"):
        badge_key.drop(argparse.Namespace(public=stolen))
    settings.BADGE_KEY = proofs.new_key()
    badge_key.rotate(NOTHING)
    badge_key.drop(argparse.Namespace(public=stolen))
    assert "hold no longer" in capsys.readouterr().out
    assert not SigningKey.objects.filter(public=stolen).exists()
    with pytest.raises(Refused, match="No such key"):
        badge_key.drop(argparse.Namespace(public=stolen))
