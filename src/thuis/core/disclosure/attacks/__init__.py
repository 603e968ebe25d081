"""Attacks on a release, by somebody who knows who is in which cell and how the release was made.

Each attack tries to learn something of every group of one to nine people. The truth is used to judge the
attacks, never to make them; only controls use it, to show what a careless release would give away.
"""
