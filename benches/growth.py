#!/usr/bin/env python3
"""How `peel analyze` and the page grow with bytes, entries and layers: processor time and memory, as a plot each.

    cargo xtask build && cargo build --release --bin peel && (cd tests/e2e && npm ci)
    python3 -m pip install --target target/bench/plot matplotlib==3.9.2
    PYTHONPATH=target/bench/plot python3 benches/growth.py benches/growth.svg

Processor time, since it says less about what else the machine does than a clock; the least of three runs. That of the
page is of all processes of the browser, and its memory is WebAssembly's: the page's own, and the largest of its workers'.
"""
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEEL = ROOT / "target/release/peel"
RUNS = 3
MIB = 1 << 20


def script(name, file, count):
    subprocess.run([sys.executable, ROOT / "tests/images" / name, file, "peel.test/growth:1", str(count)], check=True)


def of_bytes(file, count):
    script("lib/huge.py", file, count)


def of_entries(file, count):
    script("recipes/many/many.py", file, count)


def of_layers(file, count):
    """Layers of ten files each; every second writes one of the files below again."""
    def member(out, name, content):
        info = tarfile.TarInfo(name)
        info.size = len(content)
        out.addfile(info, io.BytesIO(content))

    names, diff_ids = [], []
    with tarfile.open(file, "w", format=tarfile.USTAR_FORMAT) as out:
        for number in range(count):
            layer = io.BytesIO()
            with tarfile.open(fileobj=layer, mode="w", format=tarfile.USTAR_FORMAT) as inner:
                for n in range(10):
                    of = number - 1 if n == 0 and number % 2 else number
                    member(inner, f"srv/{of}/file-{n}", f"{number} {n}\n".encode() * 100)
            content = layer.getvalue()
            names.append(f"{number}.tar")
            diff_ids.append("sha256:" + hashlib.sha256(content).hexdigest())
            member(out, names[-1], content)
        history = [{"created": "2024-05-01T10:00:00Z", "created_by": f"RUN step {n}"} for n in range(count)]
        config = {"architecture": "amd64", "os": "linux", "config": {"Cmd": ["sh"]},
                  "rootfs": {"type": "layers", "diff_ids": diff_ids}, "history": history}
        member(out, "config.json", json.dumps(config).encode())
        manifest = [{"Config": "config.json", "RepoTags": ["peel.test/growth:1"], "Layers": names}]
        member(out, "manifest.json", json.dumps(manifest).encode())


GROWS = {
    "bytes of one file": (of_bytes, [(1 << n) * MIB for n in range(4, 13, 2)], MIB, "MiB"),
    "entries of one layer": (of_entries, [1_000, 10_000, 50_000, 200_000, 500_000, 1_000_000], 1, ""),
    "layers": (of_layers, [1, 10, 50, 100, 200, 400, 800], 1, ""),
}


def command(file):
    """Processor time in seconds, and the most memory in MiB."""
    process = subprocess.Popen([PEEL, "analyze", "--format", "json", file], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"peel analyze {file} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def page(file):
    """The same."""
    ran = subprocess.run(["node", ROOT / "benches/grown.mjs", file], check=True, stdout=subprocess.PIPE)
    told = json.loads(ran.stdout)
    workers = [worker["memory"] for worker in told["memory"]["workers"]]
    return told["seconds"], (told["memory"]["own"] + max(workers)) / MIB


RUN = {"command": command, "page": page}


def measured(what, make, counts, *_):
    points = {name: [] for name in RUN}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "image.tar"
        for count in counts:
            make(file, count)
            for name, run in RUN.items():
                least = min(run(file) for _ in range(RUNS))
                points[name].append(least)
                print(f"{what}: {count}: {name}: {least[0]:.2f} s, {least[1]:.0f} MiB", flush=True)
            file.unlink()
    return points


def main(out):
    figures = {what: measured(what, *grows) for what, grows in GROWS.items()}
    # Not before: a process begins with the memory of the one that starts it.
    import matplotlib
    from matplotlib import pyplot

    matplotlib.rcParams.update({"svg.hashsalt": "peel", "font.size": 9, "svg.fonttype": "none"})
    figure, rows = pyplot.subplots(2, len(GROWS), figsize=(11, 6), layout="constrained")
    for column, (what, (_, counts, unit, name)) in enumerate(GROWS.items()):
        label = f"{what}, {name}" if name else what
        for row, axis in enumerate(("processor time, s", "memory, MiB")):
            plot = rows[row][column]
            for name, points in figures[what].items():
                plot.plot([count / unit for count in counts], [point[row] for point in points], marker="o", label=name)
            plot.set(xlabel=label, ylabel=axis, xlim=(0, None), ylim=(0, None))
            plot.grid(alpha=0.3)
            plot.legend(frameon=False)
    figure.savefig(out, metadata={"Date": None})


main(sys.argv[1])
