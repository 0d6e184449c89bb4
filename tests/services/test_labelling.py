"""The same words labelled in many places: which are listed, and how."""

from pathlib import Path

from annotator.domain.operations import add_mention
from annotator.domain.suggestions import MentionSuggestion
from annotator.services import labelling
from annotator.services.session import Session
from annotator.storage.listing import Filter, page
from annotator.storage.project import Project
from tests.gui.desk import PIPELINE, make_project, record

TEXT = "L'affaire Grandval, le notaire Charles-Henri Grandval et M. Grandval.\nGrandval se tait."


def session_on(project: Project, longer: str) -> Session:
    """Open the dispatch of a project and mark a longer PER."""
    session = Session(project, "Maud")
    session.open(page(project, Filter(), limit=1)[0].id)
    start = TEXT.index(longer)
    fragments = ((start, start + len(longer)),)
    session.apply(add_mention(session.annotations, session.shown, TEXT, fragments, "PER"), name="label")
    return session


def project_with(path: Path) -> Path:
    """Make a project with one dispatch where « M. Grandval » is suggested."""
    start = TEXT.index("M. Grandval")
    suggested = MentionSuggestion(id="s1", label="PER", fragments=((start, start + 11),), pipeline=PIPELINE)
    return make_project(path, record(1, TEXT, (suggested,)))


def test_places_inside_a_longer_mention_or_suggestion_of_the_label_are_told(tmp_path: Path):
    with Project.open(project_with(tmp_path / "p.annotator"), write=True) as project:
        session = session_on(project, "Charles-Henri Grandval")
        for found in (labelling.places_here(session, "Grandval", "PER"), labelling.places(session, "Grandval", "PER")):
            assert [place.inside for place in found] == [False, True, True, False]
        other = labelling.places_here(session, "Grandval", "ORG")
        assert [place.inside for place in other] == [False] * 4


def test_what_bears_the_label_is_not_listed(tmp_path: Path):
    with Project.open(project_with(tmp_path / "p.annotator"), write=True) as project:
        session = session_on(project, "Grandval")
        assert [place.part[0] for place in labelling.places_here(session, "Grandval", "PER")] != []
        assert TEXT.index("Grandval") not in [p.part[0] for p in labelling.places_here(session, "Grandval", "PER")]


def test_the_words_around_are_whole_and_stand_as_in_the_text(tmp_path: Path):
    with Project.open(project_with(tmp_path / "p.annotator"), write=True) as project:
        found = labelling.places_here(session_on(project, "Charles-Henri Grandval"), "Grandval", "PER")
        said = [f"{place.before}[Grandval]{place.after}" for place in found]
        assert said[0] == "L'affaire [Grandval], le notaire Charles-Henri Grandval et …"
        assert said[3] == "… Charles-Henri Grandval et M. Grandval. [Grandval] se tait."
