// What a connection of a feed needs of its transport, and what both kinds of connection do with it.

import type { CallSession } from '../../engine/call-session.ts';

export interface FeedSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Stops and resumes reading, so that a fast sender feels how fast we are. */
  pause(): void;
  resume(): void;
}

/** Who feeds; decides nothing here but is handed to `openCall`. */
export interface FeedIdentity {
  readonly personId: string;
  readonly roles: readonly string[];
}

/** Refusals after which a connection goes on: the message is skipped. */
export const SURVIVABLE: ReadonlySet<string> = new Set([
  'input.schema',
  'input.unknown-type',
  'input.unknown-channel',
  'input.audio-format',
]);

/** Waits where the models are behind, and lets the sender feel it. */
export async function keepPace(
  session: CallSession | undefined,
  socket: FeedSocket,
  isClosed: () => boolean,
): Promise<void> {
  if (!session?.isBehind) return;
  socket.pause();
  await session.ready();
  if (!isClosed()) socket.resume();
}

/** A close reason is at most 123 bytes (RFC 6455 §5.5). */
export function closeReasonOf(reason: string): string {
  const bytes = new TextEncoder().encode(reason).subarray(0, 120);
  return new TextDecoder('utf-8', { fatal: false }).decode(bytes).replace(/\uFFFD+$/, '');
}
