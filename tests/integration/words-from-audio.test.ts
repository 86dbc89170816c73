// Audio to words to cards with nothing mocked: two voices, pocketsphinx, the real pipelines, socket and store.

import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventLine } from '../../engine/event-line.ts';
import type { CallEvent } from '../../engine/events.ts';
import { CallId } from '../../engine/ids.ts';
import type { VoiceModel } from '../../engine/ports.ts';
import { analyzeCall } from '../../gateway/calls/analyze-call.ts';
import { callContext } from '../../gateway/calls/call-context.ts';
import { ofType } from '../../gateway/calls/summarize-log.ts';
import { transcribeRecording } from '../../gateway/calls/transcribe-recording.ts';
import { fetchLog } from '../../gateway/client/fetch-log.ts';
import { replayCall } from '../../gateway/client/replay-call.ts';
import { readConfig } from '../../gateway/config.ts';
import { loadPlaybookSet } from '../../gateway/playbooks/set.ts';
import { SHIPPED_PLAYBOOKS } from '../../gateway/playbooks/shipped.ts';
import { readRecordedCall } from '../../gateway/recorded/read-recorded-call.ts';
import type { RecordedCall } from '../../gateway/recorded/recorded-call.ts';
import { chooseTranscription } from '../../gateway/transcription/choose-transcriber.ts';
import { openVoice } from '../../gateway/voice.ts';
import { wallClock } from '../../gateway/wall-clock.ts';
import { loadTextModels } from '../../models/text/shipped-weights.ts';
import { ALL_PIPELINES } from '../../pipelines/index.ts';
import { speechPipeline } from '../../pipelines/speech.ts';
import { excerpt, withoutEvents } from '../support/call-excerpt.ts';
import { missingPocketsphinx, POCKETSPHINX } from '../support/pocketsphinx.ts';
import { startServer, type TestServer } from '../support/running.ts';

const SAMPLE = fileURLToPath(new URL('../../samples/en/call.jsonl', import.meta.url));
const missing = missingPocketsphinx();
if (missing) process.stderr.write(`words-from-audio: ${missing}\n`);

const words = (log: readonly CallEvent[], participantId: string) =>
  ofType(log, 'utterance.finalized')
    .filter((event) => event.participantId === participantId)
    .map(({ text }) => text.toLowerCase())
    .join(' ');

/** The customer asks for a penetration test; the rep answers. No word of it comes from the feed. */
function expectHeard(log: readonly CallEvent[]): void {
  expect(words(log, 'dana')).toContain('penetration test');
  expect(words(log, 'alex')).toContain('march');
  expect(ofType(log, 'segment.finalized').every(({ segmentId }) => segmentId.startsWith('words-'))).toBe(true);
  const hits = ofType(log, 'keyword.hit');
  expect(hits.map(({ phrase }) => phrase)).toContain('penetration test');
  const cards = ofType(log, 'card.raised');
  expect(cards.map(({ ruleId }) => ruleId)).toContain('security-review');
  const spoken = new Set(ofType(log, 'utterance.finalized').map(({ segmentId }) => segmentId));
  for (const { segmentId } of hits) expect(spoken).toContain(segmentId);
}

describe.skipIf(missing !== undefined)('a call of two voices without a word from its feed', () => {
  let voice: VoiceModel;
  let call: RecordedCall;
  beforeAll(async () => {
    voice = await openVoice();
    call = withoutEvents(excerpt(await readRecordedCall(SAMPLE), 107_000, 125_000));
  });

  it('is recognised while it goes on, and its words hit keywords and raise a card', async () => {
    const server: TestServer = await startServer(POCKETSPHINX);
    try {
      const started = { ...call.started, callId: CallId.parse('heard-live'), startedAt: new Date().toISOString() };
      await replayCall({ url: server.wsUrl, call: { ...call, started }, frameMs: 20 });
      const log = await fetchLog({ url: server.url, callId: started.callId });
      expectHeard(log);
      expect(ofType(log, 'transcription.lost')).toEqual([]);
      expect(ofType(log, 'transcription.skipped')).toEqual([]);
    } finally {
      await server.dispose();
    }
  });

  describe('offline', () => {
    const transcribed = async () => {
      const settings = readConfig(POCKETSPHINX, {}).transcription;
      const scheduler = wallClock();
      const transcription = chooseTranscription(settings, { scheduler, isLive: false, modelsDir: '' });
      if (!transcription) throw new Error('a transcriber was set');
      const playbooks = await loadPlaybookSet(SHIPPED_PLAYBOOKS);
      const playbookFor = (language: string) => playbooks.forLanguage(language);
      const context = await callContext(call.started, {
        playbookFor,
        profile: 'default',
        textModels: loadTextModels(),
      });
      const options = { context, voice, transcription, scheduler, speech: speechPipeline };
      const withWords = await transcribeRecording({ call, ...options });
      await transcription.transcriber.close();
      return analyzeCall({ call: withWords, context, definitions: ALL_PIPELINES, voice });
    };

    it('gives the same words, hits and card, and the same log every time', async () => {
      const first = await transcribed();
      expectHeard(first);
      const again = await transcribed();
      expect(again.map(eventLine)).toEqual(first.map(eventLine));
    });
  });

  afterAll(() => voice.close());
});
