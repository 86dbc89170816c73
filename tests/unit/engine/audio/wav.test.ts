import { describe, expect, it } from 'vitest';
import { encodeAlaw, encodeMulaw } from '../../../../engine/audio/g711.ts';
import { encodeS16le } from '../../../../engine/audio/pcm.ts';
import { readWav, writeWav } from '../../../../engine/audio/wav.ts';

const SAMPLES = Float32Array.of(0.5, -0.25, 0.125, 0);
const PCM_GUID_TAIL = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

interface FileParts {
  readonly tag?: number;
  readonly bits?: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly blockBytes?: number;
  readonly extension?: readonly number[];
  readonly before?: readonly number[];
  readonly data?: Uint8Array;
  readonly dataSize?: number;
  readonly riffSize?: number;
  readonly after?: readonly number[];
}

const u16 = (value: number) => [value & 0xff, (value >> 8) & 0xff];
const u32 = (value: number) => [...u16(value), ...u16(value >>> 16)];
const text = (value: string) => [...value].map((letter) => letter.charCodeAt(0));

function fileOf(parts: FileParts = {}): Uint8Array {
  const { tag = 1, bits = 16, channels = 1, rateHz = 16000, extension = [], before = [], after = [] } = parts;
  const { data = encodeS16le(SAMPLES), blockBytes = (channels * bits) / 8 } = parts;
  const format = [tag, channels].flatMap(u16).concat(u32(rateHz), u32(rateHz * blockBytes), u16(blockBytes), u16(bits));
  const body = [
    ...text('WAVE'),
    ...before,
    ...text('fmt '),
    ...u32(16 + extension.length),
    ...format,
    ...extension,
    ...text('data'),
    ...u32(parts.dataSize ?? data.length),
    ...data,
    ...after,
  ];
  return Uint8Array.from([...text('RIFF'), ...u32(parts.riffSize ?? body.length), ...body]);
}

describe('readWav', () => {
  it('reads 16-bit PCM', () => {
    expect(readWav(fileOf())).toEqual({
      sampleRateHz: 16000,
      encoding: 'pcm_s16le',
      channels: [SAMPLES],
      missingMs: 0,
    });
  });

  it('reads 32-bit float', () => {
    const file = fileOf({ tag: 3, bits: 32, data: new Uint8Array(SAMPLES.slice().buffer) });
    expect(readWav(file)).toEqual({ sampleRateHz: 16000, encoding: 'pcm_f32le', channels: [SAMPLES], missingMs: 0 });
  });

  it.each([
    ['mulaw', 7, encodeMulaw],
    ['alaw', 6, encodeAlaw],
  ] as const)('reads %s', (encoding, tag, encode) => {
    const { channels, ...rest } = readWav(fileOf({ tag, bits: 8, rateHz: 8000, data: encode(SAMPLES) }));
    expect(rest).toEqual({ sampleRateHz: 8000, encoding, missingMs: 0 });
    for (const [i, sample] of SAMPLES.entries()) expect(channels[0]?.[i]).toBeCloseTo(sample, 1);
  });

  it('reads WAVE_FORMAT_EXTENSIBLE', () => {
    const extension = [...u16(22), ...u16(16), ...u32(4), ...u16(1), ...PCM_GUID_TAIL];
    expect(readWav(fileOf({ tag: 0xfffe, extension })).channels).toEqual([SAMPLES]);
  });

  it('takes any number of channels apart', () => {
    const { channels } = readWav(fileOf({ channels: 4 }));
    expect(channels.map((samples) => [...samples])).toEqual([[0.5], [-0.25], [0.125], [0]]);
  });

  it('passes over chunks that it does not know, also those of odd length', () => {
    const list = [...text('LIST'), ...u32(3), 1, 2, 3, 0];
    expect(readWav(fileOf({ before: list, after: list })).channels).toEqual([SAMPLES]);
  });

  it('reads a file that begins at an odd address', () => {
    const buffer = Uint8Array.of(0, ...fileOf());
    expect(readWav(buffer.subarray(1)).channels).toEqual([SAMPLES]);
  });

  it.each([
    ['0 and 0', 0, 0],
    ['0xFFFFFFFF and 0xFFFFFFFF', 0xffffffff, 0xffffffff],
    ['0 and an early guess', 0, 36],
  ])('reads a streamed file, whose sizes are %s, to its end', (_, dataSize, riffSize) => {
    expect(readWav(fileOf({ dataSize, riffSize })).channels).toEqual([SAMPLES]);
  });

  it('reads a file that was cut off as far as its samples are whole', () => {
    const file = fileOf({ channels: 2 });
    expect(readWav(file.subarray(0, file.length - 1)).channels.map((samples) => [...samples])).toEqual([
      [0.5],
      [-0.25],
    ]);
  });

  it('does not take what follows an empty data chunk for sound', () => {
    const after = [...text('LIST'), ...u32(4), 1, 2, 3, 4];
    expect(readWav(fileOf({ data: new Uint8Array(0), after })).channels).toEqual([new Float32Array(0)]);
  });

  it.each([
    ['nothing', new Uint8Array(0), 0, /no RIFF header/],
    ['another kind of file', Uint8Array.from(text('OggS............')), 0, /no RIFF header/],
    ['another RIFF form', Uint8Array.from([...text('RIFF'), ...u32(4), ...text('AVI ')]), 8, /not of WAVE form/],
    ['a file without data', Uint8Array.from([...text('RIFF'), ...u32(4), ...text('WAVE')]), 12, /no data chunk/],
    ['24-bit PCM', fileOf({ bits: 24 }), 20, /format 1 with 24 bits/],
    ['ADPCM', fileOf({ tag: 2, bits: 4, blockBytes: 1 }), 20, /format 2 with 4 bits/],
    ['0 channels', fileOf({ channels: 0, blockBytes: 2 }), 22, /0 channels/],
    ['a rate of 0', fileOf({ rateHz: 0 }), 24, /sample rate of 0/],
    ['a block size that contradicts the format', fileOf({ blockBytes: 4 }), 32, /4 bytes per block of 1 channels/],
    ['a format chunk that is too short', fileOf().fill(14, 16, 17), 16, /fmt chunk of 14 bytes/],
    ['an extensible format that is too short', fileOf({ tag: 0xfffe }), 16, /which needs 40/],
    ['an unknown sub-format', fileOf({ tag: 0xfffe, extension: Array(24).fill(1) }), 44, /unknown sub-format/],
    ['data before the format', fileOf({ before: [...text('data'), ...u32(2), 0, 0] }), 12, /before the fmt chunk/],
    ['data that do not divide into blocks', fileOf({ data: new Uint8Array(3) }), 40, /3 bytes of data/],
  ])('refuses %s and says where it is wrong', (_, file, atByte, message) => {
    let thrown: unknown;
    try {
      readWav(file);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ name: 'EngineError', code: 'input.file', details: { atByte } });
    expect(thrown).toHaveProperty('message', expect.stringMatching(message));
    expect(thrown).toHaveProperty('message', expect.stringContaining(`at byte ${atByte}`));
  });

  it('refuses every cut of a header with an error of its own', () => {
    const file = fileOf();
    for (let length = 0; length < 44; length++) {
      expect(() => readWav(file.subarray(0, length))).toThrowError(expect.objectContaining({ code: 'input.file' }));
    }
  });
});

describe('writeWav', () => {
  it('writes what readWav reads', () => {
    const channels = [SAMPLES, SAMPLES.map((sample) => sample / 2)];
    expect(readWav(writeWav(channels, 24000))).toMatchObject({ sampleRateHz: 24000, encoding: 'pcm_s16le', channels });
  });

  it('writes the canonical 44-byte header', () => {
    expect(writeWav([SAMPLES], 16000)).toEqual(fileOf());
  });

  it('refuses channels of different lengths, and none', () => {
    for (const channels of [[], [new Float32Array(1), new Float32Array(2)]]) {
      expect(() => writeWav(channels, 8000)).toThrowError(expect.objectContaining({ code: 'defect.internal' }));
    }
  });
});
