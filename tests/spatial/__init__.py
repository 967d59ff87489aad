"""Tests of the planar geometry."""
