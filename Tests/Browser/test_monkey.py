"""A short run of ``monkey.py``, which kills the page at random moments and looks what is there again."""

import monkey


def test_a_page_killed_at_a_random_moment_loses_nothing_that_was_drawn(chromium, owner):
    figures = monkey.run(chromium, monkey.make_project(owner, 12), range(1, 13))
    assert not figures.failures, "\n".join(figures.failures)
    assert figures.gestures > 30, str(figures)
