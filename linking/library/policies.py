"""What an import does with a work, and what it does where an editor has been at work since."""

from enum import Enum


class Action(Enum):
    """What becomes of a text, a topic or a term."""

    CREATE = "create"
    UPDATE = "update"
    SAME = "unchanged"
    KEEP = "kept as editors have it"
    REFUSE = "refused"


# The actions that change something.
WRITTEN = frozenset({Action.CREATE, Action.UPDATE})


class Policy(Enum):
    """How an import meets what editors have changed.

    A file that has not changed never undoes an editor's change. One that has changed as well is refused, or wins
    (`OVERWRITE`), or loses (`KEEP`, for what is imported without anybody asking). `ONLY_NEW` leaves alone whatever was
    there before, also what was there and has been deleted.
    """

    REFUSE = "refuse"
    OVERWRITE = "overwrite"
    KEEP = "keep"
    ONLY_NEW = "only new"


def choose(policy: Policy, *, is_edited: bool, is_file_new: bool) -> Action:
    """What to do with something whose stored form differs from its file."""
    if policy is Policy.ONLY_NEW:
        return Action.KEEP
    if not is_edited or policy is Policy.OVERWRITE:
        return Action.UPDATE
    if not is_file_new or policy is Policy.KEEP:
        return Action.KEEP
    return Action.REFUSE
