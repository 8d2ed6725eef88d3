"""The headers of rpm's SQLite, as db5.3_load takes them: a key and a value a line, in hexadecimal. A key
is the package's number in the machine's byte order; that of number 0 is the last one given."""

import sqlite3
import struct
import sys

rows = sqlite3.connect(sys.argv[1]).execute("SELECT hnum, blob FROM Packages ORDER BY hnum").fetchall()
print("VERSION=3\nformat=bytevalue\ntype=hash\nHEADER=END")
print(f" {struct.pack('=I', 0).hex()}\n {struct.pack('=I', rows[-1][0]).hex()}")
for number, blob in rows:
    print(f" {struct.pack('=I', number).hex()}\n {blob.hex()}")
print("DATA=END")
