// What each file of a playbook may hold. Strict: a field that is not listed is a mistake, so that a typo is never ignored.
// Durations are written as people say them (4.2s, 90s, 2m) and come out in ms. Messages finish the sentence "expected …".

import { z } from 'zod';
import { EVIDENCE_KINDS } from '../../engine/playbook.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an id of lower-case letters, digits and hyphens');
const title = z.string().trim().min(1);
const phraseText = z.string().trim().min(1).max(200);

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/;
const DURATION_PART = /(\d+(?:\.\d+)?)(ms|s|m|h)/g;

/** Milliseconds of `500ms`, `4.2s`, `2m`, `1m30s`; null where it is no duration. */
export function parseDuration(text: string): number | null {
  if (!DURATION.test(text)) return null;
  let ms = 0;
  for (const [, count, unit] of text.matchAll(DURATION_PART))
    ms += Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return Math.round(ms);
}

const duration = (minMs: number, example: string) =>
  z.unknown().transform((written, context) => {
    const ms = typeof written === 'string' ? parseDuration(written.trim()) : null;
    if (ms !== null && ms >= minMs) return ms;
    const atLeast = minMs > 0 ? ` of at least ${minMs} ms` : '';
    context.addIssue({ code: 'custom', message: `a duration${atLeast}, such as ${example}` });
    return z.NEVER;
  });

/** A phrase is a text, or a text with its own settings. */
const Phrase = z.preprocess(
  (written) => (typeof written === 'string' ? { text: written } : written),
  z.strictObject({
    text: phraseText,
    inflect: z.boolean().optional(),
    soundsLike: z.boolean().optional(),
    variants: z.array(phraseText).default([]),
  }),
);
const phraseGroup = {
  id,
  title,
  /** These hold for every phrase of the group that does not say otherwise. */
  inflect: z.boolean().default(false),
  soundsLike: z.boolean().default(false),
};
const phrases = z.array(Phrase).min(1);
const exampleText = z.string().trim().min(1).max(400);

export const PlaybookFile = z.strictObject({
  id,
  title,
  language: z.enum(['en', 'zh']),
  thresholds: z.strictObject({ responseLatency: duration(1, '4.2s').optional() }).default({}),
  baselines: z.strictObject({ competitorMentionsPer10Min: z.number().positive().optional() }).default({}),
});
export const KeywordsFile = z.array(z.strictObject({ ...phraseGroup, phrases }));
/** A topic is found by phrases, by examples, or by both. */
const TopicGroup = z
  .strictObject({
    ...phraseGroup,
    about: z.string().default(''),
    examples: z.array(exampleText).default([]),
    phrases: z.array(Phrase).default([]),
  })
  .refine(({ examples, phrases: own }) => examples.length + own.length > 0, {
    message: 'examples, phrases, or both',
    path: ['phrases'],
  });
export const TopicsFile = z.array(TopicGroup);
const phraseList = z.array(phraseText).default([]);
export const CompetitorsFile = z.strictObject({
  competitors: z
    .array(z.strictObject({ name: phraseText, aliases: phraseList, soundsLike: z.boolean().default(false) }))
    .default([]),
  evidence: z.strictObject(Object.fromEntries(EVIDENCE_KINDS.map((kind) => [kind, phraseList]))).optional(),
});
export const RulesFile = z.array(
  z.strictObject({
    id,
    kind: id,
    when: z.string().trim().min(1),
    for: duration(0, '2s').optional(),
    cooldown: duration(0, '2m').optional(),
    expires: duration(1_000, '45s').optional(),
    minConfidence: z.number().min(0).max(1).optional(),
    severity: z.enum(['info', 'act-now']).optional(),
    pack: z.strictObject({
      title,
      wording: z.string().trim().min(1),
      resource: z.string().optional(),
      case: z.string().optional(),
      script: z.string().optional(),
    }),
  }),
);
/** A key point is a text, or a text with what counts as saying it. */
const KeyPoint = z.preprocess(
  (written) => (typeof written === 'string' ? { text: written } : written),
  z.strictObject({
    text: phraseText,
    phrases: z.array(phraseText).default([]),
    examples: z.array(exampleText).default([]),
  }),
);
/** Front matter; the id is the name of the file where it is not given. */
export const ResourceFile = z.strictObject({ id: id.optional(), title, url: z.string().trim().min(1).optional() });
export const CaseFile = z.strictObject({ id: id.optional(), title, industry: z.string().trim().min(1).optional() });
export const ScriptFile = z.strictObject({
  id: id.optional(),
  title,
  answers: z.string().trim().min(1).optional(),
  keyPoints: z.array(KeyPoint).default([]),
});
export const FileId = id;
