#!/usr/bin/env python3
"""embed_text.py OUT HEADER NAMESPACE FUNCTION=FILE…: writes a C++ file with a function for each text file, which returns its bytes."""
import os
import sys


def main():
    out, header, namespace = sys.argv[1:4]
    os.makedirs(os.path.dirname(out), exist_ok=True)
    with open(out, "w", encoding="utf-8") as f:
        f.write('#include "%s"\n\nnamespace %s {\n' % (header, namespace))
        for pair in sys.argv[4:]:
            function, path = pair.split("=", 1)
            with open(path, encoding="utf-8") as source:
                text = source.read()
            pieces = [text[i:i + 8000] for i in range(0, len(text), 8000)] or [""]
            f.write("\nstd::string_view %s() {\n  return\n%s;\n}\n" % (function, "\n".join('R"~~(%s)~~"' % p for p in pieces)))
        f.write("\n}  // namespace %s\n" % namespace)


if __name__ == "__main__":
    main()
