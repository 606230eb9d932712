"""Finds uses of V1 in a code base: text → tokens → what each token belongs to → findings."""

from homerun_helpers.migration.scanning.scanner import RULES, Finding, Rule, Scan, Skipped, scan, scan_text

__all__ = ["RULES", "Finding", "Rule", "Scan", "Skipped", "scan", "scan_text"]
