import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../engine/errors.ts';
import type { VoiceReading } from '../../../engine/ports.ts';
import { type Gathering, VoiceDispatcher } from '../../../models/voice-dispatcher.ts';
import type { VoiceLinkEvents } from '../../../models/voice-link.ts';
import { createReadings, type VoiceJob, type VoiceWindow } from '../../../models/voice-protocol.ts';

/** A worker that answers and dies when the test says so. */
function createScriptedLink(options: { readonly failsToStartAfter?: number } = {}) {
  const jobs: VoiceJob[] = [];
  const lives: VoiceLinkEvents[] = [];
  let closes = 0;
  const latest = () => lives.at(-1) ?? { onAnswer: () => undefined, onLost: () => undefined };
  return {
    jobs,
    starts: () => lives.length,
    closes: () => closes,
    answer: (rows: number, spent: ArrayBuffer | null = null) =>
      latest().onAnswer({ kind: 'answer', readings: createReadings(rows), spent }),
    lose: () => latest().onLost(new EngineError('model.failed', 'the worker died')),
    async connect(events: VoiceLinkEvents) {
      if (lives.length >= (options.failsToStartAfter ?? Number.POSITIVE_INFINITY)) throw new Error('no weights');
      lives.push(events);
      return {
        send: (job: VoiceJob) => void jobs.push(job),
        close: async () => {
          closes += 1;
        },
      };
    },
  };
}

const limits = { maxRows: 64, maxPendingWindows: 100, maxPendingPerStream: 10 };
const windowOf = (streamId: number, fill = 0): VoiceWindow => ({
  streamId,
  sampleRateHz: 8000,
  samples: new Float32Array(256).fill(fill),
});
const outcome = (read: Promise<VoiceReading>) =>
  read.then(
    () => 'answered',
    (error) => error.code,
  );
/** Until what was planned for the end of this turn of the event loop has run. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function startWith(link: ReturnType<typeof createScriptedLink>, gathering?: Gathering) {
  const dispatcher = new VoiceDispatcher(link.connect, limits, gathering);
  await dispatcher.start();
  return dispatcher;
}

describe('the voice dispatcher', () => {
  it('sends all windows of one turn of the event loop in one job, packed in order', async () => {
    const link = createScriptedLink();
    const dispatcher = await startWith(link);
    const reads = [1, 2, 3].map((id) => outcome(dispatcher.read(windowOf(id, id / 8))));
    expect(link.jobs).toHaveLength(0);
    await turn();
    expect(link.jobs.map((job) => job.batches)).toEqual([[{ sampleRateHz: 8000, streamIds: [1, 2, 3] }]]);
    expect([0, 256, 512].map((at) => link.jobs[0]?.samples[at])).toEqual([0.125, 0.25, 0.375]);
    link.answer(3);
    expect(await Promise.all(reads)).toEqual(['answered', 'answered', 'answered']);
  });

  it('lets windows gather while the worker is busy and sends them when its last batch is answered', async () => {
    const link = createScriptedLink();
    const dispatcher = await startWith(link);
    void dispatcher.read(windowOf(1));
    void dispatcher.read(windowOf(1));
    await turn();
    void dispatcher.read(windowOf(2));
    void dispatcher.read(windowOf(3));
    await turn();
    link.answer(1);
    expect(link.jobs).toHaveLength(1);
    link.answer(1);
    expect(link.jobs.map((job) => job.batches.map((batch) => batch.streamIds))).toEqual([[[1], [1]], [[2, 3]]]);
  });

  it('packs a job into the buffer of the one before where it is large enough', async () => {
    const link = createScriptedLink();
    const dispatcher = await startWith(link);
    const [large, small] = [new ArrayBuffer(256 * 4 * 2), new ArrayBuffer(256)];
    for (const spent of [large, small, null]) {
      const read = dispatcher.read(windowOf(1, 0.5));
      await turn();
      link.answer(1, spent);
      await read;
    }
    const [, second, third] = link.jobs.map(({ samples }) => samples);
    expect(second?.buffer).toBe(large);
    expect([second?.length, second?.at(0), second?.at(-1)]).toEqual([256, 0.5, 0.5]);
    expect([third?.length, third?.buffer === small]).toEqual([256, false]);
  });

  it('tells the worker to forget a stream after its last window is answered, and not before', async () => {
    const link = createScriptedLink();
    const dispatcher = await startWith(link);
    void dispatcher.read(windowOf(1));
    dispatcher.free(1);
    await turn();
    expect(link.jobs.at(-1)?.freed).toEqual([]);
    link.answer(1);
    await turn();
    expect(link.jobs.at(-1)).toMatchObject({ freed: [1], batches: [] });
  });

  it('rejects all that is pending when the worker is lost, starts another, and reads on', async () => {
    const link = createScriptedLink();
    const dispatcher = await startWith(link);
    const sent = outcome(dispatcher.read(windowOf(1)));
    await turn();
    const waiting = outcome(dispatcher.read(windowOf(1)));
    link.lose();
    expect(await Promise.all([sent, waiting])).toEqual(['model.failed', 'model.failed']);
    const later = outcome(dispatcher.read(windowOf(1)));
    await turn();
    link.answer(1);
    expect([await later, link.starts()]).toEqual(['answered', 2]);
  });

  it('starts another worker after every loss that an answer preceded', async () => {
    const link = createScriptedLink();
    const dispatcher = await startWith(link);
    for (let round = 0; round < 5; round++) {
      link.lose();
      const read = outcome(dispatcher.read(windowOf(1)));
      await turn();
      link.answer(1);
      expect(await read).toBe('answered');
    }
    expect(link.starts()).toBe(6);
  });

  it('gives up when a new worker is lost before it answered anything', async () => {
    const link = createScriptedLink();
    const dispatcher = await startWith(link);
    link.lose();
    await turn();
    link.lose();
    expect(await outcome(dispatcher.read(windowOf(1)))).toBe('model.failed');
    expect(link.starts()).toBe(2);
  });

  it('rejects what gathered while a new worker started in vain', async () => {
    const link = createScriptedLink({ failsToStartAfter: 1 });
    const dispatcher = await startWith(link);
    link.lose();
    expect(await outcome(dispatcher.read(windowOf(1)))).toBe('model.failed');
    await dispatcher.close();
    expect(link.closes()).toBe(0);
  });

  it('ends the worker only after the pending reads are answered', async () => {
    const link = createScriptedLink();
    const dispatcher = await startWith(link);
    const read = outcome(dispatcher.read(windowOf(1)));
    const closed = dispatcher.close();
    await turn();
    expect(link.closes()).toBe(0);
    link.answer(1);
    await closed;
    expect([await read, link.closes()]).toEqual(['answered', 1]);
  });

  it('ends a worker that was still starting when the model was closed', async () => {
    const link = createScriptedLink();
    const dispatcher = await startWith(link);
    link.lose();
    await dispatcher.close();
    expect([link.starts(), link.closes()]).toEqual([2, 1]);
  });

  it('closes although the worker is lost meanwhile, and starts no other', async () => {
    const link = createScriptedLink();
    const dispatcher = await startWith(link);
    const read = outcome(dispatcher.read(windowOf(1)));
    await turn();
    const closed = dispatcher.close();
    await turn();
    link.lose();
    await closed;
    expect([await read, link.starts(), link.closes()]).toEqual(['model.failed', 1, 0]);
  });
});

/** Time that passes when the test says so. */
function createHandClock() {
  let tasks: (() => void)[] = [];
  return {
    planned: () => tasks.length,
    ring() {
      const due = tasks;
      tasks = [];
      for (const task of due) task();
    },
    after(_ms: number, task: () => void) {
      tasks.push(task);
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
  };
}

describe('the voice dispatcher with many streams open', () => {
  async function startGathering(streams: number) {
    const link = createScriptedLink();
    const clock = createHandClock();
    const dispatcher = await startWith(link, { gatherMs: 4, after: clock.after });
    for (let i = 0; i < streams; i++) dispatcher.open();
    return { link, clock, dispatcher };
  }

  it('lets windows gather until as many are there as come in the time of gathering', async () => {
    const { link, clock, dispatcher } = await startGathering(24);
    for (const id of [0, 1]) void dispatcher.read(windowOf(id));
    await turn();
    expect([link.jobs.length, clock.planned()]).toEqual([0, 1]);
    void dispatcher.read(windowOf(2));
    await turn();
    expect([link.jobs[0]?.batches[0]?.streamIds, clock.planned()]).toEqual([[0, 1, 2], 0]);
  });

  it('sends what there is when the time of gathering is over', async () => {
    const { link, clock, dispatcher } = await startGathering(24);
    void dispatcher.read(windowOf(7));
    await turn();
    clock.ring();
    expect(link.jobs.map((job) => job.batches[0]?.streamIds)).toEqual([[7]]);
  });

  it('gathers after an answer too, and lets nothing wait where few streams are open', async () => {
    const { link, clock, dispatcher } = await startGathering(24);
    for (const id of [0, 1, 2]) void dispatcher.read(windowOf(id));
    await turn();
    void dispatcher.read(windowOf(3));
    await turn();
    link.answer(3);
    expect([link.jobs.length, clock.planned()]).toEqual([1, 1]);
    for (let id = 0; id < 16; id++) dispatcher.free(id);
    void dispatcher.read(windowOf(20));
    await turn();
    expect(link.jobs.at(-1)?.batches[0]?.streamIds).toEqual([3, 20]);
  });

  it('sends at once what still waits when it is closed', async () => {
    const { link, dispatcher } = await startGathering(24);
    const read = outcome(dispatcher.read(windowOf(1)));
    await turn();
    const closed = dispatcher.close();
    await turn();
    expect(link.jobs).toHaveLength(1);
    link.answer(1);
    await closed;
    expect([await read, link.closes()]).toEqual(['answered', 1]);
  });
});
