"""Listings: which page is next, whether it is proved complete, how many pages to read ahead. No input or output."""
