"""The background job that suggests mentions, as the window sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from annotator.domain.errors import KnownError
from annotator.gui.i18n import tr

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.gui.jobs import Work


class SuggestingCommands:
    """Start the job, tell it which dispatch is looked at, take in what it stored."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._work: Work | None = None
        self.stored = 0

    @property
    def running(self) -> bool:
        """Tell whether the job is at work."""
        return self._work is not None and not self._work.over

    def awaited(self) -> bool:
        """Tell whether suggestions for the open dispatch are still to come."""
        from annotator.storage.suggestions import queued_for

        desk = self._desk
        return (
            self.running and desk.has_dispatch and queued_for(desk.session.project, desk.dispatch.id or 0) is not None
        )

    def start(self, *, pipeline: str | None = None, again: bool = False) -> None:
        """Suggest for every dispatch that the project's pipeline has not been through."""
        from annotator.services import suggesting

        if self.running:
            return
        session = self._desk.session
        self._work = self._desk.jobs.start(
            suggesting.run,
            title=tr("Suggestions"),
            gate=session.project.gate,
            said=self._said,
            finished=self._finished,
            failed=self._failed,
            path=session.project.path,
            pipeline=pipeline,
            again=again,
            visible=self._desk.dispatch.id if self._desk.has_dispatch else None,
        )

    def look(self, dispatch: int) -> None:
        """Tell the job which dispatch is looked at, so that it comes first."""
        if self._work is not None and self.running:
            self._work.send(("visible", dispatch))

    def forget(self) -> None:
        """Hear no more of a job: its project was closed."""
        self._work = None

    def _said(self, value: Any) -> None:
        match value:
            case ("stored", int(dispatch)):
                self.stored += 1
                if self._desk.has_dispatch and self._desk.dispatch.id == dispatch:
                    self._desk.session.refresh()
                self._desk.list.refresh_soon()
            case ("failed", int(dispatch), str(reason)):
                text = tr("The pipeline could not read dispatch {id}", id=dispatch)
                self._desk.notify.warn(text, details=f"{text}\n{reason}")
            case ("restarted", status):
                text = tr("The suggestion process ended and was started again")
                self._desk.notify.warn(text, details=f"{text} (exit status {status})")
            case ("types", *names):
                self._desk.reload_schema()
                flat = [
                    str(name) for group in names for name in (group if isinstance(group, list | tuple) else [group])
                ]
                self._desk.notify.say(tr("New types from the pipeline: {names}", names=", ".join(flat)))
            case _:
                pass

    def _finished(self, report: Any) -> None:
        self._work = None
        if self._desk.is_open:
            self._desk.list.refresh_soon()
        if getattr(report, "cancelled", False):
            self._desk.notify.say(tr("Suggestions stopped; what was found is kept"))

    def _failed(self, error: KnownError | str) -> None:
        self._work = None
        self._desk.notify.background(tr("No suggestions"), error)
