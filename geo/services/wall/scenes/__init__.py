"""The scenes, one module each: from the town at one moment to steps of a picture."""
