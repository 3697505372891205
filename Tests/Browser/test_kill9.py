"""A short run of ``kill9.py``, which kills the server under load and counts what survived."""

import kill9


def test_three_kills_lose_nothing_that_was_acknowledged(start_server, capsys):
    figures = kill9.run(start_server(), kills=3, clients=8)
    assert figures["operations"] > 20 and figures["submissions"] > 3, figures
