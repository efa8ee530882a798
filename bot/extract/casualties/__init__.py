"""What happened to people: words of harm, whom each belongs to, and the tolls that they add up to.

The way in is `finding` (one mention a fact); `tolls` makes the figures of one incident of its mentions.
"""
