"""Texts of Django, Wagtail and wagtail-localize that say "Ön" to people whom the rest of the interface calls "te".

They are named here for the same reason as in `core.upstream_messages`, and the Hungarian is in `locale/hu`. A test knows
formal Hungarian by its verbs and finds what is missing here.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

FORMAL = (
    # Forms and people (Django).
    _(
        "Designates whether this user should be treated as active. Unselect this instead of deleting accounts."
    ),
    _("Ensure this value is %(limit_value)s (it is %(show_value)s)."),
    _("Ensure this value is a multiple of step size %(limit_value)s."),
    _("Ensure this value is greater than or equal to %(limit_value)s."),
    _("Ensure this value is less than or equal to %(limit_value)s."),
    _("Enter a complete value."),
    _("Enter a list of values."),
    _("Enter a valid %(protocol)s address."),
    _("Enter a valid date."),
    _("Enter a valid date/time."),
    _("Enter a valid domain name."),
    _("Enter a valid duration."),
    _("Enter a valid email address."),
    _("Enter a valid integer."),
    _("Enter a valid JSON."),
    _("Enter a valid time."),
    _("Enter a valid URL."),
    _("Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters."),
    _(
        "Enter a valid username. This value may contain only unaccented lowercase a-z and uppercase A-Z letters, numbers, and @/./+/-/_ characters."
    ),
    _("Enter a valid UUID."),
    _("Enter a valid value."),
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("Enter a valid “slug” consisting of Unicode letters, numbers, underscores, or hyphens."),
    _("Enter a whole number."),
    _("Enter new password"),
    _("Enter only digits separated by commas."),
    _("Enter the same password as before, for verification."),
    _("No file was submitted. Check the encoding type on the form."),
    _("Please correct the duplicate data for %(field)s, which must be unique."),
    _("Please correct the duplicate data for %(field)s."),
    _(
        "Please correct the duplicate data for %(field_name)s which must be unique for the %(lookup)s in %(date_field)s."
    ),
    _("Please correct the duplicate values below."),
    _("Please either submit a file or check the clear checkbox, not both."),
    _("Please enter a correct %(username)s and password. Note that both fields may be case-sensitive."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("The password is too similar to the %(verbose_name)s."),
    _("This password is entirely numeric."),
    _("Upload a valid image. The file you uploaded was either not an image or a corrupted image."),
    _("Your old password was entered incorrectly. Please enter it again."),
    # Editor, lists, workflows, collections (Wagtail).
    _(
        "%(hostname)s is already configured as the default site. You must unset that before you can save this site as default."
    ),
    _("A link to reset your password has been emailed to you if an account exists for this address."),
    _("Are you sure you want to convert this alias into an ordinary page?"),
    _("Are you sure you want to delete this %(model_name)s?"),
    _("Are you sure you want to delete this collection?"),
    _("Are you sure you want to delete this page?"),
    _("Are you sure you want to disable this task?"),
    _("Are you sure you want to disable this workflow?"),
    _("Avoid skipping levels"),
    _("Check your email"),
    _("Choose which type of task you'd like to create."),
    _("Configure a site now."),
    _(
        "Converting this to an internal link to %(page)s would make the link automatically update if the underlying page changes its URL. Would you like to do this?"
    ),
    _("Correct the validation errors to resume preview (saving will highlight errors)"),
    _(
        "Focus on the drag button and press up or down arrows to move the item, then press enter to submit the change."
    ),
    _("Forgotten password?"),
    _("If you confirm deletion"),
    _("If you just want to add pages to an existing site, create them as children of the homepage instead."),
    _(
        'JavaScript is required to use Wagtail, but it is currently disabled.<br /> Here are the <a href="https://www.enable-javascript.com/" target="_blank" rel="noreferrer">instructions how to enable JavaScript in your web browser</a>.'
    ),
    _('No collections have been created. Why not <a href="%(add_collection_url)s">add one</a>?'),
    _('No tasks have been created. Why not <a href="%(add_url)s">add one</a>?'),
    _('No workflows have been created. Why not <a href="%(add_url)s">add one</a>?'),
    _(
        "Pages created here will not be accessible at any URL. To add pages to an existing site, create them as children of the homepage."
    ),
    _("Password change successful"),
    _("Please select at least one group."),
    _("Preview cannot display due to validation errors. <br /> Click save to highlight the relevant fields."),
    _("Reset your password"),
    _(
        "Select hierarchical position. Note: a collection cannot become a child of itself or one of its descendants."
    ),
    _(
        "Set this to something other than 80 if you need a specific port number to appear in URLs (e.g. development on port 8000). Does not affect request handling (so port forwarding still works)."
    ),
    _("Set your new password"),
    _('There are no %(model_name)s to display. Why not <a href="%(add_url)s">add one</a>?'),
    _('There are no enabled tasks. Why not <a href="%(add_url)s">add one</a>?'),
    _('There are no enabled workflows. Why not <a href="%(add_url)s">add one</a>?'),
    _("This page is live. Would you like to publish its copy as well?"),
    _('This publishing schedule will only take effect after you select the "Schedule to publish" option'),
    _(
        "This workflow is currently in progress on %(workflow_states_in_progress)s pages. Deleting this workflow will cancel moderation on these page. Are you sure you want to delete this workflow?"
    ),
    _("Use a meaningful title for screen reader users"),
    _("Use meaningful text for screen reader users"),
    _("Use proper heading tags"),
    _(
        'Why not <a class="create-one-now" href="#tab-new" data-action="w-tabs#select:prevent" data-w-tabs-target="trigger" data-w-tabs-focus-param="true">create one now</a>?'
    ),
    _(
        'Workflows apply to child pages too. If you select a parent page here, its child pages will also use this workflow. See <a href="%(workflow_pages_url)s">the list of the pages</a> your workflow applies to.'
    ),
    _("Would you still like to publish this %(model_name)s?"),
    _("Would you still like to publish this page?"),
    _("You are viewing a previous version of this %(model_name)s from <b>%(created_at)s</b> by %(user)s"),
    _("You are viewing a previous version of this page from <b>%(created_at)s</b> by %(user)s"),
    _("You can edit the %(model_name)s here:"),
    _("You can edit the privacy settings on:"),
    _('You do not have permission to copy to page "%(page_title)s"'),
    _("You haven't created any tasks."),
    _("Your %(username_field)s and password didn't match. Please try again."),
    _(
        "Your account doesn't have access to this page. To proceed, please log in with an account that has access."
    ),
    _(
        'Your version: <strong>%(current_version)s</strong>. New version: <strong data-w-upgrade-target="latestVersion"></strong>.'
    ),
    # Images and documents (Wagtail).
    _("Drag and drop documents into this area to upload immediately."),
    _("Drag and drop images into this area to upload immediately."),
    _("Please add some alt text for your image or mark it as decorative"),
    _("Please enter a valid URL"),
    _("Please provide an image description to comply with best practices for accessibility."),
    _("Select documents in choosers"),
    _("Select images in choosers"),
    _("There seems to be a problem with your embedly API key. Please check your settings."),
    _("There seems to be an error with Embedly while trying to embed this URL. Please try again later."),
    _("To define this image's most important region, drag a box over the image above."),
    _(
        "Upload successful. Please update this document with a more appropriate title, if necessary. You may also delete the document completely if the upload wasn't required."
    ),
    _(
        "Upload successful. Please update this image with a more appropriate title, if necessary. You may also delete the image completely if the upload wasn't required."
    ),
    _(
        'Why not <a class="upload-one-now" href="#tab-upload" data-action="w-tabs#select:prevent" data-w-tabs-target="trigger" data-w-tabs-focus-param="true">upload one now</a>?'
    ),
    _(
        'You haven\'t uploaded any documents in this collection. Why not <a href="%(wagtaildocs_add_document_url)s">upload one now</a>?'
    ),
    _("You haven't uploaded any documents."),
    _(
        'You haven\'t uploaded any documents. Why not <a href="%(wagtaildocs_add_document_url)s">upload one now</a>?'
    ),
    _(
        'You haven\'t uploaded any images in this collection. Why not <a href="%(wagtailimages_add_image_url)s">upload one now</a>?'
    ),
    _("You haven't uploaded any images."),
    _(
        'You haven\'t uploaded any images. Why not <a href="%(wagtailimages_add_image_url)s">upload one now</a>?'
    ),
    # Snippets, people, redirects, promoted results (Wagtail).
    _(
        "<p>Select a file where redirects are separated into rows and contains the columns representing <code>from</code> and <code>to</code> (they can be named anything).</p> <p>After submitting you will be taken to a confirmation view where you can customize your redirects before import.</p>"
    ),
    _("Alternatively, use an external link for this promotion"),
    _("Are you sure you want to assign this role to these users?"),
    _("Are you sure you want to change the active state for these users?"),
    _("Are you sure you want to delete %(count)s %(snippet_type_name)s?"),
    _("Are you sure you want to delete all promoted results for this search term?"),
    _("Are you sure you want to delete these users?"),
    _("Are you sure you want to delete this %(snippet_type_name)s?"),
    _("Are you sure you want to delete this group?"),
    _("Are you sure you want to delete this redirect?"),
    _(
        "Enter the full search string to match. An exact match is required for your Promoted Results to be displayed, wildcards are NOT allowed."
    ),
    _("Leave blank if not changing."),
    _(
        'No promoted results have been created. Why not <a href="%(wagtailsearchpromotions_add_url)s">add one</a>?'
    ),
    _('No redirects have been created. Why not <a href="%(wagtailredirects_add_redirect_url)s">add one</a>?'),
    _(
        "Optionally specify a route on the target page to redirect to. Leave blank to redirect to the default page route."
    ),
    _("Please only select a page OR enter an external link."),
    _("Please specify at least one recommendation for this search term."),
    _("Receive notification when a page is submitted for moderation"),
    _(
        "Receive notification when comments have been created, resolved, or deleted on a page that you have subscribed to receive comment notifications on"
    ),
    _("Receive notification when your page edit is approved"),
    _("Receive notification when your page edit is rejected"),
    _('There are no groups configured. Why not <a href="%(wagtailusers_create_group_url)s">add some</a>?'),
    _('There are no users configured. Why not <a href="%(wagtailusers_add_url)s">add some</a>?'),
    _("You don't have permission to delete these %(snippet_plural_name)s"),
    _("You don't have permission to delete this %(snippet_type_name)s"),
    _(
        'You haven\'t created any %(snippet_type_name)s snippets. Why not <a href="%(wagtailsnippets_create_snippet_url)s" target="_blank" rel="noreferrer">create one now</a>?'
    ),
    # Translations (wagtail-localize).
    _(
        'Apply the updates and publish immediately. The changes will use the original language until translated unless you also select "Use machine translation".'
    ),
    _(
        "Are you sure you want to convert this page into an alias? This will overwrite the content of the page with the content of '%(source_page_title)s' (%(source_page_locale)s)"
    ),
    _(
        "Choose a locale to synchronise content from. Any existing and future content authored in the selected locale will be automatically copied to this one."
    ),
    _(
        "New validation errors were found when publishing '{object}' in {locale}. Please fix them or click publish again to ignore these translations for now."
    ),
)

FORMAL_PLURALS = (
    # Forms and people (Django).
    ngettext_lazy(
        "Ensure that there are no more than %(max)s decimal place.",
        "Ensure that there are no more than %(max)s decimal places.",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit before the decimal point.",
        "Ensure that there are no more than %(max)s digits before the decimal point.",
    ),
    ngettext_lazy(
        "Ensure that there are no more than %(max)s digit in total.",
        "Ensure that there are no more than %(max)s digits in total.",
    ),
    ngettext_lazy(
        "Ensure this filename has at most %(max)d character (it has %(length)d).",
        "Ensure this filename has at most %(max)d characters (it has %(length)d).",
    ),
    ngettext_lazy(
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    ),
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    ngettext_lazy("Please submit at least %(num)d form.", "Please submit at least %(num)d forms."),
    ngettext_lazy("Please submit at most %(num)d form.", "Please submit at most %(num)d forms."),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    # Editor, lists, workflows, collections (Wagtail).
    ngettext_lazy(
        "%(count)s of the pages being copied is live. Would you like to publish its copy?",
        "%(count)s of the pages being copied are live. Would you like to publish their copies?",
    ),
    ngettext_lazy(
        "This page has one child page and its translations have a combined %(translation_descendant_count)s translated child pages. Unpublish these too",
        "This page has %(live_descendant_count)s child pages and its translations have a combined %(translation_descendant_count)s translated child pages. Unpublish these too",
    ),
    ngettext_lazy(
        "This page has one subpage and its translations have a combined one translated child page. Unpublish these too",
        "This page has %(live_descendant_count)s child pages and its translations have a combined one translated child page. Unpublish these too",
    ),
    ngettext_lazy(
        "This will also move one translation of this page and its child pages",
        "This will also move %(translations_to_move_count)s translations of this page and their child pages",
    ),
    ngettext_lazy(
        "This workflow is in progress on %(states_in_progress)d page/snippet. Disabling this workflow will cancel moderation on this page/snippet.",
        "This workflow is in progress on %(states_in_progress)d pages/snippets. Disabling this workflow will cancel moderation on these pages/snippets.",
    ),
    # Images and documents (Wagtail).
    ngettext_lazy(
        "Are you sure you want to add the following document to the selected collection?",
        "Are you sure you want to add the following documents to the selected collection?",
    ),
    ngettext_lazy(
        "Are you sure you want to add the following image to the selected collection?",
        "Are you sure you want to add the following images to the selected collection?",
    ),
    ngettext_lazy(
        "Are you sure you want to tag the following document?",
        "Are you sure you want to tag the following documents?",
    ),
    ngettext_lazy(
        "Are you sure you want to tag the following image?",
        "Are you sure you want to tag the following images?",
    ),
    ngettext_lazy(
        "You don't have permission to add tags to this document",
        "You don't have permission to add tags to these documents",
    ),
    ngettext_lazy(
        "You don't have permission to add tags to this image",
        "You don't have permission to add tags to these images",
    ),
    ngettext_lazy(
        "You don't have permission to add this document to a collection",
        "You don't have permission to add these documents to a collection",
    ),
    ngettext_lazy(
        "You don't have permission to add this image to a collection",
        "You don't have permission to add these images to a collection",
    ),
    ngettext_lazy(
        "You don't have permission to delete this document",
        "You don't have permission to delete these documents",
    ),
    ngettext_lazy(
        "You don't have permission to delete this image", "You don't have permission to delete these images"
    ),
    # Snippets, people, redirects, promoted results (Wagtail).
    ngettext_lazy(
        "You don't have permission to delete this user", "You don't have permission to delete these users"
    ),
    ngettext_lazy(
        "You don't have permission to edit this user", "You don't have permission to edit these users"
    ),
)
