"""Ten thousand reports for `peel site`: copies of real ones, at other times, of other sizes, of other images.

    python3 benches/reports.py PEEL IMAGE… --to FOLDER [--images 2500] [--versions 4]
"""

import argparse
import copy
import json
import random
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("peel")
parser.add_argument("image", nargs="+", help="what peel analyze takes")
parser.add_argument("--to", type=Path, required=True, help="the folder to fill")
parser.add_argument("--images", type=int, default=2500)
parser.add_argument("--versions", type=int, default=4, help="reports of each image")
options = parser.parse_args()

command = [options.peel, "analyze", "--format", "json"]
real = [json.loads(subprocess.run([*command, image], capture_output=True, check=False).stdout) for image in options.image]
chance = random.Random(1)
begin = datetime(2026, 1, 1, tzinfo=timezone.utc)
for number in range(options.images):
    report = copy.deepcopy(real[number % len(real)])
    image = report["images"][0]
    del report["images"][1:]
    sizes, findings = dict(image["sizes"]), image["findings"]
    name = f"registry.example/team-{number % 40:02}/service-{number:05}"
    for version in range(options.versions):
        grown = 1 + 0.05 * version + chance.random()
        created = begin + timedelta(days=30 * version, minutes=number)
        image["tags"] = [f"{name}:1.{version}"]
        image["created"] = f"{created:%Y-%m-%dT%H:%M:%SZ}"
        for part in ("total", "visible", "hidden"):
            image["sizes"][part] = int(sizes[part] * grown)
        image["findings"] = chance.sample(findings, chance.randint(0, len(findings)))
        file = options.to / f"{number // 100:03}" / f"{number:05}-{version}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(report))
