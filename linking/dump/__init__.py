"""The data dump: all that the API gives, in one file that can be downloaded and kept."""
