"""A round-up's sums: which sentences tell them (`round_ups`) and the totals that they make (`totals`)."""
