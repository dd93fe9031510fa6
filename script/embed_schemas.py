#!/usr/bin/env python3
"""embed_schemas.py OUT SCHEMA…: writes a C++ file with each schema as compact JSON, descriptions removed."""
import json
import os
import sys

EDITOR_ONLY = {"description", "title", "examples", "markdownDescription", "defaultSnippets", "enumDescriptions", "$comment"}


def stripped(node, names=False):
    """The schema without what only editors read; `names` is true below keywords whose keys are the user's own names."""
    if isinstance(node, dict):
        return {k: stripped(v, k in ("properties", "definitions", "patternProperties") and not names)
                for k, v in node.items() if names or k not in EDITOR_ONLY}
    if isinstance(node, list):
        return [stripped(v) for v in node]
    return node


def main():
    out, paths = sys.argv[1], sorted(sys.argv[2:])
    rows = []
    for path in paths:
        name = os.path.basename(path)[:-len(".schema.json")]
        with open(path, encoding="utf-8") as f:
            text = json.dumps(stripped(json.load(f)), ensure_ascii=False, separators=(",", ":"))
        pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)] or [""]
        rows.append('  if (name == "%s") return\n%s;\n' % (name, "\n".join('      R"~~(%s)~~"' % p for p in pieces)))
    os.makedirs(os.path.dirname(out), exist_ok=True)
    with open(out, "w", encoding="utf-8") as f:
        f.write('#include "schemas/embedded.h"\n\nnamespace sfn::schemas {\n\nstd::string_view embedded([[maybe_unused]] std::string_view name) {\n')
        f.write("".join(rows) + "  return {};\n}\n\n}  // namespace sfn::schemas\n")


if __name__ == "__main__":
    main()
