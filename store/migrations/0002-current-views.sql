-- One row per thing, as it stands now, folded from the rows per event. Every fold is by seq, so the order and the
-- number of times in which rows arrived do not show. They carry words and ids: for the program, not for analysts.

CREATE OR REPLACE VIEW current_keyword_hits (
  call_id String COMMENT 'Id of the call',
  seq UInt32 COMMENT 'Place in the log of the event',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC',
  said_at_ms Float64 COMMENT 'Media time at which it was said, ms',
  participant_id String COMMENT 'Who said it',
  role String COMMENT 'rep, customer, colleague or unknown',
  segment_id String COMMENT 'Segment in which it was said',
  category String COMMENT 'Category of the keyword in the playbook',
  phrase String COMMENT 'The phrase as the playbook has it',
  matched String COMMENT 'The words as they were said',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1'
) AS
SELECT h.call_id, h.seq, h.started_at, h.said_at_ms, h.participant_id, h.role, h.segment_id,
  h.category, h.phrase, h.matched, h.confidence
FROM keyword_hits AS h FINAL
LEFT JOIN (SELECT call_id, segment_id, max(revision) AS newest FROM segments GROUP BY call_id, segment_id) AS s
  ON s.call_id = h.call_id AND s.segment_id = h.segment_id
WHERE h.revision >= s.newest
COMMENT 'Keyword hits in the newest revision of their segment';

CREATE OR REPLACE VIEW current_competitor_mentions (
  call_id String COMMENT 'Id of the call',
  mention_id String COMMENT 'Id of the mention',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC',
  name String COMMENT 'Competitor, as the playbook names it',
  participant_id String COMMENT 'Who named it',
  role String COMMENT 'rep, customer, colleague or unknown',
  segment_id String COMMENT 'Segment in which it was named',
  said_at_ms Float64 COMMENT 'Media time at which it was said, ms',
  context String COMMENT 'Words around the mention',
  evidence Nullable(Bool) COMMENT 'Did the rep back it with differentiated evidence; NULL while the window is open',
  evidence_kind String COMMENT 'case, number, certificate or demo; empty where none',
  evidence_segment_id String COMMENT 'Segment that holds the evidence; empty where none',
  evidence_text String COMMENT 'Words of the evidence; empty where none'
) AS
SELECT m.call_id, m.mention_id, m.started_at, m.name, m.participant_id, m.role, m.segment_id,
  assumeNotNull(m.said_at_ms) AS said_at_ms, m.context, m.evidence, m.evidence_kind, m.evidence_segment_id, m.evidence_text
FROM (
  SELECT call_id, mention_id, any(c.started_at) AS started_at, argMaxIf(c.name, seq, event = 'mentioned') AS name,
    argMaxIf(c.participant_id, seq, event = 'mentioned') AS participant_id,
    argMaxIf(c.role, seq, event = 'mentioned') AS role,
    argMaxIf(c.segment_id, seq, event = 'mentioned') AS segment_id,
    argMaxIf(c.revision, seq, event = 'mentioned') AS revision,
    argMaxIf(c.said_at_ms, seq, event = 'mentioned') AS said_at_ms,
    argMaxIf(c.context, seq, event = 'mentioned') AS context,
    argMaxIf(c.evidence, seq, event = 'evidenced') AS evidence,
    argMaxIf(c.evidence_kind, seq, event = 'evidenced') AS evidence_kind,
    argMaxIf(c.evidence_segment_id, seq, event = 'evidenced') AS evidence_segment_id,
    argMaxIf(c.evidence_text, seq, event = 'evidenced') AS evidence_text
  FROM competitor_mentions AS c GROUP BY call_id, mention_id
  HAVING countIf(event = 'mentioned') > 0
) AS m
LEFT JOIN (SELECT call_id, segment_id, max(revision) AS newest FROM segments GROUP BY call_id, segment_id) AS s
  ON s.call_id = m.call_id AND s.segment_id = m.segment_id
WHERE m.revision >= s.newest
COMMENT 'Competitor mentions in the newest revision of their segment, with the evidence that followed';

CREATE OR REPLACE VIEW current_questions (
  call_id String COMMENT 'Id of the call',
  question_id String COMMENT 'Id of the question',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC',
  participant_id String COMMENT 'Who asked',
  role String COMMENT 'Role of who asked',
  segment_id String COMMENT 'Segment of the question; empty where there are no words',
  start_ms Float64 COMMENT 'Media time at which the question begins, ms',
  end_ms Float64 COMMENT 'Media time at which the question ends, additions included, ms',
  form String COMMENT 'yes-no, alternative, wh, declarative, tag, request or turn',
  is_open Bool COMMENT 'True for an open question',
  text String COMMENT 'Words of the question',
  confidence Float32 COMMENT 'How sure the engine is that it is a question, 0 to 1',
  basis String COMMENT 'What it rests on: voice, words, segment or turn',
  crossed_at_ms Nullable(Float64) COMMENT 'Media time at which the wait crossed the threshold, ms; NULL where it did not',
  outcome String COMMENT 'answered, unanswered, or open while it waits',
  answer_segment_id String COMMENT 'Segment that begins the answer; empty where none',
  answer_participant_id String COMMENT 'Who answered; empty where nobody',
  answer_start_ms Nullable(Float64) COMMENT 'Media time at which the answer begins, ms',
  latency_ms Nullable(Float64) COMMENT 'Response latency: answer start - question end, ms; NULL where not answered',
  filled Bool COMMENT 'True where the answer began with a filled pause'
) AS
SELECT call_id, question_id, any(q.started_at) AS started_at,
  argMaxIf(q.participant_id, seq, event = 'asked') AS participant_id,
  argMaxIf(q.role, seq, event = 'asked') AS role,
  argMaxIf(q.segment_id, seq, event = 'asked') AS segment_id,
  assumeNotNull(argMaxIf(q.start_ms, seq, event = 'asked')) AS start_ms,
  assumeNotNull(argMax(q.end_ms, seq)) AS end_ms,
  argMaxIf(q.form, seq, event = 'asked') AS form,
  argMaxIf(q.is_open, seq, event = 'asked') AS is_open,
  argMaxIf(q.text, seq, event = 'asked') AS text,
  assumeNotNull(argMaxIf(q.confidence, seq, event = 'asked')) AS confidence,
  argMaxIf(q.basis, seq, event = 'asked') AS basis,
  argMax(q.crossed_at_ms, seq) AS crossed_at_ms,
  if(countIf(event = 'measured') = 0, 'open', argMaxIf(q.outcome, seq, event = 'measured')) AS outcome,
  argMaxIf(q.answer_segment_id, seq, event = 'measured') AS answer_segment_id,
  argMaxIf(q.answer_participant_id, seq, event = 'measured') AS answer_participant_id,
  argMaxIf(q.answer_start_ms, seq, event = 'measured') AS answer_start_ms,
  argMaxIf(q.latency_ms, seq, event = 'measured') AS latency_ms,
  argMaxIf(q.filled, seq, event = 'measured') AS filled
FROM questions AS q GROUP BY call_id, question_id
HAVING countIf(event = 'asked') > 0
COMMENT 'Questions with the response latency, one row per question';

CREATE OR REPLACE VIEW current_cards (
  call_id String COMMENT 'Id of the call',
  card_id String COMMENT 'Id of the card',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC',
  raised_at_ms Float64 COMMENT 'Media time at which the card was raised, ms',
  updated_at_ms Float64 COMMENT 'Media time of its newest content, ms',
  updates UInt32 COMMENT 'How often it was updated, count',
  rule_id String COMMENT 'Playbook rule that wanted the card',
  kind String COMMENT 'Kind of card, as the playbook names it',
  severity String COMMENT 'info or act-now',
  resource_id String COMMENT 'Resource that the card offers; empty where none',
  case_id String COMMENT 'Customer case that the card offers; empty where none',
  script_id String COMMENT 'Script that the card offers; empty where none',
  pack String COMMENT 'What the card offers, JSON',
  evidence String COMMENT 'Why, JSON',
  reason Array(UInt32) COMMENT 'seq of the events that are the reason',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1',
  is_calibrated Bool COMMENT 'False where the confidence is a rule of thumb',
  expires_at_ms Float64 COMMENT 'Media time after which the card can no longer help, ms',
  fate String COMMENT 'accepted, dismissed, expired, shown or raised: the first of these that happened to it',
  shown_at_ms Nullable(Float64) COMMENT 'Media time at which the rep first saw it, ms',
  decided_at_ms Nullable(Float64) COMMENT 'Media time at which it was accepted or dismissed, ms',
  expired_at_ms Nullable(Float64) COMMENT 'Media time at which it expired, ms',
  expiry_cause String COMMENT 'time, resolved or call-ended; empty where it did not expire',
  ratings UInt32 COMMENT 'How many people rated it after the call, count',
  rating_sum Int32 COMMENT 'Sum of their ratings, each -1, 0 or 1'
) AS
SELECT c.call_id, c.card_id, c.started_at, c.raised_at_ms, c.updated_at_ms, c.updates, c.rule_id, c.kind, c.severity,
  c.resource_id, c.case_id, c.script_id, c.pack, c.evidence, c.reason, c.confidence, c.is_calibrated, c.expires_at_ms,
  multiIf(f.accepted > 0, 'accepted', f.dismissed > 0, 'dismissed', f.expired > 0, 'expired', f.shown > 0, 'shown', 'raised') AS fate,
  f.shown_at_ms, f.decided_at_ms, f.expired_at_ms, f.expiry_cause, f.ratings, f.rating_sum
FROM (
  SELECT call_id, card_id, any(k.started_at) AS started_at, min(at_ms) AS raised_at_ms, max(at_ms) AS updated_at_ms,
    toUInt32(uniqExactIf(seq, event = 'updated')) AS updates, argMax(k.rule_id, seq) AS rule_id,
    argMax(k.kind, seq) AS kind, argMax(k.severity, seq) AS severity, argMax(k.resource_id, seq) AS resource_id,
    argMax(k.case_id, seq) AS case_id, argMax(k.script_id, seq) AS script_id, argMax(k.pack, seq) AS pack,
    argMax(k.evidence, seq) AS evidence, argMax(k.reason, seq) AS reason, argMax(k.confidence, seq) AS confidence,
    argMax(k.is_calibrated, seq) AS is_calibrated, argMax(k.expires_at_ms, seq) AS expires_at_ms
  FROM cards AS k GROUP BY call_id, card_id
) AS c
LEFT JOIN (
  SELECT call_id, card_id, countIf(event = 'accepted') AS accepted, countIf(event = 'dismissed') AS dismissed,
    countIf(event = 'expired') AS expired, countIf(event = 'shown') AS shown,
    minIf(at_ms, event = 'shown') AS shown_at_ms, minIf(at_ms, event IN ('accepted', 'dismissed')) AS decided_at_ms,
    minIf(at_ms, event = 'expired') AS expired_at_ms, anyIf(cause, event = 'expired') AS expiry_cause,
    toUInt32(countIf(event = 'rated')) AS ratings, toInt32(sumIf(rating, event = 'rated')) AS rating_sum
  FROM card_feedback FINAL GROUP BY call_id, card_id
) AS f ON f.call_id = c.call_id AND f.card_id = c.card_id
COMMENT 'Cards with their newest content and their fate, one row per card';
