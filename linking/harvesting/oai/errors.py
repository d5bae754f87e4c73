"""What the protocol says where it cannot answer (OAI-PMH 2.0, section 3.6)."""

import enum


class Code(enum.StrEnum):
    """The protocol's names of errors. `noSetHierarchy` and `noMetadataFormats` never happen: there are both."""

    BAD_ARGUMENT = "badArgument"
    BAD_TOKEN = "badResumptionToken"  # noqa: S105 – no secret
    BAD_VERB = "badVerb"
    NO_SUCH_FORMAT = "cannotDisseminateFormat"
    NO_SUCH_RECORD = "idDoesNotExist"
    NO_RECORDS = "noRecordsMatch"


class ProtocolError(Exception):
    """An answer that is none: a code of the protocol, and what is wrong in words."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
