"""Residents from a file: read, judged row by row, brought in, taken back as a whole."""
