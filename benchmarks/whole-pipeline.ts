// What a second of one channel costs through the whole engine (decoded audio and words in, events and cards out; no
// socket, no store), beside Silero alone one window at a time over the same audio, in turn in one run. CPU is that of
// the process, all threads. Ratio: median over rounds of engine ÷ Silero of the same round.

import { CallSession } from '../engine/call-session.ts';
import { CallId, ChannelIndex } from '../engine/ids.ts';
import type { CallContext } from '../engine/pipeline.ts';
import type { EmotionModel, VoiceModel } from '../engine/ports.ts';
import { quantile } from '../engine/quantile.ts';
import { callContext } from '../gateway/calls/call-context.ts';
import { choosePlaybooks } from '../gateway/cli/choose-playbooks.ts';
import { readRecordedCall } from '../gateway/recorded/read-recorded-call.ts';
import { feedInOrder, type RecordedCall } from '../gateway/recorded/recorded-call.ts';
import { sampleIndex } from '../gateway/samples.ts';
import { createEmotionModel } from '../models/emotion-model.ts';
import { createSileroRow, loadSilero, type Silero } from '../models/silero.ts';
import { createVoiceModel } from '../models/voice-model.ts';
import { WINDOW_SAMPLES } from '../models/voice-protocol.ts';
import { ALL_PIPELINES } from '../pipelines/index.ts';

export interface WholePipelineFigures {
  readonly calls: number;
  readonly channelSeconds: number;
  /** CPU of the engine per second of one channel, ms: median over rounds. */
  readonly engineCpuMs: number;
  /** CPU of Silero, one window at a time, per second of one channel, ms: median over rounds. */
  readonly sileroAloneCpuMs: number;
  readonly ratio: number;
}

interface Sample {
  readonly call: RecordedCall;
  readonly context: CallContext;
}

interface Models {
  readonly voice: VoiceModel;
  readonly emotion: EmotionModel;
}

/** `calls`: how many go through at the same time, alternately of the two sample calls. Default 16, so 32 channels. */
export async function measureWholePipeline(rounds = 3, calls = 16): Promise<WholePipelineFigures> {
  const samples = await readSamples();
  const voice = await createVoiceModel({ maxPendingPerStream: 512, maxPendingWindows: 16_384 });
  const emotion = await createEmotionModel();
  const silero = await loadSilero();
  const channelSeconds = calls * 2 * mean(samples.map(({ call }) => call.endedAtMs / 1000));
  const engine: number[] = [];
  const alone: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const engineMs = (await cpuOf(() => runCalls(samples, { voice, emotion }, calls))) / channelSeconds;
    const aloneMs = await cpuPerChannelSecond(silero, samples);
    // The first round compiles.
    if (round > 0) engine.push(engineMs);
    if (round > 0) alone.push(aloneMs);
  }
  await Promise.all([voice.close(), emotion.close()]);
  await silero.release();
  return {
    calls,
    channelSeconds,
    engineCpuMs: median(engine),
    sileroAloneCpuMs: median(alone),
    ratio: median(engine.map((ms, round) => ms / (alone[round] ?? Number.NaN))),
  };
}

async function readSamples(): Promise<Sample[]> {
  const playbookFor = await choosePlaybooks(undefined, undefined);
  const paths = (await sampleIndex()).map(({ path }) => path);
  return Promise.all(
    paths.map(async (path) => {
      const call = await readRecordedCall(path);
      return { call, context: await callContext(call.started, { playbookFor, profile: 'default' }) };
    }),
  );
}

async function runCalls(samples: readonly Sample[], models: Models, calls: number): Promise<void> {
  const running = Array.from({ length: calls }, (_, index) => {
    const sample = samples[index % samples.length];
    if (sample === undefined) throw new Error('no sample call to measure with');
    return runCall(sample, models, index);
  });
  await Promise.all(running);
}

async function runCall({ call, context }: Sample, models: Models, index: number): Promise<void> {
  const session = await CallSession.open({
    context: { ...context, callId: CallId.parse(`bench-${index}`) },
    definitions: ALL_PIPELINES,
    ...models,
    sampleRateHz: call.audio?.sampleRateHz,
    onEvent: () => undefined,
  });
  session.start();
  for (const step of feedInOrder(call, 100)) {
    await session.ready();
    if (step.kind === 'event') session.receiveEvent(step.event);
    else session.receiveAudio(ChannelIndex.parse(step.channel), step.startSample, [step.samples]);
  }
  await session.ended;
}

/** Silero alone over every channel of the sample calls, as a program would that reads one channel at a time. */
async function cpuPerChannelSecond(silero: Silero, samples: readonly Sample[]): Promise<number> {
  let seconds = 0;
  const cpuMs = await cpuOf(async () => {
    for (const { call } of samples) {
      for (const channel of call.audio?.channels ?? []) {
        await readAlone(silero, channel);
        seconds += channel.length / (call.audio?.sampleRateHz ?? Number.NaN);
      }
    }
  });
  return cpuMs / seconds;
}

async function readAlone(silero: Silero, samples: Float32Array): Promise<void> {
  const row = [createSileroRow(16000)];
  const length = WINDOW_SAMPLES[16000];
  for (let at = 0; at + length <= samples.length; at += length) {
    const window = samples.subarray(at, at + length);
    // The engine shows the model no digital silence, so it is not shown here either.
    if (window.some((sample) => sample !== 0)) await silero.runBatch(16000, row, window);
  }
}

async function cpuOf(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (values: readonly number[]): number => quantile(values, 0.5) ?? Number.NaN;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function printed(figures: WholePipelineFigures): string {
  const { calls, engineCpuMs, sileroAloneCpuMs, ratio } = figures;
  return (
    '| calls at once | engine, CPU ms per channel-second | Silero alone, one at a time | ratio |\n| --- | --- | --- | --- |\n' +
    `| ${calls} | ${engineCpuMs.toFixed(2)} | ${sileroAloneCpuMs.toFixed(2)} | ${ratio.toFixed(2)} |\n`
  );
}
