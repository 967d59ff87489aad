"""Drafts of boundaries: opened, edited step by step, and what every step does to people and work.

A draft is its base and the list of its steps; its state is their replay, so nothing is ever lost.
"""
