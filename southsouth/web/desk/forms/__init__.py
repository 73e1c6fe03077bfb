"""The forms of the desk. They check and translate; deeds write."""
