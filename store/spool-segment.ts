// One file of the spool: lines `crc32 json`, one event each. Written at its end only, then sealed, then deleted.
// A line whose checksum does not fit is no event: at the end of a file it is what a crash tore, elsewhere it is damage.

import { type FileHandle, open, readFile, unlink } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { CallEvent } from '../engine/events.ts';

export function encodeLine(event: CallEvent): string {
  const json = JSON.stringify(event);
  return `${checksum(json)} ${json}\n`;
}

const checksum = (text: string) => crc32(text).toString(16).padStart(8, '0');

function decodeLine(line: string): CallEvent | null {
  const json = line.slice(9);
  return line.slice(0, 8) === checksum(json) ? (JSON.parse(json) as CallEvent) : null;
}

interface Scan {
  readonly events: readonly CallEvent[];
  /** Lines within the file that are no events. */
  readonly damaged: number;
  /** The last line was torn. */
  readonly isTorn: boolean;
}

export function decodeFile(text: string): Scan {
  const lines = text.split('\n');
  const rest = lines.pop();
  const decoded = lines.map(decodeLine);
  const events = decoded.filter((event) => event !== null);
  const isLastBad = decoded.length > 0 && decoded.at(-1) === null;
  return { events, damaged: decoded.length - events.length - Number(isLastBad), isTorn: rest !== '' || isLastBad };
}

export class SpoolSegment {
  readonly number: number;
  readonly path: string;
  /** Wall time of its first event, ms: how long events have waited. */
  readonly sinceMs: number;
  /** Lines that could not be read when the file was opened. */
  damaged = 0;
  bytes = 0;
  count = 0;
  readonly #lastSeq = new Map<string, number>();
  #cached: CallEvent[] | null = [];
  #file: FileHandle | null = null;

  private constructor(number: number, path: string, sinceMs: number) {
    this.number = number;
    this.path = path;
    this.sinceMs = sinceMs;
  }

  static async create(number: number, path: string, sinceMs: number): Promise<SpoolSegment> {
    const segment = new SpoolSegment(number, path, sinceMs);
    segment.#file = await open(path, 'ax');
    return segment;
  }

  /** Opens what an earlier process left. Its events are read again when they are wanted. */
  static async recover(number: number, path: string, sinceMs: number): Promise<SpoolSegment> {
    const segment = new SpoolSegment(number, path, sinceMs);
    const text = await readFile(path, 'utf8');
    const { events, damaged } = decodeFile(text);
    segment.#note(events, Buffer.byteLength(text));
    segment.damaged = damaged;
    segment.#cached = null;
    return segment;
  }

  get isSealed(): boolean {
    return this.#file === null;
  }

  get cachedCount(): number {
    return this.#cached?.length ?? 0;
  }

  /** Resolves when `lines` are on disk. After a rejection the segment takes no more. */
  async append(events: readonly CallEvent[], lines: string): Promise<void> {
    if (this.#file === null) throw new Error('The segment is sealed.');
    const before = this.bytes;
    try {
      await this.#file.appendFile(lines);
      await this.#file.datasync();
    } catch (error) {
      await this.#file.truncate(before).catch(() => {});
      throw error;
    }
    this.#note(events, Buffer.byteLength(lines));
    for (const event of this.#cached === null ? [] : events) this.#cached?.push(event);
  }

  #note(events: readonly CallEvent[], bytes: number): void {
    this.bytes += bytes;
    this.count += events.length;
    for (const { callId, seq } of events) {
      this.#lastSeq.set(callId, Math.max(seq, this.#lastSeq.get(callId) ?? 0));
    }
  }

  /** Lets go of the events in memory; they are read from the file from now on. */
  forget(): void {
    this.#cached = null;
  }

  holds(callId: string, afterSeq: number): boolean {
    return (this.#lastSeq.get(callId) ?? 0) > afterSeq;
  }

  /** The events that are on disk. Empty once the file is deleted. */
  async events(): Promise<readonly CallEvent[]> {
    if (this.#cached !== null) return this.#cached.slice();
    const { count } = this;
    const text = await readFile(this.path, 'utf8').catch(() => '');
    return decodeFile(text).events.slice(0, count);
  }

  async seal(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    await file?.close().catch(() => {});
  }

  async remove(): Promise<void> {
    await this.seal();
    await unlink(this.path).catch(() => {});
  }
}
