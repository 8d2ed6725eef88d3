# shellcheck shell=bash
# needs: docker
# A later layer removes a folder: one whiteout, of the folder and not of its file.
noise m 1000000 >"$(waste_context)/m"
noise keep 1000 >"$(waste_context)/keep"
waste_build <<'END'
COPY keep /keep
COPY m /dir/m
RUN --mount=from=tools,target=/t ["/t/busybox", "rm", "-rf", "/dir"]
END
waste_truth <<'END'
{
  "total": 1001000, "visible": 1000, "hidden": 1000000, "efficiency": 0.000999000999,
  "causes": [{"path": "dir/m", "cause": "deleted-folder", "bytes": 1000000, "from": 1, "by": 2}]
}
END
