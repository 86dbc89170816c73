-- Feedback may also come after the call, when the log is closed: the comments of card_feedback say so.

ALTER TABLE card_feedback COMMENT COLUMN IF EXISTS event 'shown, accepted, dismissed, snoozed, expired; rated only after the call';
ALTER TABLE card_feedback COMMENT COLUMN IF EXISTS seq 'Place in the log of the event; 0 for what was said after the call';
ALTER TABLE card_feedback COMMENT COLUMN IF EXISTS at_ms 'Media time, ms; NULL for what was said after the call';
