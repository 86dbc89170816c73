-- The tables. Every row comes from one event of the log, so a row is known by (call_id, seq).
--
-- Idempotency: ReplacingMergeTree whose sorting key holds that identity, read with FINAL. A batch that is sent twice
-- (answer lost, crash before the spool file was deleted) folds into one, however it was cut the second time.
-- insert_deduplication_token was the other choice: it forgets after a window and wants the same batches again, which a
-- replay after a crash cannot promise. docs/decisions/0002 says more.
--
-- Partition: month of the call's start, so a call never spans partitions and FINAL never merges across them.
-- Sorting keys begin with call_id: the page of one call is the question that a person waits for. Questions over many
-- calls read few columns and prune by month.
-- Time: at_ms is media time; at = started_at + at_ms is an ALIAS, because started_at repeats and costs nothing.
-- TTL: store/retention.ts sets the days; those written here are the defaults.

CREATE TABLE IF NOT EXISTS installation (
  salt_low UInt64 COMMENT 'Lower half of the SipHash key behind all pseudonyms; made once at random, never shown',
  salt_high UInt64 COMMENT 'Upper half of the SipHash key'
) ENGINE = MergeTree ORDER BY tuple()
COMMENT 'What is particular to this installation: the key of the pseudonyms. Analysts get no access to it';

CREATE TABLE IF NOT EXISTS calls (
  call_id String COMMENT 'Id of the call, chosen by the feed' CODEC(ZSTD(1)),
  version UInt32 COMMENT 'seq of the last event that changed this row; the highest wins' CODEC(T64, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  ended_at_ms Nullable(Float64) COMMENT 'Media time at which the call ended, ms; NULL while it is live' CODEC(ZSTD(1)),
  ended_at Nullable(DateTime64(3, 'UTC')) ALIAS started_at + toIntervalMillisecond(ended_at_ms) COMMENT 'Wall time of the end, UTC; NULL while it is live',
  end_reason LowCardinality(String) COMMENT 'Why it ended, in the words of the feed; empty where it did not say',
  language LowCardinality(String) COMMENT 'Main language, BCP 47',
  title String COMMENT 'Title of the call or meeting' CODEC(ZSTD(3)),
  industry LowCardinality(String) COMMENT 'Industry of the customer; empty where unknown',
  stage LowCardinality(String) COMMENT 'Stage of the deal or conversation, as last said',
  first_stage LowCardinality(String) COMMENT 'Stage of the deal when the call began',
  deal_id String COMMENT 'Id of the deal in the CRM; empty where unknown' CODEC(ZSTD(1)),
  account_name String COMMENT 'Name of the customer company' CODEC(ZSTD(3)),
  time_zone LowCardinality(String) COMMENT 'IANA time zone of the call; empty where unknown',
  participant_ids Array(String) COMMENT 'Participants in the order they were made known' CODEC(ZSTD(1)),
  participant_roles Array(LowCardinality(String)) COMMENT 'rep, customer, colleague or unknown, per participant' CODEC(ZSTD(1)),
  participant_names Array(String) COMMENT 'Name per participant; empty where unknown' CODEC(ZSTD(3)),
  participant_channels Array(Int16) COMMENT 'Audio channel per participant; -1 without audio' CODEC(ZSTD(1)),
  participant_person_ids Array(String) COMMENT 'Id in the people file per participant; empty where unknown' CODEC(ZSTD(1)),
  rep_person_ids Array(String) COMMENT 'Person ids of the reps alone: decides whose call it is' CODEC(ZSTD(1)),
  figures Map(LowCardinality(String), Float64) COMMENT 'The call in figures (call.summarized), by name; empty before the end' CODEC(ZSTD(1)),
  INDEX call_id_index call_id TYPE bloom_filter(0.01) GRANULARITY 1
) ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(started_at) ORDER BY (started_at, call_id)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'One row per call: who, when, about what, and the figures at the end. Read with FINAL';

CREATE TABLE IF NOT EXISTS events (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the call, gapless from 1' CODEC(Delta, ZSTD(1)),
  type LowCardinality(String) COMMENT 'Event type, noun.past-tense; docs/protocol.md lists them',
  at_ms Float64 COMMENT 'Media time at which the event became known, ms' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(at_ms) COMMENT 'Wall time of the event, UTC',
  body String COMMENT 'The whole event as it was logged, JSON' CODEC(ZSTD(3))
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, seq)
TTL toDateTime(stored_at) + INTERVAL 30 DAY DELETE WHERE type = 'emotion.sampled', toDateTime(stored_at) + INTERVAL 180 DAY
COMMENT 'The log: every event of every call. The truth that all other tables are made from. Read with FINAL';

CREATE TABLE IF NOT EXISTS segments (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  segment_id String COMMENT 'Id of the segment, stable over revisions' CODEC(ZSTD(1)),
  revision UInt32 COMMENT 'Revision of the words; the highest wins' CODEC(T64, ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which the words were settled, ms' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(at_ms) COMMENT 'Wall time at which the words were settled, UTC',
  participant_id String COMMENT 'Who spoke' CODEC(ZSTD(1)),
  role LowCardinality(String) COMMENT 'rep, customer, colleague or unknown',
  start_ms Float64 COMMENT 'Media time at which the words begin, ms' CODEC(Delta, ZSTD(1)),
  end_ms Float64 COMMENT 'Media time at which the words end (exclusive), ms' CODEC(Delta, ZSTD(1)),
  language LowCardinality(String) COMMENT 'Language of the words, BCP 47',
  tokens UInt32 COMMENT 'Word segments without punctuation, count' CODEC(T64, ZSTD(1)),
  text String COMMENT 'The words; emptied when the retention of words is over' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY
) ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, segment_id)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'Settled utterances (utterance.finalized), one row per segment, newest revision. Read with FINAL';

CREATE TABLE IF NOT EXISTS turns (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which the end of the turn was known, ms' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(at_ms) COMMENT 'Wall time at which the end of the turn was known, UTC',
  turn_id String COMMENT 'Id of the turn' CODEC(ZSTD(1)),
  participant_id String COMMENT 'Who held the floor' CODEC(ZSTD(1)),
  role LowCardinality(String) COMMENT 'rep, customer, colleague or unknown',
  start_ms Float64 COMMENT 'Media time of the beginning, ms' CODEC(Delta, ZSTD(1)),
  end_ms Float64 COMMENT 'Media time of the end (exclusive), ms' CODEC(Delta, ZSTD(1)),
  speech_ms Float64 COMMENT 'Speech within the turn, pauses left out, ms' CODEC(ZSTD(1)),
  segment_ids Array(String) COMMENT 'Segments that make up the turn' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'Turns: consecutive speech of one participant, gaps under 700 ms joined. Read with FINAL';

CREATE TABLE IF NOT EXISTS metric_samples (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  metric LowCardinality(String) COMMENT 'Name of the figure; docs/metrics.md defines each' CODEC(ZSTD(1)),
  dimension LowCardinality(String) COMMENT 'Category, topic or competitor that the figure is of; empty where none' CODEC(ZSTD(1)),
  participant_id String COMMENT 'Whose figure; empty for the whole call' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time of the sample, ms' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(at_ms) COMMENT 'Wall time of the sample, UTC',
  value Float32 COMMENT 'The figure, in the unit of the column unit; 7 significant digits, the log keeps all' CODEC(Delta, ZSTD(1)),
  unit LowCardinality(String) COMMENT 'Unit of the value: ms, ratio, perMinute, count ...' CODEC(ZSTD(1)),
  window_ms Float32 COMMENT 'Length of the sliding window, ms; 0 where the figure covers the call so far' CODEC(ZSTD(1)),
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, metric, dimension, participant_id, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'Figures over time, one row per sample: a series is (call_id, metric, dimension, participant_id). Read with FINAL';

CREATE TABLE IF NOT EXISTS keyword_hits (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  category LowCardinality(String) COMMENT 'Category of the keyword in the playbook',
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which the hit was found, ms' CODEC(Delta, ZSTD(1)),
  said_at_ms Float64 COMMENT 'Media time at which it was said, ms' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(said_at_ms) COMMENT 'Wall time at which it was said, UTC',
  participant_id String COMMENT 'Who said it' CODEC(ZSTD(1)),
  role LowCardinality(String) COMMENT 'rep, customer, colleague or unknown',
  segment_id String COMMENT 'Segment in which it was said' CODEC(ZSTD(1)),
  revision UInt32 COMMENT 'Revision of the segment that was read; counts only while it is the newest' CODEC(T64, ZSTD(1)),
  phrase LowCardinality(String) COMMENT 'The phrase as the playbook has it',
  matched String COMMENT 'The words as they were said; emptied when the retention of words is over' CODEC(ZSTD(1)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  start_char UInt32 COMMENT 'Begin of the match in the text of the segment, UTF-16 units' CODEC(T64, ZSTD(1)),
  end_char UInt32 COMMENT 'End of the match (exclusive), UTF-16 units' CODEC(T64, ZSTD(1)),
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, category, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'Playbook phrases that were said. Hits of outdated revisions are left out by current_keyword_hits. Read with FINAL';

CREATE TABLE IF NOT EXISTS competitor_mentions (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  mention_id String COMMENT 'Id of the mention' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  event LowCardinality(String) COMMENT 'mentioned, or evidenced once the window for evidence has passed',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which this was known, ms' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(at_ms) COMMENT 'Wall time at which this was known, UTC',
  name LowCardinality(String) COMMENT 'Competitor, as the playbook names it',
  participant_id String COMMENT 'Who named it; empty on evidenced' CODEC(ZSTD(1)),
  role LowCardinality(String) COMMENT 'rep, customer, colleague or unknown; empty on evidenced',
  segment_id String COMMENT 'Segment in which it was named; empty on evidenced' CODEC(ZSTD(1)),
  revision UInt32 COMMENT 'Revision of the segment that was read' CODEC(T64, ZSTD(1)),
  said_at_ms Nullable(Float64) COMMENT 'Media time at which it was said, ms; NULL on evidenced' CODEC(ZSTD(1)),
  start_char UInt32 COMMENT 'Begin of the match in the text of the segment, UTF-16 units' CODEC(T64, ZSTD(1)),
  end_char UInt32 COMMENT 'End of the match (exclusive), UTF-16 units' CODEC(T64, ZSTD(1)),
  matched String COMMENT 'The name as it was said; emptied with the words' CODEC(ZSTD(1)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  context String COMMENT 'Words around the mention; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  evidence Nullable(Bool) COMMENT 'Did the rep back it with differentiated evidence; NULL on mentioned',
  evidence_kind LowCardinality(String) COMMENT 'case, number, certificate or demo; empty where none',
  evidence_segment_id String COMMENT 'Segment that holds the evidence; empty where none' CODEC(ZSTD(1)),
  evidence_text String COMMENT 'Words of the evidence; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, mention_id, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'Competitors that were named, and whether evidence followed: one row per event; current_competitor_mentions has one per mention. Read with FINAL';

CREATE TABLE IF NOT EXISTS emotion_samples (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  participant_id String COMMENT 'Whose curve; policy decides who has one' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time of the sample, ms' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(at_ms) COMMENT 'Wall time of the sample, UTC',
  role LowCardinality(String) COMMENT 'rep, customer, colleague or unknown',
  valence Float32 COMMENT 'Unpleasant to pleasant, -1 to 1, against the own baseline of the speaker' CODEC(Delta, ZSTD(1)),
  arousal Float32 COMMENT 'Calm to activated, 0 to 1, against the own baseline of the speaker' CODEC(Delta, ZSTD(1)),
  smoothed_valence Float32 COMMENT 'Valence smoothed for display, half-life 6 s' CODEC(Delta, ZSTD(1)),
  smoothed_arousal Float32 COMMENT 'Arousal smoothed for display, half-life 6 s' CODEC(Delta, ZSTD(1)),
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1' CODEC(Delta, ZSTD(1)),
  is_held Bool COMMENT 'True while the participant is silent and the last value is held',
  evidence LowCardinality(String) COMMENT 'What it rests on: voice, words, both or none'
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, participant_id, seq)
TTL toDateTime(stored_at) + INTERVAL 30 DAY
COMMENT 'Emotion curves, one row a second per observed participant. Shortest retention of all. Read with FINAL';

CREATE TABLE IF NOT EXISTS questions (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  question_id String COMMENT 'Id of the question' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  event LowCardinality(String) COMMENT 'asked, extended, overdue or measured',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which this was known, ms' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(at_ms) COMMENT 'Wall time at which this was known, UTC',
  participant_id String COMMENT 'Who asked; only on asked' CODEC(ZSTD(1)),
  role LowCardinality(String) COMMENT 'Role of who asked; only on asked',
  segment_id String COMMENT 'Segment of the question or of what was added; empty where there are no words' CODEC(ZSTD(1)),
  start_ms Nullable(Float64) COMMENT 'Media time at which the question begins, ms; only on asked' CODEC(ZSTD(1)),
  end_ms Nullable(Float64) COMMENT 'Media time at which the question ends as known by now, ms' CODEC(ZSTD(1)),
  form LowCardinality(String) COMMENT 'yes-no, alternative, wh, declarative, tag, request or turn; only on asked',
  is_open Bool COMMENT 'True for an open question; only on asked',
  text String COMMENT 'Words of the question; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  threshold_ms Nullable(Float64) COMMENT 'Threshold that was crossed, ms; only on overdue' CODEC(ZSTD(1)),
  crossed_at_ms Nullable(Float64) COMMENT 'Media time at which the wait crossed the threshold, ms; on overdue and measured' CODEC(ZSTD(1)),
  outcome LowCardinality(String) COMMENT 'answered or unanswered; only on measured',
  answer_segment_id String COMMENT 'Segment that begins the answer; only on measured' CODEC(ZSTD(1)),
  answer_participant_id String COMMENT 'Who answered; only on measured' CODEC(ZSTD(1)),
  answer_start_ms Nullable(Float64) COMMENT 'Media time at which the answer begins, ms; only on measured' CODEC(ZSTD(1)),
  latency_ms Nullable(Float64) COMMENT 'Response latency: answer start - question end, ms; negative where the answer began early; only on measured' CODEC(ZSTD(1)),
  filled Bool COMMENT 'True where the answer began with a filled pause; only on measured',
  basis LowCardinality(String) COMMENT 'What it rests on: voice, words, segment or turn',
  confidence Nullable(Float32) COMMENT 'How sure the engine is, 0 to 1; NULL on extended' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, question_id, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'Questions and how long they waited: one row per event; current_questions has one per question. Read with FINAL';

CREATE TABLE IF NOT EXISTS cards (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  card_id String COMMENT 'Id of the card' CODEC(ZSTD(1)),
  seq UInt32 COMMENT 'Place in the log of the event' CODEC(Delta, ZSTD(1)),
  event LowCardinality(String) COMMENT 'raised or updated',
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Float64 COMMENT 'Media time at which the card was raised or updated, ms' CODEC(Delta, ZSTD(1)),
  at DateTime64(3, 'UTC') ALIAS started_at + toIntervalMillisecond(at_ms) COMMENT 'Wall time of that, UTC',
  rule_id LowCardinality(String) COMMENT 'Playbook rule that wanted the card',
  kind LowCardinality(String) COMMENT 'Kind of card, as the playbook names it',
  severity LowCardinality(String) COMMENT 'info or act-now',
  resource_id LowCardinality(String) COMMENT 'Resource that the card offers; empty where none',
  case_id LowCardinality(String) COMMENT 'Customer case that the card offers; empty where none',
  script_id LowCardinality(String) COMMENT 'Script that the card offers; empty where none',
  pack String COMMENT 'What the card offers (title, wording, resource, case, script), JSON; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  evidence String COMMENT 'Why: list of {seq, atMs, text, participantId}, JSON; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY,
  reason Array(UInt32) COMMENT 'seq of the events that are the reason' CODEC(ZSTD(1)),
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1' CODEC(ZSTD(1)),
  is_calibrated Bool COMMENT 'False where the confidence is a rule of thumb and not measured on labelled data',
  expires_at_ms Float64 COMMENT 'Media time after which the card can no longer help, ms' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, card_id, seq)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'Coaching cards: one row each time a card is raised or updated; current_cards has one per card with its fate. Read with FINAL';

CREATE TABLE IF NOT EXISTS card_feedback (
  call_id String COMMENT 'Id of the call' CODEC(ZSTD(1)),
  card_id String COMMENT 'Id of the card; empty on snoozed, which is about a rule' CODEC(ZSTD(1)),
  event LowCardinality(String) COMMENT 'shown, accepted, dismissed, snoozed, expired, or rated (after the call)',
  seq UInt32 COMMENT 'Place in the log of the event; 0 on rated' CODEC(Delta, ZSTD(1)),
  person_id String COMMENT 'Who did it, id in the people file; empty where nobody or unknown' CODEC(ZSTD(1)),
  started_at DateTime64(3, 'UTC') COMMENT 'Wall time of media time 0 of the call, UTC' CODEC(Delta, ZSTD(1)),
  stored_at DateTime('UTC') DEFAULT now('UTC') COMMENT 'When the row came in, clock of the database, UTC: retention counts from here' CODEC(Delta, ZSTD(1)),
  at_ms Nullable(Float64) COMMENT 'Media time, ms; NULL on rated' CODEC(ZSTD(1)),
  at DateTime64(3, 'UTC') COMMENT 'Wall time at which it happened, UTC; the newest rating of a person wins' CODEC(Delta, ZSTD(1)),
  rule_id LowCardinality(String) COMMENT 'Rule, on snoozed and expired; empty elsewhere',
  cause LowCardinality(String) COMMENT 'Why it expired: time, resolved or call-ended; empty elsewhere',
  until_ms Nullable(Float64) COMMENT 'Media time until which the rule is snoozed, ms' CODEC(ZSTD(1)),
  rating Int8 COMMENT 'Was it useful: -1 no, 0 neither, 1 yes; only on rated',
  note String COMMENT 'Words of the person on the card; emptied with the words' CODEC(ZSTD(3)) TTL toDateTime(stored_at) + INTERVAL 180 DAY
) ENGINE = ReplacingMergeTree(at)
PARTITION BY toYYYYMM(started_at) ORDER BY (call_id, card_id, event, seq, person_id)
TTL toDateTime(stored_at) + INTERVAL 730 DAY
COMMENT 'What became of cards: shown, accepted, dismissed, snoozed, expired, rated. Read with FINAL';

CREATE TABLE IF NOT EXISTS audit (
  audit_id UUID COMMENT 'Id of the entry, so that a repeated insert counts once',
  at DateTime64(3, 'UTC') COMMENT 'Wall time of the read, UTC' CODEC(Delta, ZSTD(1)),
  person_id String COMMENT 'Who read, id in the people file' CODEC(ZSTD(1)),
  role LowCardinality(String) COMMENT 'In which role: rep, coach, analyst, operator ...',
  purpose LowCardinality(String) COMMENT 'For which purpose, as stated',
  resource LowCardinality(String) COMMENT 'What was read: call, timeline, transcript, export ...',
  call_id String COMMENT 'Which call; empty where it was no single call' CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(at) ORDER BY (at, audit_id)
TTL toDateTime(at) + INTERVAL 1095 DAY
COMMENT 'Who read what for what purpose. Written before the read is answered. Read with FINAL';
