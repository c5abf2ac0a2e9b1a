"""Things with cables: each a small class with open, close and a recording fake."""
