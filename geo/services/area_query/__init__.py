"""What lies inside a drawn shape: counts, assets, grids, and people where they are many."""
