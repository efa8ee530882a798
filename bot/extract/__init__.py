"""Post -> reading: what one post says, each value with its span.

    reader = Reader.load()
    reading = reader(post)

The way of a text: `tokens` and `numbers`; then one finder a thing (`places`, `times`, `people` and `casualties`,
`weapons`, `damage`), gathered in `facts`; `kinds` says what the post is; `round_ups` takes out the sums; `scenes`
sorts the rest by place and time; `assemble` makes a report of each scene.
"""

from bot.extract.reader import Reader

__all__ = ["Reader"]
