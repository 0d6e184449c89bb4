"""Known errors on their way between processes."""

import pickle
from pathlib import Path

from annotator.domain.errors import KnownError


def test_an_error_stays_whole_on_its_way_from_another_process():
    error = KnownError("{count} lines are missing", where=Path("a.jsonl"), line=3, damaged=True, count=2)
    came = pickle.loads(pickle.dumps(error))
    assert str(came) == str(error)
    assert (came.message, came.where, came.line, came.damaged) == (error.message, "a.jsonl", 3, True)
