"""The catalogues: one .po file a language, and the tool that keeps them complete."""
