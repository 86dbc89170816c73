// What a remote recogniser's protocol is to the one socket runner: a pure codec of messages, and where it is reached.

import type { VoiceRateHz } from '../../../engine/ports.ts';
import type { TranscriptionStreamOptions } from '../../../engine/transcriber.ts';

export type Message = string | Uint8Array;

/** What a message from the other side says. Times in ms of the audio that this connection has sent. */
export type News =
  | {
      readonly kind: 'segment';
      /** Of the segment, within the connection. */
      readonly key: string;
      readonly isFinal: boolean;
      readonly text: string;
      readonly startMs?: number;
      readonly endMs?: number;
      /** Which utterance of the connection it belongs to, from 0, where there are no times. */
      readonly utterance?: number;
      readonly words?: readonly { readonly text: string; readonly startMs: number; readonly endMs: number }[];
      readonly language?: string;
      readonly confidence?: number;
    }
  /** This audio has had its finals. */
  | { readonly kind: 'heard'; readonly startMs: number; readonly endMs: number }
  /** This utterance of the connection has had its finals. */
  | { readonly kind: 'answered'; readonly utterance: number }
  | { readonly kind: 'failed'; readonly message: string };

/** One connection's side of the protocol; keeps what it must of the messages before. */
export interface Codec {
  opening(): readonly Message[];
  /** Signed 16-bit little-endian PCM at the protocol's rate. */
  audio(pcm: Uint8Array): Message;
  utteranceEnded(): readonly Message[];
  /** What is not understood says nothing. */
  read(message: string): readonly News[];
}

export interface RemoteProtocol {
  readonly name: string;
  readonly url: (stream: TranscriptionStreamOptions) => string;
  readonly headers: Readonly<Record<string, string>>;
  /** What it is sent, Hz. */
  readonly sampleRateHz: (stream: VoiceRateHz) => number;
  /** A connection for each utterance, or one for all of a channel. */
  readonly connection: 'utterance' | 'channel';
  /** Sent every 4 s while nothing else is, so that the other side does not hang up. */
  readonly keepAlive?: string;
  readonly codec: (stream: TranscriptionStreamOptions) => Codec;
}

export interface Socket {
  /** Given to `send` and still here. */
  readonly unsentBytes: number;
  send(message: Message): void;
  close(): void;
}

export interface SocketHandlers {
  opened(): void;
  message(text: string): void;
  /** Once; not after `close` was called. */
  closed(reason: string): void;
}

export type OpenSocket = (url: string, headers: Readonly<Record<string, string>>, handlers: SocketHandlers) => Socket;

export function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return null;
  }
}

/** The language to ask for, where one can be asked for: `zh` of `zh-CN`; undefined: let the recogniser find out. */
export function askedLanguage({ language }: TranscriptionStreamOptions): string | undefined {
  return language.mode === 'fixed' ? language.language.split('-')[0] : undefined;
}
