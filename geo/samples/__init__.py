"""The seeded demo town; values in, frames out, nothing written here."""

from geo.samples.demo import DEMO_SEED, Demo, build_demo

__all__ = ["DEMO_SEED", "Demo", "build_demo"]
