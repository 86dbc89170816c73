// Text of a vendor's message in, a value of the shape that its codec expects out; or `input.malformed`, `input.schema`.

import { z } from 'zod';
import { EngineError } from '../../../engine/errors.ts';
import { parsed } from '../../http/validation.ts';

export function vendorMessage<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new EngineError('input.malformed', 'the message is not JSON', { cause });
  }
  return parsed(schema, value, '');
}

/** Vendors write numbers as strings, some of them only sometimes. */
export const looseNumber = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).transform(Number);

/** Flat text parameters of a call; what is not text is left out. */
export const looseParameters = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((values) =>
    Object.fromEntries(
      Object.entries(values ?? {}).flatMap(([key, value]) =>
        typeof value === 'string' || typeof value === 'number' ? [[key, String(value)] as const] : [],
      ),
    ),
  );

export const bytesOfBase64 = (payload: string): Uint8Array => Buffer.from(payload, 'base64');

/** The sample at which something of `ms` media time stands. */
export const sampleAt = (ms: number, sampleRateHz: number): number =>
  Math.max(0, Math.round((ms * sampleRateHz) / 1000));
