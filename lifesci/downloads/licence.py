"""Under what terms the register's data are given, and what it is called. Pure; for files and pages."""

CODE = "CC-BY-4.0"
TITLE = "Creative Commons Attribution 4.0 International"
ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
NAME = "life-sciences-skills-and-outreach-register"
ABOUT = (
    "Life-sciences skills and outreach programmes in the United Kingdom: who runs them, for whom, where, how many "
    "people they reached, what came of it, and where each of those facts was read."
)
KEYWORDS = ("life sciences", "skills", "outreach", "education", "careers", "United Kingdom")
