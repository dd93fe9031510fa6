#!/usr/bin/env python3
"""hardening.py PROGRAM LIBRARY: reads from the ELF files what the build asked the toolchain for. A flag that got lost shows here. LIBRARY is
an archive of our own objects: the C library in a static program is protected whatever our flags are."""
import re
import shutil
import subprocess
import sys


def readelf(flag, program):
    return subprocess.run(["readelf", "-W", flag, program], capture_output=True, text=True, check=True).stdout


def main():
    program, library = sys.argv[1:]
    if shutil.which("readelf") is None:
        print("skipped: readelf is not installed")
        sys.exit(77)
    header, segments, dynamic = (readelf(flag, program) for flag in ("-h", "-l", "-d"))
    wanted = set(re.findall(r"UND (\w+)", readelf("-s", library)))
    loads = re.findall(r"^\s+LOAD\s.*?\s([R W E]{3})\s+0x", segments, re.M)
    stack = re.search(r"GNU_STACK\s.*?\s([R W E]{3})\s+0x", segments)
    checks = {
        "position independent (PIE)": "DYN" in re.search(r"Type:\s+(\w+)", header).group(1) and "PIE" in dynamic,
        "read-only relocations (RELRO)": "GNU_RELRO" in segments,
        "bound at start (BIND_NOW)": "BIND_NOW" in dynamic or "NOW" in dynamic,
        "no segment is writable and executable": loads != [] and not any("W" in f and "E" in f for f in loads),
        "the stack is not executable": stack is not None and "E" not in stack.group(1),
        "no search path for libraries": "RPATH" not in dynamic and "RUNPATH" not in dynamic,
        "stack protector": "__stack_chk_fail" in wanted,
        "FORTIFY": any(name.endswith("_chk") for name in wanted),
    }
    for name, holds in checks.items():
        print("%-6s %s" % ("ok" if holds else "FAILED", name))
    sys.exit(0 if all(checks.values()) else 1)


if __name__ == "__main__":
    main()
