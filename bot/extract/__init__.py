"""Post -> reading: what one post says, each value with its span.

    reader = Reader.load()
    reading = reader(post)

The way of a text: `text` makes tokens and numbers of it; then one finder a thing (`people` and `casualties`,
`times`, `places`, `weapons`, `damage`), gathered in `facts`; `kinds` says what the post is; `scenes` sorts the
facts by place and time and makes a report of each scene; `sums` takes out what a round-up adds up; `evidence` is what a
post as a whole shows of its kind. Imports go down in this order: text, people, times, casualties, places, weapons,
damage, kinds, facts, scenes, sums, evidence, reader.
"""

from bot.extract.reader import Reader

__all__ = ["Reader"]
