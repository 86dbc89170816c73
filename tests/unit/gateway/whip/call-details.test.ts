import { expect, it } from 'vitest';
import { whipCall } from '../../../../gateway/whip/call-details.ts';

const NOW = '2026-03-02T09:00:00Z';

it('reads from the address whether the call may be recorded and whether its people were told', () => {
  expect(whipCall({ record: 'false', notice: 'given' }, 2, NOW)).toMatchObject({
    start: { record: false },
    isNoticeGiven: true,
  });
  const silent = whipCall({}, 2, NOW);
  expect(silent.isNoticeGiven).toBe(false);
  expect(silent.start).not.toHaveProperty('record');
  expect(() => whipCall({ record: 'maybe' }, 2, NOW)).toThrow('record');
});
