"""Wheels by hand, as PEP 427 has them; pip refuses those that are not."""

import base64
import hashlib
import os
import sys
import zipfile


def wheel(folder, name, version, files):
    info = f"{name}-{version}.dist-info"
    files = dict(files)
    files[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: {version}\nLicense: MIT\n\nText.\n"
    )
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: peel\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/entry_points.txt"] = f"[console_scripts]\n{name} = {name}:main\n"
    record = ""
    for path, text in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
        quoted = '"' + path.replace('"', '""') + '"' if "," in path or '"' in path else path
        record += f"{quoted},sha256={digest},{len(text)}\n"
    files[f"{info}/RECORD"] = record + f"{info}/RECORD,,\n"
    os.makedirs(folder, exist_ok=True)
    with zipfile.ZipFile(f"{folder}/{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)


work = sys.argv[1]
wheel(f"{work}/old", "peeltest_wheel", "1.0", {"peeltest_wheel.py": "def main(): pass\n" * 100})
wheel(work, "peeltest_wheel", "1.1", {"peeltest_wheel.py": "def main(): pass\n" * 200})
other = {
    "peeltest_other/__init__.py": "def main(): pass\n",
    "peeltest_other/with, comma.txt": "x" * 5000,
}
wheel(work, "peeltest_other", "0.3", other)
