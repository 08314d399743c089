"""Writes about people, places, sharing and who supervises whom."""

from .people import erase_again, erase_person, forget_addresses, rename
from .places import add_place, appoint, remove_provider, set_provider
from .sharing import SHARED, end_share, send_word_of_share, share
from .supervising import (
    ASKED_TO_SUPERVISE,
    answer_supervising,
    ask_supervisor,
    ask_with_link,
    end_supervising,
    send_word_of_asking,
)
from .teams import accept_invitation, give_role, invite, take_role, token_hash
from .tidying import let_go, tidy
from .tokens import end_token, end_tokens, make_token, note_token_used

__all__ = [
    "ASKED_TO_SUPERVISE",
    "SHARED",
    "accept_invitation",
    "add_place",
    "answer_supervising",
    "appoint",
    "ask_supervisor",
    "ask_with_link",
    "end_share",
    "end_supervising",
    "end_token",
    "end_tokens",
    "erase_again",
    "erase_person",
    "forget_addresses",
    "give_role",
    "invite",
    "let_go",
    "make_token",
    "note_token_used",
    "remove_provider",
    "rename",
    "send_word_of_asking",
    "send_word_of_share",
    "set_provider",
    "share",
    "take_role",
    "tidy",
    "token_hash",
]
