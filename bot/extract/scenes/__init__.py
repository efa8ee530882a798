"""Facts sorted by place and time: one scene an attack, and the report made of each.

`staging` goes through the sentences; `joining`, `headlines`, `district_sums` and their like set right what it made;
`assemble` makes the reports.
"""
