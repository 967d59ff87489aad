"""The parts of the data pages: import, report, quarantine, export, norms."""
