// Asterisk AudioSocket: a TCP stream of messages, each a type byte, a 16-bit big-endian length and a payload. 0x01 is the
// call's UUID, 0x10…0x18 are s16le samples at a rate of their own, 0x03 a key, 0x00 the end, 0xff an error.
// docs.asterisk.org/Configuration/Channel-Drivers/AudioSocket.

import { EngineError } from '../../../engine/errors.ts';
import { AudioFormat } from '../../protocol/ingest.ts';
import type { Dialect, FeedAction, FeedStep } from './dialect.ts';
import { type FeedSettings, participantOf } from './feed-settings.ts';

const HEADER_BYTES = 3;
const TERMINATE = 0x00;
const UUID = 0x01;
const RATES_HZ: ReadonlyMap<number, number> = new Map([
  [0x10, 8000],
  [0x11, 12_000],
  [0x12, 16_000],
  [0x13, 24_000],
  [0x14, 32_000],
  [0x15, 44_100],
  [0x16, 48_000],
  [0x17, 96_000],
  [0x18, 192_000],
]);

interface State {
  readonly settings: FeedSettings;
  /** Bytes of a message that is not whole yet. */
  readonly rest: Uint8Array;
  readonly uuid: string | undefined;
  readonly sampleRateHz: number | undefined;
  readonly nextSample: number;
  readonly isOver: boolean;
}

export const audiosocket: Dialect<State> = {
  name: 'audiosocket',
  open: (settings) => ({
    settings,
    rest: new Uint8Array(),
    uuid: undefined,
    sampleRateHz: undefined,
    nextSample: 0,
    isOver: false,
  }),
  step(state, input) {
    if (input.kind === 'closed') return finish(state, 'socket closed');
    if (input.kind !== 'binary') return [state, []];
    const bytes = Buffer.concat([state.rest, input.bytes]);
    let [next, at]: [State, number] = [state, 0];
    const actions: FeedAction[] = [];
    while (bytes.length - at >= HEADER_BYTES) {
      const end = at + HEADER_BYTES + bytes.readUInt16BE(at + 1);
      if (end > bytes.length) break;
      const [after, more] = take(next, bytes.readUInt8(at), bytes.subarray(at + HEADER_BYTES, end));
      next = after;
      actions.push(...more);
      at = end;
    }
    return [{ ...next, rest: bytes.subarray(at) }, actions];
  },
};

function take(state: State, type: number, payload: Buffer): FeedStep<State> {
  if (type === TERMINATE) return finish(state, 'hung up');
  if (type === UUID) return [{ ...state, uuid: uuidOf(payload) }, []];
  const sampleRateHz = RATES_HZ.get(type);
  return sampleRateHz === undefined || state.isOver ? [state, []] : hear(state, sampleRateHz, payload);
}

function hear(state: State, sampleRateHz: number, payload: Uint8Array): FeedStep<State> {
  const [begun, opening] = state.sampleRateHz === undefined ? begin(state, sampleRateHz) : [state, []];
  if (begun.sampleRateHz !== sampleRateHz) throw new EngineError('input.audio-format', 'the rate changed in mid-call');
  const { nextSample } = begun;
  return [
    { ...begun, nextSample: nextSample + (payload.byteLength >> 1) },
    [...opening, { kind: 'audio', channel: 0, startSample: nextSample, payload }],
  ];
}

/** The rate is known only with the first audio, so the call begins there. */
function begin(state: State, sampleRateHz: number): FeedStep<State> {
  if (state.uuid === undefined) throw new EngineError('input.protocol-order', 'audio came before the UUID');
  const audio = AudioFormat.safeParse({ sampleRateHz });
  if (!audio.success) throw new EngineError('input.audio-format', `${sampleRateHz} Hz is not a rate that is read here`);
  const { callId: _, ...facts } = state.settings.facts;
  const participants = [participantOf(state.settings, { keys: ['line', state.uuid], channel: 0 })];
  const start = { ...facts, callId: `audiosocket-${state.uuid}`, audio: audio.data, participants };
  return [{ ...state, sampleRateHz }, [{ kind: 'call', start }]];
}

/** Asterisk says itself that closing the socket is as good as hanging up. */
function finish(state: State, reason: string): FeedStep<State> {
  if (state.isOver || state.sampleRateHz === undefined) return [{ ...state, isOver: true }, []];
  return [{ ...state, isOver: true }, [{ kind: 'event', event: { type: 'call.ended', reason } }]];
}

function uuidOf(payload: Buffer): string {
  if (payload.length !== 16) throw new EngineError('input.malformed', `a UUID has 16 bytes; ${payload.length} came`);
  return payload.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
