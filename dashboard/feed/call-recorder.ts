// Streams in, frames of 60 ms of signed 16 bit out, each with its place since the first frame. One audio context carries both
// channels, so that they share one clock. The browser resamples to 16 kHz; where it cannot, frames keep the context's rate.

import recorderAddress from './frame-recorder.js?url&no-inline';

export interface RecordedFrame {
  /** 0: the microphone; 1: the shared sound. */
  readonly channel: number;
  /** Counted from the first frame of the recording. */
  readonly startSample: number;
  readonly samples: Int16Array;
  /** Root mean square of the frame, dB of full scale; −100 for nothing. */
  readonly levelDb: number;
}

export interface CallRecorder {
  readonly sampleRateHz: number;
  /** Joins a stream as a channel; false where this browser cannot take it at this rate. */
  connect(channel: number, stream: MediaStream): boolean;
  /** Sound counts from here on: time 0. Resolves when the graph has settled. */
  begin(): Promise<void>;
  /** Media time recorded so far, ms. */
  elapsedMs(): number;
  /** Resolves when the last frame has been given. */
  close(): Promise<void>;
}

interface RawFrame {
  readonly channel: number;
  readonly startFrame: number;
  readonly samples: Float32Array;
}

const WANTED_HZ = 16_000;
/** Devices that start up pause for a moment; both sides move alike, so that is no gap. */
const SHORTEST_PAUSE_MS = 250;
/** While its graph changes the audio thread skips blocks; after so long it has taken the change up. */
const SETTLE_MS = 150;
/** A context that stands still does not answer. */
const FINISH_MS = 500;
/** Long enough that a minute of a cut is few messages, short enough that a card is not late. */
export const FRAME_MS = 60;

/** Must be called where the page may open sound: after a click. `onPaused`: the browser stands the recording still. */
export async function openRecorder(
  microphone: MediaStream,
  onFrame: (frame: RecordedFrame) => void,
  onPaused: (isPaused: boolean) => void,
): Promise<CallRecorder> {
  const { context, source } = openContext(microphone);
  await context.audioWorklet.addModule(recorderAddress);
  await context.resume();
  const { sampleRate } = context;
  const recorder = new AudioWorkletNode(context, 'frame-recorder', {
    numberOfInputs: 2,
    numberOfOutputs: 0,
    processorOptions: { frameSamples: Math.round((sampleRate * FRAME_MS) / 1000) },
  });
  source.connect(recorder, 0, 0);
  let zero: number | undefined;
  // While the browser stands the context still, its clock stands too; the call's does not. What was missed is a gap.
  let missedSamples = 0;
  let pausedAtMs: number | undefined;
  let finish = () => {};
  let hasBegun = false;
  recorder.port.onmessage = ({ data }: MessageEvent<RawFrame | { readonly isLast: true }>) => {
    if ('isLast' in data) return finish();
    const { channel, startFrame, samples } = data;
    if (!hasBegun) return;
    zero ??= startFrame;
    if (startFrame < zero) return;
    const startSample = startFrame - zero + missedSamples;
    onFrame({ channel, startSample, samples: asSigned16(samples), levelDb: levelOf(samples) });
  };
  context.onstatechange = () => {
    if (context.state === 'closed') return;
    if (context.state === 'running' && pausedAtMs !== undefined) {
      const missedMs = performance.now() - pausedAtMs;
      if (missedMs > SHORTEST_PAUSE_MS) missedSamples += Math.round((missedMs * sampleRate) / 1000);
      pausedAtMs = undefined;
    } else if (context.state !== 'running') {
      pausedAtMs ??= performance.now();
      void context.resume().catch(() => undefined);
    }
    onPaused(pausedAtMs !== undefined);
  };
  return {
    sampleRateHz: sampleRate,
    connect(channel, stream) {
      try {
        context.createMediaStreamSource(stream).connect(recorder, 0, channel);
        return true;
      } catch {
        return false;
      }
    },
    async begin() {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      hasBegun = true;
    },
    elapsedMs: () =>
      zero === undefined ? 0 : context.currentTime * 1000 - ((zero - missedSamples) * 1000) / sampleRate,
    async close() {
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      recorder.port.postMessage('finish');
      await Promise.race([finished, new Promise((resolve) => setTimeout(resolve, FINISH_MS))]);
      recorder.port.onmessage = null;
      await context.close();
    },
  };
}

/** Some browsers refuse a microphone in a context of another rate; the context then has the device's. */
function openContext(microphone: MediaStream): { context: AudioContext; source: MediaStreamAudioSourceNode } {
  const context = new AudioContext({ sampleRate: WANTED_HZ, latencyHint: 'interactive' });
  try {
    return { context, source: context.createMediaStreamSource(microphone) };
  } catch {
    void context.close();
    const own = new AudioContext();
    return { context: own, source: own.createMediaStreamSource(microphone) };
  }
}

function asSigned16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767));
}

function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.max(-100, 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-10));
}
