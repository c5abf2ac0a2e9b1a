"""The audit that every public screen must pass, in every state, language, size and palette."""
