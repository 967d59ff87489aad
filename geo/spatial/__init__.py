"""Planar geometry: assignment, sectors, nearest, adjacency, measures. Imports domain alone."""
