"""Local files: opened and checked for uploads, written for downloads."""
