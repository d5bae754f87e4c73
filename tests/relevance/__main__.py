"""`python -m tests.relevance`: how well the search answers. `make relevance` calls it."""

from tests.relevance.scoring import main

main()
