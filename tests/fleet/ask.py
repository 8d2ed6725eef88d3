"""What the test asks of Python: queries of Parquet files, and manifests of Kubernetes. In and out as JSON."""

import json
import os
import sys
from pathlib import Path

import duckdb
import kubernetes_validate
import yaml


def query(folder, *statements):
    """The rows of each statement, in the folder of a run."""
    os.chdir(folder)
    answers = []
    for statement in statements:
        found = duckdb.sql(statement)
        answers.append([dict(zip(found.columns, row, strict=True)) for row in found.fetchall()])
    return answers


def manifests(*files):
    """The documents of each file, which hold to the schema of the newest Kubernetes that is known."""
    documents = [document for file in files for document in yaml.safe_load_all(Path(file).read_text())]
    for document in documents:
        kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)
    return documents


if __name__ == "__main__":
    asked = {"query": query, "manifests": manifests}[sys.argv[1]]
    print(json.dumps(asked(*json.load(sys.stdin)), default=str))
