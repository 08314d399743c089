"""alongside library list | check | links."""

import argparse
import json

from alongside.core.library import Library
from alongside.framework.loading import packaged_edition
from alongside.library.loading import load_library, packaged_library

from .fetching import fetch
from .with_django import start


def chosen(options: argparse.Namespace) -> Library:
    """The library asked for with --library, else the one that comes with Alongside."""
    if options.library is None:
        return packaged_library()
    return load_library(options.library, codes=list(packaged_edition().by_code))


def listing(options: argparse.Namespace) -> None:
    from alongside.library.presenters import library_as_json

    library = chosen(options)
    if options.json:
        print(json.dumps(library_as_json(library), ensure_ascii=False, indent=2))
        return
    for activity in library.activities:
        codes = " ".join(activity.develops)
        print(f"{activity.hours:5.2f} h  {activity.id:45}  {codes:24}  {activity.title}")


def check(options: argparse.Namespace) -> None:
    library = load_library(options.path, codes=list(packaged_edition().by_code))
    print(
        f"{len(library.activities)} activities and {len(library.resources)} resources, "
        "no fault found."
    )


def links(options: argparse.Namespace) -> None:
    start()
    from django.utils import timezone

    from alongside.library.actions import check_links

    found = check_links(fetch=fetch, today=timezone.localdate())
    if options.json:
        rows = [
            {"url": link.url, "status": link.status, "where": list(link.where)} for link in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for link in found:
        print(f"{link.status:28}  {link.url}  ({', '.join(link.where)})")
