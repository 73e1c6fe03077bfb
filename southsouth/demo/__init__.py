"""The demonstration: real records from public sources, samples marked as such, one sign-in a role."""
