import { describe, expect, it } from 'vitest';
import { decodeF32le, decodeS16le, encodeS16le } from '../../../../engine/audio/pcm.ts';
import { EngineError } from '../../../../engine/errors.ts';
import { isSame } from '../../../support/signal-waves.ts';

const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes);
const floatBytes = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

describe('pcm', () => {
  it('decodes 16-bit little-endian with 32768 as full scale', () => {
    const samples = decodeS16le(bytesOf(0x00, 0x80, 0xff, 0x7f, 0x00, 0x40, 0xff, 0xff));
    expect([...samples]).toEqual([-1, 32767 / 32768, 0.5, -1 / 32768]);
  });

  it('decodes bytes that begin at an odd address, and only its part of the buffer', () => {
    const buffer = bytesOf(0xaa, 0x00, 0x40, 0x00, 0xc0, 0xaa);
    expect([...decodeS16le(buffer.subarray(1, 5))]).toEqual([0.5, -0.5]);
    const shifted = new Uint8Array(9);
    shifted.set(floatBytes(0.25, -0.75), 1);
    expect([...decodeF32le(shifted.subarray(1))]).toEqual([0.25, -0.75]);
  });

  it('gives every 16-bit value back unchanged', () => {
    const all = new Uint8Array(Int16Array.from({ length: 65536 }, (_, i) => i - 32768).buffer);
    expect(isSame(encodeS16le(decodeS16le(all)), all)).toBe(true);
  });

  it('clips what is louder than full scale and hears NaN as silence', () => {
    expect([...decodeF32le(floatBytes(1.5, -2, Number.NaN, Number.POSITIVE_INFINITY))]).toEqual([1, -1, 0, 1]);
    const encoded = encodeS16le(Float32Array.of(1.5, -2, Number.NaN, 1));
    expect([...new Int16Array(encoded.buffer)]).toEqual([32767, -32768, 0, 32767]);
  });

  it.each([
    [decodeS16le, 3],
    [decodeF32le, 6],
  ])('refuses a byte count that is no whole number of samples', (decode, count) => {
    expect(() => decode(new Uint8Array(count))).toThrowError(EngineError);
    expect(() => decode(new Uint8Array(count))).toThrowError(expect.objectContaining({ code: 'input.audio-format' }));
  });
});
