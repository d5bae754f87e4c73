"""`python -m tests.bench`: what each kind of page costs. `make bench` calls it."""

from tests.bench.pages import main

main()
