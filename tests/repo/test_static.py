"""What the browser is sent: ours, or vendored with a known sum; small; readable in every look."""

import colorsys
import gzip
import hashlib
import itertools
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src/alongside"
STATIC = SRC / "foundation/static"
VENDOR = STATIC / "vendor"
TEMPLATES = sorted(SRC.glob("*/templates/**/*.html"))
OUR_CSS = sorted(p for p in SRC.glob("*/static/**/*.css") if VENDOR not in p.parents)
OUR_JS = sorted(p for p in SRC.glob("*/static/**/*.js") if VENDOR not in p.parents)
WIRE_LIMIT = 100_000


def test_every_vendored_file_is_the_one_that_was_taken_in() -> None:
    lines = (VENDOR / "SHA256SUMS").read_text().splitlines()
    known = {name: total for total, name in (line.split("  ") for line in lines)}
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "SHA256SUMS"
    }
    assert found == known


def test_vendored_packages_carry_their_licences() -> None:
    assert "MIT" in (VENDOR / "sgds/LICENSE.txt").read_text()
    assert "SIL Open Font License" in (VENDOR / "roboto/LICENSE").read_text()


def test_the_vendor_lock_holds_sums_and_no_registry() -> None:
    lock = json.loads((ROOT / "tools/vendor/package-lock.json").read_text())
    packages = [entry for path, entry in lock["packages"].items() if path]
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages)
    assert not any("resolved" in entry for entry in packages)


def class_names(path: Path) -> set[str]:
    """Whole class names in a template: one that a template tag continues is left out."""
    text = re.sub(r"\{% comment.*?endcomment %\}", "", path.read_text(), flags=re.S)
    names: set[str] = set()
    for value in re.findall(r'class="((?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)"', text, flags=re.S):
        value = re.sub(r"[\w-]*\{\{.*?\}\}[\w-]*", " ", value)
        names |= set(re.sub(r"\{%.*?%\}", " ", value, flags=re.S).split())
    return names


def styled(files: list[Path]) -> set[str]:
    return {
        name for path in files for name in re.findall(r"\.(-?[a-zA-Z_][\w-]*)", path.read_text())
    }


def test_every_class_a_page_wears_has_a_rule() -> None:
    known = styled([*OUR_CSS, VENDOR / "sgds/sgds.css"])
    bare = {
        f"{path.relative_to(SRC)}: {name}"
        for path in TEMPLATES
        for name in class_names(path)
        if name.startswith(("ds_", "al-")) and name not in known
    }
    assert not bare, "\n".join(sorted(bare))


def test_templates_keep_the_content_security_policy() -> None:
    faults = []
    for path in TEMPLATES:
        text = path.read_text()
        faults += [f"{path.name}: {m}" for m in re.findall(r"\sstyle\s*=|<style\b", text)]
        faults += [f"{path.name}: {m}" for m in re.findall(r"<\w[^>]*?\son\w+\s*=", text)]
        faults += [
            f"{path.name}: {tag}"
            for tag in re.findall(r"<script\b[^>]*>", text)
            if "src=" not in tag and "application/json" not in tag
        ]
    assert not faults, "\n".join(faults)


def test_nothing_of_ours_names_another_host() -> None:
    for path in [*OUR_CSS, *OUR_JS]:
        text = path.read_text()
        assert "@import" not in text, path
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", text), path
        assert not re.search(r"https?://", text), path
    for path in TEMPLATES:
        assert not re.search(
            r"(?:src|srcset|action)\s*=\s*[\"'](?:https?:)?//", path.read_text()
        ), path


def test_colours_are_chosen_in_one_place() -> None:
    for path in OUR_CSS:
        if path.name not in {"look.css", "print.css", "paper.css"}:  # paper is always white
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])|rgba?\(", path.read_text()), path


# Colours -------------------------------------------------------------------------------------

LOOK = (STATIC / "alongside/look.css").read_text()
PRINT = (STATIC / "alongside/print.css").read_text()


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})\b", css))


def block(query: str) -> dict[str, str]:
    start = LOOK.index(query)
    return tokens(LOOK[start : LOOK.index("\n}\n", start)])


LIGHT = block("\n:root {")
DARK = LIGHT | block("@media (prefers-color-scheme: dark)")
LOOKS = {
    "light": LIGHT,
    "dark": DARK,
    "light, more contrast": LIGHT
    | block("@media (prefers-contrast: more) and (prefers-color-scheme: light)"),
    "dark, more contrast": DARK
    | block("@media (prefers-contrast: more) and (prefers-color-scheme: dark)"),
    "paper": LIGHT | tokens(PRINT),
}
GROUNDS = ["--paper", "--ds-surface", "--ds-quiet", "--sand", "--sea-soft"]
LETTERS = ["--ds-text", "--ds-muted", "--ds-link", "--ds-link-hover", "--sea"]
STRANDS = [f"--strand-{letter}" for letter in "abcdef"]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", LOOKS)
def test_letters_can_be_read_on_every_ground(name: str) -> None:
    look = LOOKS[name]
    pairs = [*itertools.product(LETTERS, GROUNDS)]
    pairs += [("--ds-on-link", "--ds-link"), ("--ds-on-link", "--ds-link-hover")]
    pairs += [("--ds-on-focus", "--ds-focus"), ("--ds-attention", "--paper")]
    pairs += [("--ds-attention", "--ds-surface"), ("--ds-text", "--attention-soft")]
    pairs += [("--ds-done", "--ds-surface"), ("--ds-text", "--done-soft")]
    faint = {pair: contrast(look[pair[0]], look[pair[1]]) for pair in pairs}
    assert not {pair: ratio for pair, ratio in faint.items() if ratio < 4.5}


@pytest.mark.parametrize("name", LOOKS)
def test_shapes_and_edges_can_be_seen(name: str) -> None:
    look = LOOKS[name]
    faint = {
        (part, ground): contrast(look[part], look[ground])
        for part, ground in itertools.product([*STRANDS, "--control"], GROUNDS)
    }
    assert not {pair: ratio for pair, ratio in faint.items() if ratio < 3}


@pytest.mark.parametrize("name", LOOKS)
def test_the_six_strands_have_six_colours(name: str) -> None:
    assert len({LOOKS[name][strand] for strand in STRANDS}) == len(STRANDS)


def is_red(colour: str) -> bool:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return saturation > 0.3 and (hue > 340 / 360 or hue < 20 / 360)


def test_nothing_is_red() -> None:
    assert is_red("#d32205"), "the check itself must know red when it sees it"
    reds = {
        (name, token)
        for name, look in LOOKS.items()
        for token, colour in look.items()
        if is_red(colour)
    }
    assert not reds
    built = (VENDOR / "sgds/sgds.css").read_text()
    assert not [c for c in re.findall(r"#[0-9a-fA-F]{6}\b", built) if is_red(c)]


# Weight --------------------------------------------------------------------------------------


def wire_size(name: str) -> int:
    found = finders.find(name)
    assert isinstance(found, str), name
    data = Path(found).read_bytes()
    return len(data) if name.endswith(".woff2") else len(gzip.compress(data, 9))


@pytest.mark.django_db
def test_the_first_page_is_under_a_hundred_kilobytes_over_the_wire(client: Client) -> None:
    page = client.get("/").content
    text = page.decode()
    links = re.findall(r'(?:href|src)="/static/([^"]+)"', text)
    names = {re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", link) for link in links}
    assert {"vendor/sgds/sgds.css", "alongside/look.css"} <= names
    names |= {f"vendor/{path}" for path in re.findall(r"\.\./vendor/([^\"]+)", LOOK)}
    sizes = {name: wire_size(name) for name in names} | {"the page": len(gzip.compress(page, 9))}
    assert sum(sizes.values()) < WIRE_LIMIT, sizes


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/about/", "/privacy/", "/accessibility/"])
def test_public_pages_carry_no_token_and_no_blocking_script(client: Client, address: str) -> None:
    response = client.get(address)
    text = response.content.decode()
    assert response.status_code == 200
    assert "csrfmiddlewaretoken" not in text
    assert not response.cookies
    assert all("defer" in tag or "module" in tag for tag in re.findall(r"<script\b[^>]*>", text))
    assert "116 123" in text.split("<main")[0], "help now comes first"
