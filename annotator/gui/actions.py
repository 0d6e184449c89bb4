"""The one table of actions: id, text, keys, scope, when enabled, handler."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.gui.action import (
    CANVAS,
    Action,
    Group,
    always,
    edge,
    in_project,
    label,
    move,
    on_something,
    reading,
    selecting,
)
from annotator.gui.i18n import mark

_FILE = (
    Action("new_project", Group.FILE, mark("New project…"), ("Ctrl+N",), lambda d: d.files.new()),
    Action("open_project", Group.FILE, mark("Open a project…"), ("Ctrl+O",), lambda d: d.files.open()),
    Action(
        "demo",
        Group.FILE,
        mark("Open the sample"),
        (),
        lambda d: d.files.demo(),
        keyless="once a lifetime; on the first page",
    ),
    Action("close_project", Group.FILE, mark("Close the project"), ("Ctrl+W",), lambda d: d.files.close(), in_project),
    Action("import", Group.FILE, mark("Import…"), ("Ctrl+I",), lambda d: d.files.import_files(), in_project),
    Action("export", Group.FILE, mark("Export…"), ("Ctrl+E",), lambda d: d.files.export(), in_project),
    Action(
        "save_copy",
        Group.FILE,
        mark("Save a copy…"),
        ("Ctrl+Shift+S",),
        lambda d: d.files.save_copy(),
        in_project,
    ),
    Action("preferences", Group.FILE, mark("Preferences…"), ("Ctrl+,",), lambda d: d.files.preferences()),
    Action("quit", Group.FILE, mark("Quit"), ("Ctrl+Q",), lambda d: d.files.quit()),
)

_EDIT = (
    Action(
        "undo",
        Group.EDIT,
        mark("Undo"),
        ("Ctrl+Z",),
        lambda d: d.history.undo(),
        lambda d: d.history.can_undo,
        repeats=True,
    ),
    Action(
        "redo",
        Group.EDIT,
        mark("Redo"),
        ("Ctrl+Y", "Ctrl+Shift+Z"),
        lambda d: d.history.redo(),
        lambda d: d.history.can_redo,
        repeats=True,
    ),
    Action("copy", Group.EDIT, mark("Copy"), ("Ctrl+C",), lambda d: d.texts.copy(), reading, CANVAS),
    Action(
        "copy_details",
        Group.EDIT,
        mark("Copy with label and offsets"),
        ("Ctrl+Shift+C",),
        lambda d: d.texts.copy_details(),
        reading,
        CANVAS,
    ),
    Action("find", Group.EDIT, mark("Find in this dispatch"), ("Ctrl+F",), lambda d: d.texts.find(), reading),
    Action("find_next", Group.EDIT, mark("Find next"), ("F3",), lambda d: d.texts.find_next(1), reading),
    Action("find_previous", Group.EDIT, mark("Find previous"), ("Shift+F3",), lambda d: d.texts.find_next(-1), reading),
    Action("search", Group.EDIT, mark("Search the project"), ("Ctrl+Shift+F",), lambda d: d.view.search(), in_project),
    Action("command", Group.EDIT, mark("Command or dispatch"), ("Ctrl+K",), lambda d: d.view.command_palette(), always),
)

_VIEW = (
    Action("text_only", Group.VIEW, mark("Text only"), ("F11",), lambda d: d.view.text_only(), in_project),
    Action(
        "show_list",
        Group.VIEW,
        mark("List of dispatches"),
        ("Ctrl+Shift+L",),
        lambda d: d.view.toggle_list(),
        in_project,
    ),
    Action(
        "show_inspector",
        Group.VIEW,
        mark("Inspector"),
        ("Ctrl+Shift+I",),
        lambda d: d.view.toggle_inspector(),
        in_project,
    ),
    Action(
        "show_mentions",
        Group.VIEW,
        mark("Mentions in the text"),
        ("Ctrl+Shift+M",),
        lambda d: d.view.toggle_mentions(),
        reading,
    ),
    Action(
        "zoom_in",
        Group.VIEW,
        mark("Larger text"),
        ("Ctrl++", "Ctrl+="),
        lambda d: d.view.zoom(1),
        in_project,
        repeats=True,
    ),
    Action(
        "zoom_out", Group.VIEW, mark("Smaller text"), ("Ctrl+-",), lambda d: d.view.zoom(-1), in_project, repeats=True
    ),
    Action("zoom_reset", Group.VIEW, mark("Text at 100 %"), ("Ctrl+0", "Ctrl+À"), lambda d: d.view.zoom(0), in_project),
    Action("next_pane", Group.VIEW, mark("Next pane"), ("F6",), lambda d: d.view.next_pane(1), in_project),
    Action(
        "previous_pane", Group.VIEW, mark("Previous pane"), ("Shift+F6",), lambda d: d.view.next_pane(-1), in_project
    ),
)

_DISPATCH = (
    Action(
        "done",
        Group.DISPATCH,
        mark("Done, open the next to do"),
        ("Ctrl+Return", "Ctrl+Enter"),
        lambda d: d.work.done(),
        reading,
    ),
    Action(
        "next",
        Group.DISPATCH,
        mark("Next dispatch"),
        ("Ctrl+PgDown",),
        lambda d: d.work.step(1),
        in_project,
        repeats=True,
    ),
    Action(
        "previous",
        Group.DISPATCH,
        mark("Previous dispatch"),
        ("Ctrl+PgUp",),
        lambda d: d.work.step(-1),
        in_project,
        repeats=True,
    ),
    Action(
        "next_todo",
        Group.DISPATCH,
        mark("Next dispatch to do"),
        ("Ctrl+Shift+PgDown",),
        lambda d: d.work.next_todo(),
        in_project,
    ),
    Action("flag", Group.DISPATCH, mark("Flag"), ("F",), lambda d: d.work.flag(), reading, CANVAS),
    Action("skip", Group.DISPATCH, mark("Skip"), ("K",), lambda d: d.work.skip(), reading, CANVAS),
    Action("reopen", Group.DISPATCH, mark("Take up again"), ("Ctrl+R",), lambda d: d.work.reopen(), reading),
    Action("note", Group.DISPATCH, mark("Note"), ("N",), lambda d: d.work.note(), reading, CANVAS),
    Action("next_mark", Group.DISPATCH, mark("Next inconsistency"), ("F8",), lambda d: d.work.next_mark(1), reading),
    Action(
        "previous_mark",
        Group.DISPATCH,
        mark("Previous inconsistency"),
        ("Shift+F8",),
        lambda d: d.work.next_mark(-1),
        reading,
    ),
)

_ANNOTATE = (
    Action(
        "accept",
        Group.ANNOTATE,
        mark("Accept the suggestion, or choose a label"),
        ("Return",),
        lambda d: d.mentions.accept_or_label(),
        reading,
        CANVAS,
    ),
    *(label(digit) for digit in "123456789"),
    Action(
        "remove",
        Group.ANNOTATE,
        mark("Reject the suggestion, or remove the mention"),
        ("Del", "Backspace"),
        lambda d: d.mentions.remove(),
        on_something,
        CANVAS,
    ),
    Action(
        "next_pending",
        Group.ANNOTATE,
        mark("Next suggestion to review"),
        ("Tab",),
        lambda d: d.mentions.next_pending(1),
        reading,
        CANVAS,
        repeats=True,
    ),
    Action(
        "previous_pending",
        Group.ANNOTATE,
        mark("Previous suggestion to review"),
        ("Shift+Tab",),
        lambda d: d.mentions.next_pending(-1),
        reading,
        CANVAS,
        repeats=True,
    ),
    Action(
        "select",
        Group.ANNOTATE,
        mark("Select the mention here, then the next that overlaps it"),
        ("Space",),
        lambda d: d.mentions.select_here(),
        reading,
        CANVAS,
    ),
    edge("end_right", mark("End of the mention one token right"), "Alt+Right", end=True, step=1),
    edge("end_left", mark("End of the mention one token left"), "Alt+Left", end=True, step=-1),
    edge("start_right", mark("Start of the mention one token right"), "Alt+Shift+Right", end=False, step=1),
    edge("start_left", mark("Start of the mention one token left"), "Alt+Shift+Left", end=False, step=-1),
    edge("end_right_char", mark("End one character right"), "Ctrl+Alt+Right", end=True, step=1, character=True),
    edge("end_left_char", mark("End one character left"), "Ctrl+Alt+Left", end=True, step=-1, character=True),
    edge(
        "start_right_char", mark("Start one character right"), "Ctrl+Alt+Shift+Right", end=False, step=1, character=True
    ),
    edge(
        "start_left_char", mark("Start one character left"), "Ctrl+Alt+Shift+Left", end=False, step=-1, character=True
    ),
    Action(
        "add_fragment",
        Group.ANNOTATE,
        mark("Add the selected words to the mention"),
        ("A",),
        lambda d: d.mentions.add_fragment(),
        selecting,
        CANVAS,
    ),
    Action(
        "cut_fragment",
        Group.ANNOTATE,
        mark("Cut the selected words out of the mention"),
        ("X",),
        lambda d: d.mentions.cut_fragment(),
        selecting,
        CANVAS,
    ),
    Action(
        "label_all",
        Group.ANNOTATE,
        mark("Label all occurrences…"),
        ("G",),
        lambda d: d.mentions.label_all(),
        reading,
        CANVAS,
    ),
    Action(
        "accept_all",
        Group.ANNOTATE,
        mark("Accept all suggestions"),
        ("Ctrl+Shift+A",),
        lambda d: d.mentions.answer_all(accept=True),
        reading,
    ),
    Action(
        "reject_all",
        Group.ANNOTATE,
        mark("Reject all suggestions"),
        ("Ctrl+Shift+R",),
        lambda d: d.mentions.answer_all(accept=False),
        reading,
    ),
    Action(
        "escape",
        Group.ANNOTATE,
        mark("Let go of the selection"),
        ("Esc",),
        lambda d: d.mentions.let_go(),
        reading,
        CANVAS,
        in_menu=False,
    ),
)

_PROJECT = (
    Action(
        "suggest",
        Group.PROJECT,
        mark("Suggest mentions"),
        ("Ctrl+Shift+G",),
        lambda d: d.suggesting.start(),
        in_project,
    ),
    Action(
        "remove_import",
        Group.PROJECT,
        mark("Remove an import…"),
        (),
        lambda d: d.files.remove_import(),
        in_project,
        keyless="rare, and takes work away",
    ),
    Action(
        "restore_backup",
        Group.PROJECT,
        mark("Open a backup…"),
        (),
        lambda d: d.files.open_backup(),
        keyless="rare",
    ),
)

_HELP = (
    Action("keys", Group.HELP, mark("All keys"), ("F1",), lambda d: d.view.keys()),
    Action("keys_here", Group.HELP, mark("All keys"), ("?",), lambda d: d.view.keys(), reading, CANVAS, in_menu=False),
    Action("about", Group.HELP, mark("About Dépêche"), (), lambda d: d.view.about(), keyless="nobody needs it twice"),
)

_MOVE = (
    move("left", mark("Previous token"), "Left", lambda d: d.canvas.move_cursor(-1)),
    move("right", mark("Next token"), "Right", lambda d: d.canvas.move_cursor(1)),
    move("up", mark("Line above"), "Up", lambda d: d.canvas.move_line(-1)),
    move("down", mark("Line below"), "Down", lambda d: d.canvas.move_line(1)),
    move(
        "extend_left",
        mark("Extend the selection by a token to the left"),
        "Shift+Left",
        lambda d: d.canvas.move_cursor(-1, extend=True),
    ),
    move(
        "extend_right",
        mark("Extend the selection by a token"),
        "Shift+Right",
        lambda d: d.canvas.move_cursor(1, extend=True),
    ),
    move(
        "extend_up",
        mark("Extend the selection by a line up"),
        "Shift+Up",
        lambda d: d.canvas.move_line(-1, extend=True),
    ),
    move(
        "extend_down",
        mark("Extend the selection by a line"),
        "Shift+Down",
        lambda d: d.canvas.move_line(1, extend=True),
    ),
    move(
        "extend_left_char",
        mark("Extend the selection by a character to the left"),
        "Ctrl+Shift+Left",
        lambda d: d.canvas.extend_grapheme(-1),
    ),
    move(
        "extend_right_char",
        mark("Extend the selection by a character"),
        "Ctrl+Shift+Right",
        lambda d: d.canvas.extend_grapheme(1),
    ),
    move("line_start", mark("Start of the line"), "Home", lambda d: d.canvas.move_to_edge(end=False)),
    move("line_end", mark("End of the line"), "End", lambda d: d.canvas.move_to_edge(end=True)),
    move("text_start", mark("Start of the text"), "Ctrl+Home", lambda d: d.canvas.move_to_edge(end=False, whole=True)),
    move("text_end", mark("End of the text"), "Ctrl+End", lambda d: d.canvas.move_to_edge(end=True, whole=True)),
    move("page_up", mark("Page up"), "PgUp", lambda d: d.canvas.move_page(-1)),
    move("page_down", mark("Page down"), "PgDown", lambda d: d.canvas.move_page(1)),
)

TABLE: tuple[Action, ...] = (*_FILE, *_EDIT, *_VIEW, *_DISPATCH, *_ANNOTATE, *_PROJECT, *_HELP, *_MOVE)


def by_id() -> dict[str, Action]:
    """Return the actions by their ids."""
    return {action.id: action for action in TABLE}


def keys_of(action: Action, remapped: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return an action's keys: the person's own, else the table's."""
    return tuple(remapped[action.id]) if action.id in remapped else action.keys


def clash(action: Action, chord: str, remapped: Mapping[str, list[str]]) -> Action | None:
    """Return another action that hears a chord where this one does; the canvas hears those of the window too."""
    return next((other for other in TABLE if other.id != action.id and chord in keys_of(other, remapped)), None)
