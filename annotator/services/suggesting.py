"""Suggest mentions for every dispatch of a project: the queue, the workers and what they find, stored as it comes.

The queue is in the project file, so work that was stopped, however it was, goes on at the next start.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from annotator.domain.schema import Schema
from annotator.domain.suggestions import MentionSuggestion
from annotator.nlp import pipelines
from annotator.nlp.pipelines import Pipeline
from annotator.services.background import Context
from annotator.services.reading import Read, Readers, Unreadable
from annotator.storage import dispatches, suggestions
from annotator.storage import schema as schema_rows
from annotator.storage.project import Project
from annotator.storage.suggestions import QueuedRun

_PAGE = 64
_TURN_S = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a run; `failed` names dispatches by id with the reason, `new_types` the labels that were added."""

    pipeline: str
    stored: int = 0
    failed: tuple[tuple[int, str], ...] = ()
    new_types: tuple[str, ...] = ()
    cancelled: bool = False


def run(
    context: Context,
    *,
    path: Path,
    pipeline: str | None = None,
    jobs: int = 1,
    again: bool = False,
    retry: bool = False,
    visible: int | None = None,
) -> Report:
    """Suggest as the task of a background job, beside the process that holds the project's lock.

    Where no pipeline is named only dispatches that none has been through are read: a window that starts this unasked
    replaces nothing. Receives ("visible", dispatch). Says ("loading", label), ("ready", label), ("stored", dispatch),
    ("failed", dispatch, reason), ("restarted", exit status), ("types", names of types that were added).
    """
    with Project.join(path, context.gate) as project:
        only_new = pipeline is None and not again
        return suggest(
            project,
            context,
            pipeline=pipeline,
            jobs=jobs,
            again=again,
            retry=retry,
            only_new=only_new,
            visible=visible,
        )


def suggest(
    project: Project,
    context: Context,
    *,
    pipeline: str | None = None,
    jobs: int = 1,
    again: bool = False,
    retry: bool = True,
    only_new: bool = False,
    visible: int | None = None,
) -> Report:
    """Queue every dispatch that a pipeline has not been through, and read what is queued.

    `pipeline` is a package, a folder or “none” (tokens only), by default the project's own; one that is named is the
    project's own from then on, so that what is stopped goes on with it. `again` reads also what it has been through,
    `retry` what it failed on, `only_new` only what none has been through. What is imported meanwhile is read too.
    Raises KnownError where the pipeline is missing or cannot be loaded: what waits is kept.
    """
    named = pipeline or project.info.pipeline or pipelines.NONE
    found = None if named == pipelines.NONE else pipelines.find(named)
    if found is None:
        queue: _Queue = _TokenQueue(project)
    else:
        if found.address != project.info.pipeline:
            project.set_info(pipeline=found.address)
        suggestions.enqueue(project, found.name, found.version, again=again, retry=retry, only_new=only_new)
        queue = _PipelineQueue(project, found)
    return _Run(project, context, queue, found, jobs=jobs, visible=visible).go()


class _Queue(Protocol):
    """Dispatches that wait to be read."""

    @property
    def new_types(self) -> tuple[str, ...]: ...

    def renew(self) -> int: ...

    def page(self, after: int) -> list[int]: ...

    def waits(self, dispatch: int) -> bool: ...

    def store(self, results: Sequence[Read]) -> list[int]: ...

    def fail(self, result: Unreadable) -> None: ...


class _PipelineQueue:
    """The runs of one pipeline that are queued in the project."""

    def __init__(self, project: Project, pipeline: Pipeline) -> None:
        self._project = project
        self._pipeline = pipeline
        self._labels = _Labels(project)

    @property
    def new_types(self) -> tuple[str, ...]:
        return tuple(self._labels.added)

    def renew(self) -> int:
        """Queue what has been imported since, and return how many wait."""
        name, version = self._pipeline.name, self._pipeline.version
        return suggestions.enqueue(self._project, name, version, retry=False, only_new=True)

    def page(self, after: int) -> list[int]:
        return [queued.dispatch for queued in suggestions.queued(self._project, limit=_PAGE, after=after)]

    def waits(self, dispatch: int) -> bool:
        return self._queued(dispatch) is not None

    def store(self, results: Sequence[Read]) -> list[int]:
        """Store results and return their dispatches, without those that wait no more: removed meanwhile."""
        rows = [
            (queued, self._labels.resolve(result.mentions), result.grid)
            for result in results
            if (queued := self._queued(result.dispatch)) is not None
        ]
        try:
            suggestions.store_many(self._project, rows)
        except Exception:
            left = [result for result in results if self._queued(result.dispatch) is not None]
            if len(left) == len(results):
                raise
            # Somebody removed the others between the look and the writing.
            return self.store(left)
        return [queued.dispatch for queued, _, _ in rows]

    def fail(self, result: Unreadable) -> None:
        queued = self._queued(result.dispatch)
        if queued is not None:
            suggestions.fail(self._project, queued, result.reason)

    def _queued(self, dispatch: int) -> QueuedRun | None:
        queued = suggestions.queued_for(self._project, dispatch)
        ours = (self._pipeline.name, self._pipeline.version)
        # Somebody may have asked for another pipeline meanwhile.
        return queued if queued is not None and (queued.pipeline, queued.version) == ours else None


class _TokenQueue:
    """The dispatches without a token grid, where no pipeline is wanted."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self.new_types: tuple[str, ...] = ()

    def renew(self) -> int:
        return dispatches.count_without_grid(self._project)

    def page(self, after: int) -> list[int]:
        return dispatches.without_grid(self._project, limit=_PAGE, after=after)

    def waits(self, dispatch: int) -> bool:
        return dispatches.read_grid(self._project, dispatch) is None

    def store(self, results: Sequence[Read]) -> list[int]:
        for result in results:
            dispatches.store_grid(self._project, result.dispatch, result.grid)
        return [result.dispatch for result in results]

    def fail(self, result: Unreadable) -> None:
        """Nothing to note: the window goes on with its provisional grid."""


class _Labels:
    """The pipeline's label names as the ids of the project's types; unknown ones become types."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._ids: dict[str, str] = {}
        self.added: list[str] = []

    def resolve(self, mentions: Sequence[MentionSuggestion]) -> list[MentionSuggestion]:
        unknown = {mention.label: None for mention in mentions if mention.label not in self._ids}
        if unknown:
            self._learn(list(unknown))
        return [replace(mention, label=self._ids[mention.label]) for mention in mentions]

    def _learn(self, names: list[str]) -> None:
        schema = self._project.schema()
        if any(schema.entity_named(name) is None for name in names):
            schema = self._add(names)
        for name in names:
            known = schema.entity_named(name)
            assert known is not None  # noqa: S101  Either it was there or it has just been added.
            self._ids[name] = known.id

    def _add(self, names: list[str]) -> Schema:
        with self._project.transaction() as connection:
            # Read again inside the transaction: a person may be changing the schema.
            schema = schema_rows.read(connection)
            for name in names:
                if schema.entity_named(name) is None:
                    schema = schema.with_entity_named(name)
                    self.added.append(name)
            schema_rows.write(connection, schema)
        return schema


class _Run:
    """One pass over a queue."""

    def __init__(
        self,
        project: Project,
        context: Context,
        queue: _Queue,
        pipeline: Pipeline | None,
        *,
        jobs: int,
        visible: int | None,
    ) -> None:
        self._project = project
        self._context = context
        self._queue = queue
        self._pipeline = pipeline
        self._label = pipelines.NONE if pipeline is None else pipeline.label
        self._jobs = jobs
        self._visible = visible
        self._total = queue.renew()
        self._seen: set[int] = set()
        self._stored = 0
        self._failed: list[tuple[int, str]] = []

    def go(self) -> Report:
        if self._total:
            self._context.message(("loading", self._label))
            self._context.progress(0, self._total, self._label)
            with contextlib.closing(self._readers()) as readers:
                self._read_all(readers)
        return Report(
            pipeline=self._label,
            stored=self._stored,
            failed=tuple(self._failed),
            new_types=self._queue.new_types,
            cancelled=self._context.cancelled(),
        )

    def _readers(self) -> Readers:
        return Readers(
            self._pipeline,
            language=self._project.info.language,
            jobs=min(self._jobs, self._total),
            on_ready=lambda: self._context.message(("ready", self._label)),
            on_restart=lambda status: self._context.message(("restarted", status)),
        )

    def _read_all(self, readers: Readers) -> None:
        self._show(readers, self._visible)
        while not self._context.cancelled():
            self._read_queue(readers)
            # Renewed at the end too: a person may have imported more meanwhile.
            self._total = self._stored + len(self._failed) + self._queue.renew()
            if next(self._waiting(), None) is None:
                break

    def _read_queue(self, readers: Readers) -> None:
        waiting = self._waiting()
        more = True
        while (more or readers.busy) and not self._context.cancelled():
            for value in self._context.received():
                self._obey(readers, value)
            while more and readers.hungry:
                more = self._offer_next(readers, waiting)
            self._take_in(readers.turn(_TURN_S))

    def _waiting(self) -> Iterator[tuple[int, str]]:
        after = 0
        while page := self._queue.page(after):
            after = page[-1]
            yield from dispatches.texts(self._project, [dispatch for dispatch in page if dispatch not in self._seen])

    def _offer_next(self, readers: Readers, waiting: Iterator[tuple[int, str]]) -> bool:
        for dispatch, text in waiting:
            # It may have been shown, and offered, since its page was read.
            if dispatch not in self._seen:
                self._offer(readers, dispatch, text)
                return True
        return False

    def _offer(self, readers: Readers, dispatch: int, text: str) -> None:
        self._seen.add(dispatch)
        readers.offer(dispatch, text)

    def _obey(self, readers: Readers, value: object) -> None:
        match value:
            case ("visible", int(dispatch)):
                self._show(readers, dispatch)
            case _:
                raise ValueError(f"a suggesting job does not understand {value!r}")

    def _show(self, readers: Readers, dispatch: int | None) -> None:
        if dispatch is None:
            return
        if dispatch not in self._seen and self._queue.waits(dispatch):
            for _, text in dispatches.texts(self._project, [dispatch]):
                self._offer(readers, dispatch, text)
        readers.hurry(dispatch)

    def _take_in(self, results: Sequence[Read | Unreadable]) -> None:
        read = [result for result in results if isinstance(result, Read)]
        types = self._queue.new_types
        stored = self._queue.store(read) if read else []
        if self._queue.new_types != types:
            self._context.message(("types", self._queue.new_types))
        for dispatch in stored:
            self._context.message(("stored", dispatch))
        for result in results:
            if isinstance(result, Unreadable):
                self._queue.fail(result)
                self._failed.append((result.dispatch, result.reason))
                self._context.message(("failed", result.dispatch, result.reason))
        self._stored += len(stored)
        if results:
            self._context.progress(self._stored + len(self._failed), self._total, self._label)
