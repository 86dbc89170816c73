-- analyst_attention named a column of its ARRAY JOIN that ClickHouse does not see behind FINAL: it could not be read.
-- Changes of interest, de-identified, beside it.

CREATE OR REPLACE VIEW analyst_attention (
  slide_key String COMMENT 'Pseudonym of the slide or page, the same in every call of this installation',
  cell UInt16 COMMENT 'row * 32 + column of a grid of 32 columns and 18 rows',
  calls UInt64 COMMENT 'Calls with gaze in this cell, count; cells of fewer than 5 calls are left out',
  dwell_ms UInt64 COMMENT 'Time of gaze in the cell over those calls, ms'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, 'slide', slide_id))) AS slide_key, tupleElement(part, 1) AS cell,
  uniqExact(call_id) AS calls, sum(tupleElement(part, 2)) AS dwell_ms
FROM (
  SELECT call_id, slide_id, arrayJoin(arrayZip(cells, dwell_ms)) AS part
  FROM attention_maps FINAL WHERE slide_id != ''
)
GROUP BY slide_key, cell HAVING calls >= 5
COMMENT 'Heat maps of slides over many calls; no gaze of one call alone';

CREATE OR REPLACE VIEW analyst_interest_changes (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the customer within this call',
  day Date COMMENT 'Day on which the call began, UTC',
  at_ms Float64 COMMENT 'Media time at which it was told, ms',
  since_ms Float64 COMMENT 'Media time at which it began, as estimated, ms',
  event LowCardinality(String) COMMENT 'declined or recovered',
  from_score Float32 COMMENT 'Interest before, 0 to 100',
  to_score Float32 COMMENT 'Interest when it was told, 0 to 100',
  confidence Float32 COMMENT 'P(the behaviour changed), 0 to 1',
  is_calibrated Bool COMMENT 'False where that did not hold on held-out talk'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key,
  lower(hex(sipHash64Keyed(salt, call_id, participant_id))) AS participant_key, toDate(started_at) AS day, at_ms, since_ms,
  event, from_score, to_score, confidence, is_calibrated
FROM interest_changes FINAL
COMMENT 'Changes of how much customers take part, de-identified';
