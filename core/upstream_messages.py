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
    _("Sort menu order"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."),
    _(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in '<span class=\"w-title-ellipsis\">%(title)s</span>'."
    ),
    _("Enter a search term above"),
    _("%(num_pages)d pages and %(num_others)d others"),
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
    _("The descriptive text displayed underneath a headline in search engine results."),
    _("Choose when this %(model_name)s should go live and/or expire"),
    _("Choose when this page should go live and/or expire"),
    _("Choose who can view the live version of this page"),
    _("Are you sure you want to unschedule this revision?"),
    _("Anyone can edit this %(model_name)s – lock it to prevent others from editing"),
    _("Reviewers can edit this %(model_name)s – lock it to prevent other reviewers from editing"),
    _("Only you can make changes while the %(model_name)s is locked"),
    _("Only %(user)s can make changes while the %(model_name)s is locked"),
    _("No one can make changes while the %(model_name)s is locked"),
    _("Use meaningful text"),
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
    _("Content type"),
    _("Please upload a valid PO file."),
    _("Cannot import PO file that was created for a different translation."),
    # Pages, images and documents: copying, moving, publishing, unpublishing.
    _("You cannot copy a page into itself when copying subpages"),
    _("Select a new parent for this page."),
    _('You do not have permission to create a page under "%(page_title)s".'),
    _("Are you sure you want to delete these pages?"),
    _("Are you sure you want to move these pages?"),
    _("Are you sure you want to publish these pages?"),
    _("Are you sure you want to unpublish these pages?"),
    _("Are you sure you want to unpublish this page?"),
    _("Are you sure you want to unpublish this %(model_name)s?"),
    _("Are you sure you want to move this page into '%(title)s'?"),
    _("Are you sure you want to move this page and all of its children into '%(title)s'?"),
    _("Please type <b>%(wagtail_site_name)s</b> to confirm."),
    _("Or choose from your computer"),
    _("The source image file could not be found. Please change the source or delete the image."),
    # People.
    _("First Name"),
    _("Last Name"),
    _("Enter password"),
    _("Enter your %(username_field_name)s"),
    _("Enter your email address to reset your password"),
    _("Please follow the link below to reset your password:"),
    _("The password you have entered is not correct. Please try again."),
    _("Your username and password didn't match. Please try again."),
    _("Edit your notification preferences here:"),
    _("Select language for the admin"),
    _("Select your current time zone"),
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
    # Collections, snippets, documents, and letters about what is no page.
    _("Deleted a reply"),
    _("Rejected at '%(task)s'. Changes requested"),
    _("Resubmitted '%(task)s'. Workflow resumed"),
    _("%(model_name)s '%(object)s' created and submitted for moderation."),
    _("%(model_name)s '%(title)s' is now unlocked."),
    _("All %(objects)s documents on this screen selected"),
    _("All %(objects)s images on this screen selected"),
    _(
        'The %(model_name)s "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s" by %(rejector)s.'
    ),
    _('The %(model_name)s "%(title)s" has been rejected during "%(task)s" in workflow "%(workflow)s".'),
    _(
        'The %(model_name)s "%(title)s" has been submitted for moderation to workflow "%(workflow)s" by %(requester)s.'
    ),
    _(
        "This %(model_name)s was marked as needing changes at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."
    ),
    _("No promoted results have been created."),
    _("Document '%(document_title)s' added."),
    _("Document '%(document_title)s' updated"),
    _('Sorry, no snippets match "<em>%(search_query)s</em>"'),
    _("This action cannot be undone."),
    _("You cannot have multiple permission records for the same collection."),
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
    ngettext_lazy(
        "You don't have permission to delete this page", "You don't have permission to delete these pages"
    ),
    ngettext_lazy(
        "You don't have permission to move this page", "You don't have permission to move these pages"
    ),
    ngettext_lazy(
        "You don't have permission to publish this page", "You don't have permission to publish these pages"
    ),
    ngettext_lazy(
        "You don't have permission to unpublish this page",
        "You don't have permission to unpublish these pages",
    ),
    ngettext_lazy(
        "Are you sure you want to delete this image?", "Are you sure you want to delete these images?"
    ),
    ngettext_lazy(
        "Are you sure you want to delete this document?", "Are you sure you want to delete these documents?"
    ),
    ngettext_lazy(
        "Deleting this page will also delete %(translation_count)s translation of this page.",
        "This will also delete %(descendant_count)s more child pages. Deleting this page will also delete %(translation_count)s translations of this page.",
    ),
    ngettext_lazy("This page has one child page", "This page has %(counter)s child pages"),
    ngettext_lazy(
        "This page has one subpage. Unpublish this too",
        "This page has %(live_descendant_count)s subpages. Unpublish these too",
    ),
    ngettext_lazy("Change active state for 1 user", "Change active state for %(counter)s users"),
)
