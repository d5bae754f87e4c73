"""Signals of ours. Each is sent inside the transaction of the change that it reports."""

from django.dispatch import Signal

# A topic or a term was saved or deleted: `kind` ("topic", "term") and `key`.
concept_changed = Signal()

# What readers see of these works may have changed: `translation_keys` (a set of UUIDs).
works_changed = Signal()
