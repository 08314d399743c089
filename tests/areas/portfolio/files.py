"""Files for tests, good and bad, made here."""

import zipfile
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
    '2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
    "</cp:coreProperties>"
)


def a_picture(kind: str = "JPEG", size=(40, 30), *, note: str = "", turned: bool = False) -> bytes:
    """A picture whose left half is dark, with camera notes where asked for."""
    picture = Image.new("RGB", size, "white")
    picture.paste("black", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    if note:
        exif[0x010F] = note  # who made the camera
        exif[0x9286] = note  # the owner's words
    if turned:
        exif[0x0112] = 6  # the camera was held on its side
    out = BytesIO()
    extra = {"comment": note.encode()} if kind == "JPEG" and note else {}
    picture.save(out, kind, exif=exif, **extra)
    return out.getvalue()


def a_pdf(*, author: str = "", password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    if author:
        writer.add_metadata({"/Author": author})
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def a_docx(*, author: str = "", document: str = "<w:document/>", **parts: bytes | str) -> bytes:
    """A Word document as small as can be; ``parts`` are added, with / written as __."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("word/document.xml", document)
        if author:
            packed.writestr("docProps/core.xml", CORE.format(author=author))
        for name, text in parts.items():
            packed.writestr(name.replace("__", "/"), text)
    return out.getvalue()
