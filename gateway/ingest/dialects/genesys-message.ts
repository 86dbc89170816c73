// One text message of AudioHook protocol 2 in, what we read of it out; and ours, numbered as the protocol asks.
// developer.genesys.cloud/devapps/audiohook; types as in its reference implementation.

import { z } from 'zod';
import { looseParameters, vendorMessage } from './vendor-message.ts';

const Duration = z
  .string()
  .regex(/^PT(?:\d+H)?(?:\d+M)?(?:[\d.]+S)?$/)
  .transform((text) => {
    const [, hours = '0', minutes = '0', seconds = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text) ?? [];
    return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  });

const Media = z.object({
  type: z.literal('audio'),
  format: z.enum(['PCMU', 'L16']),
  channels: z.array(z.enum(['external', 'internal'])).min(1),
  rate: z.literal(8000),
});
export type GenesysMedia = z.output<typeof Media>;

const Message = z.object({
  version: z.literal('2'),
  id: z.string(),
  type: z.string(),
  seq: z.number().int().min(1),
  serverseq: z.number().int().min(0),
  parameters: z
    .object({
      conversationId: z.string().optional(),
      participant: z.object({ id: z.string() }).optional(),
      media: z.array(Media.or(z.unknown())).optional(),
      language: z.string().optional(),
      customConfig: looseParameters,
      reason: z.string().optional(),
      start: Duration.optional(),
      discarded: Duration.optional(),
    })
    .default({ customConfig: {} }),
});
export type GenesysMessage = z.output<typeof Message>;

export const parseGenesysMessage = (text: string): GenesysMessage => vendorMessage(Message, text);

/** Both voices before one, µ-law before linear: undefined where nothing that is offered can be read. */
export function chosenMedia(offered: readonly unknown[]): GenesysMedia | undefined {
  const readable = offered.flatMap((offer) => Media.safeParse(offer).data ?? []);
  const rank = ({ format, channels }: GenesysMedia) => channels.length * 2 + (format === 'PCMU' ? 1 : 0);
  return readable.toSorted((a, b) => rank(b) - rank(a))[0];
}

export interface GenesysNumbers {
  readonly id: string;
  /** The last message of ours, and the last of theirs. */
  readonly seq: number;
  readonly clientSeq: number;
}

export function genesysReply(numbers: GenesysNumbers, type: string, parameters: object): string {
  const { id, seq, clientSeq: clientseq } = numbers;
  return JSON.stringify({ version: '2', type, seq: seq + 1, clientseq, id, parameters });
}
