"""Bring the vendored files up to date: `python3 tools/vendor/refresh.py` (needs npm).

Takes the packages package-lock.json names, checks them against its integrity hashes (npm does),
keeps the part of the design system that pages use, and turns its fixed colours into custom
properties so that dark, high-contrast and print looks need no second copy of every rule.
Why: docs/adr/0002-design-system.md.
"""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
VENDOR = HERE.parents[1] / "src/alongside/foundation/static/vendor"

# Families of the design system that pages may use. tests/repo/test_static.py fails when a template
# names a ds_ class that is not in the built file: add its family there and run this again.
FAMILIES = frozenset((HERE / "families.txt").read_text().split())
PLAIN_CLASSES = frozenset({"visually-hidden", "fully-hidden"})

COLOURS = {
    "#1a1a1a": "--ds-text",
    "#333e48": "--ds-text",
    "#5e5e5e": "--ds-muted",
    "#0065bd": "--ds-link",
    "rgb(0, 66.9325396825, 125.25)": "--ds-link-hover",
    "rgb(217.6861375301, 237.6263497495, 255)": "--ds-tint",
    "#ffffff": "--ds-surface",
    "#f8f8f8": "--ds-quiet",
    "#ebebeb": "--ds-quiet-more",
    "rgb(234.9043134551, 234.9043134551, 234.9043134551)": "--ds-quiet-more",
    "#b3b3b3": "--ds-border",
    "#c0c0c0": "--ds-border",
    "#fdd522": "--ds-focus",
    "#d32205": "--ds-attention",
    "rgb(148.7256944444, 23.9652777778, 3.5243055556)": "--ds-attention",
    "rgb(136.2708333333, 21.9583333333, 3.2291666667)": "--ds-attention",
    "#cb4e0b": "--ds-notice",
    "#1a7032": "--ds-done",
}
NOTICE = """/*! Part of @scottish-government/design-system {version}, MIT, (c) Crown copyright 2019:
    LICENSE.txt beside this file. Built by tools/vendor/refresh.py: do not edit by hand.
    Includes normalize.css v3.0.3, MIT. */
"""


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """Each `selector { body }` of one level, bodies unparsed."""
    start = 0
    while (brace := css.find("{", start)) >= 0:
        depth, end = 1, brace + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield css[start:brace].split(";")[-1].strip(), css[brace + 1 : end - 1]
        start = end


def wanted(selector: str) -> bool:
    """An element rule, or one whose every class belongs to a family in use."""
    for name in re.findall(r"\.(-?[a-zA-Z_][\w-]*)", selector):
        family = re.sub(r"^ds_", "", name).split("__")[0].split("--")[0]
        family = re.sub(r"^h[1-6]$", "h", family)
        if name.startswith("ds_tag--"):  # coloured tags: ours carry words and a shape instead
            return False
        if name not in PLAIN_CLASSES and not (name.startswith("ds_") and family in FAMILIES):
            return False
    return True


def recolour(selector: str, body: str) -> str:
    """Fixed colours become custom properties, named for what they do where they stand."""
    lines = []
    for line in body.split(";"):
        name, _, value = (part.strip() for part in line.partition(":"))
        if not name:
            continue
        for colour, custom in COLOURS.items():
            prop = custom
            if name == "color" and custom == "--ds-surface":
                prop = "--ds-on-link"
            if custom == "--ds-text" and re.search(r":focus(?!\))", selector):
                prop = "--ds-on-focus"
            value = value.replace(colour, f"var({prop})")
        lines.append(f"{name}:{re.sub(r', *', ',', value)}")
    return ";".join(lines)


def subset(css: str) -> str:
    """The rules pages use, one a line, coloured by custom properties."""
    out = []
    for head, body in blocks(css):
        if head.startswith("@media"):
            inner = subset(body)
            if inner:
                out.append(f"{head}{{\n{inner}}}\n")
        elif not head.startswith("@"):
            keep = [s for s in (re.sub(r"\s+", " ", p.strip()) for p in split(head)) if wanted(s)]
            if keep and body.strip():
                out.append(f"{','.join(keep)}{{{recolour(head, body)}}}\n")
    return "".join(out)


def split(selectors: str) -> list[str]:
    """Commas outside brackets part selectors."""
    return re.split(r",(?![^()]*\))", selectors)


def main() -> None:
    subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)  # noqa: S607
    system = PACKAGES / "@scottish-government/design-system"
    version = re.search(r'"version": "([^"]+)"', (system / "package.json").read_text())
    css = re.sub(r"/\*.*?\*/", "", (system / "dist/css/design-system.css").read_text(), flags=re.S)
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "sgds").mkdir(parents=True)
    (VENDOR / "roboto").mkdir()
    built = NOTICE.format(version=version and version[1]) + subset(css)
    (VENDOR / "sgds/sgds.css").write_text(built)
    shutil.copy(system / "LICENSE.txt", VENDOR / "sgds/LICENSE.txt")
    roboto = PACKAGES / "@fontsource/roboto"
    shutil.copy(roboto / "LICENSE", VENDOR / "roboto/LICENSE")
    for weight in (400, 700):
        shutil.copy(roboto / f"files/roboto-latin-{weight}-normal.woff2", VENDOR / "roboto")
    sums = sorted(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(VENDOR)}\n"
        for path in VENDOR.rglob("*")
        if path.is_file()
    )
    (VENDOR / "SHA256SUMS").write_text("".join(sums))
    print(f"{len(built):,} bytes of design system; {len(sums)} files under {VENDOR.name}/")


if __name__ == "__main__":
    main()
