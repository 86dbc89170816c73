// Recordings in a bucket that speaks S3, requests signed by aws4fetch (AWS Signature Version 4). A file goes in one PUT, so
// it is in memory once while it is stored: an hour of two voices at 16 kHz is some 150 MB.

import { readFile } from 'node:fs/promises';
import { AwsClient } from 'aws4fetch';
import { EngineError } from '../../engine/errors.ts';
import type { RecordingStorage, StoredFile } from './recording-storage.ts';

export interface S3Options {
  /** `https://host`, without the bucket: it goes into the path, as every S3-compatible server understands. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Before every name; empty or ending in `/`. */
  readonly prefix: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export function s3Storage({
  endpoint,
  bucket,
  prefix,
  region,
  accessKeyId,
  secretAccessKey,
}: S3Options): RecordingStorage {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const base = `${endpoint.replace(/\/$/, '')}/${bucket}`;
  const address = (name: string) => `${base}/${(prefix + name).split('/').map(encodeURIComponent).join('/')}`;
  const ask = async (url: string, init: RequestInit, expected: readonly number[]): Promise<Response> => {
    const response = await client.fetch(url, init).catch((cause: unknown) => {
      throw new EngineError('recording.unavailable', 'the bucket of the recordings does not answer', { cause });
    });
    if (expected.includes(response.status)) return response;
    throw new EngineError('recording.unavailable', `the bucket of the recordings answered ${response.status}`);
  };
  return {
    async put(name, path) {
      await ask(address(name), { method: 'PUT', body: await readFile(path) }, [200, 201, 204]);
    },
    async size(name) {
      const { status, headers } = await ask(address(name), { method: 'HEAD' }, [200, 404]);
      return status === 404 ? null : Number(headers.get('content-length') ?? 0);
    },
    async read(name, from, to) {
      const response = await ask(address(name), { headers: { range: `bytes=${from}-${to - 1}` } }, [206]);
      return new Uint8Array(await response.arrayBuffer());
    },
    async list(start) {
      const files: StoredFile[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const query = new URLSearchParams({ 'list-type': '2', prefix: prefix + start });
        if (after !== '') query.set('continuation-token', after);
        const page = await (await ask(`${base}?${query}`, {}, [200])).text();
        files.push(...filesIn(page, prefix));
        after = /<IsTruncated>true/.test(page) ? unescaped(tag(page, 'NextContinuationToken')) : null;
      }
      return files;
    },
    async remove(name) {
      await ask(address(name), { method: 'DELETE' }, [200, 204, 404]);
    },
  };
}

function filesIn(page: string, prefix: string): StoredFile[] {
  return [...page.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, entry = '']) => ({
    name: unescaped(tag(entry, 'Key')).slice(prefix.length),
    sizeBytes: Number(tag(entry, 'Size')),
    storedAtMs: Date.parse(tag(entry, 'LastModified')),
  }));
}

const tag = (xml: string, name: string): string => new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml)?.[1] ?? '';

const unescaped = (xml: string): string =>
  xml.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'",
  );
