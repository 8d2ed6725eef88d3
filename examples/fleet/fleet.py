"""Analyses every image of a registry, on Ray: see docs/fleet.md."""

import os
import sys

# Ray tells its makers of each start, unless it is told not to.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray  # noqa: E402

from image import analyse, without_report  # noqa: E402
from job import arguments, run  # noqa: E402

AHEAD = 4
"""Images handed out for each processor: what is handed out waits in Ray's memory."""


def on_ray(address):
    """The engine: spreads images over a cluster, or one that is started here. A killed worker's image is
    done again by another."""

    def engine(images, how):
        if not images:
            return
        here = {"include_dashboard": False, "object_store_memory": 128 << 20}
        ray.init(address=address or "local", log_to_driver=False, **({} if address else here))
        task = ray.remote(num_cpus=1, max_retries=3, scheduling_strategy="SPREAD")(analyse)
        ahead = max(8, AHEAD * int(ray.cluster_resources().get("CPU", 1)))
        waiting, asked = iter(images), {}
        while True:
            while len(asked) < ahead and (image := next(waiting, None)) is not None:
                asked[task.remote(image, how)] = image
            if not asked:
                return
            for answer in ray.wait(list(asked), num_returns=1)[0]:
                image = asked.pop(answer)
                try:
                    yield ray.get(answer)
                except ray.exceptions.RayError as error:
                    yield without_report(image, "failed", f"its workers ended: {type(error).__name__}")

    return engine


def main():
    parser = arguments(__doc__)
    parser.add_argument("--address", help="a cluster's; without it, or RAY_ADDRESS, one is started here")
    options = parser.parse_args()
    return run(options, on_ray(options.address or os.environ.get("RAY_ADDRESS")))


if __name__ == "__main__":
    sys.exit(main())
