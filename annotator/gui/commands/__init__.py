"""What the actions do, one class a noun; each works on the desk that it is given."""
