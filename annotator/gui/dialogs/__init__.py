"""The dialogs, one class a file; each is imported when it is first shown."""
