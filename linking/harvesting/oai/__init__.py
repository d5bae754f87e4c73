"""OAI-PMH 2.0: every text of a work as a record (https://www.openarchives.org/OAI/openarchivesprotocol.html).

A text that was once public stays a record for good; one that not everybody may see now is a deleted record.
"""
