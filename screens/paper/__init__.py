"""What people read on paper: composed here from the hall's names and the catalogue's sentences."""
