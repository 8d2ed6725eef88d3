"""The rows, as Parquet files that are written once and never changed.

A file gets its name when all of it is on the disk, so that half of one never counts.
"""

import fcntl
import os
import time
import uuid
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from image import SEVERITIES

ROWS = pa.schema(
    [
        ("digest", pa.string()),
        ("reference", pa.string()),
        ("repository", pa.string()),
        ("tag", pa.string()),
        ("platform", pa.string()),
        ("status", pa.string()),
        ("reason", pa.string()),
        ("created", pa.string()),
        ("layers", pa.int32()),
        ("compressed", pa.int64()),
        ("uncompressed", pa.int64()),
        ("waste", pa.int64()),
        ("efficiency", pa.float64()),
        ("files", pa.int64()),
        ("grade", pa.string()),
        ("points", pa.int32()),
        *((severity, pa.int32()) for severity in SEVERITIES),
        ("report", pa.string()),
        ("peel", pa.string()),
        ("seconds", pa.float64()),
        ("analysed_at", pa.timestamp("ms", tz="UTC")),
    ]
)
TAGS = pa.schema(
    [
        ("repository", pa.string()),
        ("tag", pa.string()),
        ("digest", pa.string()),
        ("index", pa.string()),
        ("platform", pa.string()),
        ("seen_at", pa.timestamp("ms", tz="UTC")),
    ]
)
FINISHED = ("done", "no-image")


class Table:
    """Rows on their way into files: `most` of them, or what came in `seconds`, to a file."""

    def __init__(self, out, name, schema, most=1000, seconds=10):
        self.folder = Path(out) / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.schema, self.most, self.seconds = schema, most, seconds
        self.rows, self.since = [], time.monotonic()

    def add(self, row):
        self.rows.append(row)
        if len(self.rows) >= self.most or time.monotonic() - self.since > self.seconds:
            self.write()

    def write(self):
        """Writes what is left."""
        if self.rows:
            name = f"{datetime.now(timezone.utc):%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}"
            part = self.folder / f"{name}.part"
            with part.open("wb") as file:
                pq.write_table(pa.Table.from_pylist(self.rows, self.schema), file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.folder / f"{name}.parquet")
            self.rows = []
        self.since = time.monotonic()


def finished(out):
    """The digests that need not be looked at again."""
    files = [str(file) for file in (Path(out) / "rows").glob("*.parquet")]
    if not files:
        return set()
    rows = ds.dataset(files, schema=ROWS).to_table(["digest"], filter=ds.field("status").isin(FINISHED))
    return set(rows["digest"].to_pylist())


@contextmanager
def alone(out, name):
    """Holds a lock: two runs at once would do the same images. It ends with the process."""
    Path(out).mkdir(parents=True, exist_ok=True)
    with (Path(out) / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"Another run works on {out} ({name}.lock).") from None
        yield


def forget_parts(out, older=86_400):
    """Removes what killed runs left half written, a day after."""
    for part in Path(out).rglob("*.part"):
        if time.time() - part.stat().st_mtime > older:
            part.unlink(missing_ok=True)
