-- What analysts may read: GRANT SELECT on analyst_* and on nothing else (the views read with their definer's rights).
--
-- De-identified: no names, no person ids, no words, no times finer than the day. Ids are pseudonyms: SipHash-2-4 keyed
-- with this installation's salt (Aumasson & Bernstein 2012), the same on every day, another in every installation.
-- A participant's pseudonym is made from call and participant together, so that nobody can be followed from call to
-- call, and no view carries one for the person behind it: reps cannot be ranked by behaviour from here (red line).

CREATE OR REPLACE VIEW analyst_calls (
  call_key String COMMENT 'Pseudonym of the call; joins the analyst views',
  deal_key String COMMENT 'Pseudonym of the deal; empty where unknown',
  account_key String COMMENT 'Pseudonym of the customer company; empty where unknown',
  day Date COMMENT 'Day on which the call began, UTC',
  is_ended Bool COMMENT 'True once the call is over',
  duration_ms Nullable(Float64) COMMENT 'Length of the call, ms; NULL while it is live',
  language LowCardinality(String) COMMENT 'Main language, BCP 47',
  industry LowCardinality(String) COMMENT 'Industry of the customer; empty where unknown',
  first_stage LowCardinality(String) COMMENT 'Stage of the deal when the call began',
  stage LowCardinality(String) COMMENT 'Stage of the deal, as last said',
  reps UInt64 COMMENT 'Reps in the call, count',
  customers UInt64 COMMENT 'Customers in the call, count',
  colleagues UInt64 COMMENT 'Colleagues in the call, count',
  figures Map(LowCardinality(String), Float64) COMMENT 'The call in figures, by name; docs/metrics.md defines each'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key,
  if(deal_id = '', '', lower(hex(sipHash64Keyed(salt, 'deal', deal_id)))) AS deal_key,
  if(account_name = '', '', lower(hex(sipHash64Keyed(salt, 'account', account_name)))) AS account_key,
  toDate(started_at) AS day, toBool(ended_at_ms IS NOT NULL) AS is_ended, ended_at_ms AS duration_ms, language, industry,
  first_stage, stage, countEqual(participant_roles, 'rep') AS reps, countEqual(participant_roles, 'customer') AS customers,
  countEqual(participant_roles, 'colleague') AS colleagues, figures
FROM calls FINAL
COMMENT 'Calls, de-identified';

CREATE OR REPLACE VIEW analyst_segments (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the participant within this call',
  day Date COMMENT 'Day on which the call began, UTC',
  role LowCardinality(String) COMMENT 'rep, customer, colleague or unknown',
  start_ms Float64 COMMENT 'Media time at which the words begin, ms',
  end_ms Float64 COMMENT 'Media time at which the words end (exclusive), ms',
  language LowCardinality(String) COMMENT 'Language of the words, BCP 47',
  tokens UInt32 COMMENT 'Word segments without punctuation, count'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, call_id, participant_id))) AS participant_key,
  toDate(started_at) AS day, role, start_ms, end_ms, language, tokens
FROM segments FINAL
COMMENT 'Utterances without their words';

CREATE OR REPLACE VIEW analyst_turns (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the participant within this call',
  day Date COMMENT 'Day on which the call began, UTC',
  role LowCardinality(String) COMMENT 'rep, customer, colleague or unknown',
  start_ms Float64 COMMENT 'Media time of the beginning, ms',
  end_ms Float64 COMMENT 'Media time of the end (exclusive), ms',
  speech_ms Float64 COMMENT 'Speech within the turn, pauses left out, ms'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, call_id, participant_id))) AS participant_key,
  toDate(started_at) AS day, role, start_ms, end_ms, speech_ms
FROM turns FINAL
COMMENT 'Turns, de-identified';

CREATE OR REPLACE VIEW analyst_metric_samples (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the participant within this call; empty for the whole call',
  day Date COMMENT 'Day on which the call began, UTC',
  metric LowCardinality(String) COMMENT 'Name of the figure; docs/metrics.md defines each',
  dimension LowCardinality(String) COMMENT 'Category, topic or competitor that the figure is of; empty where none',
  at_ms Float64 COMMENT 'Media time of the sample, ms',
  value Float32 COMMENT 'The figure, in the unit of the column unit',
  unit LowCardinality(String) COMMENT 'Unit of the value',
  window_ms Float32 COMMENT 'Length of the sliding window, ms; 0 where the figure covers the call so far',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key,
  if(participant_id = '', '', lower(hex(sipHash64Keyed(salt, call_id, participant_id)))) AS participant_key,
  toDate(started_at) AS day, metric, dimension, at_ms, value, unit, window_ms, confidence
FROM metric_samples FINAL
COMMENT 'Figures over time, de-identified';

CREATE OR REPLACE VIEW analyst_keyword_hits (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the participant within this call',
  day Date COMMENT 'Day on which the call began, UTC',
  role String COMMENT 'rep, customer, colleague or unknown',
  said_at_ms Float64 COMMENT 'Media time at which it was said, ms',
  category String COMMENT 'Category of the keyword in the playbook',
  phrase String COMMENT 'The phrase as the playbook has it, not as it was said',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, call_id, participant_id))) AS participant_key,
  toDate(started_at) AS day, role, said_at_ms, category, phrase, confidence
FROM current_keyword_hits
COMMENT 'Keyword hits, de-identified';

CREATE OR REPLACE VIEW analyst_competitor_mentions (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the participant within this call',
  day Date COMMENT 'Day on which the call began, UTC',
  role String COMMENT 'rep, customer, colleague or unknown',
  name String COMMENT 'Competitor, as the playbook names it',
  said_at_ms Float64 COMMENT 'Media time at which it was said, ms',
  evidence Nullable(Bool) COMMENT 'Did the rep back it with differentiated evidence; NULL while the window is open',
  evidence_kind String COMMENT 'case, number, certificate or demo; empty where none'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, call_id, participant_id))) AS participant_key,
  toDate(started_at) AS day, role, name, said_at_ms, evidence, evidence_kind
FROM current_competitor_mentions
COMMENT 'Competitor mentions without the words around them';

CREATE OR REPLACE VIEW analyst_emotion_samples (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the participant within this call',
  day Date COMMENT 'Day on which the call began, UTC',
  role LowCardinality(String) COMMENT 'customer or unknown; curves of reps and colleagues are left out',
  at_ms Float64 COMMENT 'Media time of the sample, ms',
  valence Float32 COMMENT 'Unpleasant to pleasant, -1 to 1',
  arousal Float32 COMMENT 'Calm to activated, 0 to 1',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1',
  is_held Bool COMMENT 'True while the participant is silent and the last value is held'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, call_id, participant_id))) AS participant_key,
  toDate(started_at) AS day, role, at_ms, valence, arousal, confidence, is_held
FROM emotion_samples FINAL WHERE role NOT IN ('rep', 'colleague')
COMMENT 'Emotion curves of customers, de-identified';

CREATE OR REPLACE VIEW analyst_questions (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of who asked, within this call',
  day Date COMMENT 'Day on which the call began, UTC',
  role String COMMENT 'Role of who asked',
  start_ms Float64 COMMENT 'Media time at which the question begins, ms',
  end_ms Float64 COMMENT 'Media time at which the question ends, additions included, ms',
  form String COMMENT 'yes-no, alternative, wh, declarative, tag, request or turn',
  is_open Bool COMMENT 'True for an open question',
  outcome String COMMENT 'answered, unanswered, or open while it waits',
  latency_ms Nullable(Float64) COMMENT 'Response latency, ms; NULL where not answered',
  is_overdue Bool COMMENT 'True where the wait crossed the threshold',
  filled Bool COMMENT 'True where the answer began with a filled pause',
  basis String COMMENT 'What it rests on: voice, words, segment or turn',
  confidence Float32 COMMENT 'How sure the engine is that it is a question, 0 to 1'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, call_id, participant_id))) AS participant_key,
  toDate(started_at) AS day, role, start_ms, end_ms, form, is_open, outcome, latency_ms,
  toBool(crossed_at_ms IS NOT NULL) AS is_overdue, filled, basis, confidence
FROM current_questions
COMMENT 'Questions and response latency without the words';

CREATE OR REPLACE VIEW analyst_cards (
  call_key String COMMENT 'Pseudonym of the call',
  card_key String COMMENT 'Pseudonym of the card',
  day Date COMMENT 'Day on which the call began, UTC',
  rule_id String COMMENT 'Playbook rule that wanted the card',
  kind String COMMENT 'Kind of card, as the playbook names it',
  severity String COMMENT 'info or act-now',
  resource_id String COMMENT 'Resource that the card offers; empty where none',
  case_id String COMMENT 'Customer case that the card offers; empty where none',
  script_id String COMMENT 'Script that the card offers; empty where none',
  raised_at_ms Float64 COMMENT 'Media time at which the card was raised, ms',
  shown_at_ms Nullable(Float64) COMMENT 'Media time at which it was first seen, ms',
  decided_at_ms Nullable(Float64) COMMENT 'Media time at which it was accepted or dismissed, ms',
  fate String COMMENT 'accepted, dismissed, expired, shown or raised',
  expiry_cause String COMMENT 'time, resolved or call-ended; empty where it did not expire',
  ratings UInt32 COMMENT 'How many people rated it after the call, count',
  rating_sum Int32 COMMENT 'Sum of their ratings, each -1, 0 or 1',
  confidence Float32 COMMENT 'How sure the engine is, 0 to 1',
  is_calibrated Bool COMMENT 'False where the confidence is a rule of thumb'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, call_id, card_id))) AS card_key,
  toDate(started_at) AS day, rule_id, kind, severity, resource_id, case_id, script_id, raised_at_ms, shown_at_ms,
  decided_at_ms, fate, expiry_cause, ratings, rating_sum, confidence, is_calibrated
FROM current_cards
COMMENT 'Cards and their fate, without their words, the words behind them, and who decided';
