"""Everything a person sees, touches or reads, in every language."""
