import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWav } from '../../../../engine/audio/wav.ts';
import { readAudio } from '../../../../gateway/recorded/read-audio.ts';

const SECOND = writeWav([new Float32Array(16_000).fill(0.25)], 16_000);
const FLAC = readFileSync('samples/en/call.flac');

describe('readAudio', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'sotto-read-audio-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const read = (name: string, bytes: string | Uint8Array) => {
    writeFileSync(join(dir, name), bytes);
    return readAudio(join(dir, name));
  };

  it.each([
    ['empty.flac', '', 'is empty'],
    ['words.flac', '预算 and price\n', 'is text'],
    ['speech.wav', Buffer.from('ID3\x04\0\0'), 'is an MP3 file'],
    ['clip.wav', Buffer.from('\0\0\0\x20ftypM4A '), 'is an MP4 or M4A file'],
    ['noise.wav', Uint8Array.of(0, 1, 0xfe, 0xff), 'is of a kind that is not known'],
  ])('says what %s is, which is no recording', async (name, bytes, kind) => {
    await expect(read(name, bytes)).rejects.toMatchObject({
      code: 'input.file',
      message: `${join(dir, name)}: ${kind}; expected WAV or FLAC`,
    });
  });

  it('says how much of a WAV file that is cut short is missing', async () => {
    expect((await read('whole.wav', SECOND)).missingMs).toBe(0);
    const cut = await read('cut.wav', SECOND.subarray(0, 44 + 24_000));
    expect({ ...cut, channels: cut.channels.map(({ length }) => length) }).toMatchObject({
      channels: [12_000],
      missingMs: 250,
    });
  });

  it('says how much of a FLAC file that is cut short is missing', async () => {
    const { channels, sampleRateHz, missingMs = 0 } = await read('cut.flac', FLAC.subarray(0, 100_000));
    const heldMs = ((channels[0]?.length ?? 0) / sampleRateHz) * 1000;
    expect(heldMs).toBeGreaterThan(1_000);
    expect(heldMs + missingMs).toBeCloseTo(193_020, -1);
  });

  it('misses nothing in a streamed WAV file, whose length nobody knew', async () => {
    const streamed = SECOND.slice();
    new DataView(streamed.buffer).setUint32(40, 0xffffffff, true);
    expect((await read('streamed.wav', streamed)).missingMs).toBe(0);
  });
});
