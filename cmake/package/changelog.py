#!/usr/bin/env python3
"""changelog.py CHANGELOG.md VERSION CONTACT OUT: the releases of CHANGELOG.md in the form that Debian asks for.

The newest release has to be VERSION, with a date: the version stands in CMakeLists.txt, and this is where a forgotten entry shows.
"""
import datetime
import email.utils
import re
import sys
import textwrap


def releases(markdown):
    for part in re.split(r"(?m)^## ", markdown)[1:]:
        head, body = part.split("\n", 1)
        match = re.fullmatch(r"(\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\)", head.strip())
        if not match:
            sys.exit(f"CHANGELOG.md: a release is headed '## X.Y.Z (YYYY-MM-DD)', not '## {head}'")
        yield match[1], datetime.datetime.fromisoformat(match[2] + "T12:00:00+00:00"), body


def items(body):
    text = re.sub(r"(?m)^### .*$", "", body).replace("`", "")
    for item in re.split(r"\n\s*\n|\n(?=\* )", text):
        item = " ".join(item.split()).removeprefix("* ")
        if item:
            yield textwrap.fill(item, 76, initial_indent="  * ", subsequent_indent="    ")


def main(source, version, contact, target):
    entries = list(releases(open(source, encoding="utf-8").read()))
    if not entries or entries[0][0] != version:
        sys.exit(f"CHANGELOG.md begins with {entries[0][0] if entries else 'nothing'}, but the version of CMakeLists.txt is {version}")
    with open(target, "w", encoding="utf-8") as out:
        for number, date, body in entries:
            out.write(f"sfnctl ({number}) unstable; urgency=medium\n\n" + "\n".join(items(body)))
            out.write(f"\n\n -- {contact}  {email.utils.format_datetime(date)}\n\n")


main(*sys.argv[1:])
