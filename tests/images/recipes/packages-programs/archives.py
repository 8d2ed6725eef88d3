"""What cargo-auditable would have a program list, and Java archives; prints what each should be called, and
what is inside: kind, name, version, parts."""

import json
import sys
import zipfile
import zlib

audit, folder = sys.argv[1:]


def crate(name, version, **more):
    return {"name": name, "version": version, "source": "crates.io", **more}


packages = [
    crate("adler2", "2.0.0"),
    crate("autocfg", "1.3.0", kind="build"),
    crate("hello", "0.1.0", dependencies=[0, 1], root=True),
]
with open(audit, "wb") as file:
    file.write(zlib.compress(json.dumps({"packages": packages}).encode()))
print("cargo", "hello", "0.1.0", "adler2 2.0.0", sep="\t")


def jar(file, entries, before=b""):
    path = f"{folder}/{file}"
    with open(path, "wb") as out:
        out.write(before)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)


def pom(group, artifact, version):
    return {f"META-INF/maven/{group}/{artifact}/pom.properties": f"#x\nversion={version}\ngroupId={group}\nartifactId={artifact}\n"}


manifest = "Manifest-Version: 1.0\r\nBundle-SymbolicName: org.peel.bundle;singleton:=true\r\nBundle-Version: 3.1\r\n\r\n"
jar("one-9.jar", {"META-INF/MANIFEST.MF": "Manifest-Version: 1.0\n", **pom("org.peel", "one", "1.5")})
jar("bundle.jar", {"META-INF/MANIFEST.MF": manifest, "A.class": "x" * 1000})
jar("plain-2.0-rc1.jar", {"A.class": "x"})
jar("shaded-4.jar", {**pom("org.peel", "other", "7"), **pom("org.peel", "shaded", "4.0.1")})
# As Spring Boot packs: a script before, archives inside.
boot = {"META-INF/MANIFEST.MF": "Implementation-Title: boot\nImplementation-Version: 1\n", "BOOT-INF/lib/inner-1.2.jar": "x"}
jar("app.jar", boot, b"#!/bin/sh\nexec java -jar $0\n")
print("jar", "org.peel:one", "1.5", "", sep="\t")
print("jar", "org.peel.bundle", "3.1", "", sep="\t")
print("jar", "plain", "2.0-rc1", "", sep="\t")
print("jar", "org.peel:shaded", "4.0.1", "org.peel:other 7", sep="\t")
print("jar", "boot", "1", "inner 1.2", sep="\t")
