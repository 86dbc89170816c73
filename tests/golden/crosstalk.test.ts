// Real and sample calls with one channel mixed into the other, through the real voice model: what leaks is nobody's speech.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VoiceModel } from '../../engine/ports.ts';
import { readLeakingCall } from '../../evaluation/data/leaking-call.ts';
import { heardOfCall, overlapMs, speechMs } from '../../evaluation/heard-speech.ts';
import { createVoiceModel } from '../../models/voice-model.ts';

const DATA = process.env['SOTTO_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const CALL_49 = join(DATA, 'calls/aws-auto-repairs-en/auto_repairs_49.flac');
const sample = (language: string) => join(import.meta.dirname, '../../samples', language, 'call.flac');

let voice: VoiceModel;
beforeAll(async () => {
  voice = await createVoiceModel();
});
afterAll(() => voice.close());

const leaks = [
  { levelDb: -12, delayMs: 60 },
  { levelDb: -24, delayMs: 20 },
  { levelDb: -35, delayMs: 0 },
];

describe.each([
  ['a real call', CALL_49],
  ['the English sample', sample('en')],
  ['the Chinese sample', sample('zh')],
])('the customer heard in the rep’s channel of %s', (_, path) => {
  it.skipIf(!existsSync(path))(
    `adds at most 5 % to the rep’s speech${existsSync(path) ? '' : ' (skipped: no data)'}`,
    async () => {
      const clean = await heardOfCall(await readLeakingCall(path, null), voice);
      expect(clean.crosstalkMs).toBeLessThan(0.01 * speechMs(clean, 'rep'));
      for (const leak of leaks) {
        const heard = await heardOfCall(await readLeakingCall(path, leak), voice);
        expect(Math.abs(speechMs(heard, 'rep') / speechMs(clean, 'rep') - 1)).toBeLessThanOrEqual(0.05);
        expect(Math.abs(overlapMs(heard) - overlapMs(clean))).toBeLessThanOrEqual(0.02 * speechMs(clean, 'rep'));
        expect(heard.crosstalkMs).toBeGreaterThan(0);
      }
    },
  );
});
