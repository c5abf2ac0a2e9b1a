"""What people read on paper: composed here as PDF, printed by whoever has a printer."""
