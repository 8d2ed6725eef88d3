# shellcheck shell=bash
# needs: docker
# A program's folder with what belongs to its author: a virtual environment that Python itself made, tests,
# an editor's settings; and a Dockerfile in which one CMD replaces another and ADD downloads, from a server
# on loopback that runs while it is built. Its base is named by a floating tag.
mkdir "$WORK/base" "$WORK/served"
busybox_rootfs "$WORK/base/rootfs"
noise seed 400000 >"$WORK/base/rootfs/srv/seed"
tar --create --file "$WORK/base/rootfs.tar" --directory "$WORK/base/rootfs" --numeric-owner .
printf 'FROM scratch\nADD rootfs.tar /\nCMD ["sh"]\n' >"$WORK/base/Dockerfile"
DOCKER_BUILDKIT=1 dock build --network none --progress plain --tag localhost/peel.test/base:leftovers "$WORK/base"

context=$WORK/context
mkdir -p "$context"/{.vscode,.idea,shop/tests,tests,web/tests}
printf '[project]\nname = "shop"\nversion = "1.0"\n' >"$context/pyproject.toml"
printf 'def test_price():\n    assert 1 + 1 == 2\n' | tee "$context/tests/test_price.py" >"$context/shop/tests/test_unit.py"
# What is called so, and is the program's own.
printf '<p>Tests of eyes</p>\n' >"$context/web/tests/index.html"
printf '{"editor.rulers": [100]}\n' >"$context/.vscode/settings.json"
printf '<project version="4"/>\n' >"$context/.idea/misc.xml"
printf '#!/bin/sh\nexec httpd -f\n' >"$context/start"
chmod 755 "$context/start"
python3 -m venv --copies "$context/env"
cp "$RECIPE/Dockerfile" "$context/Dockerfile"

noise model 300000 >"$WORK/served/model.bin"
coproc SERVER { exec setpriv --pdeathsig TERM python3 -u -m http.server --bind 127.0.0.1 --directory "$WORK/served" 0; }
read -r -u "${SERVER[0]}" line
port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' <<<"$line")
DOCKER_BUILDKIT=1 dock build --network none --progress plain --build-arg "SERVER=127.0.0.1:$port" --tag peel.test/leftovers:1.0 "$context"
kill "$SERVER_PID"
dock save --output "$OUT/image.tar" peel.test/leftovers:1.0
cp "$context/Dockerfile" "$OUT/Dockerfile"
