"""The reader's search: language analysis, the engines, the index and the results page."""
