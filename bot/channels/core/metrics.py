"""What the bridge counts and measures, under fixed names (docs/deploy.md): nobody's words, nobody's id."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

_QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

RECEIVED = Counter("assistant_received_total", "Messages taken into the inbox", ["channel"])
DUPLICATES = Counter("assistant_duplicates_total", "Deliveries of what was taken already", ["channel"])
REFUSED = Counter("assistant_refused_total", "Messages above a limit", ["channel", "reason"])
MESSAGES = Counter("assistant_messages_total", "Messages answered", ["channel", "language", "status", "reason"])
ASKED_BACK = Counter("assistant_asked_back_total", "Answers that are a question back", ["channel"])
ABSTAINED = Counter("assistant_abstained_total", "Messages left without an answer on the point", ["channel", "reason"])
UNANSWERED = Counter("assistant_unanswered_total", "Messages told that no answer can be given now", ["channel"])
LATE = Counter("assistant_late_total", "Messages that came when a later one was answered already", ["channel"])
RESENT = Counter("assistant_resent_total", "Parts sent again that were on the wire when a bridge died", ["channel"])
OUTBOX = Counter("assistant_outbox_total", "Parts of answers by what became of them", ["channel", "result"])
VOTES = Counter("assistant_votes_total", "What people think of answers", ["vote"])
VOTE_REASONS = Counter("assistant_vote_reasons_total", "Why answers did not help", ["reason"])
HANDOVERS = Counter("assistant_handovers_total", "Cases of officers by what happened", ["channel", "step"])
ERRANDS = Counter("assistant_errands_total", "What offices were told, by what became of it", ["way", "result"])
HANDOVERS_OPEN = Gauge("assistant_handovers_open", "Cases that officers have")
ERRANDS_OLDEST = Gauge("assistant_errands_oldest_seconds", "Age of the oldest thing that an office was not told yet")
SECONDS = Histogram("assistant_step_seconds", "Time of a step: take, rasa, send, whole", ["step"], buckets=_QUICK)
WAITING = Gauge("assistant_inbox_messages", "Messages that wait for an answer")
OLDEST = Gauge("assistant_inbox_oldest_seconds", "Age of the oldest message that waits")
PARTS = Gauge("assistant_part_ready", "1 while a part works: model, index, actions, database", ["part"])
OFF = Gauge("assistant_channel_off", "1 while a channel is switched off", ["channel"])
