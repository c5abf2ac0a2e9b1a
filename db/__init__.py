"""The records office: the tables and the rules that guard them. No widgets, no sentences, no clock."""
