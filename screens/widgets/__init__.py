"""Parts that three screens or more share, each the size of a finger."""
