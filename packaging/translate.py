"""Collect every string that a person reads, update the catalogues and compile them.

python packaging/translate.py            update resources/i18n/*.ts and *.qm
python packaging/translate.py --missing  list what has no French yet
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
FOLDER = TOP / "resources" / "i18n"
FORMS = {"fr": 2, "en": 2}


@dataclass(frozen=True, order=True)
class Message:
    """One string to translate: its context, English text, meaning and whether it has a plural."""

    context: str
    source: str
    meaning: str = ""
    plural: bool = False


class NotLiteralError(Exception):
    """A call that must name a literal does not."""


def collect(top: Path = TOP) -> list[Message]:
    """Return every message of the package, sorted."""
    found: set[Message] = set()
    for path in sorted((top / "annotator").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"), str(path))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found.update(_messages(node, path))
    return sorted(found)


def _messages(call: ast.Call, path: Path) -> Iterator[Message]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name not in {"tr", "mark", "KnownError"} or not call.args:
        return
    if path.name == "errors.py" and path.parent.name == "domain":
        return
    keywords = {word.arg: word.value for word in call.keywords if word.arg}
    meaning = keywords.get("meaning")
    for text in _literals(call.args[0], path):
        if name == "KnownError":
            yield Message("errors", text)
        else:
            said = next(_literals(meaning, path)) if meaning is not None and name == "tr" else ""
            yield Message("annotator", text, said, name == "tr" and "n" in keywords)


def _literals(node: ast.expr, path: Path) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from _literals(body, path)
            yield from _literals(other, path)
        case _:
            raise NotLiteralError(f"{path}:{node.lineno}: the text must be a literal: {ast.unparse(node)}")


def read(path: Path) -> dict[Message, list[str]]:
    """Return the translations of a catalogue, one or as many as there are plural forms."""
    if not path.exists():
        return {}
    known: dict[Message, list[str]] = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for entry in context.iter("message"):
            message = Message(
                name, entry.findtext("source") or "", entry.findtext("comment") or "", entry.get("numerus") == "yes"
            )
            translation = entry.find("translation")
            forms = [] if translation is None else [form.text or "" for form in translation.iter("numerusform")]
            single = "" if translation is None else translation.text or ""
            known[message] = forms if message.plural else [single]
    return known


def write(path: Path, language: str, translations: dict[Message, list[str]]) -> None:
    """Write a catalogue in the format of Qt Linguist."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for message, said in sorted(translations.items()):
        if message.context not in contexts:
            contexts[message.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[message.context], "name").text = message.context
        entry = ET.SubElement(contexts[message.context], "message", {"numerus": "yes"} if message.plural else {})
        ET.SubElement(entry, "source").text = message.source
        if message.meaning:
            ET.SubElement(entry, "comment").text = message.meaning
        finished = bool(said) and all(said)
        translation = ET.SubElement(entry, "translation", {} if finished else {"type": "unfinished"})
        if message.plural:
            for form in said or [""] * FORMS[language]:
                ET.SubElement(translation, "numerusform").text = form
        else:
            translation.text = said[0] if said else ""
    ET.indent(root, "  ")
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8", newline="\n")


def update(folder: Path = FOLDER, top: Path = TOP) -> None:
    """Bring both catalogues up to date with the source; English keeps the plural forms only."""
    messages = collect(top)
    for language in FORMS:
        path = folder / f"annotator_{language}.ts"
        known = read(path)
        wanted = [message for message in messages if message.plural or language != "en"]
        write(path, language, {message: known.get(message, []) for message in wanted})


def compile_catalogue(source: Path, target: Path) -> None:
    """Compile a .ts file by lrelease."""
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    command = [str(lrelease), "-silent", str(source), "-qm", str(target)]
    subprocess.run(command, check=True)


def missing(language: str = "fr", folder: Path = FOLDER) -> list[Message]:
    """Return the messages of a catalogue that are not fully translated."""
    return [m for m, said in read(folder / f"annotator_{language}.ts").items() if not (said and all(said))]


def main(arguments: list[str]) -> int:
    """Run the script."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    update()
    for language in FORMS:
        compile_catalogue(FOLDER / f"annotator_{language}.ts", FOLDER / f"annotator_{language}.qm")
    lacking = [message for language in FORMS for message in missing(language)]
    if "--missing" in arguments:
        for message in lacking:
            print(f"{message.context}\t{message.source}")
    print(f"{len(lacking)} messages are not translated yet", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
