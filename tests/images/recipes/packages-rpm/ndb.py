"""The headers of rpm's SQLite in rpm's own database, laid out as its lib/backend/ndb/rpmpkg.c does: a page of
slots (its head in the place of the first two), and blobs of blocks of sixteen bytes, each with a head and a
tail."""

import sqlite3
import struct
import sys
import zlib

source, target = sys.argv[1:]
rows = sqlite3.connect(source).execute("SELECT hnum, blob FROM Packages ORDER BY hnum").fetchall()
page, block = 4096, 16
slots = [struct.pack("<4sIIIIIII", b"RpmP", 0, 7, 1, rows[-1][0] + 1, 0, 0, 0)]
blobs, at = b"", page // block
for number, blob in rows:
    # Head, blob, padding, and a tail of a sum, the length and a mark.
    size = -(-(16 + len(blob) + 12) // block)
    head = struct.pack("<4sIII", b"BlbS", number, 7, len(blob))
    padding = b"\0" * (size * block - 16 - len(blob) - 12)
    body = head + blob + padding
    blobs += body + struct.pack("<II4s", zlib.adler32(body), len(blob), b"BlbE")
    slots.append(struct.pack("<4sIII", b"Slot", number, at, size))
    at += size
table = b"".join(slots)
# A slot that is free, as one of a package that was removed.
table += struct.pack("<4sIII", b"Slot", 0, 0, 0) * ((page - len(table)) // 16)
with open(target, "wb") as file:
    file.write(table + blobs)
