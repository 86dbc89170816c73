import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { WorkingAudio } from '../../../../gateway/recordings/working-audio.ts';
import { levels, RATE_HZ, recorderBench } from '../../../support/recorded.ts';
import { TWO_VOICES } from '../../../support/signals.ts';

const started = { type: 'call.started' as const, participants: TWO_VOICES };

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function levelsOf(audio: WorkingAudio | undefined): Promise<number[]> {
  const samples: number[] = [];
  if (audio) cleanUps.push(() => audio.dispose());
  for await (const block of audio?.read(RATE_HZ) ?? []) samples.push(...Array.from(block, (sample) => sample / 32_768));
  return levels(Float32Array.from(samples), RATE_HZ);
}

describe('a recorder', () => {
  it('keeps gaps as silence, so that a place in the file is a media time, and all channels end with the call', async () => {
    const bench = await recorderBench();
    bench.event(started);
    bench.say(0, 0, 200);
    bench.say(0, 400, 600);
    bench.say(1, 200, 400);
    bench.event({ type: 'call.ended' }, 1_000);
    const recording = await bench.ended;
    const [rep, customer] = recording?.channels ?? [];
    expect(await levelsOf(rep?.audio)).toEqual([0.5, 0.5, 0, 0, 0.5, 0.5, 0, 0, 0, 0]);
    expect(await levelsOf(customer?.audio)).toEqual([0, 0, 0.5, 0.5, 0, 0, 0, 0, 0, 0]);
    expect(recording?.channels.map(({ participantIds }) => participantIds)).toEqual([['rep'], ['customer']]);
  });

  it('keeps a voice only from its notice on, where that is asked for', async () => {
    const bench = await recorderBench({ needsNotice: true });
    bench.event(started);
    for (const channel of [0, 1]) bench.say(channel, 0, 200);
    bench.event({ type: 'notice.given', participantIds: ['rep'] }, 200);
    for (const channel of [0, 1]) bench.say(channel, 200, 400);
    bench.event({ type: 'notice.given' }, 400);
    for (const channel of [0, 1]) bench.say(channel, 400, 600);
    bench.event({ type: 'call.ended' }, 600);
    const [rep, customer] = (await bench.ended)?.channels ?? [];
    expect(await levelsOf(rep?.audio)).toEqual([0, 0, 0.5, 0.5, 0.5, 0.5]);
    expect(await levelsOf(customer?.audio)).toEqual([0, 0, 0, 0, 0.5, 0.5]);
  });

  it('leaves nothing where no notice was given', async () => {
    const bench = await recorderBench({ needsNotice: true });
    bench.event(started);
    bench.say(0, 0, 400);
    bench.event({ type: 'call.ended' }, 400);
    expect(await bench.ended).toBeNull();
  });

  it('says where personal data was said, in final words only, with a margin', async () => {
    const bench = await recorderBench();
    bench.event(started);
    bench.say(0, 0, 100);
    const redactions = [{ kind: 'phone', startMs: 2_000, endMs: 3_000 }];
    bench.event({ type: 'segment.revised', isFinal: false, redactions: [{ kind: 'number', startMs: 0, endMs: 900 }] });
    bench.event({ type: 'segment.finalized', redactions });
    bench.event({
      type: 'segment.revised',
      isFinal: true,
      redactions: [{ kind: 'phone', startMs: 3_100, endMs: 3_300 }],
    });
    bench.event({ type: 'call.ended' }, 5_000);
    expect((await bench.ended)?.silenced).toEqual([{ startMs: 1_800, endMs: 3_500 }]);
  });

  it('leaves on disk, while the call goes on, nothing that can be read', async () => {
    const bench = await recorderBench();
    bench.event(started);
    for (const channel of [0, 1]) bench.say(channel, 0, 20_000);
    bench.event({ type: 'call.ended' }, 20_000);
    const recording = await bench.ended;
    expect((await levelsOf(recording?.channels[0]?.audio)).length).toBe(200);
    const names = await readdir(bench.directory);
    expect(names.sort()).toEqual(['call-0', 'call-1']);
    for (const { audio } of recording?.channels ?? []) await audio.dispose();
    expect(await readdir(bench.directory)).toEqual([]);
  });

  it('takes no copy that the analysis could change afterwards', async () => {
    const bench = await recorderBench();
    bench.event(started);
    const samples = new Float32Array(1_600).fill(0.5);
    bench.recorder.receiveAudio(0, 1_600, [samples]);
    samples.fill(0);
    bench.event({ type: 'call.ended' }, 400);
    expect(await levelsOf((await bench.ended)?.channels[0]?.audio)).toEqual([0, 0, 0.5, 0.5]);
  });
});
