"""The public API, `/api/v1/`: everything that everybody may read, for programs. Read only, without a key."""
