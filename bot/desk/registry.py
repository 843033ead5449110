"""The pages of the desk, in the order of its menu; the first is the one that opens. A new page is a line here."""

from __future__ import annotations

from bot.desk.frame import Page
from bot.desk.pages import corrections, documents, figures, law, notices, questions, search, trail

PAGES: tuple[Page, ...] = (
    questions.PAGE,
    corrections.PAGE,
    notices.PAGE,
    figures.PAGE,
    search.PAGE,
    law.PAGE,
    documents.PAGE,
    trail.PAGE,
)
