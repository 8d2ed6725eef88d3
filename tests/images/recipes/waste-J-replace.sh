# shellcheck shell=bash
# needs: docker
# A small file is replaced by a big one: the small one is what is wasted.
noise small 1000 >"$(waste_context)/small"
noise m 1000000 >"$(waste_context)/m"
waste_build <<'END'
COPY small /m
COPY m /m
END
waste_truth <<'END'
{
  "total": 1001000, "visible": 1000000, "hidden": 1000, "efficiency": 0.999000999001,
  "causes": [{"path": "m", "cause": "overwritten", "bytes": 1000, "from": 0, "by": 1}]
}
END
