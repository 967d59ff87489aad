"""The wall: scenes from a file, their values from one snapshot, control by phone."""
