"""When: days, clock times, parts of a day and periods, and which of them are those of the attack.

The way in is `finding`; `moments` puts the mentions of one attack together.
"""
