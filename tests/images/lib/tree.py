"""Turns find's NUL-separated fields into sorted rows, escaped as GNU tar does."""

import sys

ESCAPES = {7: "a", 8: "b", 9: "t", 10: "n", 11: "v", 12: "f", 13: "r", 92: "\\"}


def escape(name):
    text = ""
    for byte in name:
        if byte in ESCAPES:
            text += "\\" + ESCAPES[byte]
        elif 32 <= byte < 127:
            text += chr(byte)
        else:
            text += f"\\{byte:03o}"
    return text


fields = sys.stdin.buffer.read().split(b"\0")[:-1]
rows = sorted(tuple(fields[i : i + 9]) for i in range(0, len(fields), 9))
first = {}
for path, kind, mode, user, group, size, target, links, inode in rows:
    same = first.setdefault(inode, path) if kind != b"d" and int(links) > 1 else b""
    size = size if kind == b"f" else b""
    row = (path, kind, mode, user, group, size, target, same)
    print(*(escape(field) for field in row), sep="\t")
