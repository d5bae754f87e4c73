"""The library format: works as Markdown files, a folder each, imported through the models that editors use.

`importing.import_library` is the way in. What a file may say is read off the page types (`shapes`); docs/library.md
describes the format for those who write it.
"""
