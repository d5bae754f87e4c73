"""What a browser would send back from a form of the admin, unchanged."""

from typing import Any

from django.forms import BaseForm, Form
from django.forms.models import BaseModelFormSet
from wagtail.blocks import StreamValue
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield


def posted(form: BaseForm) -> dict[str, Any]:
    """The values of `form` and its formsets as they were shown, ready to be changed and posted."""
    data = _values(form)
    for formset in getattr(form, "formsets", {}).values():
        data |= _formset(formset)
    comments = "comments"
    data.setdefault(f"{comments}-TOTAL_FORMS", "0")
    data.setdefault(f"{comments}-INITIAL_FORMS", "0")
    return data


def mistakes(response: Any) -> dict[str, Any]:
    """What the form of this response says is wrong, with its formsets: {"title": [...], "steps": [{...}, ...]}."""
    form = response.context["form"]
    found: dict[str, Any] = {name: list(errors) for name, errors in form.errors.items()}
    for name, formset in getattr(form, "formsets", {}).items():
        wrong = [
            *formset.non_form_errors(),
            *({key: list(value) for key, value in e.items()} for e in formset.errors),
        ]
        if any(wrong):
            found[name] = wrong
    return found


def _formset(formset: BaseModelFormSet) -> dict[str, Any]:
    data = _values(formset.management_form)
    for number, form in enumerate(formset.forms):
        data |= posted_child(form, number + 1)
    return data


def posted_child(form: BaseForm, order: int) -> dict[str, Any]:
    data = _values(form)
    data[form.add_prefix("ORDER")] = str(order)
    data.pop(form.add_prefix("DELETE"), None)
    return data


def _values(form: BaseForm | Form) -> dict[str, Any]:
    data = {}
    for bound in form:
        value = bound.value()
        rendered = (
            bound.field.widget.format_value(value) if hasattr(bound.field.widget, "format_value") else value
        )
        # A browser sends a hidden field whatever is in it: the id of a child that has none yet.
        hidden = {bound.html_name: ""} if bound.is_hidden and value is None else {}
        data.update(hidden or _as_posted(bound.html_name, rendered, value))
    return data


def _as_posted(name: str, rendered: Any, value: Any) -> dict[str, Any]:
    if isinstance(value, StreamValue):
        return _stream(name, value)
    if value is None or value is False:
        return {}
    if isinstance(rendered, list | tuple):
        return {name: [str(item) for item in rendered]}
    return {name: "" if rendered is None else str(rendered)}


def _stream(name: str, value: Any) -> dict[str, Any]:
    """A body of headings and texts; other blocks are not posted so far."""
    posted_blocks = []
    for child in value:
        assert child.block_type in ("heading", "text"), child.block_type
        text = child.value if child.block_type == "heading" else rich_text(child.value.source)
        posted_blocks.append((child.block_type, text))
    data = nested_form_data({name: streamfield(posted_blocks)})
    for place, child in enumerate(value):
        data[f"{name}-{place}-id"] = child.id
    return data
