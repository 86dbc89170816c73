// A recording that breaks off before its header says: told, and taken as far as it goes.

import type { RecordedCall } from '../recorded/recorded-call.ts';
import { audioEndMs } from '../recorded/recorded-call.ts';

/** A line for stderr; empty where nothing is missing. */
export function cutAudioText(file: string, { audio }: RecordedCall): string {
  if (!audio?.missingMs) return '';
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const heldMs = audioEndMs(audio);
  const promised = seconds(heldMs + audio.missingMs);
  return `${file}: is cut short: its header says ${promised}, the file holds ${seconds(heldMs)}; what it holds is taken\n`;
}
