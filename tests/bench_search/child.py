"""A part of the measuring in a process of its own: `python -m tests.bench_search.child NAME`, arguments as JSON on stdin.

Its last line on standard output is JSON: the answer, and the peak of its memory (bytes).
"""

import json
import resource
import subprocess
import sys
from typing import Any

from tests.bench.site import ROOT


def run_child(name: str, **arguments: Any) -> tuple[Any, int]:
    """The answer of a part and the peak of its memory in bytes. Raises CalledProcessError where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench_search.child", name],
        input=json.dumps(arguments),
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        check=True,
    )
    answer = json.loads(done.stdout.splitlines()[-1])
    return answer["answer"], answer["peak"]


def main() -> None:
    from tests.bench_search import indexes, requests, stock

    parts = {
        "vocabulary": indexes.read_vocabulary,
        "build": indexes.build,
        "choose": indexes.choose,
        "ask": indexes.ask,
        "requests": requests.request_pages,
        "stock": stock.measure_stock,
    }
    answer = parts[sys.argv[1]](**json.load(sys.stdin))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # Linux counts in KiB
    print(json.dumps({"answer": answer, "peak": peak}))


if __name__ == "__main__":
    main()
