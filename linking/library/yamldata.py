"""YAML with line numbers. Scalars stay the text that was written: `title: 2023` and `name: no` are texts."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from linking.library.problems import Problems

NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Scalar:
    """A single value as it was written."""

    line: int
    text: str


@dataclass(frozen=True)
class Sequence:
    """A list."""

    line: int
    items: list["Entry"] = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    """Keys and values; a key without a value (`note:`) is left out. `lines` has the line of every key."""

    line: int
    items: dict[str, "Entry"] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Entry = Scalar | Sequence | Mapping


class _Loader(yaml.SafeLoader):
    """Refuses aliases: the format has no use for them, and a short file can name a very long list with them."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.MarkedYAMLError(
                problem="aliases (*name) are not allowed", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)


def load(text: str, first_line: int, problems: Problems) -> Entry | None:
    """The document as entries, or None (empty, or not YAML: then with a problem). `first_line` is its place."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(
            first_line + (mark.line if mark else 0), "", f"This is not YAML: {_reason(error, first_line)}."
        )
        return None
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        code = error.character if isinstance(error.character, int) else ord(error.character)
        problems.add(line, "", f"This is not YAML: the character #x{code:04x} is not allowed.")
        return None
    except RecursionError:
        problems.add(first_line, "", "This is not readable: lists inside lists without end.")
        return None
    return _convert(node, first_line, problems) if node is not None else None


def _reason(error: yaml.MarkedYAMLError, first_line: int) -> str:
    begun = error.context_mark.line if error.context_mark else None
    is_elsewhere = begun is not None and error.problem_mark is not None and begun != error.problem_mark.line
    place = f"begun on line {first_line + begun}" if begun is not None and is_elsewhere else None
    return ", ".join(part for part in (error.context, place, error.problem) if part)


def _convert(node: yaml.Node, first_line: int, problems: Problems) -> Entry | None:
    line = first_line + node.start_mark.line
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == NULL else Scalar(line, node.value)
    if isinstance(node, yaml.SequenceNode):
        items = [_convert(item, first_line, problems) for item in node.value]
        return Sequence(line, [item if item is not None else Scalar(line, "") for item in items])
    mapping = Mapping(line)
    for key_node, value_node in node.value:
        key_line = first_line + key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            problems.add(key_line, "", "A key has to be a single word.")
            continue
        key = key_node.value
        if key in mapping.lines:
            problems.add(
                key_line,
                key,
                f"This key stands here for the second time (first on line {mapping.lines[key]}).",
            )
            continue
        mapping.lines[key] = key_line
        value = _convert(value_node, first_line, problems)
        if value is not None:
            mapping.items[key] = value
    return mapping
