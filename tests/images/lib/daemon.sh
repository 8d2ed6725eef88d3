# shellcheck shell=bash
# A private Docker daemon: its own socket, store and process id, no network.
#
# daemon_start DIR   starts it, unless it runs, with its store in DIR
# dock ARG...        the docker command, bound to it
# daemon_stop        ends it; its store is the caller's to remove
#
# Needs scratch.sh.

# The client that came with the daemon: newer ones need the buildx plugin for
# BuildKit, whereas Docker 20.10 and its daemon bring it themselves.
docker_client() {
  local beside
  beside=$(dirname "$(command -v dockerd)")
  for beside in "$beside/docker" "${beside%/sbin}/bin/docker" "$(command -v docker)"; do
    if [ -x "$beside" ]; then
      echo "$beside"
      return
    fi
  done
  return 1
}

dock() {
  DOCKER_CONFIG=$PEEL_DAEMON/config "$PEEL_DOCKER" --host "unix://$PEEL_DAEMON/docker.sock" "$@"
}

daemon_start() {
  if [ -n "${PEEL_DAEMON:-}" ]; then
    return
  fi
  PEEL_DOCKER=$(docker_client)
  # A socket's path may have 108 bytes, so it is not below OUTDIR.
  PEEL_DAEMON=$(mktemp -d /tmp/peel-images.XXXXXX)
  export PEEL_DOCKER PEEL_DAEMON
  # It ends with this shell, however that ends.
  setpriv --pdeathsig TERM dockerd --storage-driver vfs --iptables=false --ip6tables=false --bridge=none \
    --data-root "$1" --exec-root "$PEEL_DAEMON/exec" \
    -H "unix://$PEEL_DAEMON/docker.sock" -p "$PEEL_DAEMON/pid" \
    </dev/null >"$PEEL_DAEMON/log" 2>&1 9>&- &
  PEEL_DAEMON_PID=$!
  local tries=300
  until dock version >/dev/null 2>&1; do
    tries=$((tries - 1))
    if [ "$tries" = 0 ] || ! kill -0 "$PEEL_DAEMON_PID" 2>/dev/null; then
      echo "dockerd did not start; it said:" >&2
      tail -n 30 "$PEEL_DAEMON/log" >&2
      return 1
    fi
    sleep 0.1
  done
}

daemon_stop() {
  if [ -z "${PEEL_DAEMON:-}" ]; then
    return
  fi
  local tries=300
  kill "$PEEL_DAEMON_PID" 2>/dev/null || true
  while kill -0 "$PEEL_DAEMON_PID" 2>/dev/null; do
    tries=$((tries - 1))
    if [ "$tries" = 0 ]; then
      kill -KILL "$PEEL_DAEMON_PID" 2>/dev/null || true
      break
    fi
    sleep 0.1
  done
  wait "$PEEL_DAEMON_PID" 2>/dev/null || true
  scratch_close "$PEEL_DAEMON"
  unset PEEL_DAEMON
}
