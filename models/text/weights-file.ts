// A text classifier's file: `STXT`, uint32 length of the header (little endian), the header as JSON, then the weights,
// int8[buckets, labels], deflated (most buckets of a small training set are empty). In and out: bytes.

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { EngineError } from '../../engine/errors.ts';
import { FeatureOptions } from './text-features.ts';

/** Calibrated log odds of a label = slope × log odds of the model + offset (Platt 1999). */
const Calibration = z.strictObject({ slope: z.number(), offset: z.number() });
export type Calibration = z.output<typeof Calibration>;

const Header = z.strictObject({
  name: z.string(),
  /** `any`: each label is there or not, by itself. `one`: exactly one label holds, probabilities sum to 1. */
  holds: z.enum(['any', 'one']),
  labels: z.array(z.string()).min(1),
  features: FeatureOptions,
  /** Divide a text's sum of weights by the square root of its number of features: long texts are no surer than short. */
  isLengthScaled: z.boolean(),
  /** By label: what one step of an int8 weight is worth. */
  scales: z.array(z.number()),
  biases: z.array(z.number()),
  /** By label; null where there was no held-out data to calibrate on. */
  calibration: z.array(Calibration).nullable(),
  /** By label: the calibrated probability from which saying it gave the best F1 on held-out data. */
  thresholds: z.array(z.number()),
});
export type WeightsHeader = z.output<typeof Header>;

export interface TextWeights {
  readonly header: WeightsHeader;
  /** int8[buckets, labels]. */
  readonly values: Int8Array;
}

const MAGIC = 'STXT';
const HEADER_AT = 8;

export function encodeWeights({ header, values }: TextWeights): Uint8Array {
  const json = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(HEADER_AT);
  start.write(MAGIC, 'latin1');
  start.writeUInt32LE(json.length, MAGIC.length);
  const packed = deflateRawSync(new Uint8Array(values.buffer, values.byteOffset, values.length), { level: 9 });
  return Buffer.concat([start, json, packed]);
}

/** Throws `model.load` where the bytes are not such a file. */
export function decodeWeights(bytes: Uint8Array): TextWeights {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < HEADER_AT || file.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new EngineError('model.load', 'This is not a weights file of a text classifier.');
  }
  const valuesAt = HEADER_AT + file.readUInt32LE(MAGIC.length);
  const header = Header.parse(JSON.parse(file.toString('utf8', HEADER_AT, valuesAt)));
  const unpacked = inflateRawSync(file.subarray(valuesAt));
  if (unpacked.length !== 2 ** header.features.hashBits * header.labels.length) {
    throw new EngineError('model.load', `The weights of ${header.name} are not as long as their header says.`);
  }
  return { header, values: new Int8Array(unpacked.buffer, unpacked.byteOffset, unpacked.length) };
}
