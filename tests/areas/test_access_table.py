"""Every address, asked for by everybody: who is let in, and who is not.

Each row says what happens when eight people ask for Alice's things, by GET and by POST, one sign for
each of them in this order: owner, supervisor, ex-supervisor, colleague, stranger, steward,
administrator, anonymous.

    y  let in: a page, a file, a redirect within the site, or the form again with what is wrong
    n  404, as if it were not there          f  403, refused
    s  302 to the sign-in page               x  401, signed out while a form was open
    -  405, nothing of that kind can be done here

What is expected is what the privacy page promises, not what the code happens to answer. Nobody but
Alice, and who a row's ``words`` names, reads a word she wrote, however they are answered.
"""

from collections.abc import Iterable

import pytest

from alongside.accounts.actions import erase_person
from alongside.core.credentials.case.answering import ANSWERS
from tests.asking import PEOPLE, Row, World, addresses
from tests.factories.everything import HIS, WORD

BOTH = ("owner", "supervisor")


def rows(names: str, get: str, post: str, **more) -> Iterable[Row]:
    return [Row(name, get, post, **more) for name in names.split()]


def public(names: str, **more) -> Iterable[Row]:
    """Anybody reads it, and nobody can do anything there."""
    return rows(names, "yyyyyyyy", "--------", **more)


def public_form(names: str, **more) -> Iterable[Row]:
    return rows(names, "yyyyyyyy", "yyyyyyyy", **more)


def own(names: str, **more) -> Iterable[Row]:
    """Everybody signed in sees their own there, and nobody else's."""
    return rows(names, "yyyyyyys", "-------x", **more)


def own_form(names: str, **more) -> Iterable[Row]:
    return rows(names, "yyyyyyys", "yyyyyyyx", **more)


def own_change(names: str, **more) -> Iterable[Row]:
    """Only a form leads there."""
    return rows(names, "-------s", "yyyyyyyx", **more)


def hers(names: str, **more) -> Iterable[Row]:
    """Alice's alone. Nobody else is told that it is there."""
    return rows(names, "ynnnnnns", "-------x", **more)


def hers_form(names: str, **more) -> Iterable[Row]:
    return rows(names, "ynnnnnns", "ynnnnnnx", **more)


def shared(names: str, **more) -> Iterable[Row]:
    """Alice's, and shared with her supervisor; with her earlier one no longer."""
    return rows(names, "yynnnnns", "-------x", words=BOTH, **more)


def steward(names: str, **more) -> Iterable[Row]:
    return rows(names, "fffffyfs", "fffff-fx", **more)


def steward_form(names: str, **more) -> Iterable[Row]:
    return rows(names, "fffffyfs", "fffffyfx", **more)


def steward_change(names: str, **more) -> Iterable[Row]:
    return rows(names, "fffff-fs", "fffffyfx", **more)


YES = {"answer": "yes"}
THE_ASKED = {"supervising_id": "asked"}
A_NEED = {"code": "S12", "why": "It would help"}
A_VIEW = {"point": "developing", "reason": "What I saw", "seen": 1}
WORDING = {"what": "Walk the ward", "who": "both", "parts": "practice"}
EVERY_FORM_OF_A_SESSION = (
    "supervision:session supervision:as_pdf supervision:as_word supervision:as_text "
    "supervision:as_json supervision:as_calendar"
)
HER_PAGE = {"page": "a page", "owner": "alice"}
A_DRAFT = {"slug": "draft", "code": "S10"}
AN_ORIGIN = {**A_DRAFT, "origin_id": "origin"}
A_PART = {**A_DRAFT, "group": "skills", "point": "exploring", "part": "point/skills/exploring"}
A_PART |= {"theme_id": "hope", "profile_id": "mental-health-nurse"}
ASKED_PLACE = {"reviewer_id": "asked_place"}
A_YES = {"digest": "draft_digest", "yes": "yes"}
SOMEBODY = {"panel": "carers", "email": "e@example.org"}
A_TOKEN = {"name": "Mine", "scopes": "plan:read", "until": "soon"}
A_WORD = {"service": "service_id", "pattern": "bed blocker", "instead": "x", "why": "y"}

TABLE: list[Row] = [
    # Words for everybody
    *public("home about privacy accessibility alive icon"),
    *public("framework:editions framework:index framework:statement framework:theme"),
    *public(
        "framework:difference",
        ids={"old": "realising-recovery-2007", "new": "realising-recovery-2007"},
    ),
    *public("framework:kind framework:face framework:outside framework:print framework:search"),
    *public("files:index files:edition files:table files:library", ids={"form": "xlsx"}),
    *public("files:set", ids={"set_name": "crosswalks"}),
    *public("framework:crosswalks framework:crosswalk framework:crosswalk_table"),
    *public("framework:all_tailored framework:tailored"),
    *public("expectations:index expectations:rights expectations:right expectations:whole"),
    *public("expectations:services expectations:theme"),
    *public("expectations:service", ids={"slug": "service_slug"}),
    *public_form("expectations:pocket expectations:sheet expectations:pocket-pdf"),
    *public("language:words language:rules"),
    *public("library:index library:for_statement library:resources library:activity"),
    # For other systems: the framework as CASE packages, open to all; others' frameworks are not
    *public("case:CFDocumentSet case:discovery", ids={"version": "v1p1"}),
    *(
        row
        for path in ANSWERS
        for row in public(f"case:{path}", ids={"version": "v1p1", "sourced_id": path})
    ),
    *rows("case:start case:nothing", "nnnnnnnn", "--------"),
    *steward("others:index others:framework others:package"),
    *steward_form("others:bring"),
    *steward_form("others:arriving", ids={"arriving_id": "package_waiting"}, data={"beside": 1}),
    *steward_change("others:drop", ids={"arriving_id": "package_waiting"}),
    # Crosswalks: stewards write, they and whoever sits on a panel (here Alice) read
    *rows("crosswalks:index crosswalks:crosswalk crosswalks:item", "yffffyfs", "-------x"),
    *rows("crosswalks:relation", "yffffyfs", "fffffyfx"),
    *rows("crosswalks:read", "yffffyfs", "yffffyfx"),
    *steward_form("crosswalks:begin"),
    *steward_form("crosswalks:describe", ids={"crosswalk_id": "own_crosswalk"}),
    *rows("crosswalks:crosswalk", "nffffyfs", "-------x", ids={"crosswalk_id": "own_crosswalk"}),
    *rows("crosswalks:take_up", "-------s", "fffffyfx", ids={"about": "about_s10"}),
    *rows("crosswalks:withdraw", "-------s", "fffffyfx", data={"seen": 0}),
    *rows("crosswalks:take_back", "-------s", "yffffffx"),
    # Feedback: nobody signs in to give it; the team reads what was released, and nobody what is held
    *public("feedback:index"),
    *public_form("feedback:give feedback:form feedback:reply feedback:withdraw"),
    *rows("feedback:rounds feedback:round", "fffffyys", "fffff--x"),
    *rows("feedback:open-round", "fffffyys", "fffffyyx"),
    *rows("feedback:cards feedback:stop", "fffff--s", "fffffyyx"),
    *rows("feedback:paper", "fffff--s", "fffffyyx", data={"shape": "cards", "card": "card"}),
    *rows("feedback:reading feedback:open-held", "fffffffs", "fffffffx"),
    *rows("feedback:read feedback:release", "fffffffs", "fffffffx"),
    *own("feedback:told"),
    *rows("feedback:told-batch", "yyyynyyn", "--------"),
    *steward_change("feedback:show", ids={"verb": "public"}),
    *steward_form("feedback:write-reply feedback:change-reply"),
    # One's own account
    *own_form("accounts:mine", data={"name": "Somebody"}),
    *own("accounts:export"),
    *own_form("accounts:erase", data={"sure": "yes"}),
    *own_form("accounts:tokens", data=A_TOKEN),
    *rows("accounts:end_token", "-------s", "yffffffx"),
    *rows("accounts:end_share", "-------s", "yffffffx", ids={"share_id": "share_plan_bob"}),
    *rows("accounts:join", "yyyyyyyy", "yyyyyyyf"),  # whoever holds the link is who was meant
    # People and places: names and roles, never what anybody wrote
    *rows("accounts:people", "ffffffys", "ffffff-x"),
    *rows("accounts:invite", "ffffffys", "ffffffyx"),
    *rows("accounts:take_role", "ffffff-s", "ffffffyx"),
    # Texts that stewards and services look after
    *steward("framework:checks library:due library:checks library:ours expectations:ours"),
    *steward_form("expectations:edit-reform expectations:edit-page expectations:add-place"),
    *steward_form("expectations:edit-place library:add library:edit"),
    *steward_change("expectations:change-page", ids={"verb": "hide"}),
    *steward_change("expectations:change-place library:change", ids={"verb": "withdraw"}),
    # The word list: the panel (here Alice), whoever is asked to join it (a colleague), and stewards
    *own("language:our_rules"),
    *rows("language:ours", "yyyyyyys", "fffffyfx", data=A_WORD),
    *rows("language:remove_ours", "-------s", "fffffyfx"),
    *rows("language:desk", "yffyfyfs", "-------x"),
    *rows("language:start_draft", "-------s", "yffffyfx"),
    *rows("language:new_rule language:edit_rule", "yffyfyfs", "yffyfyfx"),
    *rows("language:remove_rule", "-------s", "yffffyfx", data={"version": 2}),
    *rows("language:decide", "-------s", "yffffffx", data={"digest": "digest", "yes": "no"}),
    *rows("language:publish", "-------s", "fffffffx", data={"digest": "digest", "note": "New"}),
    *rows("language:ask", "-------s", "fffffyfx", data={"email": "else@example.org"}),
    *rows("language:answer", "-------s", "fffyfffx", data={"answer": "no"}),
    *rows("language:leave", "-------s", "yffffffx"),
    # An edition in the making: stewards write it, the panel (here Alice), whoever is asked onto it (a
    # colleague) read it, and anybody says something about it. It is with the panels.
    *steward("framework:official framework:official_words"),
    *steward_change("framework:change_official", data={"do": "withhold", "seen": "official"}),
    *public("framework:consultations"),
    *public_form("framework:consultation framework:consultation_statement", ids=A_DRAFT),
    *rows("framework:desk framework:panels", "yffyfyfs", "-------x"),
    *rows("framework:start_draft", "-------s", "fffffyfx"),
    *rows("framework:desk_draft framework:read_draft", "yffyfyfs", "-------x", ids=A_DRAFT),
    *rows("framework:desk_versions", "yffyfyfs", "-------x", ids=A_DRAFT),
    *rows("framework:add_statement framework:open_round", "fffffyfs", "fffffyfx", ids=A_DRAFT),
    *rows("framework:desk_statement", "fffffyfs", "fffffyfx", ids=A_DRAFT),
    *rows("framework:log", "fffffyfs", "fffffyfx", ids=A_DRAFT),
    *rows(
        "framework:log_entry", "fffffyfs", "fffffyfx", ids={**A_DRAFT, "entry_id": "entry_of_log"}
    ),
    *rows("framework:become", "-------s", "fffffyfx", ids={**A_DRAFT, "verb": "split"}),
    # What stands around its statements, as its statements do.
    *rows("framework:desk_themes framework:add_theme", "fffffyfs", "fffffyfx", ids=A_PART),
    *rows("framework:desk_theme framework:desk_point", "fffffyfs", "fffffyfx", ids=A_PART),
    *rows("framework:desk_asking framework:desk_profile", "fffffyfs", "fffffyfx", ids=A_PART),
    *rows("framework:add_profile", "fffffyfs", "fffffyfx", ids=A_PART),
    *rows("framework:desk_points framework:desk_profiles", "fffffyfs", "-------x", ids=A_PART),
    *rows("framework:bring_statement", "-------s", "fffffyfx", ids=A_PART),
    *rows("framework:retire_theme", "-------s", "fffffyfx", ids=A_PART),
    *rows(
        "framework:retire_profile framework:part_back",
        "-------s",
        "fffffffx",
        ids=A_PART,
        data={"seen": 1},
    ),
    *rows("framework:part_versions", "yffyfyfs", "-------x", ids=A_PART),
    *rows("framework:move_draft", "-------s", "fffffyfx", ids={**A_DRAFT, "verb": "take-back"}),
    *rows("framework:publish_draft", "-------s", "fffffffx", ids=A_DRAFT),
    *rows("framework:decide", "-------s", "yffffffx", ids=A_DRAFT, data=A_YES),
    *rows("framework:comments", "fffffyfs", "-------x", ids=A_DRAFT),
    *rows("framework:read_comment", "-------s", "fffffyfx", data={"seen": "shown", "do": "show"}),
    *rows("framework:papers framework:enter_paper", "fffffyfs", "fffffyfx", ids=A_DRAFT),
    *rows("framework:papers_file", "-------s", "fffffnfx", ids=A_DRAFT),
    *rows("framework:stop_papers", "-------s", "fffffffx", ids=A_DRAFT),
    *public_form("say"),
    *rows("framework:origins", "fffffyfs", "fffffyfx", ids=A_DRAFT),
    *rows("framework:take_origin_off", "-------s", "fffffyfx", ids=AN_ORIGIN),
    *rows("framework:ask_to_panel", "-------s", "fffffyfx", data=SOMEBODY),
    *rows("framework:answer_panel", "-------s", "fffyfffx", ids=ASKED_PLACE, data={"answer": "no"}),
    *rows("framework:leave_panel", "-------s", "yffffffx"),
    *rows("framework:end_place framework:take_over", "-------s", "fffffyfx"),
    # Fees and needs: hers, and of the steward who arranges them with her.
    *rows("framework:arrangements", "ynnnnyns", "ynnnnynx", words=("owner", "steward")),
    # Stories: anybody reads what is shown and may tell one; only its code opens one's own; those who
    # read stories first hold a role that none of the eight has
    *public("stories:index stories:story stories:picture"),
    *public_form("stories:tell"),
    *rows("stories:mine stories:step", "yyyyyyyy", "nnnnnnnn"),
    *rows("stories:desk", "fffffffs", "fffffffx"),
    *rows("stories:read stories:propose", "fffffffs", "fffffffx"),
    # A worker's own view
    *own_form("assessment:start assessment:changes"),
    *own("assessment:shared_with_me assessment:history assessment:picture"),
    *own("assessment:answers_csv assessment:answers_json"),
    *own_form("assessment:share assessment:starting_point"),
    # What stands on a page that was made for Alice is saved for nobody else.
    *rows("assessment:theme", "yyyyyyys", "yffffffx", data=HER_PAGE),
    *rows("assessment:answer", "-------s", "yffffffx", data=HER_PAGE),
    *rows(
        "assessment:shared",
        "nynnnnns",
        "-------x",
        ids={"share_id": "share_answer_bob"},
        words=BOTH,
    ),
    *rows("assessment:shared", "nnnnnnns", "-------x", ids={"share_id": "share_answer_erin"}),
    *rows("assessment:service_profile", "nnnnnyns", "-------x"),
    *rows("assessment:service_line", "nnnnnyns", "nnnnnynx"),
    # A plan
    *own("planning:plan planning:what_if planning:first_line planning:print planning:pdf"),
    *own("planning:docx planning:json planning:calendar"),
    *own_change("planning:hours planning:dates planning:choose planning:options"),
    *own_form("planning:share"),
    *shared("planning:of"),
    # A plan two people agree on: what is done in it stays its owner's
    *own("planning:agreement planning:doing"),
    *own_form("planning:share_to_agree planning:review"),
    *own_change("planning:terms planning:add planning:move"),
    *rows("planning:version", "ynnnnnns", "-------x"),
    *shared("planning:version_of planning:agreement_paper"),
    *rows("planning:earlier", "nnnnnnns", "-------x"),  # none of hers has ended
    *rows("planning:say", "-------s", "yynnnnnx", data={"text": "Mine", "seen": 1}, words=BOTH),
    *rows("planning:discussed", "-------s", "ffnnnnnx"),  # hers is under way: that is over
    *rows("planning:propose", "-------s", "yynnnnnx", words=BOTH),
    *rows("planning:yes", "-------s", "yynnnnnx", data={"number": 1}, words=BOTH),
    *rows("planning:mark_need", "-------s", "fynnnnnx", data=A_NEED, words=BOTH),
    *rows("planning:need", "-------s", "yfnnnnnx", data={"said": "yes"}),
    *hers("planning:item"),
    *rows("planning:act", "-------s", "ynnnnnnx", data={"do": "back"}),
    # Supervision. By itself it lets nobody read anything; a session is between its two people.
    *own("supervision:home supervision:side_by_side"),
    *own_change("supervision:ask supervision:link supervision:new"),
    *rows("supervision:join", "yyyyyyyy", "ffyfyyyf", ids={"token": "link"}, data=YES),
    *rows("supervision:answer", "-------s", "fffyfffx", ids=THE_ASKED, data=YES),
    *rows("supervision:end", "-------s", "yyfffffx", ids={"supervising_id": "supervising"}),
    *rows("supervision:end", "-------s", "yfyffffx", ids={"supervising_id": "supervising_ended"}),
    *rows("supervision:person", "nynnnnns", "-------x", words=BOTH),
    *rows("supervision:propose_date", "-------s", "fyfffffx", data={"on": "soon"}),
    *rows("supervision:statement", "nynnnnns", "nynnnnnx", data=A_VIEW, words=BOTH),
    *rows("supervision:answer_date", "-------s", "yffffffx", data=YES),
    *rows("supervision:ten_minutes", "-------s", "yffffffx", ids={"supervisor_id": "bob"}),
    *shared("supervision:session supervision:as_pdf supervision:as_word supervision:as_text"),
    *shared("supervision:as_json supervision:as_calendar"),
    *rows(EVERY_FORM_OF_A_SESSION, "ynnnnnns", "-------x", ids={"session_id": "session_ended"}),
    *rows(
        "supervision:say", "-------s", "yynnnnnx", data={"part": "well", "text": "x"}, words=BOTH
    ),
    *rows("supervision:bring", "-------s", "yfnnnnnx", data={"kind": "own", "title": "x"}),
    *rows(
        "supervision:move", "-------s", "yfnnnnnx", data={"on": "soon", "minutes": 60, "seen": 1}
    ),
    *rows("supervision:next_date", "-------s", "yfnnnnnx", data={"on": "soon", "minutes": 60}),
    *rows("supervision:close", "-------s", "yfnnnnnx"),
    *rows("supervision:propose", "yynnnnns", "yynnnnnx", data=WORDING, words=BOTH),
    *rows(
        "supervision:reply", "-------s", "yynnnnnx", data={"answer": "yes", "seen": 1}, words=BOTH
    ),
    *rows("supervision:outcome", "-------s", "yynnnnnx", data={"because": "x"}, words=BOTH),
    *rows("supervision:take_off", "-------s", "yffffffx", ids={"item_id": "brought_item"}),
    # What the service would have to change: the worker's own; sent, it is for the service's lead
    *own_form("supervision:barriers"),
    *rows("supervision:barrier", "ynnnnnns", "ynnnnnnx"),
    *rows("supervision:send", "-------s", "ynnnnnnx", data={"going": "without-name"}),
    *rows("supervision:service_barriers", "nnnnnnns", "-------x"),
    *rows("supervision:answer_barrier", "-------s", "nnnnnnnx"),
    *hers("supervision:brought"),
    # A record: its owner's alone, but for what is shared entry by entry, with its files
    *own("portfolio:forms portfolio:form portfolio:form_file portfolio:take portfolio:take_zip"),
    *own("portfolio:take_json"),
    *own_form("portfolio:record portfolio:add portfolio:bring portfolio:link_answer"),
    *own_change("portfolio:make"),
    *hers("portfolio:entry portfolio:versions portfolio:made portfolio:file"),
    *hers_form("portfolio:edit portfolio:remove portfolio:share portfolio:copy portfolio:links"),
    *hers_form("portfolio:link_item portfolio:arriving"),
    *rows("portfolio:add_file portfolio:remove_file", "-------s", "ynnnnnnx"),
    *rows("portfolio:drop_arriving", "-------s", "yyyyyyyx"),  # says the same whether it was there
    *hers("portfolio:of"),
    *shared("portfolio:of", ids={"entry_id": "copy"}),
    *shared("portfolio:file", ids={"entry_id": "copy", "file_id": "copy_file"}),
    *hers("portfolio:entry", ids={"entry_id": "copy"}),
    # The API: texts for anybody. Being signed in opens nothing of one's own there: only a token does
    # (tests/standards/api/test_access.py asks with everybody's).
    *public("api:openapi api:editions api:edition api:themes api:theme api:statements"),
    *public("api:statement api:changes api:activities api:activity api:resources"),
    *public("api:questions api:question api:rights api:right api:help_lines"),
    *rows("api:start api:nothing", "nnnnnnnn", "nnnnnnnn"),
    *rows("api:token api:answers_list api:answer_read api:answer_save", "xxxxxxxx", "xxxxxxxx"),
    *rows("api:plan api:entries api:entry api:entry_add", "xxxxxxxx", "xxxxxxxx"),
    # Badges: who issues, the keys and the places of ended ones are for anybody; a badge is its owner's
    *public("openbadges:about openbadges:issuer openbadges:keys openbadges:status"),
    *public_form("openbadges:check"),
    *own("badges:mine"),
    *own_form("badges:make"),
    *hers("badges:badge"),
    *hers("badges:file", ids={"ending": "json"}),
    *hers("badges:file", ids={"ending": "png"}),
    *hers_form("badges:end"),
    # Courses: a platform sends anybody's browser, and what it sends says whether anything happens;
    # which platforms there are is for those who look after the site, nationally to change it
    *public("lti:about lti:keys"),
    *public_form("lti:login lti:choose"),
    *rows("lti:launch lti:place", "--------", "yyyyyyyy"),
    *rows("lti:platforms", "fffffyys", "fffff--x"),
    *steward_form("lti:add_platform"),
    *rows("lti:end_platform", "fffff--s", "fffffyfx"),
    # What an employer's record store is told: on and off for oneself, where one works (Alice's board)
    *public("completions:about"),
    *own("completions:mine"),
    *rows("completions:on", "yyyynyys", "yyyynyyx"),
    *own_change("completions:off"),
    *rows("completions:stores", "ffffffys", "ffffff-x"),
    # Signing in, and one's own ways of doing so. Only two of the eight have a second step.
    *public_form("account_login account_logout account_signup account_reset_password"),
    *public_form("account_reset_password_from_key"),
    *public("account_inactive account_email_verification_sent account_reset_password_done"),
    *public("account_reset_password_from_key_done socialaccount_login_cancelled"),
    *rows("account_confirm_email", "yyyyyyyy", "nnnnnnnn"),
    *rows("account_confirm_login_code mfa_authenticate", "yyyyyyys", "yyyyyyys"),
    *rows("mfa_login_webauthn", "yyyyyyys", "yyyyyyys"),
    *rows("socialaccount_signup", "ssssssss", "ssssssss"),
    *rows("socialaccount_login_error", "xxxxxxxx", "--------"),
    *rows("openid_connect_login openid_connect_callback", "nnnnnnnn", "nnnnnnnn"),
    *own_form("account_email account_change_password account_set_password"),
    *own_form("socialaccount_connections mfa_activate_totp mfa_add_webauthn"),
    *own_form("mfa_generate_recovery_codes"),
    *own("mfa_index mfa_list_webauthn"),
    *rows("account_reauthenticate mfa_reauthenticate", "fffffyys", "fffffyyx"),
    *rows("mfa_reauthenticate_webauthn", "fffffyys", "fffffyyx"),
    *rows("mfa_deactivate_totp", "nnnnnyys", "nnnnnyyx"),
    *rows("mfa_view_recovery_codes", "nnnnnnns", "-------x"),
    *rows("mfa_download_recovery_codes", "nnnnnnns", "nnnnnnnx"),
    # Nobody's passkey; whoever has a second step is asked to prove it before being told so.
    *rows("mfa_remove_webauthn mfa_edit_webauthn", "nnnnnyys", "nnnnnyyx"),
]


def test_every_address_has_a_row_and_every_row_an_address():
    """A new address needs a row in TABLE: say who may open it, from what is promised."""
    known, told = {name for name, _fills in addresses()}, {row.name for row in TABLE}
    assert sorted(known - told) == []
    assert sorted(told - known) == []


def test_every_row_says_something_of_everybody():
    for row in TABLE:
        assert len(row.get) == len(row.post) == len(PEOPLE), row.name


@pytest.mark.usefixtures("edition")
def test_everybody_is_answered_as_the_table_says(people, caplog):
    caplog.set_level("CRITICAL", logger="django.request")  # each refusal is a line of its own
    world, wrong, read = World(people), [], set()
    for name, fills in addresses():
        for row in (one for one in TABLE if one.name == name):
            for method, expected in (("get", row.get), ("post", row.post)):
                answers = [world.ask(who, method, fills, row) for who in PEOPLE]
                said = "".join(sign for sign, _body in answers)
                if said != expected:
                    wrong.append(f"{method:4} {name:40} expected {expected} and got {said}")
                for who, (_sign, body) in zip(PEOPLE, answers, strict=True):
                    if WORD not in body:
                        continue
                    read.add(who)
                    if who not in row.words:
                        wrong.append(f"{method:4} {name:40} shows {who} what Alice wrote")
    assert read >= set(BOTH), "what Alice shared is read by whom she shared it with"
    assert not wrong, "\n" + "\n".join(wrong)


def opened(world: World, who: str) -> Iterable[tuple[str, str, str]]:
    """Every address where somebody is let in and not everybody is: its name, sign and words."""
    at = PEOPLE.index(who)
    rows_for = [row for row in TABLE if row.get[at] == "y" and row.get[-1] != "y"]
    for name, fills in addresses():
        for row in (one for one in rows_for if one.name == name):
            yield (name, *world.ask(who, "get", fills, row))


@pytest.mark.usefixtures("edition")
def test_once_her_supervisor_is_erased_all_that_is_hers_still_opens_and_does_not_name_him(
    people, caplog
):
    caplog.set_level("CRITICAL", logger="django.request")
    world = World(people)
    erase_person(actor=people.actor("bob"))
    found = list(opened(world, "owner"))
    assert [(name, sign) for name, sign, _body in found if sign != "y"] == []
    assert [name for name, _sign, body in found if "bob baird" in body] == []
    assert any(HIS in body for _name, _sign, body in found), "what he wrote in her record stays"


@pytest.mark.usefixtures("edition")
def test_once_she_is_erased_her_supervisor_opens_nothing_of_hers(people, caplog):
    caplog.set_level("CRITICAL", logger="django.request")
    world = World(people)
    erase_person(actor=people.actor("alice"))
    found = list(opened(world, "supervisor"))
    assert {sign for _name, sign, _body in found} == {"y", "n"}
    assert [name for name, _sign, body in found if WORD in body or "alice" in body] == []
