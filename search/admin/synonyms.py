"""From a reader's word to the term base: the nearest terms, and one of them is called so too."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from rapidfuzz import fuzz
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.concepts import Concept, find_concepts, find_writer
from search.admin.report import SearchesReportView
from search.analysis import document_terms, find_words, fold, query_terms, related_terms
from search.entries import TERM
from search.query import ANALYSED_LANGUAGES, clean_text, list_wanted_words

NEAREST = 12
SAME_WORD = 100  # more than any likeness of letters


def plain_words(text: str) -> str:
    """A query as words alone: what is not wanted left out, phrases without their quotation marks."""
    return " ".join(list_wanted_words(clean_text(text)))


def list_nearest(text: str, concepts: list[Concept], number: int = NEAREST) -> list[Concept]:
    """The concepts that a word may be another name of, most likely first.

    Those that share a word with it, as the search takes words, come before those that only look like it.
    """
    words = [word for _start, _end, word in find_words(text)]
    terms = {
        term for code in ANALYSED_LANGUAGES for word in words for term in query_terms(word, code, folded=True)
    }
    plain = fold(text.lower())

    def likeness(name: str, code: str) -> float:
        is_shared = any(
            not terms.isdisjoint((*document_terms(word, code), *related_terms(word, code)))
            for _start, _end, word in find_words(name)
        )
        return fuzz.WRatio(plain, fold(name.lower())) + SAME_WORD * is_shared

    def best(concept: Concept) -> float:
        # Also synonyms in a language that the term has no name in.
        names = [*concept.names.items()]
        names += [(code, name) for code, several in concept.synonyms.items() for name in several]
        return max((likeness(name, code) for code, name in names), default=0)

    return sorted(concepts, key=lambda concept: (-best(concept), concept.key))[:number]


def describe(concept: Concept) -> str:
    """All names of a concept: `magkönyvtár / seed library (vetőmagkönyvtár)`."""
    names = " / ".join(name for name in dict.fromkeys(concept.names.values()) if name)
    others = ", ".join(dict.fromkeys(name for several in concept.synonyms.values() for name in several))
    return f"{names} ({others})" if others else names


class SynonymForm(forms.Form):
    """The word, its language, and the term that it is another name of."""

    text = forms.CharField(
        label=gettext_lazy("Word"),
        max_length=120,
        help_text=gettext_lazy("In its dictionary form; search finds its other forms by itself."),
    )
    language_code = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    term = forms.ChoiceField(label=gettext_lazy("Means the same as"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, concepts: list[Concept], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["term"].choices = [(concept.key, describe(concept)) for concept in concepts]  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """Without control characters and doubled spaces."""
        text = clean_text(self.cleaned_data["text"])
        if not plain_words(text):
            raise ValidationError(_("There are no words in this."))
        return text


class LikeForm(forms.Form):
    """What else to look for among the terms."""

    like = forms.CharField(label=gettext_lazy("Look for another term"), required=False)


class AddSynonymView(WagtailAdminTemplateMixin, FormView):
    """`?q=` is what readers searched, `language` its language, `like` what else to look for among the terms."""

    form_class = SynonymForm
    template_name = "search_admin/add_synonym.html"
    page_title = gettext_lazy("Add a synonym")
    header_icon = "list-ul"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who may change terms."""
        self.writer = find_writer(TERM)
        if self.writer is None or not self.writer.may_change(request.user):
            raise PermissionDenied
        self.text = plain_words(request.GET.get("q", ""))
        self.like = clean_text(request.GET.get("like", ""))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The report leads here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("search_admin:searches"), "label": SearchesReportView.page_title},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self) -> dict[str, Any]:
        """The word at hand."""
        language_code = self.request.GET.get("language", "")
        return {"text": self.text[:120], "language_code": language_code}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Shown are the nearest terms; a form that is sent may name any."""
        concepts = find_concepts(TERM)
        if self.request.method != "POST":
            concepts = list_nearest(self.like or self.text, concepts)
        return {**super().get_form_kwargs(), "concepts": concepts}

    def form_valid(self, form: SynonymForm) -> HttpResponse:
        """Add it, and show the term with it."""
        assert self.writer is not None
        values = form.cleaned_data
        try:
            is_new = self.writer.add_synonym(values["term"], values["language_code"], values["text"])
        except (LookupError, ValidationError):
            form.add_error("term", _("This term is not there any more, or cannot be called so."))
            return self.form_invalid(form)
        concept = next(concept for concept in find_concepts(TERM) if concept.key == values["term"])
        said = {"text": values["text"], "term": concept.name(values["language_code"])}
        if is_new:
            messages.success(self.request, _("“%(text)s” is now another word for “%(term)s”.") % said)
        else:
            messages.warning(self.request, _("“%(term)s” is already called “%(text)s”.") % said)
        return redirect(concept.edit_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds what the page was asked with, and where to make a new term."""
        assert self.writer is not None
        return {
            **super().get_context_data(**kwargs),
            "text": self.text,
            "language_code": self.request.GET.get("language", ""),
            "like_form": LikeForm(initial={"like": self.like}),
            "add_url": self.writer.add_url(),
        }
