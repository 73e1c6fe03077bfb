"""The forms of the workspace. They check and translate; deeds write."""
