"""Generators of hostile inputs; bench/hostile runs Hullmark on each."""
