# shellcheck shell=bash
# needs: docker
# A later layer changes only a file's mode, and so stores the file again.
noise m 1000000 >"$(waste_context)/m"
waste_build <<'END'
COPY m /m
RUN --mount=from=tools,target=/t ["/t/busybox", "chmod", "600", "/m"]
END
waste_truth <<'END'
{
  "total": 2000000, "visible": 1000000, "hidden": 1000000, "efficiency": 0.5,
  "causes": [{"path": "m", "cause": "metadata-only", "bytes": 1000000, "from": 0, "by": 1}]
}
END
