"""Staff mode: what a member of staff sees after card and PIN, and nobody else (rules 28, R60)."""
