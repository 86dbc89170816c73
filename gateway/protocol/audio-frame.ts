// One binary audio frame on the ingest socket: a 16-byte header, little endian, then the samples.
//   0 u8 version (1) · 1 u8 kind (1 = audio) · 2 u8 channel · 3 u8 reserved (0) · 4 u32 sequence · 8 u64 startSample · 16 …
// `startSample` counts from the call's start at the channel's own rate, as an RTP timestamp does (RFC 3550 §5.1), but 64-bit
// and from zero. In an interleaved feed `channel` is the first of the channels in the payload.

import { EngineError } from '../../engine/errors.ts';

export const AUDIO_FRAME_VERSION = 1;
export const AUDIO_FRAME_HEADER_BYTES = 16;
const KIND_AUDIO = 1;

export interface AudioFrameMessage {
  readonly channel: number;
  /** The feed's message count, shared with its JSON messages, from 1. */
  readonly sequence: number;
  readonly startSample: number;
  /** Encoded samples as the call declared them. */
  readonly payload: Uint8Array;
}

export function encodeAudioFrame(frame: AudioFrameMessage): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(AUDIO_FRAME_HEADER_BYTES + frame.payload.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, AUDIO_FRAME_VERSION);
  view.setUint8(1, KIND_AUDIO);
  view.setUint8(2, frame.channel);
  view.setUint32(4, frame.sequence, true);
  view.setBigUint64(8, BigInt(frame.startSample), true);
  bytes.set(frame.payload, AUDIO_FRAME_HEADER_BYTES);
  return bytes;
}

/** Throws `input.malformed` saying what was found where. The payload is a view into `bytes`, not a copy. */
export function decodeAudioFrame(bytes: Uint8Array): AudioFrameMessage {
  if (bytes.byteLength < AUDIO_FRAME_HEADER_BYTES) {
    const needed = `${AUDIO_FRAME_HEADER_BYTES} bytes of header`;
    throw new EngineError('input.malformed', `a binary message of ${bytes.byteLength} bytes is shorter than ${needed}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expectByte(view, 0, AUDIO_FRAME_VERSION, 'version');
  expectByte(view, 1, KIND_AUDIO, 'kind');
  const startSample = Number(view.getBigUint64(8, true));
  if (!Number.isSafeInteger(startSample)) {
    throw new EngineError('input.malformed', 'startSample (bytes 8–15) is larger than 2^53 − 1');
  }
  return {
    channel: view.getUint8(2),
    sequence: view.getUint32(4, true),
    startSample,
    payload: bytes.subarray(AUDIO_FRAME_HEADER_BYTES),
  };
}

function expectByte(view: DataView, at: number, expected: number, name: string): void {
  const found = view.getUint8(at);
  if (found !== expected) {
    throw new EngineError('input.malformed', `byte ${at} (${name}) is ${found}; expected ${expected}`);
  }
}
