"""Compiles the rules about what could tell who somebody is, for Python and the browser.

With --check it writes nothing and says whether what is compiled is fresh.
"""

import json
import sys
from pathlib import Path

from alongside.core.language.identifier_rules import compile_rules
from alongside.foundation.reading import read_yaml

AREA = Path(__file__).resolve().parents[1] / "src" / "alongside" / "language"
WRITTEN = AREA / "data" / "identifiers.yaml"
COMPILED = AREA / "static" / "language" / "identifiers.json"


def main() -> int:
    made = compile_rules(read_yaml(WRITTEN).value)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"
    if sys.argv[1:] == ["--check"]:
        fresh = COMPILED.exists() and COMPILED.read_text("utf-8") == text
        print("fresh" if fresh else f"{COMPILED.name} is not fresh. Run: make docs")
        return int(not fresh)
    COMPILED.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
