# shellcheck shell=bash
# needs: docker
# A folder is replaced by a file of ten bytes: no whiteout tells of what it held.
noise m 1000000 >"$(waste_context)/m"
waste_build <<'END'
COPY m /d/m
RUN --mount=from=tools,target=/t ["/t/busybox", "sh", "-c", "/t/busybox rm -r /d && echo 123456789 > /d"]
END
waste_truth <<'END'
{
  "total": 1000010, "visible": 10, "hidden": 1000000, "efficiency": 0.0000099999,
  "causes": [{"path": "d/m", "cause": "type-change", "bytes": 1000000, "from": 0, "by": 1}]
}
END
