"""Readers and writers of files, and alone the GCJ-02/BD-09 arithmetic."""

from geo.io.files import LocalFiles

__all__ = ["LocalFiles"]
