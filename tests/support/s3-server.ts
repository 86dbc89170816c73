// A bucket in memory that speaks as much S3 as recordings need, and refuses a request whose signature is not right.
// The signature is made anew here from the request alone (AWS Signature Version 4), without the client's library.

import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface S3Server {
  readonly url: string;
  readonly objects: Map<string, Buffer>;
  readonly refused: string[];
  /** Answers 500 to so many requests. */
  fail(times: number): void;
  close(): Promise<void>;
}

export const S3_KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG', region: 'eu-test-1' };

export async function startS3(): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const refused: string[] = [];
  let failures = 0;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const why = wrongSignature(request, body);
    if (why) {
      refused.push(why);
      return response.writeHead(403).end();
    }
    if (failures > 0) {
      failures -= 1;
      return response.writeHead(500).end();
    }
    const url = new URL(request.url ?? '/', 'http://s3');
    const key = decodeURIComponent(url.pathname.slice(1));
    const object = objects.get(key);
    if (url.searchParams.has('list-type')) {
      return response.end(listing(objects, `${key}/${url.searchParams.get('prefix')}`, key.length + 1));
    }
    if (request.method === 'PUT') objects.set(key, body);
    if (request.method === 'DELETE') objects.delete(key);
    if (request.method === 'PUT' || request.method === 'DELETE') return response.writeHead(204).end();
    if (!object) return response.writeHead(404).end();
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
    if (request.method === 'HEAD') return response.writeHead(200, { 'content-length': object.length }).end();
    if (from === undefined) return response.writeHead(200).end(object);
    return response.writeHead(206).end(object.subarray(Number(from), Number(to) + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    refused,
    fail(times) {
      failures = times;
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

function listing(objects: ReadonlyMap<string, Buffer>, start: string, skip: number): string {
  const keys = [...objects].filter(([key]) => key.startsWith(start));
  const contents = keys.map(
    ([key, bytes]) =>
      `<Contents><Key>${key.slice(skip).replaceAll('&', '&amp;')}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><Size>${bytes.length}</Size></Contents>`,
  );
  return `<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();

function wrongSignature(request: IncomingMessage, body: Buffer): string | null {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w+)$/;
  const [, id, day = '', region = '', signed = '', signature] = pattern.exec(request.headers.authorization ?? '') ?? [];
  if (id !== S3_KEYS.accessKeyId || region !== S3_KEYS.region) return 'no credential';
  const payload = String(request.headers['x-amz-content-sha256']);
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body)) return 'wrong hash of the body';
  const url = new URL(request.url ?? '/', 'http://s3');
  const query = [...url.searchParams].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const path = url.pathname.split('/').map((part) => encode(decodeURIComponent(part)));
  const canonical = [request.method, path.join('/'), query.join('&'), headers.join(''), signed, payload].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${S3_KEYS.secretAccessKey}`, day), region), 's3'), 'aws4_request');
  return hmac(key, text).toString('hex') === signature ? null : 'wrong signature';
}

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
