"""Ballots and the rules that count them."""
