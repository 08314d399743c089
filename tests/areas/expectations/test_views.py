"""The public pages as visitors get them: open to all, help first, read in any way, kept nowhere."""

import io
import logging
import re
from datetime import timedelta
from html import escape
from html.parser import HTMLParser

import pytest
import time_machine
import yaml
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.test import Client
from pypdf import PdfReader

from alongside.expectations import actions, documents, loading, queries
from alongside.expectations.loading import packaged
from alongside.expectations.models import Place, ServicePage
from alongside.foundation.context import help_now
from alongside.framework.loading import packaged_edition
from tests.reading import HARDEST, grade
from tests.repo.test_translatable import loose_words, pseudo  # noqa: F401

from .conftest import PAGE

TEXTS, EDITION = packaged(), packaged_edition()
PAGES = ["/expect/", "/expect/rights/", "/expect/all/", "/expect/pocket/", "/expect/services/"]
PAGES += [f"/expect/questions/{one.id}/" for one in TEXTS.themes]
PAGES += [f"/expect/rights/{one.id}/" for one in TEXTS.rights]
WAYS = ["", "?layout=easy", "?size=large", "?size=large&layout=easy&language=none"]

pytestmark = pytest.mark.usefixtures("edition")


class Main(HTMLParser):
    """The words of the page's main part, a full stop after each block."""

    BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "div", "legend", "label", "summary", "dd", "dt"}

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.inside = False

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "main"
        if tag in self.BLOCKS:
            self.words.append(" . ")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "main"
        if tag in self.BLOCKS:
            self.words.append(" . ")

    def handle_data(self, data):
        if self.inside:
            self.words.append(data)


def loose(answer) -> list[str]:
    """Words that cannot be translated. The name of a page may be content: its title is let be."""
    return loose_words(re.sub(r"<title>.*?</title>", "", answer.content.decode(), flags=re.S))


def words_of(html: str) -> str:
    reader = Main()
    reader.feed(html)
    return re.sub(r"\s+", " ", re.sub(r"(?:\s*[.]\s*){2,}", ". ", "".join(reader.words)))


# Reading


@pytest.mark.parametrize("where", PAGES)
def test_a_page_opens_for_anybody_with_help_first_and_a_way_off(client, where):
    answer = client.get(where)
    assert answer.status_code == 200
    assert answer.cookies == {}
    html = answer.content.decode()
    main = html.index("<main")
    for entry in help_now():
        assert html.index(f">{entry['number']}</a>") < main
        assert html.index(escape(entry["when"])) < main
    assert html.index(f'href="{settings.QUICK_EXIT_URL}"') < main
    assert html.count("<h1") == 1


@pytest.mark.parametrize("where", PAGES)
def test_signed_in_or_not_it_reads_the_same(client, signed_in, where):
    assert words_of(signed_in("alice").get(where).content.decode()) == words_of(
        client.get(where).content.decode()
    )


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "where", ["/expect/", "/expect/questions/hope/", "/expect/rights/named-person/"]
)
def test_every_word_can_be_translated_however_it_is_read(client, where, way, pseudo):  # noqa: F811
    assert loose(client.get(where + way)) == []


@pytest.mark.parametrize("where", PAGES)
def test_a_page_is_for_a_reading_age_of_nine_to_eleven(client, where):
    words = words_of(client.get(where).content.decode())
    for name in ("Patient Rights (Scotland)", "Patient Rights and Responsibilities"):
        words = words.replace(name, "NHS")
    # Names of laws and bodies are not ours to shorten: what is measured is what we wrote.
    words = re.sub(r"Where this comes from\.(.*?)Last checked", "Last checked", words)
    assert grade(words) <= HARDEST, round(grade(words), 1)


def test_a_theme_says_what_to_expect_what_to_ask_and_what_to_do(client):
    html = client.get("/expect/questions/nobody-wrote/")
    assert html.status_code == 404
    theme = TEXTS.theme_by_id["hope"]
    words = client.get("/expect/questions/hope/").content.decode().replace("&#x27;", "'")
    for code in theme.lines:
        statement = EDITION.by_code[code]
        for text in (theme.lines[code], statement.faces.expect, statement.if_not):
            assert text in words
        assert all(question in words for question in statement.questions)
    assert f"/expect/rights/{theme.rights[0]}/" in words


def test_easy_read_has_one_idea_a_line_each_with_a_picture_after_its_words(client):
    html = client.get("/expect/questions/hope/?layout=easy").content.decode()
    rows = re.findall(r'<li class="ex-row">(.*?)</li>', html, re.S)
    codes = EDITION.theme_by_id["hope"].statements
    assert len(rows) > 5 * len(codes)
    for row in rows:
        words, picture = re.fullmatch(r"<p [^>]*>(.*?)</p>\s*(<svg.*</svg>)\s*", row, re.S).groups()
        ends = len(re.findall(r"[.?](?:\s|$)", words))
        assert ends <= 1 or words.endswith("?")  # a question is asked whole
        assert re.search(r'role="img" aria-label="[^"]+"', picture)
    assert "ex-row" not in client.get("/expect/questions/hope/").content.decode()


def test_large_print_goes_along_from_page_to_page(client):
    html = client.get("/expect/?size=large").content.decode()
    assert '<body class="ex-large">' in html
    links = re.findall(r'href="(/expect/[^"]*)"', html.split("<main")[1])
    assert links
    small = [link for link in links if "size=large" not in link]
    assert small == ["/expect/"]  # the way back to the ordinary size
    assert '<body class="ex-large">' not in client.get("/expect/").content.decode()


def test_what_is_kept_for_one_way_of_reading_is_not_given_for_another(client):
    easy, plain = (
        client.get("/expect/questions/hope/?layout=easy"),
        client.get("/expect/questions/hope/"),
    )
    assert easy.headers["ETag"] != plain.headers["ETag"]
    assert client.get("/expect/questions/hope/?layout=easy").content == easy.content


def test_all_of_it_stands_on_one_page_in_a_good_order_to_listen_to(client):
    words = words_of(client.get("/expect/all/").content.decode())
    places = [words.rindex(theme.question) for theme in TEXTS.themes]
    assert places == sorted(places)
    assert all(right.question in words for right in TEXTS.rights)


# Rights and days


def test_a_right_says_who_to_ask_where_it_comes_from_and_when_it_was_checked(client):
    right = TEXTS.right_by_id["advance-statement"]
    with time_machine.travel(right.last_checked):
        html = client.get("/expect/rights/advance-statement/").content.decode()
    assert 'href="tel:08003896809"' in html
    assert 'href="https://www.legislation.gov.uk/asp/2003/13/section/275"' in html
    assert "Last checked on 23 November 2026" in html
    assert "This is not legal advice" in html
    assert "still need to be read by someone who knows the law" in html
    assert "may be out of date" not in html


def test_what_is_older_than_its_review_day_says_so_on_its_page(client):
    late = TEXTS.rights[0].last_checked + timedelta(days=TEXTS.review_days)
    with time_machine.travel(late - timedelta(days=1)):
        assert (
            "may be out of date" not in client.get("/expect/rights/named-person/").content.decode()
        )
    with time_machine.travel(late):
        assert "may be out of date" in client.get("/expect/rights/named-person/").content.decode()
        assert "Due a check" in client.get("/expect/rights/").content.decode()


def test_what_a_reader_must_check_is_told_to_stewards_and_not_to_everybody(
    client, places_and_people, signed_in
):
    note = "The list of who can be a witness rests on memory"
    where = "/expect/rights/advance-statement/"
    assert note not in client.get(where).content.decode()
    assert note in signed_in("dana").get(where).content.decode()


def test_a_changed_text_about_the_law_is_read_at_once(client, places_and_people):
    assert "A big review" in client.get("/expect/rights/").content.decode()
    dana = places_and_people.actor("dana")
    actions.save_reform(actor=dana, version=0, text="Nothing has changed so far.")
    for where in ("/expect/rights/", "/expect/all/"):
        html = client.get(where).content.decode()
        assert "Nothing has changed so far." in html
        assert "A big review" not in html


@pytest.mark.parametrize(("name", "status"), [("alice", 403), ("bob", 403), ("dana", 200)])
def test_only_a_national_steward_opens_the_form_about_the_law(
    name, status, places_and_people, signed_in
):
    assert signed_in(name).get("/expect/ours/law/").status_code == status


def test_the_form_about_the_law_saves_and_shows_both_texts_when_two_meet(
    places_and_people, signed_in
):
    browser = signed_in("dana")
    html = browser.get("/expect/ours/law/").content.decode()
    sent = dict(re.findall(r'name="(once|version)" value="([^"]*)"', html))
    done = browser.post("/expect/ours/law/", {**sent, "text": "First.\r\n\r\nSecond."})
    assert done.status_code == 302
    assert queries.reform().reform.text == "First.\n\nSecond."
    clash = browser.post("/expect/ours/law/", {**sent, "once": "another", "text": "Third."})
    assert clash.status_code == 409
    assert b"Third." in clash.content
    assert b"Second." in clash.content


# Films and languages, when there are any


@pytest.fixture
def other_texts(monkeypatch, tmp_path):
    """A function: the packaged texts with changes to their folder, as the site would read them."""
    import shutil

    folder = tmp_path / "data"
    shutil.copytree(loading.PACKAGED, folder)

    def use():
        made = loading.load(folder)
        monkeypatch.setattr(queries, "texts", lambda: made)
        return folder

    return folder, use


def test_a_film_in_bsl_is_offered_where_there_is_one_and_nowhere_else(client, other_texts):
    folder, use = other_texts
    assert b"BSL</a>" not in client.get("/expect/questions/hope/").content
    film = {"about": "hope", "link": "https://films.example.org/1", "last_checked": "2027-01-01"}
    (folder / "videos.yaml").write_text(yaml.safe_dump({"review_days": 365, "videos": [film]}))
    use()
    assert b'href="https://films.example.org/1"' in client.get("/expect/questions/hope/").content
    assert b"BSL</a>" not in client.get("/expect/questions/risk/").content


def test_a_language_is_offered_when_there_is_one_and_what_is_missing_stays_in_english(
    client, other_texts
):
    folder, use = other_texts
    assert b"language=" not in client.get("/expect/").content
    inside = folder / "languages" / "ur"
    inside.mkdir()
    files = {
        "language": {"name": "اردو", "direction": "rtl", "last_checked": "2027-03-03"},
        "themes": {"themes": {"hope": {"question": "کیا لوگ امید رکھیں گے؟", "lines": {"K04": "امید"}}}},
        "statements": {"statements": {"K04": {"expect": "پہلا۔ دوسرا۔"}}},
        "rights": {"rights": {"named-person": {"title": "نامزد شخص"}}},
    }  # fmt: skip
    for name, value in files.items():
        (inside / f"{name}.yaml").write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")
    use()
    assert 'lang="ur" data-content>اردو</a>' in client.get("/expect/").content.decode()
    html = client.get("/expect/questions/hope/?language=ur").content.decode()
    assert '<h1 data-content lang="ur" dir="rtl">کیا لوگ امید رکھیں گے؟</h1>' in html
    assert "پہلا۔ دوسرا۔" in html
    assert "What is not yet in it is shown in English" in html
    assert EDITION.by_code["V01"].faces.expect in html
    assert "نامزد شخص" in client.get("/expect/rights/?language=ur").content.decode()
    assert "language=ur" in client.get("/expect/?language=ur").content.decode().split("<main")[1]
    easy = client.get("/expect/questions/hope/?language=ur&layout=easy").content.decode()
    assert "ex-row" in easy
    assert "پہلا۔ دوسرا۔" in easy


# The pocket sheet

MARK = "Ailsa-at-the-window"
SENT = {
    "mine": ["K08", "V14", "X99"],
    "ask": ["K08.1", "K08.9", "<b>"],
    "right": ["named-person", "nothing"],
    "matters": f"{MARK} comes too\nA chair by the door",
    "question_1": f"When does {MARK} visit?",
}


def test_a_sheet_holds_what_was_picked_and_written_and_no_more(client):
    html = client.post("/expect/pocket/sheet/", SENT).content.decode()
    sheet = html.split('class="ex-sheet"')[1]
    assert TEXTS.theme_by_id["rights"].lines["K08"] in sheet
    assert EDITION.by_code["K08"].questions[0] in sheet
    assert EDITION.by_code["K08"].questions[1] not in sheet
    assert "A chair by the door" in sheet
    assert f"When does {MARK} visit?" in sheet
    assert "Named person." in sheet
    assert "0131 510 9410" in sheet
    assert all(entry["number"] in sheet for entry in help_now())
    assert "X99" not in html
    assert "K08.9" not in html


def everything_kept() -> str:
    """Every row of every table, and what the process keeps of pages."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [repr(row) for row in cursor.fetchall()]
    sessions = [repr(one.get_decoded()) for one in Session.objects.all()]
    kept = [repr(one) for one in caches["process"]._cache.values()]
    return "\n".join([*found, *sessions, *kept])


def test_nothing_of_a_sheet_is_kept_in_rows_sessions_cookies_caches_or_logs(
    client, signed_in, caplog, capfd
):
    caplog.set_level(logging.DEBUG)
    for browser in (client, signed_in("alice")):
        for where, more in (
            ("/expect/pocket/", {}),
            ("/expect/pocket/sheet/", {}),
            ("/expect/pocket/pdf/", {"shape": "page"}),
            ("/expect/pocket/pdf/", {"shape": "card"}),
            ("/expect/pocket/sheet/?size=large", {}),
        ):
            answer = browser.post(where, {**SENT, **more})
            assert answer.status_code == 200
            assert "no-store" in answer.headers["Cache-Control"]
    assert client.cookies == {}
    kept = everything_kept()
    # The search does find what is there.
    assert "alice@example.org" in kept
    assert "_auth_user_id" in kept
    out = capfd.readouterr()
    for place in (kept, caplog.text, out.out, out.err):
        assert MARK not in place
        assert "chair by the door" not in place


def test_a_failure_says_nothing_of_what_was_written(client, monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise RuntimeError("no paper")

    monkeypatch.setattr(documents, "pdf", fail)
    client.raise_request_exception = False
    answer = client.post("/expect/pocket/pdf/", SENT)
    assert answer.status_code == 500
    assert "no paper" in caplog.text
    assert MARK not in caplog.text + answer.content.decode()


def test_a_sheet_has_no_address_of_its_own(client):
    for where in ("/expect/pocket/sheet/", "/expect/pocket/pdf/"):
        answer = client.get(where + "?size=large")
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            "/expect/pocket/?size=large",
        )


def test_what_was_written_comes_back_to_be_changed(client):
    html = client.post("/expect/pocket/", SENT).content.decode()
    assert f"{MARK} comes too\nA chair by the door</textarea>" in html
    assert re.search(r'id="mine-K08"[^>]* checked', html)
    assert not re.search(r'id="mine-S10"[^>]* checked', html)
    assert re.search(r'<details class="ex-pick" id="theme-rights" open>', html)
    assert not re.search(r'<details class="ex-pick" id="theme-hope" open>', html)


def test_an_empty_sheet_is_asked_for_again(client):
    answer = client.post("/expect/pocket/sheet/", {"matters": "  "})
    assert answer.status_code == 422
    assert b"Your sheet is still empty" in answer.content


def test_own_words_are_shown_as_words(client):
    html = client.post("/expect/pocket/sheet/", {"matters": "<script>alert(1)</script>"})
    assert b"<script>alert" not in html.content
    assert b"&lt;script&gt;" in html.content


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example.org"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize(
    "where", ["/expect/pocket/", "/expect/pocket/sheet/", "/expect/pocket/pdf/"]
)
def test_a_form_sent_by_another_site_is_refused(where, headers):
    strict = Client(enforce_csrf_checks=True, headers=headers)
    assert strict.post(where, SENT).status_code == 403
    assert strict.get("/expect/pocket/").status_code == 200


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}]
)
def test_a_form_of_our_own_needs_no_cookie(headers):
    strict = Client(enforce_csrf_checks=True, headers=headers)
    assert strict.post("/expect/pocket/sheet/", SENT).status_code == 200


def test_only_parts_that_exist_can_stand_open(client):
    assert client.get("/expect/pocket/?theme=hope").status_code == 200
    answer = client.get("/expect/pocket/?theme=somebody%40example.org")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/expect/pocket/")


def pdf_of(client, **more) -> PdfReader:
    answer = client.post(f"/expect/pocket/pdf/{more.pop('way', '')}", {**SENT, **more})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.pdf"'
    return PdfReader(io.BytesIO(answer.content))


@pytest.mark.parametrize("shape", ["page", "card"])
def test_the_file_is_one_tagged_page_that_reads_in_order(client, shape):
    made = pdf_of(client, shape=shape)
    root = made.trailer["/Root"]
    assert len(made.pages) == 1
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert made.metadata.title == "My notes for a meeting"
    words = " ".join(made.pages[0].extract_text().split())
    order = [
        "My notes for a meeting",
        "What matters to me",
        "Questions I want to ask",
        "Who I can call",
    ]
    places = [words.index(one) for one in order]
    assert places == sorted(places)
    assert f"{MARK} comes too" in words
    assert not str(made.metadata).count(MARK)


def test_a_full_page_still_fits_one_page_and_a_fuller_one_says_so(client):
    picked = [code for theme in TEXTS.themes for code in theme.lines]
    for count in range(1, len(picked)):
        sent = {**SENT, "mine": picked[:count]}
        html = client.post("/expect/pocket/sheet/", sent).content.decode()
        if "more than one page" in html:
            break
    assert 8 < count < 40
    assert len(pdf_of(client, mine=picked[: count - 1], shape="page").pages) == 1
    assert len(pdf_of(client, mine=picked, shape="page").pages) > 1


def test_a_card_is_offered_only_while_every_word_fits_on_it(client):
    picked = [f"{code}.1" for theme in TEXTS.themes for code in theme.lines]
    for count in range(1, len(picked)):
        html = client.post("/expect/pocket/sheet/", {**SENT, "ask": picked[:count]})
        if b'value="card"' not in html.content:
            break
    assert 4 < count < 20
    made = pdf_of(client, ask=picked[: count - 1], shape="card")
    words = " ".join(made.pages[0].extract_text().split())
    last = EDITION.by_code[picked[count - 2][:3]].questions[0]
    assert last in words or all(word in words for word in last.split())
    # Asked for all the same, it is made as pages, so that no word is lost.
    more = pdf_of(client, ask=picked, shape="card")
    assert len(more.pages) > 1


def test_in_large_print_the_file_is_large_too(client):
    small = pdf_of(client, shape="page").pages[0].extract_text()
    made = pdf_of(client, shape="page", way="?size=large")
    assert "What was said" in small
    assert all(
        word in "".join(page.extract_text() for page in made.pages) for word in (MARK, "999")
    )
    html = client.post("/expect/pocket/sheet/?size=large", SENT).content.decode()
    assert 'value="card"' not in html


def test_where_pages_cannot_be_laid_out_it_says_what_to_do(client, monkeypatch):
    from alongside.foundation import pdf

    def missing():
        raise pdf.PangoMissingError(pdf.INSTALL)

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    answer = client.post("/expect/pocket/pdf/", SENT)
    assert answer.status_code == 503
    assert pdf.INSTALL.encode() in answer.content
    assert MARK.encode() not in answer.content


# A service's own page


def test_a_page_shows_who_we_are_places_near_here_and_advocacy(client, shown):
    slug = ServicePage.objects.get().slug
    assert f"/expect/services/{slug}/" in client.get("/expect/services/").content.decode()
    html = client.get(f"/expect/services/{slug}/").content.decode()
    for words in (
        "You can bring a friend.",
        "Library warm room",
        "One step, with a ramp.",
        "Last checked on",
    ):
        assert words in html
    assert "https://www.siaa.org.uk" in html
    assert "Alice" not in html
    assert "/expect/ours/" not in html


def test_what_is_hidden_or_withdrawn_is_gone_at_once(client, places_and_people, shown):
    alice, page = places_and_people.actor("alice"), ServicePage.objects.get()
    where = f"/expect/services/{page.slug}/"
    actions.withdraw_place(actor=alice, place_id=Place.objects.get().pk)
    assert b"Library warm room" not in client.get(where).content
    actions.show_page(actor=alice, service_id=shown.pk, shown=False)
    assert client.get(where).status_code == 404
    assert page.slug.encode() not in client.get("/expect/services/").content


@pytest.mark.parametrize(
    ("name", "status"), [("alice", 200), ("charlie", 404), ("bob", 404), ("dana", 200)]
)
def test_a_page_that_is_not_shown_opens_only_for_those_who_look_after_it(
    name, status, places_and_people, shown, signed_in
):
    actions.show_page(actor=places_and_people.actor("alice"), service_id=shown.pk, shown=False)
    where = f"/expect/services/{ServicePage.objects.get().slug}/"
    assert signed_in(name).get(where).status_code == status


def test_an_old_place_says_so(client, shown):
    Place.objects.update(last_checked="2020-01-01")
    where = f"/expect/services/{ServicePage.objects.get().slug}/"
    assert b"Call first to see if it still runs." in client.get(where).content


def staff_addresses(service) -> dict[str, str]:
    place = Place.objects.get().pk
    return {
        "/expect/ours/": "get",
        f"/expect/ours/{service.pk}/": "get",
        f"/expect/ours/{service.pk}/places/": "get",
        f"/expect/ours/places/{place}/": "get",
        f"/expect/ours/{service.pk}/hide/": "post",
        f"/expect/ours/{service.pk}/checked/": "post",
        f"/expect/ours/places/{place}/withdraw/": "post",
        f"/expect/ours/places/{place}/checked/": "post",
    }


@pytest.mark.parametrize("name", [None, "bob", "charlie"])
def test_nobody_else_opens_the_pages_of_those_who_look_after_it(name, client, shown, signed_in):
    browser = signed_in(name) if name else client
    for where, method in staff_addresses(shown).items():
        answer = getattr(browser, method)(where)
        if where == "/expect/ours/" and name == "charlie":
            assert shown.name not in answer.content.decode()
        else:
            assert answer.status_code in (302, 401, 403, 404), where
    page, place = ServicePage.objects.get(), Place.objects.get()
    assert page.shown
    assert not place.withdrawn


@pytest.mark.parametrize("where", ["/expect/ours/", "page", "places", "place", "/expect/ours/law/"])
def test_every_word_of_the_staff_pages_can_be_translated(
    where,
    places_and_people,
    shown,
    signed_in,
    pseudo,  # noqa: F811
):
    named = {
        "page": f"/expect/ours/{shown.pk}/",
        "places": f"/expect/ours/{shown.pk}/places/",
        "place": f"/expect/ours/places/{Place.objects.get().pk}/",
    }
    browser = signed_in("dana")
    assert loose(browser.get(named.get(where, where))) == []
    assert loose(browser.get(f"/expect/services/{ServicePage.objects.get().slug}/")) == []


def sent_form(browser, where, **more) -> dict[str, str]:
    html = browser.get(where).content.decode()
    return {**dict(re.findall(r'name="(once|version)" value="([^"]*)"', html)), **more}


def test_a_lead_writes_a_page_adds_a_place_and_shows_it(places_and_people, service, signed_in):
    browser, where = signed_in("alice"), f"/expect/ours/{service.pk}/"
    form = sent_form(browser, where, who_we_are=PAGE.who_we_are, reach="")
    wrong = browser.post(where, form)
    assert wrong.status_code == 422
    assert PAGE.who_we_are.replace("\n", "\r\n") in wrong.content.decode().replace("\n", "\r\n")
    assert browser.post(where, {**form, "reach": "Call us."}).status_code == 302
    form = sent_form(browser, f"{where}places/", kind="place", name="Choir", what="Singing.")
    assert browser.post(f"{where}places/", form).status_code == 422  # nowhere to find it
    assert browser.post(f"{where}places/", {**form, "address": "The hall"}).status_code == 302
    assert browser.post(f"{where}show/").status_code == 302
    html = Client().get(f"/expect/services/{ServicePage.objects.get().slug}/").content.decode()
    assert "Choir" in html
    assert "wrote the page" in browser.get("/expect/ours/").content.decode()


def test_two_who_change_a_page_see_both_texts(places_and_people, shown, signed_in):
    browser, where = signed_in("alice"), f"/expect/ours/{shown.pk}/"
    form = sent_form(browser, where, who_we_are="Mine.", reach="Call us.")
    other = signed_in("dana")
    theirs = sent_form(other, where, who_we_are="Theirs.", reach="Call us.")
    assert other.post(where, theirs).status_code == 302
    clash = browser.post(where, form)
    assert clash.status_code == 409
    assert b"Mine." in clash.content
    assert b"Theirs." in clash.content


def test_an_unknown_verb_is_not_found(places_and_people, shown, signed_in):
    browser, place = signed_in("alice"), Place.objects.get().pk
    assert browser.post(f"/expect/ours/{shown.pk}/burn/").status_code == 404
    assert browser.post(f"/expect/ours/places/{place}/burn/").status_code == 404
