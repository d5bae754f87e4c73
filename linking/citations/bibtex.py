"""References as BibTeX: the entry type @online of biblatex, in UTF-8 (biblatex manual, sections 2.1.1 and 2.2)."""

from linking.citations.reference import Reference

# Characters that TeX takes for commands; a backslash becomes one too, so all are replaced at once.
ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # Not "\{": BibTeX counts braces, escaped or not.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "%": r"\%",
        "&": r"\&",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
LANGUAGES = {"hu": "hungarian", "en": "english"}  # as the package babel calls them


def write_bibtex(reference: Reference) -> str:
    """An entry, ended by a line break.

    Titles and names stand in braces of their own: a style changes no capital letters, and an organisation with "and" in
    its name is one.
    """
    fields = {
        "author": f"{{{_escape(reference.responsible)}}}",
        "title": f"{{{_escape(reference.title)}}}",
        "organization": _escape(reference.publisher),
        "date": reference.published.isoformat(),
        "year": str(reference.published.year),
        "version": str(reference.version),
        "note": _escape(reference.licence),
        "url": reference.url,
        "langid": LANGUAGES[reference.language_code],
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@online{{{reference.key},\n{lines}}}\n"


def _escape(text: str) -> str:
    return text.translate(ESCAPED)
