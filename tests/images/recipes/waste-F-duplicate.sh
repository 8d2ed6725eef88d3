# shellcheck shell=bash
# needs: docker
# One content at two paths: nothing is hidden, but the bytes are there twice.
noise m 1000000 >"$(waste_context)/m"
waste_build <<'END'
COPY m /m
COPY m /again/n
END
waste_truth <<'END'
{
  "total": 2000000, "visible": 2000000, "hidden": 0, "efficiency": 1,
  "causes": [],
  "duplicates": [{"paths": ["again/n", "m"], "bytes": 1000000}]
}
END
