"""What the kiosk says aloud: which words have a clip, and how a text on the screen becomes clips."""
