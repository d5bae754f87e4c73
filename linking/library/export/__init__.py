"""The library format written: works, topics and terms as the files that `linking.library.importing` reads.

`exporting.export_library` writes everything, `exporting.write_work` one text. What a file says is read off the page types
by the same `linking.library.shapes` as in an import.
"""
