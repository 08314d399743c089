"""Files: made afresh or opened before they are kept, and given out as attachments alone."""

import re
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from alongside.portfolio import actions, queries
from alongside.portfolio.actions import filing
from alongside.portfolio.actions.filing import BadFile, clean
from alongside.portfolio.models import FileBody, KeptFile
from tests.areas.portfolio.files import a_docx, a_pdf, a_picture
from tests.factories.portfolio import add

NOTE = "GPS-WILDEBEEST"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_leaves_the_cameras_notes_behind(kind):
    body = a_picture(kind, note=NOTE)
    assert NOTE.encode() in body
    kept = clean("IMG_001.heic", body)
    assert NOTE.encode() not in kept.body
    with Image.open(BytesIO(kept.body)) as again:
        assert again.format == kind
        assert not again.getexif()
        assert not {"exif", "comment", "icc_profile", "xmp"} & set(again.info)
    assert kept.name == "IMG_001" + filing.PICTURES[kind][1]


def test_a_picture_held_on_its_side_is_turned_before_the_note_about_it_goes():
    kept = clean("a.jpg", a_picture(size=(40, 20), turned=True))
    with Image.open(BytesIO(kept.body)) as again:
        assert again.size == (20, 40)
        top, bottom = again.getpixel((10, 5)), again.getpixel((10, 35))
    assert sum(top) < 150 < 600 < sum(bottom)


def test_only_the_first_of_many_frames_is_kept():
    frames = [Image.new("RGB", (20, 20), shade) for shade in ("black", "white", "grey")]
    out = BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    with Image.open(BytesIO(clean("a.webp", out.getvalue()).body)) as again:
        assert getattr(again, "n_frames", 1) == 1


def test_a_picture_with_far_too_many_points_is_refused_before_it_is_opened(monkeypatch):
    def opened(*_):
        raise AssertionError("it was opened")

    monkeypatch.setattr(filing, "_afresh", opened)
    monkeypatch.setattr(filing, "MOST_PIXELS", 100)
    with pytest.raises(BadFile, match="points"):
        clean("a.png", a_picture("PNG"))


def test_a_large_picture_is_made_smaller(monkeypatch):
    monkeypatch.setattr(filing, "LONGEST_SIDE", 20)
    with Image.open(BytesIO(clean("a.png", a_picture("PNG")).body)) as again:
        assert max(again.size) == 20


def test_a_pdf_and_a_word_document_are_kept_as_they_are_and_say_what_is_in_them():
    for body, ending in ((a_pdf(author=NOTE), ".pdf"), (a_docx(author=NOTE), ".docx")):
        kept = clean("notes.exe", body)
        assert kept.body == body
        assert kept.name == "notes" + ending
        assert kept.inside["author"] == NOTE


def test_comments_and_marked_changes_in_a_word_document_are_known():
    changed = "<w:document>" + "x" * 70_000 + '<w:ins w:id="1"/></w:document>'
    kept = clean(
        "a.docx", a_docx(document=changed, word__comments_xml="", **{"word__comments.xml": "<c/>"})
    )
    assert kept.inside == {"comments": "1", "changes": "1"}


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
ODD = {
    "nothing": b"",
    "svg": SVG,
    "svg that says it is xml": b'<?xml version="1.0"?>' + SVG,
    "html": b"<!doctype html><p>Hello</p>",
    "a program": b"MZ" + b"\0" * 200,
    "gif": b"GIF89a" + b"\0" * 50,
    "tiff": b"II*\0" + b"\0" * 50,
    "plain text": b"Hello",
    "a cut jpeg": a_picture()[:100],
    "a jpeg in name only": b"\xff\xd8\xff" + SVG,
    "a cut png": a_picture("PNG")[:60],
    "a cut pdf": b"%PDF-1.7\n" + b"x" * 300,
    "a locked pdf": a_pdf(password="secret"),
    "a zip": a_docx()[:-30],
    "macros": a_docx(**{"word__vbaProject.bin": b"x"}),
    "too large": b"%PDF-" + b"x" * filing.MOST_BYTES,
}


@pytest.mark.parametrize("name", ODD)
def test_everything_else_is_refused_with_words(name):
    with pytest.raises(BadFile) as refused:
        clean("a.jpg", ODD[name])
    assert str(refused.value)


def test_half_a_picture_is_refused_whatever_else_the_process_allows(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    for body in (a_picture()[:-200], a_picture("PNG")[:60]):
        with pytest.raises(BadFile):
            clean("a.jpg", body)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def zipped(**parts) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def test_a_zip_that_is_no_word_document_is_refused():
    with pytest.raises(BadFile, match="not a Word document"):
        clean("a.docx", zipped(a_txt="x"))


def test_macros_are_known_by_their_kind_too():
    types = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    body = zipped(**{"[Content_Types].xml": types, "word__document.xml": "<w:document/>"})
    with pytest.raises(BadFile, match="macros"):
        clean("a.docx", body)


def test_what_unpacks_to_far_more_than_it_is_is_refused_while_it_is_counted():
    bomb = a_docx(word__media_x=b"\0" * 30_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(BadFile, match="unpacks"):
        clean("a.docx", bomb)


def test_a_size_that_a_zip_only_claims_is_not_believed(monkeypatch):
    monkeypatch.setattr(filing, "MOST_UNPACKED", 50_000)
    with pytest.raises(BadFile, match="unpacks"):
        clean("a.docx", a_docx(word__x=bytes(range(256)) * 100, word__y=bytes(range(256)) * 100))


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(filing, "MOST_PARTS", 5)
    with pytest.raises(BadFile, match="parts"):
        clean("a.docx", a_docx(**{f"word__{n}": "x" for n in range(5)}))


def test_facts_that_open_others_are_refused():
    core = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with pytest.raises(BadFile):
        clean("a.docx", a_docx(**{"docProps__core.xml": core}))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Morag\\notes.pdf", "notes.pdf"),
        ("a\x00\n\"b.pdf", "a\n\"b.pdf"),
        ("", "file.pdf"),
        ("...", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)  # fmt: skip
def test_a_name_is_a_name_and_no_path(name, kept):
    assert clean(name, a_pdf()).name == kept


# On the page


def send(browser, entry, body, name="a.pdf", **more):
    sent = SimpleUploadedFile(name, body)
    return browser.post(f"/my/record/{entry}/files/add/", {"file": sent, **more})


@pytest.fixture
def entry(people, edition):
    return add(people.alice)


@pytest.mark.django_db
def test_a_file_is_kept_and_given_back_as_an_attachment(signed_in, people, entry):
    alice = signed_in("alice")
    body = a_pdf()
    assert send(alice, entry, body, 'Zusage "für" mich\u2028.pdf', key="k").status_code == 302
    assert send(alice, entry, body, key="k").status_code == 302
    [kept] = queries.entries(people.alice.pk)[0].files
    answer = alice.get(f"/my/record/{entry}/files/{kept.id}/")
    assert answer.content == body
    assert answer["Content-Type"] == "application/pdf"
    said = answer["Content-Disposition"]
    assert said.isascii()
    assert re.match(
        r'attachment; filename="[ A-Za-z0-9._-]+"; filename\*=UTF-8\'\'[A-Za-z0-9%._-]+$', said
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_file_that_is_refused_says_why_and_nothing_is_kept(signed_in, entry):
    alice = signed_in("alice")
    for body, said in (
        (SVG, "can be kept here"),
        (b"%PDF-" + b"x" * 6_000_000, "larger than 5 MB"),
    ):
        answer = send(alice, entry, body)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert alice.post(f"/my/record/{entry}/files/add/").status_code == 422
    assert not KeptFile.objects.exists()


@pytest.mark.django_db
def test_an_entry_keeps_at_most_twenty(people, entry, monkeypatch):
    monkeypatch.setattr("alongside.portfolio.actions.files.MOST_FILES", 1)
    alice = people.actor("alice")
    actions.add_file(actor=alice, entry_id=entry, name="a", body=a_pdf())
    with pytest.raises(BadFile, match="at most"):
        actions.add_file(actor=alice, entry_id=entry, name="b", body=a_pdf())


@pytest.mark.django_db
def test_a_file_can_go_and_goes_with_its_entry(signed_in, people, entry):
    alice = people.actor("alice")
    ids = [actions.add_file(actor=alice, entry_id=entry, name=n, body=a_pdf()) for n in "ab"]
    browser = signed_in("alice")
    assert browser.post(f"/my/record/{entry}/files/{ids[0]}/remove/").status_code == 302
    assert [row.name for row in KeptFile.objects.all()] == ["b.pdf"]
    actions.remove_entry(actor=alice, entry_id=entry)
    assert not FileBody.objects.exists()


def test_the_last_file_there_is_room_for_can_be_sent_twice(people, edition, monkeypatch):
    monkeypatch.setattr(actions.files, "MOST_FILES", 1)
    entry, alice = add(people.alice), people.actor("alice")
    facts = {"actor": alice, "entry_id": entry, "name": "a.png", "body": a_picture("PNG")}
    first = actions.add_file(**facts, key="k")
    assert actions.add_file(**facts, key="k") == first
    with pytest.raises(BadFile):
        actions.add_file(**facts, key="another")


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="https://example.org/it" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("kind", "told"), [("attachedTemplate", True), ("image", True), ("hyperlink", False)]
)
def test_a_document_that_fetches_from_elsewhere_is_told_of(kind, told):
    kept = clean("a.docx", with_parts({"word/_rels/settings.xml.rels": RELATIONS.format(kind)}))
    assert ("elsewhere" in kept.inside) is told


def test_a_cameras_notes_in_a_documents_pictures_are_told_of():
    assert "camera" not in clean("a.docx", a_docx()).inside
    body = with_parts({"word/media/image1.jpeg": a_picture("JPEG", note=NOTE)})
    assert "camera" in clean("a.docx", body).inside


def with_parts(parts):
    body = BytesIO(a_docx())
    with zipfile.ZipFile(body, "a") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return body.getvalue()
