"""The ideal customers of a website: shown, corrected, paused, added, and who said what of one."""
