"""Does this solution fit this need? Profiles in, ranked and explained fits out."""
