"""Texts of Wagtail and wagtail-localize whose Hungarian is poor or wrong where editors meet it every day.

They are named here so that they are in our catalogues, and a text of ours goes before one of a package. The Hungarian is
in `locale/hu`. Here "review" is what Wagtail calls a workflow or moderation, and a slug is the end of a web address. A
test finds out when a package drops a text or its own Hungarian is as good.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

OVERRIDDEN = (
    # Front page of the admin.
    _("Dashboard"),
    _("This is your dashboard on which helpful information about content you've created will be displayed."),
    _("Awaiting your review"),
    _("Your pages and snippets in a workflow"),
    _("Task submitted by"),
    _("Task started"),
    _("Awaiting"),
    _("Sorry, you do not have permission to access this area."),
    _("%(time_period)s ago"),
    _("%(time_period)s ago by %(user_display_name)s"),
    # Lists.
    _("Exploring"),
    _("Add child page"),
    _("Add a child page"),
    _("Add a child page to '%(title)s'"),
    _("Explore child pages of '%(title)s'"),
    _("Choose which type of page you'd like to create."),
    _("Sorry, you cannot create a page at this location."),
    _("Actions"),
    _("More actions"),
    _("Bulk actions"),
    _("More bulk actions"),
    # Editor.
    _("slug"),
    _("New slug"),
    _("The name of the page as it will appear in URLs e.g http://domain.com/blog/[my-slug]/"),
    _('This slug is already in use within the context of its parent page "%(parent_page_title)s"'),
    _("This field is required."),
    _("You have <span>unsaved edits</span>"),
    _("Save your changes before leaving"),
    _("Submit for moderation"),
    _("Submit to %(workflow_name)s"),
    _("Resubmit to %(task_name)s"),
    _("Restart workflow "),
    _("Cancel workflow "),
    _("Request changes"),
    _("The page could not be created due to validation errors."),
    _("The page could not be saved due to validation errors."),
    _("Go to the first error"),
    _("Cut"),
    _("Privacy changes apply to all children of this page too."),
    _("In Moderation"),
    _("in moderation"),
    _("live + in moderation"),
    _("Visit the live page"),
    _("Page '%(page_title)s' has been submitted for moderation."),
    _("Page '%(page_title)s' created and submitted for moderation."),
    _("This page hasn't been submitted for moderation yet"),
    # History.
    _("History"),
    _("View history"),
    _("Workflow history"),
    _("Latest"),
    _("Live version"),
    _("Compare with live version"),
    _("Changes requested"),
    _("Changes requested at"),
    _("%(status_display)s %(task_name)s %(started_at)s"),
    _("Page '%(page_title)s' has been replaced with version from %(previous_revision_datetime)s."),
    # Deletion.
    _(
        'Alternatively you can <a href="%(unpublish_url)s">unpublish the page</a>. This removes the '
        "page from public view and you can edit or publish it again later."
    ),
    # Sending for translation.
    _("Translate this page"),
    _("Translate page"),
    _("Locales"),
    _("{} locales"),
    _("All child pages will be created."),
    _("The page '{page_title}' was successfully submitted for translation into {locales}"),
    _("Why would I sync my page?"),
    _(
        "Changes are not automatically applied between translated pages. Syncing will add new "
        "content for translation and remove deleted content."
    ),
    _("The last sync date was %(last_sync_date)s. You are about to sync the following:"),
    _("Start Synced translation"),
    _("Translation has been stopped."),
    _("Translation has been restarted."),
    # Letters.
    _("Hello %(username)s,"),
    _('The page "%(title)s" has been submitted for approval in moderation stage "%(task)s".'),
    _('The page "%(title)s" has been submitted for approval to moderation stage "%(task)s".'),
    _('The page "%(title)s" has been submitted for approval in moderation stage "%(task)s"'),
    _('The page "%(title)s" has been approved in workflow "%(workflow)s".'),
    _('The page "%(title)s" has been approved in "%(workflow)s".'),
    _('The page "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s" by %(rejector)s.'),
    _('The page "%(title)s" has been rejected during "%(workflow)s".'),
    _('The following comment was left: "%(comment)s"'),
    _("You can edit the page here:"),
    _("You can preview the page here:"),
    _("You can view the page here:"),
)

OVERRIDDEN_PLURALS = (
    ngettext_lazy(
        "This %(model_name)s is referenced %(usage_count)s time.",
        "This %(model_name)s is referenced %(usage_count)s times.",
        "usage_count",
    ),
    ngettext_lazy(
        "Deleting this page will also delete %(descendant_count)s child page.",
        "Deleting this page will also delete %(descendant_count)s more child pages.",
        "descendant_count",
    ),
)
