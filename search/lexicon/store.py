"""The learnt pairs of words in the database, each with the works that attest it.

Readers never see a pair; it lets a search find works. All the same a pair counts only while everybody may see one of the
texts that attest it, and what a changed text no longer has is forgotten when its work is indexed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction

from search.analysis import FOLDED, fold, has_accents, query_terms
from search.batches import SIZE, batches
from search.documents import list_visible_texts
from search.entries import Entry
from search.lexicon.learning import WordPair
from search.lexicon.segments import find_terms
from search.models import AttestedPair

MOST_TRANSLATIONS = 4  # of a word in a language

Translation = tuple[str, str, float]


def replace_pairs(codes: tuple[str, str], pairs: Iterable[WordPair]) -> int:
    """Keep these pairs in place of all and give the number of rows."""
    rows = [
        AttestedPair(
            language_code=codes[place],
            term=pair.terms[place],
            plain=fold(pair.terms[place]),
            translation_code=codes[1 - place],
            translation=pair.terms[1 - place],
            sureness=pair.sureness,
            work=work,
        )
        for pair in pairs
        for work in pair.works
        for place in (0, 1)
    ]
    with transaction.atomic():
        AttestedPair.objects.all().delete()
        AttestedPair.objects.bulk_create(rows, batch_size=SIZE)
    return len(rows)


def forget_missing(works: Collection[str], entries: Iterable[Entry]) -> None:
    """Of works that have changed, forget what they attest no more. Works without an entry attest nothing."""
    terms_of = {entry.work: find_terms(entry.texts) for entry in entries}
    gone = [
        row.pk
        for row in AttestedPair.objects.filter(work__in=works)
        if not (
            row.term in terms_of.get(row.work, {}).get(row.language_code, ())
            and row.translation in terms_of.get(row.work, {}).get(row.translation_code, ())
        )
    ]
    for some in batches(gone):
        AttestedPair.objects.filter(pk__in=some).delete()


def find_translations(words: Sequence[str], codes: Collection[str]) -> dict[str, list[Translation]]:
    """For normalised words of a query: (language, term, sureness) of their translations, the surest first.

    A word may be of any language of `codes`; one that is typed without accents is taken for any that it may be.
    """
    wanted = {
        (word, code): {
            term.removeprefix(FOLDED) for term in query_terms(word, code, folded=not has_accents(word))
        }
        for word in words
        for code in codes
    }
    plain = {fold(term) for terms in wanted.values() for term in terms}
    rows = list(AttestedPair.objects.filter(plain__in=plain).order_by("-sureness", "translation"))
    visible = list_visible_texts({row.work for row in rows}) if rows else set()
    found: dict[str, dict[Translation, None]] = defaultdict(dict)
    for (word, code), terms in wanted.items():
        own = {
            (row.translation_code, row.translation, row.sureness): None
            for row in rows
            if row.language_code == code
            and (row.term if has_accents(word) else row.plain) in terms
            and {(row.work, row.language_code), (row.work, row.translation_code)} <= visible
        }
        found[word] |= dict(list(own.items())[:MOST_TRANSLATIONS])
    return {word: list(translations) for word, translations in found.items()}
