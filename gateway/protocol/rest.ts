// What the REST routes answer. Shapes only; who may ask for what is in docs/protocol.md.

import { z } from 'zod';
import { Participant } from '../../engine/events.ts';
import { CallId } from '../../engine/ids.ts';

export const RoleName = z.enum(['ingest', 'rep', 'coach', 'analyst', 'operator']);
export type RoleName = z.infer<typeof RoleName>;

export const Identity = z.object({
  personId: z.string(),
  name: z.string(),
  roles: z.array(RoleName),
  /** True for the identity that a loopback address offers without configuration. */
  isDevelopment: z.boolean(),
});
export type Identity = z.infer<typeof Identity>;

export const CallSummary = z.object({
  callId: CallId,
  title: z.string().nullable(),
  accountName: z.string().nullable(),
  industry: z.string().nullable(),
  stage: z.string().nullable(),
  language: z.string(),
  startedAt: z.iso.datetime({ offset: true }),
  durationMs: z.number().min(0),
  isLive: z.boolean(),
  lastSeq: z.number().int().min(0),
  participants: z.array(Participant),
  /** Figures for the list; null until they are known. */
  questions: z.number().int().nullable(),
  cards: z.number().int().nullable(),
  competitorMentions: z.number().int().nullable(),
  talkRatio: z.number().nullable(),
});
export type CallSummary = z.infer<typeof CallSummary>;

export const CallList = z.object({ calls: z.array(CallSummary), nextCursor: z.string().nullable() });
export type CallList = z.infer<typeof CallList>;

/** Every error a route answers has this body, with the HTTP status of the catalogue (docs/errors.md). */
export const ErrorBody = z.object({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** A call that ships with the program, to be played by the page. */
export const SampleCall = z.object({
  name: z.string(),
  language: z.string(),
  title: z.string(),
  durationMs: z.number(),
});
export type SampleCall = z.infer<typeof SampleCall>;
