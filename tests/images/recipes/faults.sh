# shellcheck shell=bash
# needs: docker
# What rules find in files: contents that nobody needs, accounts, settings and secrets. Two images: one
# with the faults, and one beside it without, that is near to each of them.
busybox_rootfs "$WORK/rootfs"

for image in faults near; do
  app=$WORK/$image
  mkdir -p "$app"/{etc/ssh,etc/sudoers.d,share/man/man1,share/doc/app,share/locale/de,local/lib,local/include,app,sbin,srv}
  cp "$RECIPE/$image.Dockerfile" "$app/Dockerfile"
  cp -a "$WORK/rootfs" "$app/rootfs"
  printf 'shell programs, as the rules look for them\n' >"$app/sbin/sshd"
  cp "$app/sbin/sshd" "$app/sbin/sudo"
  chmod 755 "$app/sbin"/*
done

# Documentation, files for developers, data, copies.
app=$WORK/faults
noise man 700000 >"$app/share/man/man1/app.1.gz"
noise doc 500000 >"$app/share/doc/app/manual.html"
noise locale 300000 >"$app/share/locale/de/app.mo"
noise copyright 20000 >"$app/share/doc/app/copyright"
noise static 900000 >"$app/local/lib/libapp.a"
noise header 200000 >"$app/local/include/app.h"
noise model 12000000 >"$app/app/model.bin"
noise assets 400000 >"$app/app/assets.pack"
# Accounts: the hash is of no password.
{
  cat "$WORK/rootfs/etc/passwd"
  printf 'toor:x:0:0:root:/root:/bin/sh\nalice:x:1000:1000::/:/bin/sh\nbob:x:1000:1001::/:/bin/sh\nold::1002:1002::/:/bin/sh\n'
} >"$app/etc/passwd"
printf 'root:x:0:\nusers:x:100:\nstaff:x:100:\n' >"$app/etc/group"
# shellcheck disable=SC2016 # These are crypt's signs.
printf 'root:$6$%s$%s:19000:0:99999:7:::\nalice::19000:0:99999:7:::\n' "$(token salt 12)" "$(token hash 86)" >"$app/etc/shadow"
printf 'root ALL=(ALL:ALL) ALL\n' >"$app/etc/sudoers"
printf 'alice ALL=(ALL) NOPASSWD: ALL\n' >"$app/etc/sudoers.d/alice"
printf '#PermitRootLogin prohibit-password\nPermitRootLogin yes\nPermitEmptyPasswords yes\n' >"$app/etc/ssh/sshd_config"
# Secrets by their contents: in a file that stays, in one that a later layer deletes, and a hint.
printf '[cloud]\naws_access_key_id = AKIA%s\naws_secret_access_key = %s\n' \
  "$(token aws-id 400 | tr -dc 'A-Z2-7' | cut -c 1-16)" "$(token aws-key 40)" >"$app/app/settings.ini"
private_key server >"$app/app/server-tls"
printf 'token = gh%s_%s\n' p "$(token github 36)" >"$app/app/notes.txt"
printf 'database:\n  host: db\n  password: "%s"\n' "$(token database 32)" >"$app/app/app.yml"
DOCKER_BUILDKIT=1 dock build --network none --progress plain --tag peel.test/faults:1 "$app"
history_of peel.test/faults:1

# The same places with nothing wrong in them.
app=$WORK/near
noise man 300000 >"$app/share/man/man1/app.1.gz"
noise copyright 900000 >"$app/share/doc/app/copyright"
noise static 300000 >"$app/local/lib/libapp.a"
noise model 9000000 >"$app/app/model.bin"
noise assets 90000 >"$app/app/assets.pack"
{
  cat "$WORK/rootfs/etc/passwd"
  printf 'alice:x:1000:1000::/:/bin/sh\nbob:x:1001:1001::/:/bin/sh\n'
} >"$app/etc/passwd"
printf 'root:x:0:\nusers:x:100:alice,bob\nstaff:x:101:\n' >"$app/etc/group"
printf 'root:*:19000:0:99999:7:::\nalice:!:19000:0:99999:7:::\nbob:!!:19000:0:99999:7:::\n' >"$app/etc/shadow"
printf 'root ALL=(ALL:ALL) ALL\n# %%sudo ALL=(ALL) NOPASSWD: ALL\n' >"$app/etc/sudoers"
printf 'alice ALL=(ALL) ALL\n' >"$app/etc/sudoers.d/alice"
printf '#PermitRootLogin yes\nPermitRootLogin no\nPermitEmptyPasswords no\n' >"$app/etc/ssh/sshd_config"
printf '[cloud]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${AWS_SECRET}\n' >"$app/app/settings.ini"
printf -- '-----BEGIN %s KEY-----\nput the key here\n' "PRIVATE" >"$app/app/server-tls"
printf 'token = gh%s_%s\n' p xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx >"$app/app/notes.txt"
printf 'database:\n  host: db\n  password: "changeme"\n' >"$app/app/app.yml"
DOCKER_BUILDKIT=1 dock build --network none --progress plain --tag peel.test/near:1 "$app"
dock save --output "$OUT/near.tar" peel.test/near:1
dock save --output "$OUT/image.tar" peel.test/faults:1
oracles "$OUT/image.tar"
