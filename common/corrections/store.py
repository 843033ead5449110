"""Corrections and notices read and changed: each change of state is a function here, and raises the version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from common.corrections.definition import Correction, Draft, LiveNotice, NoticeDraft
from common.corrections.tables import CorrectionRow, NoticeRow, VersionRow

Kept = TypeVar("Kept", Correction, LiveNotice)

THE_VERSION = 1
"""The key of the one row that holds the version."""
ACCOUNT_ENDED = "account_ended"
WITHDRAWN = "withdrawn"


class RefusedError(ValueError):
    """A change that may not be made; says why, for the desk to show."""


def version(session: Session) -> int:
    """Return the number that changes with every correction and notice; 0 before the first."""
    return session.scalar(select(VersionRow.number).where(VersionRow.id == THE_VERSION)) or 0


def corrections(session: Session, office: str | None = None) -> list[Correction]:
    """Return the corrections that an account of an office sees, the newest first; without an office, all."""
    return _of_office(
        map(_correction, session.scalars(select(CorrectionRow).order_by(CorrectionRow.id.desc()))), office
    )


def correction(session: Session, number: int) -> Correction | None:
    """Return one correction."""
    row = session.get(CorrectionRow, number)
    return _correction(row) if row else None


def said(session: Session) -> list[Correction]:
    """Return the approved corrections, whatever their days."""
    rows = session.scalars(select(CorrectionRow).where(CorrectionRow.state == "approved").order_by(CorrectionRow.id))
    return [_correction(row) for row in rows]


def notices(session: Session, office: str | None = None) -> list[LiveNotice]:
    """Return the notices that an account of an office sees, the newest first; without an office, all."""
    return _of_office(map(_notice, session.scalars(select(NoticeRow).order_by(NoticeRow.id.desc()))), office)


def write(session: Session, draft: Draft, by: str, number: int | None = None) -> Correction:
    """Keep a new correction, or the new words of one that is not approved; it is a draft then, `by` its author."""
    if number is None:
        row = CorrectionRow(state="draft", draft={}, author=by, answers_for=by, version=0, ended_because="")
        session.add(row)
    else:
        row = _row(session, number, "draft", "proposed")
    row.draft, row.author, row.answers_for, row.state = draft.model_dump(mode="json"), by, by, "draft"
    return _changed(session, row)


def propose(session: Session, number: int) -> Correction:
    """Hand a draft in for approval."""
    row = _row(session, number, "draft")
    row.state = "proposed"
    return _changed(session, row)


def approve(session: Session, number: int, by: str, day: date, second_person: bool) -> Correction:
    """Let citizens be answered from a proposal; RefusedError where its author does so and a second person must."""
    row = _row(session, number, "proposed")
    if second_person and row.author == by:
        raise RefusedError("this office wants a second person: somebody who did not write it approves it")
    row.state, row.approved_by, row.approved_on = "approved", by, day
    return _changed(session, row)


def end(session: Session, number: int, day: date) -> Correction:
    """Stop answering from a correction, or drop one that was not approved."""
    row = _row(session, number, "draft", "proposed", "approved")
    row.state, row.ended_on, row.ended_because = "ended", day, WITHDRAWN
    return _changed(session, row)


def take_over(session: Session, number: int, by: str, day: date) -> Correction:
    """Answer for a correction from now on; one that ended with an account is said again until its day."""
    row = _row(session, number, "draft", "proposed", "approved", "ended")
    if row.state == "ended":
        if row.ended_because != ACCOUNT_ENDED or _correction(row).draft.last < day:
            raise RefusedError("it was withdrawn, or its days are over: write a new one")
        row.state, row.ended_on, row.ended_because = "approved", None, ""
    row.answers_for = by
    return _changed(session, row)


def account_ended(session: Session, name: str, day: date) -> int:
    """End what an account answers for, when the account ends; return how many corrections and notices that were."""
    ended = 0
    for row in session.scalars(select(CorrectionRow).where(CorrectionRow.answers_for == name)):
        if row.state == "approved":
            row.state, row.ended_on, row.ended_because = "ended", day, ACCOUNT_ENDED
            _changed(session, row)
            ended += 1
    for notice in session.scalars(select(NoticeRow).where(NoticeRow.answers_for == name)):
        if notice.ended_on is None:
            notice.ended_on = day
            _raise_version(session)
            ended += 1
    return ended


def write_notice(session: Session, draft: NoticeDraft, by: str) -> LiveNotice:
    """Show a new notice on its days."""
    row = NoticeRow(draft=draft.model_dump(mode="json"), author=by, answers_for=by)
    session.add(row)
    _raise_version(session)
    return _notice(row)


def end_notice(session: Session, number: int, day: date) -> LiveNotice:
    """Show a notice no more."""
    row = session.get(NoticeRow, number)
    if row is None:
        raise RefusedError("there is no such notice")
    row.ended_on = day
    _raise_version(session)
    return _notice(row)


def _row(session: Session, number: int, *states: str) -> CorrectionRow:
    row = session.get(CorrectionRow, number)
    if row is None:
        raise RefusedError("there is no such correction")
    if row.state not in states:
        raise RefusedError(f"it is {row.state} by now: somebody else was quicker")
    return row


def _changed(session: Session, row: CorrectionRow) -> Correction:
    row.version += 1
    _raise_version(session)
    return _correction(row)


def _raise_version(session: Session) -> None:
    session.flush()
    raised = session.execute(
        update(VersionRow).where(VersionRow.id == THE_VERSION).values(number=VersionRow.number + 1)
    )
    if not getattr(raised, "rowcount", 0):
        session.add(VersionRow(id=THE_VERSION, number=1))
        session.flush()


def _of_office(found: Iterable[Kept], office: str | None) -> list[Kept]:
    return [one for one in found if office is None or one.draft.office in (None, office)]


def _correction(row: CorrectionRow) -> Correction:
    kept = {name: getattr(row, name) for name in Correction.model_fields if name != "draft"}
    return Correction(draft=Draft.model_validate(row.draft), **kept)


def _notice(row: NoticeRow) -> LiveNotice:
    kept = {name: getattr(row, name) for name in LiveNotice.model_fields if name != "draft"}
    return LiveNotice(draft=NoticeDraft.model_validate(row.draft), **kept)
