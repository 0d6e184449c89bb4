"""What a person has chosen: a table of settings and one sparse file."""
