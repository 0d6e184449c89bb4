import random
import shutil
from pathlib import Path

import pytest

from annotator.domain.errors import KnownError
from annotator.services.checking import check
from annotator.services.session import Session
from annotator.storage import listing
from annotator.storage.listing import Filter
from annotator.storage.project import Project
from tests.storage.frozen import frozen_file
from tests.storage.samples import fingerprint

BROKEN = {
    "UPDATE mention SET text = 'x' WHERE id = 'm1' AND layer = 1": ("u0", "m1"),
    "UPDATE mention_fragment SET end = 100000 WHERE layer = 1 AND mention = 'm2' AND ordinal = 2": ("u0", "m2"),
    "UPDATE quote_fragment SET end = 100000 WHERE role = 'cue'": ("u0", "q1"),
    "UPDATE dispatch SET sha256 = x'00' WHERE id = 3": ("u2", "SHA-256"),
    "UPDATE layer SET mentions = 7 WHERE id = 1": ("u0", "mentions: 7 are counted, 3 are there"),
    "UPDATE layer SET pending = 7 WHERE id = 1": ("u0", "pending"),
    "UPDATE layer_label SET mentions = 2 WHERE layer = 1 AND label = 'PER'": ("u0", "by label"),
    "UPDATE token_grid SET grid = x'010005ff05' WHERE dispatch = 2": ("u1", "token"),
    "UPDATE suggestion SET end = 100000 WHERE id = 's1'": ("u0", "s1"),
    "DELETE FROM suggestion WHERE id = 's2'": ("u0", "s2 is cited"),
    "PRAGMA foreign_keys = OFF; DELETE FROM cluster WHERE id = 'c1'": ("", "cluster"),
    "DROP TRIGGER dispatch_fts_update; UPDATE dispatch SET text = text || ' zut' WHERE id = 2": ("", "search index"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(frozen_file(1), tmp_path / "p.annotator"))


def test_a_sound_project_has_no_problem_and_is_not_touched(path: Path) -> None:
    before = fingerprint(path)
    seen: list[tuple[int, int]] = []
    assert list(check(path, progress=lambda done, total: seen.append((done, total)))) == []
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert fingerprint(path) == before


@pytest.mark.parametrize("sql", BROKEN)
def test_each_kind_of_problem_is_found(path: Path, sql: str) -> None:
    uid, said = BROKEN[sql]
    with Project.open(path, write=True) as project:
        project.connection.executescript(sql)
    problems = list(check(path))
    assert any(problem.uid == uid and said in problem.what for problem in problems), problems


@pytest.mark.slow
def test_random_damage_is_told_plainly_wherever_it_is_met(path: Path) -> None:
    """Opening, reading, checking a file with a damaged stretch gives values or a KnownError, and nothing else."""
    dice = random.Random(7)
    sound = path.read_bytes()
    told: list[str] = []
    for _ in range(60):
        damaged = bytearray(sound)
        start, length = dice.randrange(len(sound)), dice.choice((1, 16, 512, 4096))
        damaged[start : start + length] = dice.randbytes(len(damaged[start : start + length]))
        path.write_bytes(damaged)
        before = fingerprint(path)
        try:
            with Project.open(path, write=False) as project:
                listing.page(project, Filter(annotator=1))
                listing.page(project, Filter(text="ministre"))
                session = Session(project, "anne")
                for id_ in (1, 2, 3):
                    session.open(id_)
                    assert session.states() is not None
            list(check(path))
        except KnownError as error:
            told.append(str(error))
        assert fingerprint(path) == before
    assert any("damaged" in said for said in told)
