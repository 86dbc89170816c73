import { describe, expect, it } from 'vitest';
import { LastingStream } from '../../../../models/transcribers/lasting-stream.ts';
import { createHandScheduler } from '../../../support/hand-scheduler.ts';
import { ms } from '../../../support/signals.ts';
import { sayTones, type ToneWord } from '../../../support/tone-speech.ts';
import { createFakeTranscriber } from '../../../support/transcriber-fake.ts';

function lasting() {
  const transcriber = createFakeTranscriber();
  const scheduler = createHandScheduler();
  const heard: string[] = [];
  const stream = new LastingStream({
    sampleRateHz: 8000,
    scheduler,
    mostAttempts: 3,
    open: (listener) =>
      transcriber.open(
        { callId: 'c', channel: 0, sampleRateHz: 8000, language: { mode: 'fixed', language: 'en' }, hotwords: [] },
        listener,
      ),
    listener: {
      segment: ({ text, isFinal }) => isFinal && heard.push(text),
      skipped: ({ startMs }) => heard.push(`skipped ${startMs}`),
      lost: ({ code }, isRetried) => heard.push(`lost ${code} ${isRetried}`),
      restored: () => heard.push('restored'),
    },
  });
  const begin = (atMs: number, ...words: ToneWord[]) => {
    stream.speechStarted(ms(atMs));
    stream.push(ms(atMs), sayTones(words, 8000));
  };
  const say = (atMs: number, ...words: ToneWord[]) => {
    begin(atMs, ...words);
    stream.speechEnded(ms(atMs + words.length * 200));
  };
  return { transcriber, scheduler, heard, stream, begin, say };
}

describe('a lasting stream', () => {
  it('opens another stream after a pause, and says again what was being said', () => {
    const { transcriber, scheduler, heard, stream, begin } = lasting();
    begin(1_000, 'budget', 'price');
    transcriber.crash();
    expect(transcriber.opened.length).toBe(1);
    stream.push(ms(1_400), sayTones(['firewall'], 8000));
    scheduler.pass(500);
    stream.speechEnded(ms(1_600));
    expect(transcriber.opened.length).toBe(2);
    // The partial of the first stream was taken back.
    expect(heard).toEqual(['', 'lost model.failed true', 'restored', 'budget price firewall']);
  });

  it('says again only what has not been answered', () => {
    const { transcriber, scheduler, heard, say, begin, stream } = lasting();
    say(1_000, 'yes');
    begin(5_000, 'acme');
    transcriber.crash();
    scheduler.pass(500);
    stream.speechEnded(ms(5_200));
    expect(heard).toEqual(['yes', 'lost model.failed true', 'restored', 'acme']);
  });

  it('waits twice as long after each failure', () => {
    const { transcriber, scheduler, heard } = lasting();
    transcriber.crash();
    const openedAfter: number[] = [];
    for (let tenth = 0; tenth < 60; tenth++) {
      scheduler.pass(100);
      if (transcriber.opened.length > openedAfter.length + 1) {
        openedAfter.push(scheduler.now());
        if (openedAfter.length < 3) transcriber.crash();
      }
    }
    expect(openedAfter.slice(0, 2)).toEqual([500, 1_500]);
    expect(heard).toEqual(['lost model.failed true']);
  });

  it('hears what begins while a flush waits', async () => {
    const { heard, begin, say, stream } = lasting();
    say(1_000, 'yes');
    const flushed = stream.flush();
    begin(2_000, 'acme');
    await flushed;
    stream.push(ms(2_200), sayTones(['price'], 8000));
    stream.speechEnded(ms(2_400));
    expect(heard).toEqual(['yes', 'acme price']);
  });

  it('tells what it gives up as skipped, and lets a flush go', async () => {
    const { transcriber, scheduler, heard, begin, stream } = lasting();
    begin(1_000, 'yes');
    for (let failure = 0; failure < 4; failure++) {
      transcriber.crash();
      scheduler.pass(10_000);
    }
    await stream.flush();
    expect(heard).toEqual(['lost model.failed true', 'lost model.failed false', 'skipped 1000']);
  });
});
