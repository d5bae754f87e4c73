"""What readers search, what is found and what they open: counts by week, of everybody together and of nobody alone.

Decision 12 says what is counted and what is never kept (docs/adr/0012-count-searches-by-week.md).
"""

from search.usage.counting import FEWEST_SEARCHES, KEPT_WEEKS, monday
from search.usage.forgetting import forget
from search.usage.visits import count_opened_page, count_search

__all__ = ["FEWEST_SEARCHES", "KEPT_WEEKS", "count_opened_page", "count_search", "forget", "monday"]
