-- Analysts see how a competitor was named and how sure that is, and the path through the material: who opened, flipped and
-- marked what, with the slide that was on screen. No words, no titles.

CREATE OR REPLACE VIEW analyst_competitor_mentions (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the participant within this call',
  day Date COMMENT 'Day on which the call began, UTC',
  role String COMMENT 'rep, customer, colleague or unknown',
  name String COMMENT 'Competitor, as the playbook names it',
  said_at_ms Float64 COMMENT 'Media time at which it was said, ms',
  match String COMMENT 'exact, sound (pinyin) or spelling (English sound and spelling)',
  confidence Float32 COMMENT 'How sure the engine is that it was named, 0 to 1',
  is_negated Bool COMMENT 'Named in a denial: we do not use it',
  stance String COMMENT 'How the speaker stands to it: favourable, unfavourable or neutral',
  evidence Nullable(Bool) COMMENT 'Did the rep back it with differentiated evidence; NULL while the window is open',
  evidence_kind String COMMENT 'case, number, certificate or demo; empty where none',
  evidence_confidence Nullable(Float32) COMMENT 'How sure the engine is of that verdict, 0 to 1; NULL while the window is open'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key, lower(hex(sipHash64Keyed(salt, call_id, participant_id))) AS participant_key,
  toDate(started_at) AS day, role, name, said_at_ms, match, confidence, is_negated, stance,
  evidence, evidence_kind, evidence_confidence
FROM current_competitor_mentions
COMMENT 'Competitor mentions without the words around them';

CREATE OR REPLACE VIEW analyst_material_path (
  call_key String COMMENT 'Pseudonym of the call',
  participant_key String COMMENT 'Pseudonym of the participant within this call; empty where the feed does not say who',
  day Date COMMENT 'Day on which the call began, UTC',
  step UInt64 COMMENT 'Place in the path of the call, from 1',
  at_ms Float64 COMMENT 'Media time of the step, ms',
  kind String COMMENT 'slide, page, file, annotation:KIND, or hidden where the show ends',
  item_key String COMMENT 'Pseudonym of the slide, page or file, the same in every call of this installation; empty on hidden',
  on_screen_key String COMMENT 'Pseudonym of the slide or page that is on screen from this step on; empty where none is',
  page Nullable(UInt32) COMMENT 'Place of the slide or page in its deck or file, from 0; NULL where unknown'
) SQL SECURITY DEFINER DEFINER = CURRENT_USER AS
WITH (SELECT min((salt_low, salt_high)) FROM installation) AS salt
SELECT lower(hex(sipHash64Keyed(salt, call_id))) AS call_key,
  if(participant_id = '', '', lower(hex(sipHash64Keyed(salt, call_id, participant_id)))) AS participant_key,
  toDate(started_at) AS day, step, at_ms, kind,
  if(item = '', '', lower(hex(sipHash64Keyed(salt, 'slide', item)))) AS item_key,
  if(on_screen = '', '', lower(hex(sipHash64Keyed(salt, 'slide', on_screen)))) AS on_screen_key, page
FROM (
  SELECT call_id, started_at, participant_id, at_ms, kind, page,
    row_number() OVER call AS step,
    if(kind = 'page', concat(item_id, '#', toString(assumeNotNull(page))), item_id) AS named,
    ifNull(anyLast(multiIf(kind = 'slide', item_id, kind = 'page', concat(item_id, '#', toString(assumeNotNull(page))),
      kind = 'hidden', '', NULL)) OVER call, '') AS on_screen,
    if(named = '' AND startsWith(kind, 'annotation'), on_screen, named) AS item
  FROM material_steps FINAL
  WINDOW call AS (PARTITION BY call_id ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
COMMENT 'The path through slides, pages, files and annotations, de-identified';
