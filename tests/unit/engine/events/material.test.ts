import { describe, expect, it } from 'vitest';
import { GazeSampled, SlideShown } from '../../../../engine/events/material.ts';
import { EVENT_TYPES, FEED_EVENT_TYPES } from '../../../../engine/events.ts';
import { parseIngestMessage } from '../../../../gateway/ingest/parse-message.ts';
import { engagementPipeline } from '../../../../pipelines/engagement.ts';
import { gaze, look } from '../../../support/gaze.ts';
import { ms, runGraph, tick } from '../../../support/signals.ts';

const shownAtStart = { type: 'slide.shown', atMs: ms(0), slideId: 'a' } as const;

describe('gaze', () => {
  it('is taken from feeds and never part of the log', () => {
    expect(FEED_EVENT_TYPES).toContain('gaze.sampled');
    expect(EVENT_TYPES).not.toContain('gaze.sampled');
    const log = runGraph([engagementPipeline], [shownAtStart, gaze([look(10, 0, 0), look(50, 0, 0)]), tick(100)]);
    expect(log.map(({ type }) => type)).toEqual([
      'slide.shown',
      'attention.mapped',
      'slide.viewed',
      'metric.sampled',
      'metric.sampled',
      'metric.sampled',
    ]);
  });

  it('comes in batches of at most 600 samples inside the slide', () => {
    const batch = (samples: unknown[]) =>
      GazeSampled.safeParse({ type: 'gaze.sampled', participantId: 'kim', samples });
    const one = { atMs: 1, x: 0.5, y: 0.5 };
    expect(batch(Array.from({ length: 600 }, () => one)).success).toBe(true);
    expect(batch(Array.from({ length: 601 }, () => one)).success).toBe(false);
    expect(batch([{ ...one, x: 1.2 }]).success).toBe(false);
    expect(batch([{ ...one, x: null, y: null }]).success).toBe(true);
  });

  it('is a message of the ingest protocol', () => {
    const text = JSON.stringify({
      type: 'gaze.sampled',
      sequence: 4,
      participantId: 'kim',
      samples: [{ atMs: 1, x: 0, y: 0 }],
    });
    expect(parseIngestMessage(text)).toMatchObject({ type: 'gaze.sampled', sequence: 4 });
  });
});

describe('the image of a slide', () => {
  const shown = (image: string) => SlideShown.safeParse({ type: 'slide.shown', slideId: 'a', image }).success;

  it('is data and small: no address, nothing that could hold a script', () => {
    expect(shown('data:image/png;base64,iVBORw0KGgo=')).toBe(true);
    expect(shown('https://example.com/a.png')).toBe(false);
    expect(shown('data:image/svg+xml;base64,PHN2Zz4=')).toBe(false);
    expect(shown(`data:image/png;base64,${'A'.repeat(175_001)}`)).toBe(false);
  });
});
