"""One image: its report, kept as a file, and its row.

The report is what counts as done. It gets its name only when all of it is written, and rows are made of
reports: what was killed between the two reads the report again, and asks the registry for nothing.
"""

import json
import os
import subprocess
import tempfile
import time
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

SEVERITIES = ("critical", "high", "medium", "low", "info")


@dataclass(frozen=True)
class Image:
    """An image as it is to be analysed."""

    host: str
    repository: str
    tag: str
    digest: str
    platform: str | None

    @property
    def reference(self):
        """With its tag, for people, and its digest, which decides."""
        return f"{self.host}/{self.repository}:{self.tag}@{self.digest}"


@dataclass(frozen=True)
class How:
    """How images are analysed: the same for all of a run, on whatever machine."""

    peel: str
    out: str
    plain_http: bool
    trusted: tuple
    timeout: float


class Failed(Exception):
    """Why an image has no report."""


class NoImage(Failed):
    """It is something else: a chart, a signature. It will never be an image, since its digest says so."""


def analyse(image, how):
    """The row of an image. Never raises for what is the image's, or the registry's, fault."""
    start = time.monotonic()
    try:
        path = report_path(image.digest)
        file = Path(how.out) / path
        if not file.exists():
            pull(image, how, file)
        row = identity(image) | {"status": "done", "report": path, **figures(how, file)}
    except NoImage as failed:
        row = without_report(image, "no-image", failed)
    except Failed as failed:
        row = without_report(image, "failed", failed)
    return row | {"seconds": round(time.monotonic() - start, 3)}


def identity(image):
    """What a row tells of any image."""
    names = ("digest", "reference", "repository", "tag", "platform")
    return {name: getattr(image, name) for name in names}


def without_report(image, status, reason):
    """The row of an image that could not be read, or is none."""
    return identity(image) | {"status": status, "reason": str(reason), "analysed_at": datetime.now(timezone.utc)}


def report_path(digest):
    """Where a report is, below the run's folder; no folder gets all of them."""
    algorithm, _, hexadecimal = digest.partition(":")
    return f"reports/{algorithm}/{hexadecimal[:2]}/{hexadecimal}.peel"


def pull(image, how, file):
    """Has the image analysed, and keeps its report, if it was read whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.{uuid.uuid4().hex}.part")
    words = ["analyze", "--format", "compact"]
    words += ["--plain-http"] * how.plain_http
    for realm in how.trusted:
        words += ["--trust-realm", realm]
    try:
        with part.open("wb") as to:
            code, said = peel(how, *words, f"docker://{image.reference}", stdout=to)
            os.fsync(to.fileno())
        if code == 0:
            part.replace(file)
        elif part.stat().st_size and "no-image" in problems(how, part):
            raise NoImage(sentence(said))
        else:
            raise Failed(sentence(said))
    finally:
        part.unlink(missing_ok=True)


def problems(how, file):
    """The codes of a report's errors."""
    return {problem["code"] for problem in read(how, file, "analyze")["problems"] if problem["error"]}


def figures(how, file):
    """A row's figures, of a report that is kept."""
    report = read(how, file, "analyze")
    image = report["images"][0]
    score = read(how, file, "check", "--fail-on", "never")["images"][0]["score"]
    findings = Counter(finding["severity"] for finding in image["findings"])
    platform = image["platform"]
    parts = (platform.get(part) for part in ("os", "architecture", "variant"))
    return {
        "platform": "/".join(filter(None, parts)) or None,
        "created": image.get("created"),
        "layers": len(image["layers"]),
        "compressed": image["stored_size"],
        "uncompressed": image["sizes"]["total"],
        "waste": image["sizes"]["hidden"],
        "efficiency": image["sizes"]["efficiency"],
        "files": image["sizes"]["files"],
        "grade": score["grade"],
        "points": score["points"],
        **{severity: findings[severity] for severity in SEVERITIES},
        "peel": report["generator"],
        "analysed_at": datetime.fromtimestamp(file.stat().st_mtime, timezone.utc),
    }


def read(how, file, *words):
    """A kept report, as JSON."""
    with tempfile.TemporaryFile() as to:
        _, said = peel(how, *words, "--format", "json", str(file), stdout=to)
        to.seek(0)
        try:
            return json.load(to)
        except ValueError as error:
            raise Failed(f"{file} is no report: {sentence(said)}") from error


def peel(how, *words, stdout):
    """Runs Peel: its exit code, and what it says to people."""
    try:
        # Elsewhere than where a peel.toml may lie.
        done = subprocess.run(
            [how.peel, *words], stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
            timeout=how.timeout, cwd=how.out, check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Failed(f"it took more than {how.timeout:g} s") from error
    except OSError as error:
        raise Failed(f"{how.peel} does not run: {error}") from error
    return done.returncode, done.stderr.decode(errors="replace")


def sentence(said):
    """The first error of what Peel said."""
    lines = [line.removeprefix("peel: error: ") for line in said.splitlines() if line.startswith("peel: error: ")]
    return (lines or said.splitlines() or ["Peel said nothing"])[0][:500]
