"""Projects and files: new, open, import, export, copies. Long work is a job; no dialog is waited for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.errors import KnownError
from annotator.gui.dialogs.files import file_dialog
from annotator.gui.i18n import tr
from annotator.settings.table import LAST_FOLDER

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.gui.dialogs.export import ExportChoice
    from annotator.gui.dialogs.new_project import NewProject
    from annotator.services.importing import ImportReport

EXTENSION = ".annotator"


class Shell(Protocol):
    """What opens and closes projects: the composition root."""

    def open_project(self, path: Path) -> bool:
        """Open a project in the window; False where it could not be, which was said."""
        ...

    def open_demo(self) -> None:
        """Open a fresh copy of the sample."""

    def close_project(self) -> None:
        """Close the open project and show the first page."""

    def setting_changed(self, name: str) -> None:
        """Take over a setting that was changed."""

    def quit(self) -> None:
        """Close the window."""


class FileCommands:
    """What the File menu does."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        self._desk = desk
        self._shell = shell
        self.dialog: QWidget | None = None

    # ── projects ───────────────────────────────────────────────────────────

    def new(self, paths: Sequence[Path] = ()) -> None:
        """Ask for a new project's name, place, pipeline, types and files."""
        from annotator.gui.dialogs.new_project import NewProjectDialog

        dialog = NewProjectDialog(self._folder(), paths, parent=self._desk.window)
        dialog.wanted.connect(self._make)
        self._show(dialog)

    def open(self) -> None:
        """Ask for a project file and open it."""
        self._ask_file(tr("Open a project"), tr("Projects (*.annotator)"), self._shell.open_project)

    def locate(self, missing: str) -> None:
        """Ask where a project has gone, and open it."""

        def found(path: Path) -> None:
            if self._shell.open_project(path):
                self._desk.settings.forget_recent(missing)

        self._ask_file(tr("Where is {name}?", name=Path(missing).name), tr("Projects (*.annotator)"), found)

    def demo(self) -> None:
        """Open a fresh copy of the sample."""
        self._shell.open_demo()

    def close(self) -> None:
        """Close the project."""
        self._shell.close_project()

    def quit(self) -> None:
        """Close the window."""
        self._shell.quit()

    def preferences(self) -> None:
        """Open the preferences."""
        from annotator.gui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._desk.settings, parent=self._desk.window)
        dialog.changed.connect(self._shell.setting_changed)
        self._show(dialog)

    def save_copy(self) -> None:
        """Ask for a place and write a copy of the project there that is fit to send."""
        from annotator.services import backups

        project = self._desk.session.project

        def write(path: Path) -> None:
            self._desk.jobs.start(
                backups.copy_task,
                title=tr("Copy"),
                gate=project.gate,
                finished=lambda _result: self._desk.notify.say(tr("Copied to {path}", path=path)),
                failed=lambda error: self._desk.notify.failed(tr("The copy was not made"), error),
                path=project.path,
                out=path,
            )

        self._ask_place(tr("Save a copy"), f"{project.path.stem} 2{EXTENSION}", tr("Projects (*.annotator)"), write)

    def open_backup(self) -> None:
        """Show the backups of the open project, or of one to ask for."""
        if self._desk.is_open:
            self.show_backups(self._desk.session.project.path)
        else:
            self._ask_file(tr("Open a backup of which project?"), tr("Projects (*.annotator)"), self.show_backups)

    def show_backups(self, project: Path) -> None:
        """Show the backups of a project, whatever its file is like."""
        from annotator.gui.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(project, parent=self._desk.window)
        dialog.restored.connect(self._shell.open_project)
        dialog.refused.connect(self._desk.notify.known)
        self._show(dialog)

    # ── import ─────────────────────────────────────────────────────────────

    def import_files(self) -> None:
        """Ask for files and import them."""
        from annotator.gui.dialogs.import_files import ImportDialog

        dialog = ImportDialog(self._folder(), parent=self._desk.window)
        dialog.wanted.connect(self.start_import)
        self._show(dialog)

    def dropped(self, paths: list[Path]) -> None:
        """Open a project that was dropped; import other files, into a new project where none is open."""
        projects = [path for path in paths if path.suffix == EXTENSION]
        if projects:
            self._shell.open_project(projects[0])
        elif self._desk.is_open:
            self.start_import(paths, {})
        else:
            self.new(paths)

    def start_import(self, paths: Sequence[Path], options: dict[str, Any]) -> None:
        """Import files and folders in the background."""
        from annotator.services import importing

        session = self._desk.session
        self._remember_folder(paths[0].parent if paths else None)
        self._desk.jobs.start(
            importing.import_task,
            title=tr("Import"),
            gate=session.project.gate,
            finished=self._imported,
            failed=lambda error: self._desk.notify.failed(
                tr("The import failed"), error, kept=tr("Nothing of it is in the project.")
            ),
            project=session.project.path,
            paths=list(paths),
            annotator=session.annotator_name,
            **options,
        )

    def remove_import(self) -> None:
        """Ask which import to take out."""
        from annotator.gui.dialogs.imports import ImportsDialog

        dialog = ImportsDialog(self._desk.session.project, parent=self._desk.window)
        dialog.removal_wanted.connect(self.remove_batch)
        self._show(dialog)

    def remove_batch(self, batch: int) -> None:
        """Take an import out, in the background."""
        from annotator.services import importing

        project = self._desk.session.project
        self._desk.jobs.start(
            importing.remove_task,
            title=tr("Removing the import"),
            gate=project.gate,
            finished=lambda _result: self._batch_removed(),
            failed=lambda error: self._desk.notify.failed(tr("The import was not removed"), error),
            project=project.path,
            batch=batch,
        )

    def _imported(self, report: ImportReport) -> None:
        self._desk.take_stock()
        from annotator.gui.dialogs.import_report import ImportReportDialog

        dialog = ImportReportDialog(report, parent=self._desk.window)
        dialog.removal_wanted.connect(self.remove_batch)
        self._show(dialog)

    def _batch_removed(self) -> None:
        self._desk.notify.say(tr("The import was removed"))
        self._desk.take_stock()

    # ── export ─────────────────────────────────────────────────────────────

    def export(self) -> None:
        """Ask what to export and how."""
        from annotator.gui.dialogs.export import ExportDialog

        dialog = ExportDialog(self._desk, parent=self._desk.window)
        dialog.wanted.connect(self._ask_export)
        self._show(dialog)

    def _ask_export(self, choice: ExportChoice) -> None:
        name = f"{self._desk.session.project.path.stem}{choice.extension}"
        self._ask_place(tr("Export"), name, choice.file_filter, lambda path: self.start_export(choice, path))

    def start_export(self, choice: ExportChoice, path: Path) -> None:
        """Export to a file in the background."""
        from annotator.services import exporting

        self._desk.jobs.start(
            exporting.export_task,
            title=tr("Export"),
            finished=lambda report: self._exported(report, path),
            failed=lambda error: self._desk.notify.failed(
                tr("The export failed"), error, kept=tr("No file was written.")
            ),
            project=self._desk.session.project.path,
            out=path,
            selection=choice.selection,
            format=choice.format,
        )

    def _exported(self, report: Any, path: Path) -> None:
        if report.cancelled:
            self._desk.notify.say(tr("The export was stopped; no file was written"))
        else:
            self._desk.notify.say(tr("{n} dispatches exported to {path}", n=report.written, path=path.name))

    # ── helpers ────────────────────────────────────────────────────────────

    def _make(self, wanted: NewProject) -> None:
        from annotator.services import projects

        try:
            projects.create_project(
                wanted.path, name=wanted.name, pipeline=wanted.pipeline, schema=wanted.schema
            ).close()
        except KnownError as error:
            self._desk.notify.known(error)
            return
        if self._shell.open_project(wanted.path) and wanted.files:
            self.start_import(wanted.files, {})

    def _show(self, dialog: Any) -> None:
        self.dialog = dialog
        dialog.destroyed.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _folder(self) -> Path:
        remembered = Path(self._desk.settings[LAST_FOLDER] or Path.home())
        return remembered if remembered.is_dir() else Path.home()

    def _remember_folder(self, folder: Path | None) -> None:
        if folder is not None:
            self._desk.settings.set(LAST_FOLDER, str(folder))

    def _ask_file(self, title: str, kinds: str, found: Any) -> None:
        dialog = file_dialog(self._desk.window, title, self._folder(), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._run_dialog(dialog, found)

    def _ask_place(self, title: str, name: str, kinds: str, found: Any) -> None:
        dialog = file_dialog(self._desk.window, title, self._folder(), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        dialog.selectFile(name)
        self._run_dialog(dialog, found)

    def _run_dialog(self, dialog: QFileDialog, found: Any) -> None:
        def chosen(name: str) -> None:
            self._remember_folder(Path(name).parent)
            found(Path(name))

        dialog.fileSelected.connect(chosen)
        self._show(dialog)
