"""Frozen values, codes, units, policy and errors: plain Python that imports nothing above it."""
