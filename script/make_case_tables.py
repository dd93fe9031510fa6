#!/usr/bin/env python3
"""Prints src/text/case_tables.inc: the case mappings of the Unicode version that this Python knows."""
import unicodedata

ALL = [c for c in range(0x80, 0x110000) if not 0xD800 <= c < 0xE000]
IGNORED = "'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a"


def runs(mapping):
    pairs = [(c, ord(mapping(chr(c))) - c) for c in ALL if len(mapping(chr(c))) == 1 and mapping(chr(c)) != chr(c)]
    at = 0
    while at < len(pairs):
        first, distance = pairs[at]
        count, stride = 1, 1
        for step in (1, 2):
            end = at
            while end + 1 < len(pairs) and pairs[end + 1] == (pairs[end][0] + step, distance):
                end += 1
            if end - at + 1 > count:
                count, stride = end - at + 1, step
        yield first, first + (count - 1) * stride, stride, distance
        at += count


def ranges(holds):
    start = None
    for c in range(0x110001):
        inside = c < 0x110000 and not 0xD800 <= c < 0xE000 and holds(chr(c))
        if inside and start is None:
            start = c
        if not inside and start is not None:
            yield start, c - 1
            start = None


def ignorable(c):
    return unicodedata.category(c) in ("Mn", "Me", "Cf", "Lm", "Sk") or c in IGNORED


def cased(c):
    return (c.islower() or c.isupper() or unicodedata.category(c) == "Lt") and not ignorable(c)


def literal(text):
    return "".join(f"\\u{ord(c):04X}" if ord(c) < 0x10000 else f"\\U{ord(c):08X}" for c in text)


def table(head, items):
    print(f"constexpr {head}[] = {{")
    line = ""
    for item in items:
        if len(line) + len(item) > 128:
            print("    " + line.rstrip())
            line = ""
        line += item + ", "
    print("    " + line.rstrip() + "\n};")


def main():
    print(f"// Made from Unicode {unicodedata.unidata_version} by script/make_case_tables.py. Runs of code points: first, last, stride, "
          "distance to the other case.")
    table("Run kToUpper", [f"{{0x{a:X}, 0x{b:X}, {s}, {d}}}" for a, b, s, d in runs(str.upper)])
    table("Run kToLower", [f"{{0x{a:X}, 0x{b:X}, {s}, {d}}}" for a, b, s, d in runs(str.lower)])
    table("Expansion kUpperExpansions", [f'{{0x{c:X}, "{literal(chr(c).upper())}"}}' for c in ALL if len(chr(c).upper()) > 1])
    table("Range kCased", [f"{{0x{a:X}, 0x{b:X}}}" for a, b in ranges(cased)])
    table("Range kIgnorable", [f"{{0x{a:X}, 0x{b:X}}}" for a, b in ranges(ignorable)])


main()
