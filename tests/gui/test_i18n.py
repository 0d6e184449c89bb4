"""The catalogues: complete, current, and with the same fields in both languages."""

import string
from pathlib import Path

import pytest

import translate
from annotator.domain.errors import KnownError
from annotator.gui import i18n
from annotator.gui.i18n import tr, tr_error

CHECKOUT = Path(__file__).resolve().parents[2]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_string_is_translated_into_french():
    known = translate.read(translate.FOLDER / "annotator_fr.ts")
    assert [m.source for m in translate.collect() if not (known.get(m) and all(known[m]))] == []


def test_no_catalogue_holds_a_string_that_is_gone():
    wanted = set(translate.collect())
    for language in translate.FORMS:
        known = translate.read(translate.FOLDER / f"annotator_{language}.ts")
        assert [m.source for m in known if m not in wanted] == []


def test_every_plural_has_its_english_forms():
    known = translate.read(translate.FOLDER / "annotator_en.ts")
    wanted = {m for m in translate.collect() if m.plural}
    assert {m for m, said in known.items() if all(said) and len(said) == 2} == wanted


@pytest.mark.parametrize("language", ["fr", "en"])
def test_translations_have_the_fields_of_their_source(language: str):
    for message, said in translate.read(translate.FOLDER / f"annotator_{language}.ts").items():
        for form in said:
            assert fields(form) == fields(message.source), message.source


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_compiled_catalogue_is_current(language: str, tmp_path: Path):
    translate.compile_catalogue(translate.FOLDER / f"annotator_{language}.ts", tmp_path / "made.qm")
    stored = (translate.FOLDER / f"annotator_{language}.qm").read_bytes()
    assert (tmp_path / "made.qm").read_bytes() == stored


def test_a_string_that_is_no_literal_is_refused(tmp_path: Path):
    (tmp_path / "annotator").mkdir()
    (tmp_path / "annotator" / "bad.py").write_text("tr(f'{a}')")
    with pytest.raises(translate.NotLiteralError):
        translate.collect(tmp_path)


@pytest.mark.usefixtures("qapp")
def test_the_window_speaks_french_and_english():
    i18n.set_language("fr")
    assert tr("Undo") == "Annuler"
    assert tr("{n} words", n=1) == "1 mot"
    assert tr("{n} words", n=1234).replace("\u202f", " ") == "1 234 mots"
    gone = KnownError("The dispatch {id} is no longer in the project.", id=7)
    assert tr_error(gone) == "La dépêche 7 n’est plus dans le projet."
    i18n.set_language("en")
    assert tr("{n} words", n=1) == "1 word"
    assert tr("{n} words", n=1234) == "1,234 words"
