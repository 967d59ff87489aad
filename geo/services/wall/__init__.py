"""The wall: scenes from a file, their values from one snapshot, suppression, control by phone."""
