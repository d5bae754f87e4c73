"""Signals of ours. Each is sent inside the transaction of the change that it reports."""

from django.dispatch import Signal

# A topic or a term was saved or deleted: `kind` ("topic", "term") and `key`.
concept_changed = Signal()

# A page of ours was saved, with its children: `page`, `update_fields` (None: all), `has_moved`: it and all pages below it
# have another address than before.
page_saved = Signal()

# What readers see of these works may have changed: `translation_keys` (a set of UUIDs).
works_changed = Signal()
