"""What the kiosk says aloud: which words have a clip, and how a text on the screen becomes clips."""

LANGUAGE = "language"  # the clip with a language's own name
