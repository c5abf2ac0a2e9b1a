"""Pictures of every public screen, taken from the running app and drawn as the hall's terminal does."""
