"""Compiled patterns are kept, and never trusted further than their digest."""

import re
import time
from pathlib import Path

import pytest

from annotator.nlp import patterns

PATTERN = "(?i)" + "|".join(f"(?:mot{number}-[a-zé]+)" for number in range(6_000))


def compiled(folder: Path) -> tuple[re.Pattern[str], float]:
    re.purge()
    begun = time.perf_counter()
    with patterns.remembered(folder):
        found = re.compile(PATTERN)
    return found, time.perf_counter() - begun


def test_a_recalled_pattern_matches_as_the_compiled_one(tmp_path: Path) -> None:
    first, slow = compiled(tmp_path)
    again, fast = compiled(tmp_path)
    assert len(PATTERN) > patterns.LONG
    assert (again.pattern, again.flags, again.groups) == (first.pattern, first.flags, first.groups)
    for word in ("Mot5999-aé", "mot1-", "x mot12-b"):
        for found, expected in ((again.match(word), first.match(word)), (again.search(word), first.search(word))):
            assert (found and found.span()) == (expected and expected.span())
    assert fast < slow / 2


def test_short_patterns_leave_no_file(tmp_path: Path) -> None:
    with patterns.remembered(tmp_path / "kept"):
        assert re.compile("ab+c{3}").match("abccc")
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 500])
def test_a_damaged_file_is_compiled_anew(tmp_path: Path, damage: bytes) -> None:
    first, _ = compiled(tmp_path)
    (kept,) = tmp_path.glob("*.regex")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:40] + damage)
    again, _ = compiled(tmp_path)
    assert again.match("mot3-a")
    assert first.match("mot3-a")
    assert kept.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    found, _ = compiled(tmp_path / "file")
    assert found.match("mot3-a")


def test_the_compiler_is_itself_again_afterwards(tmp_path: Path) -> None:
    compiler = __import__("re._compiler", fromlist=["compile"])
    before, engine = compiler.compile, compiler._sre
    with pytest.raises(re.error), patterns.remembered(tmp_path):
        re.compile("a" * patterns.LONG + "(")
    assert (compiler.compile, compiler._sre) == (before, engine)
