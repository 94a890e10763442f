#!/usr/bin/env python3
"""Splits annotated documents into those looked at and those only scored.

usage: split.py [--histories] LOOKED_AT.jsonl HELD_OUT.jsonl FILE.jsonl...

The rule is fixed: a document is held out where the 64-bit FNV-1a hash of its
id, modulo 10, is 9; with --histories also where it is 8. Lines are copied as
they are, in their order.
"""
import json
import sys


def fnv1a(text):
    value = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def main():
    arguments = sys.argv[1:]
    first_held = 9
    if arguments[:1] == ["--histories"]:
        first_held = 8
        arguments = arguments[1:]
    if len(arguments) < 3:
        sys.exit(__doc__)
    looked_at, held_out, *sources = arguments
    with open(looked_at, "w", encoding="utf-8") as seen, open(held_out, "w", encoding="utf-8") as kept:
        for source in sources:
            with open(source, encoding="utf-8") as lines:
                for line in lines:
                    held = fnv1a(json.loads(line)["id"]) % 10 >= first_held
                    (kept if held else seen).write(line)


main()
