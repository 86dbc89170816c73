// One file from a hub to the disk: streamed into NAME.part, resumed by byte range (RFC 9110 §14) when a connection is cut,
// its SHA-256 taken while it streams, renamed into place when it is whole and right.

import type { Response } from 'undici';
import { asEngineError, EngineError } from '../../engine/errors.ts';
import type { HubFetch } from './hub-fetch.ts';
import { dropPartial, finishPartial, openPartial, type PartialFile, readPartial } from './partial-file.ts';

/** Tries in a row that brought no byte before it is given up: with the pauses below, about 8 s. */
const FRUITLESS_TRIES = 5;
const FIRST_PAUSE_MS = 500;
/** Longest pause that a server may ask for by Retry-After. */
const LONGEST_PAUSE_MS = 60_000;

export interface WantedFile {
  readonly address: string;
  /** Where it is put. */
  readonly path: string;
  /** Lower-case hex; null where nobody knows it yet. */
  readonly sha256: string | null;
  readonly sizeBytes: number | null;
}

export interface DownloadOptions {
  readonly fetch: HubFetch;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** Bytes that are there, of how many; null where the server does not say. */
  readonly onProgress?: ((doneBytes: number, ofBytes: number | null) => void) | undefined;
}

export interface DownloadedFile {
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Rejects with `model.download` (network, hub), `model.mismatch` (other bytes) or `model.folder` (disk). */
export async function downloadFile(wanted: WantedFile, options: DownloadOptions): Promise<DownloadedFile> {
  for (let fruitless = 1; ; fruitless++) {
    const before = (await readPartial(wanted.path)).size;
    try {
      return await tryOnce(wanted, options);
    } catch (thrown) {
      const error = asEngineError(thrown, 'model.download');
      if (error.code !== 'model.download' || error.details['isLasting'] === true) throw error;
      if ((await readPartial(wanted.path)).size > before) fruitless = 0;
      if (fruitless >= FRUITLESS_TRIES) throw unreachable(wanted, error);
      const asked = Number(error.details['retryAfterMs'] ?? 0);
      await options.wait(Math.max(FIRST_PAUSE_MS * 2 ** Math.max(0, fruitless - 1), Math.min(asked, LONGEST_PAUSE_MS)));
    }
  }
}

async function tryOnce(wanted: WantedFile, { fetch, onProgress }: DownloadOptions): Promise<DownloadedFile> {
  const part = await readPartial(wanted.path);
  // Without a mark of the version, only a known checksum can tell that the halves belong together.
  const from = part.etag !== null || wanted.sha256 !== null ? part.size : 0;
  const response = await fetch(wanted.address, rangeHeaders(from, part));
  const keep = await keptBytes(wanted, response, from, part);
  const writer = await openPartial(wanted.path, keep, strongEtag(response));
  const total = totalBytes(response, keep);
  try {
    if (response.status !== 416) {
      for await (const chunk of response.body ?? []) {
        await writer.write(chunk as Uint8Array);
        onProgress?.(writer.size(), total);
      }
    }
  } finally {
    await writer.close();
  }
  return finished(wanted, writer.size(), writer.sha256(), keep > 0, total);
}

const rangeHeaders = (from: number, { etag }: PartialFile): Record<string, string> =>
  from === 0 ? {} : { range: `bytes=${from}-`, ...(etag === null ? {} : { 'if-range': etag }) };

/** How many of the bytes that are there stay: what the answer means. */
async function keptBytes(wanted: WantedFile, response: Response, from: number, part: PartialFile): Promise<number> {
  if (response.status === 206) {
    const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
    if (Number(start) === from) return from;
    await response.body?.cancel();
    await dropPartial(wanted.path);
    throw new EngineError('model.download', `${wanted.address} answered with another range than was asked for`);
  }
  if (response.status === 200) return 0;
  await response.body?.cancel();
  if (response.status === 416) {
    const whole = /^bytes \*\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
    if (part.size > 0 && Number(whole) === part.size) return part.size;
    await dropPartial(wanted.path);
    throw new EngineError('model.download', `${wanted.address} has no such range; it is fetched from its beginning`);
  }
  throw refusal(wanted.address, response);
}

async function finished(
  { path, address, sha256: expected, sizeBytes }: WantedFile,
  size: number,
  sha256: string,
  wasResumed: boolean,
  total: number | null,
): Promise<DownloadedFile> {
  if (total !== null && size < total) {
    throw new EngineError('model.download', `${address} ended after ${size} of ${total} bytes`);
  }
  const isRight = (expected === null || expected === sha256) && (sizeBytes === null || sizeBytes === size);
  if (!isRight) {
    await dropPartial(path);
    // Halves of two versions: the whole file, fetched in one go, may be right.
    if (wasResumed) throw new EngineError('model.download', `${address} changed while it was fetched`);
    const wanted = `${expected ?? 'any checksum'}, ${sizeBytes ?? 'any number of'} bytes`;
    throw new EngineError(
      'model.mismatch',
      `${address} is not the file that was expected: SHA-256 ${sha256}, ${size} bytes; expected ${wanted}. Nothing was kept.`,
      { details: { address, expectedSha256: expected, foundSha256: sha256, foundSizeBytes: size } },
    );
  }
  await finishPartial(path);
  return { sha256, sizeBytes: size };
}

function totalBytes(response: Response, keep: number): number | null {
  if (response.status === 416) return null;
  const length = response.headers.get('content-length');
  return length === null ? null : Number(length) + keep;
}

function strongEtag(response: Response): string | null {
  const etag = response.headers.get('etag');
  return etag === null || etag.startsWith('W/') ? null : etag;
}

const ASK_FOR_CONSENT = 'The hub wants a token: set HF_TOKEN, and accept the licence on the page of the model.';
const REFUSALS: Readonly<Record<number, string>> = {
  401: ASK_FOR_CONSENT,
  403: ASK_FOR_CONSENT,
  404: 'It is not there: the hub moved it, or a mirror lacks it.',
  407: 'The proxy wants a name and a password: HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT.',
};

/** What comes again only if someone does something is lasting; the rest is tried again. */
function refusal(address: string, response: Response): EngineError {
  const { status } = response;
  const isLasting = status < 500 && status !== 408 && status !== 425 && status !== 429;
  const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1000 || 0;
  const advice = REFUSALS[status] ?? '';
  return new EngineError('model.download', `${address} answered ${status}. ${advice}`.trim(), {
    details: { address, status, isLasting, retryAfterMs },
  });
}

function unreachable({ address }: WantedFile, last: EngineError): EngineError {
  const cause = last.cause instanceof Error && last.cause.cause instanceof Error ? last.cause.cause : last.cause;
  const reason = cause instanceof Error ? cause.message : last.message;
  const text = `${address} cannot be fetched: ${reason}. HF_ENDPOINT names a mirror, HTTPS_PROXY a proxy.`;
  return new EngineError('model.download', text, { details: { address }, cause: last });
}
