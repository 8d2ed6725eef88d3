"""A run: what a registry has, without what is done; analysed by an engine; written as rows."""

import argparse
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

from image import How, Image
from registry import Registry, RegistryError
from table import FINISHED, ROWS, TAGS, Table, alone, finished, forget_parts


def arguments(about):
    """The command line that all engines share."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("host", help="the registry: registry.example:5000")
    parser.add_argument("--out", required=True, help="a folder that all workers see")
    parser.add_argument("--peel", default="peel", help="the command, on every worker")
    parser.add_argument("--plain-http", action="store_true", help="ask without TLS")
    parser.add_argument("--trust-realm", action="append", default=[], metavar="HOST",
                        help="let this login server see the password too")
    parser.add_argument("--repositories", metavar="FILE",
                        help="a repository a line, where the registry has no catalogue")
    parser.add_argument("--timeout", type=float, default=3600, help="seconds for one image")
    return parser


def run(options, engine, share=(0, 1)):
    """All images of a share, of so many. `engine(images, how)` yields a row an image, in any order.

    Returns the exit code: 2 where something failed, which the next run tries again.
    """
    number, of = share
    out = Path(options.out).resolve()
    with alone(out, f"run-{number + 1}-of-{of}"):
        forget_parts(out)
        how = How(command(options.peel), str(out), options.plain_http, tuple(options.trust_realm), options.timeout)
        images, wrong = catalogue(options, number == 0 and out)
        mine = [image for image in images if int(image.digest.partition(":")[2][:8], 16) % of == number]
        done = finished(out)
        waiting = [image for image in mine if image.digest not in done]
        say(f"{len(mine)} images, {len(mine) - len(waiting)} of them done before: {len(waiting)} to do.")
        rows = Table(out, "rows", ROWS)
        failed = 0
        try:
            for count, row in enumerate(engine(waiting, how), 1):
                rows.add(row)
                failed += row["status"] not in FINISHED
                say(f"[{count}/{len(waiting)}] {line(row)}")
        finally:
            rows.write()
    say(f"{len(waiting) - failed} done, {failed} failed, {wrong} lists or tags could not be read.")
    return 2 if failed or wrong else 0


def catalogue(options, out):
    """Every image once, whatever number of tags lead to it; and how much could not be listed.

    What each tag leads to is written down below `out`, where it is given.
    """
    registry = Registry(options.host, options.plain_http, options.trust_realm)
    try:
        names = repositories(options, registry)
    except RegistryError as error:
        raise SystemExit(f"{error}. Registries without a catalogue: --repositories FILE.") from error
    now = datetime.now(timezone.utc)
    wrong, images, tags = 0, {}, []
    with ThreadPoolExecutor(16) as pool:
        listed = pool.map(lambda name: attempt(lambda: sorted(registry.tags(name))), names)
        pairs = []
        for name, (found, error) in zip(names, listed, strict=True):
            wrong += complain(error)
            pairs += [(name, tag) for tag in found or ()]
        for (name, tag), (found, error) in zip(pairs, pool.map(lambda pair: resolved(registry, *pair), pairs)):
            wrong += complain(error)
            digest, below = found or (None, ())
            for one in below:
                images.setdefault(one.digest, Image(options.host, name, tag, one.digest, one.platform))
                index = digest if digest != one.digest else None
                tags.append({"repository": name, "tag": tag, "digest": one.digest, "index": index,
                             "platform": one.platform, "seen_at": now})
    say(f"{len(pairs)} tags in {len(names)} repositories lead to {len(images)} images.")
    if out:
        table = Table(out, "tags", TAGS, most=len(tags) + 1)
        table.rows = tags
        table.write()
    return list(images.values()), wrong


def repositories(options, registry):
    if options.repositories:
        lines = Path(options.repositories).read_text().splitlines()
        return [name.strip() for name in lines if name.strip()]
    return sorted(registry.repositories())


def resolved(registry, name, tag):
    """A tag's digest, and the images there; or the error."""
    def ask():
        digest, media_type = registry.resolve(name, tag)
        return digest, registry.images(name, digest, media_type)
    return attempt(ask)


def attempt(ask):
    try:
        return ask(), None
    except RegistryError as error:
        return None, error


def complain(error):
    if error:
        say(f"{error}.")
    return bool(error)


def line(row):
    """A row in a line."""
    name = f"{row['repository']}:{row['tag']} {row['platform'] or ''}".strip()
    if row["status"] != "done":
        return f"{name}: {row['status']}: {row['reason']}"
    size = f"{row['uncompressed'] / 1e6:.1f} MB, {row['waste'] / 1e6:.1f} MB of it wasted"
    return f"{name}: {row['grade']} {row['points']}, {size}, {row['seconds']:.1f} s"


def command(peel):
    """The command's place, since workers run elsewhere; a name is looked for on each worker's PATH."""
    found = shutil.which(peel)
    return str(Path(found).resolve()) if found and "/" in peel else peel


def say(text):
    print(text, file=sys.stderr, flush=True)
