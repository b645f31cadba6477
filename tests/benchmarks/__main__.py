"""Run the benchmarks: ``python -m tests.benchmarks [--json FILE] [NAME ...]``."""

from __future__ import annotations

import argparse
import json
import os
import platform
from pathlib import Path
from typing import Any

from tests.benchmarks import exports, startup, submit

PARTS = {
    "startup": startup.measured,
    "submit": submit.measured,
    "exports": exports.measured,
}


def main() -> None:
    """Measure the named parts (all of them unless named), print a table, write the JSON."""
    parser = argparse.ArgumentParser(description="Measure; ratios count, absolute figures do not.")
    parser.add_argument("parts", nargs="*", metavar="NAME", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--json", type=Path, default=Path("var/bench.json"), metavar="FILE")
    arguments = parser.parse_args()
    figures: dict[str, list[dict[str, Any]]] = {}
    for name in arguments.parts or PARTS:
        figures[name] = PARTS[name]()
        print(f"\n{name}")
        for line in figures[name]:
            rest = "  ".join(f"{key} {value}" for key, value in line.items() if key != "what")
            print(f"  {line['what']:<48} {rest}")
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    arguments.json.write_text(json.dumps({"machine": machine, "figures": figures}, indent=1))
    print(f"\nwritten to {arguments.json}")


if __name__ == "__main__":
    main()
