"""What every verb of the command is made with."""

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

Run = Callable[[argparse.Namespace], int | None]


def verb(module: str, name: str) -> Run:
    """A verb whose module is imported only when it is asked for, so that help is quick."""

    def run(options: argparse.Namespace) -> int | None:
        function: Run = getattr(import_module(f"alongside.cli.{module}"), name)
        return function(options)

    return run


Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_verb(verbs: "Verbs", name: str, run: Run, says: str) -> argparse.ArgumentParser:
    made = verbs.add_parser(name, help=says, description=says)
    made.set_defaults(run=run)
    return made
