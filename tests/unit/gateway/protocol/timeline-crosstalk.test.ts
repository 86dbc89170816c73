import { expect, it } from 'vitest';
import { CallEvent } from '../../../../engine/events.ts';
import { emptyTimeline, Timeline } from '../../../../gateway/protocol/timeline.ts';
import { foldTimeline } from '../../../../gateway/protocol/timeline-fold.ts';

it('says where a voice that leaked into another channel was left out', () => {
  const timeline = emptyTimeline('c');
  const leak = { channel: 1, sourceChannel: 0, startMs: 300, endMs: 800 };
  foldTimeline(timeline, CallEvent.parse({ callId: 'c', seq: 1, atMs: 900, type: 'crosstalk.removed', ...leak }));
  expect(Timeline.parse(timeline).crosstalk).toEqual([leak]);
});
