"""Where new works go in the tree of pages, and which addresses are taken there."""

from collections.abc import Iterable

from wagtail.models import Locale, Page

from core.models import BasePage
from linking.library.plans import WorkPlan
from linking.library.policies import Action
from linking.library.problems import Problem


def find_parent(model: type[BasePage], locale: Locale) -> Page | None:
    """The page that a new work of a type goes below: the first of the types that may hold it, in its language."""
    for parent_model in model.allowed_parent_page_models():
        if parent_model is Page:
            return Page.get_first_root_node()
        parent = parent_model._default_manager.filter(locale=locale).order_by("path").first()
        if parent is not None:
            return parent
    return None


def find_tree_mistakes(plans: Iterable[WorkPlan]) -> list[Problem]:
    """New works without a parent, and addresses that are taken."""
    plans = list(plans)
    made = {(plan.work.shape.model, plan.locale.pk) for plan in plans if plan.action is Action.CREATE}
    problems: list[Problem] = []
    taken: dict[tuple[type, int, str], WorkPlan] = {}
    for plan in plans:
        model = plan.work.shape.model
        parent = plan.page.get_parent() if plan.page else find_parent(model, plan.locale)
        parents_made = any(
            (parent_model, plan.locale.pk) in made for parent_model in model.allowed_parent_page_models()
        )
        if parent is None and not parents_made and plan.action is Action.CREATE:
            message = f"There is no page that may hold a {model._meta.verbose_name}: run setup_site first."
            problems.append(Problem(plan.work.source.text.file, 1, "", message))
            continue
        problems.extend(_find_taken_slugs(plan, parent, taken))
    return problems


def _find_taken_slugs(
    plan: WorkPlan, parent: Page | None, taken: dict[tuple[type, int, str], WorkPlan]
) -> list[Problem]:
    """The addresses of the work's texts that another file or another page has under the same parent."""
    if parent is not None and parent.is_root():
        return []  # the front page of a language: its slug is in no address
    problems = []
    parent_model = plan.work.shape.model.allowed_parent_page_models()[0]
    files = [
        (plan.locale, plan.work.source, plan.action),
        *((each.locale, each.file, each.action) for each in plan.translations),
    ]
    for locale, file, action in files:
        located = file.text.values.get("slug")
        if located is None or action not in {Action.CREATE, Action.UPDATE}:
            continue
        other = taken.setdefault((parent_model, locale.pk, located.value), plan)
        if other is not plan:
            problems.append(
                Problem(file.text.file, located.line, "slug", f"{other.work.path} has the same address.")
            )
        elif parent is not None:
            siblings = Page.objects.filter(slug=located.value, locale=locale, depth=parent.depth + 1)
            for page in siblings.exclude(translation_key=plan.work.key):
                if page.get_parent().translation_key == parent.translation_key:
                    message = f"Another page has this address: “{page.title}”."
                    problems.append(Problem(file.text.file, located.line, "slug", message))
    return problems
