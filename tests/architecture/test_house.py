"""What the files around the code promise: locked packages, explained targets, listed settings."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements", "requirements-dev")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def list_wanted(name: str) -> list[Requirement]:
    lines = (line.partition("#")[0].strip() for line in read(f"{name}.in").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


@pytest.mark.parametrize("name", LOCKS)
def test_every_wanted_package_has_a_lower_bound(name: str) -> None:
    unbounded = [
        wanted.name
        for wanted in list_wanted(name)
        if not any(bound.operator in (">=", "==", "~=") for bound in wanted.specifier)
    ]
    assert unbounded == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_wanted_package_is_locked_within_its_bounds(name: str) -> None:
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", read(f"{name}.txt"), re.MULTILINE))
    missing = [
        str(wanted)
        for wanted in list_wanted(name)
        if not wanted.specifier.contains(locked.get(canonicalize_name(wanted.name), "0"))
    ]
    assert missing == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", read(f"{name}.txt").partition("make lock\n")[2])
    assert len(entries) > 20
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_both_locks_agree_on_versions() -> None:
    run, dev = (set(re.findall(r"^[\w.-]+==[^\\\n]+", read(f"{name}.txt"), re.MULTILINE)) for name in LOCKS)
    assert run - dev == set()


def test_make_help_explains_every_target() -> None:
    makefile = read("Makefile")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z][a-z-]*):.*## \S", makefile, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())
    assert (targets - explained, targets ^ phony) == (set(), set())


def test_env_example_lists_every_setting_and_no_other() -> None:
    used = set()
    for source in [*sorted((ROOT / "cms").glob("*.py")), ROOT / "scripts" / "run"]:
        used |= set(re.findall(r"""["'](CMS_[A-Z_]+)["']""", source.read_text(encoding="utf-8")))
    listed = re.findall(r"^#?(CMS_[A-Z_]+)=", read(".env.example"), re.MULTILINE)
    assert sorted(listed) == sorted(used)


def test_decisions_are_numbered_without_gaps_and_have_the_same_parts() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(len(records)))
    incomplete = [
        record.name
        for record in records
        if re.findall(r"^## (.+)$", record.read_text(encoding="utf-8"), re.MULTILINE)
        != ["Context", "Decision", "Consequences"]
    ]
    assert incomplete == []


@pytest.mark.parametrize(
    "document",
    [path.name for path in sorted(ROOT.glob("*.md"))]
    + ["docs/operators.md", "docs/partners.md", "docs/editors.hu.md", "docs/editors.en.md"],
)
def test_links_between_documents_lead_somewhere(document: str) -> None:
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", read(document))
    folder = (ROOT / document).parent
    assert [link for link in links if not (folder / link).exists()] == []
