import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadFile, type WantedFile } from '../../../../models/registry/download-file.ts';
import { createHubFetch, type HubAccess } from '../../../../models/registry/hub-fetch.ts';
import { type ModelHub, startModelHub } from '../../../support/model-hub.ts';

const BYTES = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31 + (i >> 8)) % 251);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

let folder: string;
let hub: ModelHub;
let waits: number[];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-download-'));
  hub = await startModelHub({ 'model.onnx': BYTES });
  waits = [];
});
afterEach(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

const wanted = (more: Partial<WantedFile> = {}): WantedFile => ({
  address: `${hub.endpoint}/owner/name/resolve/main/model.onnx`,
  path: join(folder, 'deep/model.onnx'),
  sha256: SHA256,
  sizeBytes: BYTES.byteLength,
  ...more,
});

async function download(file: WantedFile = wanted(), access: HubAccess = {}) {
  const fetch = createHubFetch(access);
  const seen: number[] = [];
  try {
    const got = await downloadFile(file, {
      fetch,
      wait: async (ms) => void waits.push(ms),
      onProgress: (done) => seen.push(done),
    });
    return { ...got, seen };
  } finally {
    await fetch.close();
  }
}

/** What a pull that broke off left: the first bytes, and the mark of the version that they belong to. */
function leaveBehind(bytes: Uint8Array, etag: string | null = `"${BYTES.byteLength}"`): void {
  rmSync(join(folder, 'deep'), { recursive: true, force: true });
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep/model.onnx.part'), bytes);
  if (etag !== null) writeFileSync(join(folder, 'deep/model.onnx.part.etag'), etag);
}

const onDisk = () => readFileSync(join(folder, 'deep/model.onnx'));
const ranges = () => hub.asked.map(({ range }) => range);

describe('a file from a hub', () => {
  it('is fetched, checked, counted while it comes, and leaves nothing half behind', async () => {
    const { sha256, sizeBytes, seen } = await download();
    expect({ sha256, sizeBytes }).toEqual({ sha256: SHA256, sizeBytes: BYTES.byteLength });
    expect(onDisk().equals(BYTES)).toBe(true);
    expect(seen.at(-1)).toBe(BYTES.byteLength);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(existsSync(join(folder, 'deep/model.onnx.part'))).toBe(false);
    expect(existsSync(join(folder, 'deep/model.onnx.part.etag'))).toBe(false);
  });

  it('goes on where the connection was cut, as often as it is cut', async () => {
    hub.moods.push({ cutAfterBytes: 250_000 }, { cutAfterBytes: 30_000 }, { cutAfterBytes: 1_000 });
    await download();
    expect(onDisk().equals(BYTES)).toBe(true);
    // What was still on its way when the connection broke is lost, so where it goes on is not exact.
    const starts = ranges().map((range) => Number(/\d+/.exec(range ?? '0')?.[0]));
    expect(starts.length).toBe(4);
    expect([...starts].sort((a, b) => a - b)).toEqual(starts);
    expect(starts.at(-1)).toBeLessThanOrEqual(281_000);
  });

  it('is right however often and wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 120_000 }), { maxLength: 8 }), async (cuts) => {
        hub.moods.splice(0, Number.POSITIVE_INFINITY, ...cuts.map((cutAfterBytes) => ({ cutAfterBytes })));
        rmSync(folder, { recursive: true, force: true });
        await download();
        expect(onDisk().equals(BYTES)).toBe(true);
      }),
      { numRuns: 15, seed: 7 },
    );
  });

  it('goes on where an earlier process left off', async () => {
    leaveBehind(BYTES.subarray(0, 90_000));
    await download();
    expect(ranges()).toEqual(['bytes=90000-']);
    expect(onDisk().equals(BYTES)).toBe(true);
  });

  it('starts again where the server ignores ranges, or answers with another one', async () => {
    leaveBehind(BYTES.subarray(0, 90_000));
    hub.moods.push({ ignoreRanges: true });
    await download();
    expect(onDisk().equals(BYTES)).toBe(true);
    leaveBehind(BYTES.subarray(0, 90_000));
    hub.moods.push({ shiftRangeBytes: 7 });
    await download();
    expect(onDisk().equals(BYTES)).toBe(true);
  });

  it('takes what is there for the whole where the server says that nothing follows (416)', async () => {
    leaveBehind(BYTES);
    await download();
    expect(onDisk().equals(BYTES)).toBe(true);
    expect(ranges().at(-1)).toBe(`bytes=${BYTES.byteLength}-`);
  });

  it('starts again where more is there than the file has (416)', async () => {
    leaveBehind(new Uint8Array(400_000));
    await download();
    expect(onDisk().equals(BYTES)).toBe(true);
  });

  it('never joins halves of two versions, with a checksum or without', async () => {
    const newer = Uint8Array.from(BYTES, (byte) => byte ^ 1);
    leaveBehind(BYTES.subarray(0, 90_000));
    hub.moods.push({ otherBytes: newer });
    const { sha256 } = await download(wanted({ sha256: null }));
    expect(sha256).toBe(createHash('sha256').update(newer).digest('hex'));
    expect(onDisk().equals(newer)).toBe(true);
  });

  it('fetches anew what it cannot tell apart: no checksum and no entity tag', async () => {
    await hub.stop();
    hub = await startModelHub({ 'model.onnx': BYTES }, { etags: false });
    leaveBehind(BYTES.subarray(0, 90_000), null);
    await download(wanted({ sha256: null }));
    expect(ranges()).toEqual([undefined]);
    expect(onDisk().equals(BYTES)).toBe(true);
  });

  it('keeps nothing of a file with another checksum or size, and says both', async () => {
    hub.moods.push({ otherBytes: new Uint8Array(10) });
    const failure = download();
    await expect(failure).rejects.toMatchObject({ code: 'model.mismatch', details: { expectedSha256: SHA256 } });
    await expect(failure).rejects.toThrow(/SHA-256 [0-9a-f]{64}, 10 bytes; expected/);
    expect(existsSync(join(folder, 'deep/model.onnx'))).toBe(false);
    expect(existsSync(join(folder, 'deep/model.onnx.part'))).toBe(false);
    await expect(download(wanted({ sha256: null, sizeBytes: 5 }))).rejects.toMatchObject({ code: 'model.mismatch' });
  });

  it('fetches the whole once more where what it went on from was wrong', async () => {
    leaveBehind(new Uint8Array(90_000));
    await download();
    expect(onDisk().equals(BYTES)).toBe(true);
    expect(ranges()).toEqual(['bytes=90000-', undefined]);
  });

  it('gives up at once on what will not get better, and says what to do', async () => {
    hub.moods.push({ status: 404 });
    await expect(download()).rejects.toThrow(/answered 404.*mirror/);
    hub.moods.push({ status: 401 });
    await expect(download()).rejects.toThrow(/HF_TOKEN/);
    expect(waits).toEqual([]);
  });

  it('waits longer each time on a busy hub, as long as it asks, and no longer than a minute', async () => {
    hub.moods.push({ status: 503 }, { status: 429, retryAfterS: 7 }, { status: 429, retryAfterS: 4_000 });
    await download();
    expect(waits).toEqual([500, 7_000, 60_000]);
  });

  it('gives up a hub that cannot be reached after a few tries, naming mirror and proxy', async () => {
    await hub.stop();
    await expect(download()).rejects.toThrow(/cannot be fetched: .*HF_ENDPOINT.*HTTPS_PROXY/);
    expect(waits).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it('gives up a connection on which nothing comes, and tries again', async () => {
    hub.moods.push({ silent: true });
    await download(wanted(), { silenceMs: 200 });
    expect(hub.asked.length).toBe(2);
    expect(onDisk().equals(BYTES)).toBe(true);
  });

  it('says what the disk refuses', async () => {
    writeFileSync(join(folder, 'deep'), 'a file where a folder should be');
    const refused = download();
    await expect(refused).rejects.toMatchObject({ code: 'model.folder' });
    await expect(refused).rejects.toThrow(/deep.*SOTTO_MODELS_DIR/);
  });

  it('asks through a proxy where one is set, except the hosts that go without', async () => {
    const tunnels: string[] = [];
    const proxy = await startProxy(tunnels);
    try {
      const httpProxy = `http://127.0.0.1:${proxy.port}`;
      await download(wanted(), { httpProxy });
      expect(tunnels).toEqual([new URL(hub.endpoint).host]);
      rmSync(join(folder, 'deep/model.onnx'));
      await download(wanted(), { httpProxy, noProxy: '127.0.0.1' });
      expect(tunnels.length).toBe(1);
    } finally {
      proxy.server.close();
    }
  });

  it('shows the token to the hub', async () => {
    await download(wanted(), { token: 'hf_secret' });
    expect(hub.asked[0]?.headers['authorization']).toBe('Bearer hf_secret');
  });
});

/** A proxy that tunnels (CONNECT, RFC 9110 §9.3.6) and writes down to where. */
async function startProxy(tunnels: string[]): Promise<{ server: Server; port: number }> {
  const server = createServer((client) => {
    client.once('data', (head) => {
      const [, host = '', port = ''] = /^CONNECT ([^:]+):(\d+)/.exec(head.toString()) ?? [];
      tunnels.push(`${host}:${port}`);
      const upstream = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : 0 };
}
