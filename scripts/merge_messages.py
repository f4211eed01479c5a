"""The Persian words: gather kargah/locale/fa/parts/*.po into the catalogue that gettext reads.

    python scripts/merge_messages.py            writes LC_MESSAGES/django.po and django.mo
    python scripts/merge_messages.py --check    writes nothing; fails when a message of the source has no translation

The parts are the source and are edited by hand; the catalogue is made. One message may stand in several parts as
long as they agree. Messages are read from the code itself (gettext calls, template tags), without any other tool.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

HOUSE = Path(__file__).resolve().parent.parent / "kargah"
FA = HOUSE / "locale" / "fa"
HEADER = {
    "Language": "fa",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}
CONTEXT_FIRST = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy"}
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop"} | CONTEXT_FIRST | PLURAL
IN_TEMPLATE = re.compile(r"(?<![\w.])(" + "|".join(sorted(CALLS, key=len, reverse=True)) + r")\(")
LITERAL = re.compile(r"""\s*u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")\s*,?""", re.DOTALL)
PLACEHOLDER = re.compile(r"(?<!%)%\((\w+)\)[sd]|(?<!%)%(?:%%)*[sd]")


class Message(NamedTuple):
    context: str | None
    text: str
    plural: str | None
    where: str


class Disagreement(Exception):
    """Two parts translate one message differently."""


def _message(call: str, words: list[str], where: str) -> Message | None:
    context = words.pop(0) if call in CONTEXT_FIRST and words else None
    if not words:
        return None
    plural = words[1] if call in PLURAL and len(words) > 1 else None
    return Message(context, words[0], plural, where)


def in_python(source: str, where: str) -> Iterator[Message]:
    """The messages of gettext calls whose words are written out in the call."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        call = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if call not in CALLS:
            continue
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if found := _message(call, words, f"{where}:{node.lineno}"):
            yield found


def in_template(source: str, where: str) -> Iterator[Message]:
    from django.utils.translation.template import templatize

    plain = templatize(source, origin=where)
    for match in IN_TEMPLATE.finditer(plain):
        words, at = [], match.end()
        while literal := LITERAL.match(plain, at):
            words.append(ast.literal_eval(literal[1]))
            at = literal.end()
        if found := _message(match[1], words, where):
            yield found


def of_the_source(house: Path = HOUSE) -> Iterator[Message]:
    for path in sorted(house.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from in_python(path.read_text("utf-8"), str(path.relative_to(house.parent)))
    for path in sorted([*house.rglob("*.html"), *house.rglob("*.txt")]):
        if "templates" in path.parts:
            yield from in_template(path.read_text("utf-8"), str(path.relative_to(house.parent)))


def merged(parts: list[Path]) -> polib.POFile:
    """One catalogue of all parts, sorted by message. Raises Disagreement."""
    kept: dict[tuple[str | None, str], tuple[polib.POEntry, Path]] = {}
    quarrels = []
    for part in sorted(parts):
        for entry in polib.pofile(str(part)):
            if entry.obsolete:
                continue
            key = (entry.msgctxt, entry.msgid)
            if key not in kept:
                kept[key] = (entry, part)
                continue
            other, its_part = kept[key]
            if (entry.msgstr, entry.msgstr_plural) != (other.msgstr, other.msgstr_plural):
                quarrels.append(
                    f"{entry.msgid!r}: {part.name} says {_said(entry)!r}, {its_part.name} says {_said(other)!r}"
                )
    if quarrels:
        raise Disagreement("\n".join(quarrels))
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = HEADER
    for _, (entry, _part) in sorted(kept.items(), key=lambda item: (item[0][1], item[0][0] or "")):
        catalogue.append(entry)
    return catalogue


def _said(entry: polib.POEntry) -> str:
    return entry.msgstr or " | ".join(entry.msgstr_plural.values())


def complaints(messages: list[Message], catalogue: polib.POFile) -> Iterator[str]:
    """What is missing or wrong, one sentence each."""
    entries = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    told = set()
    for message in messages:
        key = (message.context, message.text)
        if key in told or not message.text.strip():
            continue
        told.add(key)
        entry = entries.get(key)
        if entry is None or entry.fuzzy or not _said(entry).strip():
            yield f"{message.where}: no translation of {message.text!r}"
        elif message.plural and not (entry.msgstr_plural and all(entry.msgstr_plural.values())):
            yield f"{message.where}: no plural translation of {message.text!r}"
    for entry in catalogue:
        asked = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        for said in [entry.msgstr, *entry.msgstr_plural.values()]:
            if said and not set(PLACEHOLDER.findall(said)) <= asked:
                yield f"{entry.msgid!r}: its translation names a value that the message does not have"
            elif said and not entry.msgid_plural and set(PLACEHOLDER.findall(said)) != asked:
                yield f"{entry.msgid!r}: its translation leaves out a value"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when something is untranslated"
    )
    options = parser.parse_args()
    try:
        catalogue = merged(list((FA / "parts").glob("*.po")))
    except Disagreement as quarrel:
        print(quarrel, file=sys.stderr)
        return 1
    if options.check:
        found = list(complaints(list(of_the_source()), catalogue))
        print("\n".join([*found, f"{len(catalogue)} messages, {len(found)} complaints"]))
        return 1 if found else 0
    target = FA / "LC_MESSAGES"
    target.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(target / "django.po"))
    catalogue.save_as_mofile(str(target / "django.mo"))
    print(f"{len(catalogue)} messages in Persian")
    return 0


if __name__ == "__main__":
    sys.exit(main())
