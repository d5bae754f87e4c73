"""Short codes of works, the versions that were public, and addresses that never die (ADR 14)."""
