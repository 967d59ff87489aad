"""Wangge (网格版图): service grids on a map, their boundaries and their staff."""

__version__ = "0.1.0"
