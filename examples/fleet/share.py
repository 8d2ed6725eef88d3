"""Analyses one share of a registry's images, without an engine: one pod of a Kubernetes Job, or one machine."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed

from image import analyse
from job import arguments, run


def main():
    parser = arguments(__doc__)
    parser.add_argument("--shares", type=int, default=1, help="shares there are")
    parser.add_argument("--share", type=int, default=int(os.environ.get("JOB_COMPLETION_INDEX", "0")),
                        help="which of them, from 0; in an indexed Job without it the pod's own")
    parser.add_argument("--at-once", type=int, default=os.cpu_count(), help="images at once")
    options = parser.parse_args()
    if not 0 <= options.share < options.shares:
        parser.error(f"--share {options.share} is none of {options.shares}")

    def in_threads(images, how):
        with ThreadPoolExecutor(options.at_once) as pool:
            for answer in as_completed([pool.submit(analyse, image, how) for image in images]):
                yield answer.result()

    return run(options, in_threads, (options.share, options.shares))


if __name__ == "__main__":
    sys.exit(main())
