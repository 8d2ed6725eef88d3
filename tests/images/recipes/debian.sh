# shellcheck shell=bash
# needs: docker
# Debian with an application on it that has every fault Peel's rules look for.
# Its base is built as Debian's own images are; nothing is fetched while it
# builds: apt installs from a folder of packages.
app=$WORK/app

mkdir "$WORK/base"
rootfs=$(debian_tarball bookworm)
ln "$rootfs" "$WORK/base/rootfs.tar" || cp "$rootfs" "$WORK/base/rootfs.tar"
cp "$RECIPE/base.Dockerfile" "$WORK/base/Dockerfile"
DOCKER_BUILDKIT=0 dock build --network none --tag peel.test/debian:bookworm "$WORK/base"

cp -r "$RECIPE" "$app"
rm "$app/base.Dockerfile"

# A repository with what the application installs.
debs "$app/packages" make binutils binutils-common binutils-x86-64-linux-gnu \
  libbinutils libctf0 libctf-nobfd0 libgprofng0 libjansson4
(cd "$app/packages" && dpkg-scanpackages --multiversion . >Packages 2>/dev/null)

# A project's folder, copied whole.
git -C "$app/app" -c init.defaultBranch=main init --quiet
git -C "$app/app" add Makefile src
git -C "$app/app" -c user.name=Peel -c user.email=tests@peel.test -c commit.gpgsign=false \
  commit --quiet --message "The first"
mkdir -p "$app/app"/{data,node_modules/left-pad,tools/__pycache__,vendor}
echo '{ "name": "left-pad", "version": "1.3.0" }' >"$app/app/node_modules/left-pad/package.json"
echo 'module.exports = (text, width) => String(text).padStart(width);' >"$app/app/node_modules/left-pad/index.js"
echo 'print("a tool")' >"$app/app/tools/tool.py"
python3 -c 'import py_compile, sys; py_compile.compile(sys.argv[1], cfile=sys.argv[2])' \
  "$app/app/tools/tool.py" "$app/app/tools/__pycache__/tool.cpython-311.pyc"
noise removed 500000 >"$app/app/data/removed.bin"
noise kept 700000 >"$app/app/data/kept.bin"
noise vendor 100000 | gzip --no-name >"$app/app/vendor/library.tar.gz"
seq --format 'request %06g answered 200' 60000 >"$app/app/debug.log"
printf 'DATABASE_URL=postgres://app:%s@db.peel.test/app\nSECRET_KEY=%s\n' \
  "$(token database 20)" "$(token django 50)" >"$app/app/.env"
printf '//registry.npmjs.org/:_authToken=npm_%s\n' "$(token npm 36)" >"$app/app/.npmrc"

# A person's home folder with keys, and the caches of pip and npm, which have
# these places and forms.
mkdir -p "$app/home"/{.ssh,.aws,.cache/pip/http-v2/4/2/a/7/c,.cache/pip/wheels/1f/2e,.npm/_cacache/{content-v2/sha512/0a/1b,index-v5/3c/4d,tmp},.npm/_logs}
private_key deploy >"$app/home/.ssh/id_rsa"
chmod 644 "$app/home/.ssh/id_rsa"
printf '[default]\naws_access_key_id = AKIA%s\naws_secret_access_key = %s\n' \
  "$(token aws-id 400 | tr -dc 'A-Z2-7' | cut -c 1-16)" "$(token aws-key 40)" >"$app/home/.aws/credentials"
printf 'machine git.peel.test login deploy password %s\n' "$(token netrc 24)" >"$app/home/.netrc"
noise pip 250000 >"$app/home/.cache/pip/http-v2/4/2/a/7/c/42a7c1d0.body"
echo '{"algorithm": "pip"}' >"$app/home/.cache/pip/selfcheck.json"
noise npm 150000 >"$app/home/.npm/_cacache/content-v2/sha512/0a/1b/2c3d4e"
echo 'npm verbose cli done' >"$app/home/.npm/_logs/2024-05-01T10_00_00_000Z-debug-0.log"

DOCKER_BUILDKIT=1 dock build --network none --progress plain \
  --build-arg "NPM_TOKEN=npm_$(token npm 36)" --build-arg "API_TOKEN=$(token api 40)" \
  --tag peel.test/faults:latest "$app"
history_of peel.test/faults:latest
dock save --output "$OUT/image.tar" peel.test/faults:latest
oracles "$OUT/image.tar"
dock image rm --force peel.test/faults:latest peel.test/debian:bookworm
