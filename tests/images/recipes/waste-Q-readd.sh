# shellcheck shell=bash
# needs: docker
# A file is added, removed and added again: layers 0 and 2 are the same bytes, so
# docker save stores one and links to it.
noise m 1000000 >"$(waste_context)/m"
touch --date @1714557600 "$WORK/context/m"
waste_build <<'END'
COPY m /m
RUN --mount=from=tools,target=/t ["/t/busybox", "rm", "/m"]
COPY m /m
END
waste_truth <<'END'
{
  "total": 2000000, "visible": 1000000, "hidden": 1000000, "efficiency": 0.5,
  "causes": [{"path": "m", "cause": "deleted-file", "bytes": 1000000, "from": 0, "by": 1}]
}
END
