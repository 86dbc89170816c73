// The browser's recogniser replaced by one that a test speaks for.

import { afterEach, describe, expect, it } from 'vitest';
import { canRecognise, recogniseWords } from '../../../../dashboard/feed/spoken-words.ts';
import { FeedMessage } from '../../../../gateway/protocol/ingest.ts';

type Result = { transcript: string; isFinal: boolean };
class Recogniser {
  static newest: Recogniser | undefined;
  starts = 0;
  onresult: ((event: object) => void) | null = null;
  onend: (() => void) | null = null;
  constructor() {
    Recogniser.newest = this;
  }
  start() {
    this.starts += 1;
  }
  stop() {
    this.onend?.();
  }
  say(resultIndex: number, ...results: Result[]) {
    const list = results.map(({ transcript, isFinal }) => ({ isFinal, 0: { transcript, confidence: 0.9 } }));
    this.onresult?.({ resultIndex, results: list });
  }
}
const page = globalThis as { webkitSpeechRecognition?: unknown };
afterEach(() => {
  delete page.webkitSpeechRecognition;
});

describe('words that the browser recognises', () => {
  it('are not offered where the browser recognises none', () => {
    expect(canRecognise()).toBe(false);
  });

  it('become partial and final segments that the gateway takes, each with one id', () => {
    page.webkitSpeechRecognition = Recogniser;
    const sent: { type: string; segmentId?: string }[] = [];
    let nowMs = 4_000;
    recogniseWords(
      'en',
      () => nowMs,
      (event) => sent.push(event),
    );
    Recogniser.newest?.say(0, { transcript: 'how long', isFinal: false });
    nowMs = 5_200;
    Recogniser.newest?.say(0, { transcript: 'how long does it take', isFinal: true });
    Recogniser.newest?.onend?.();
    nowMs = 9_000;
    Recogniser.newest?.say(0, { transcript: 'I see', isFinal: true });
    expect(sent).toEqual([
      {
        type: 'segment.revised',
        participantId: 'rep',
        segmentId: 'browser-1',
        startMs: 3_200,
        endMs: 4_000,
        text: 'how long',
        revision: 0,
        isFinal: false,
      },
      {
        type: 'segment.finalized',
        participantId: 'rep',
        segmentId: 'browser-1',
        startMs: 3_200,
        endMs: 5_200,
        text: 'how long does it take',
      },
      {
        type: 'segment.finalized',
        participantId: 'rep',
        segmentId: 'browser-2',
        startMs: 8_200,
        endMs: 9_000,
        text: 'I see',
      },
    ]);
    for (const [at, event] of sent.entries())
      expect(FeedMessage.safeParse({ ...event, sequence: at + 2 }).success).toBe(true);
  });

  it('go on after the browser has ended by itself, until they are stopped', () => {
    page.webkitSpeechRecognition = Recogniser;
    const stop = recogniseWords(
      'en',
      () => 0,
      () => {},
    );
    Recogniser.newest?.onend?.();
    expect(Recogniser.newest?.starts).toBe(2);
    stop();
    expect(Recogniser.newest?.starts).toBe(2);
  });
});
