"""What ``make bench`` measures: ratios against a baseline in the same run, never absolute promises."""
