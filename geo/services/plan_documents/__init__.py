"""What leaves a plan as files: memo, GeoPackage; who sees which counts in them."""
