// One message of Recall.ai's real-time endpoints in, what we read of it out. docs.recall.ai/docs/real-time-event-payloads.

import { z } from 'zod';
import { looseNumber, looseParameters, vendorMessage } from './vendor-message.ts';

const Person = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  name: z.string().nullish(),
  email: z.string().nullish(),
});
const Instant = z.object({ relative: looseNumber, absolute: z.string().optional() });
const Word = z.object({ text: z.string(), start_timestamp: Instant, end_timestamp: Instant.nullish() });
const Source = z.object({ id: z.string(), metadata: looseParameters }).nullish();

const Message = z.object({
  event: z.string(),
  data: z.object({
    data: z.object({
      participant: Person.nullish(),
      timestamp: Instant.nullish(),
      buffer: z.string().optional(),
      words: z.array(Word).optional(),
      language_code: z.string().nullish(),
    }),
    bot: Source,
    recording: Source,
  }),
});

export type RecallMessage = z.output<typeof Message>;
export type RecallPerson = z.output<typeof Person>;
export type RecallWord = z.output<typeof Word>;

export const parseRecallMessage = (text: string): RecallMessage => vendorMessage(Message, text);
