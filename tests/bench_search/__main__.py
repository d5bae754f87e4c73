"""`python -m tests.bench_search`: what the search costs. `make bench-search` calls it."""

from tests.bench_search.command import main

main()
