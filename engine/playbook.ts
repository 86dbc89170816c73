// What a company edits, as the engine sees it: checked, durations in ms, references resolved. Loading is the gateway's work.

import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower-case letters, digits and hyphens');
const phraseText = z.string().trim().min(1).max(200);

/** A phrase to find. `inflect`: English endings (-s, -es, -ed, -ing, 's) count too. */
export const Phrase = z.object({
  text: phraseText,
  inflect: z.boolean().default(false),
  /** What sounds like it counts too, with less confidence: pinyin for Chinese, sound and spelling for English. */
  soundsLike: z.boolean().default(false),
  /** Other spellings that count as the same phrase. */
  variants: z.array(phraseText).default([]),
});
export type Phrase = z.infer<typeof Phrase>;

export const KeywordCategory = z.object({ id, title: z.string().min(1), phrases: z.array(Phrase).min(1) });
export type KeywordCategory = z.infer<typeof KeywordCategory>;

export const Competitor = z.object({
  name: phraseText,
  aliases: z.array(phraseText).default([]),
  /** What sounds like a name counts too, with less confidence. */
  soundsLike: z.boolean().default(false),
});
export type Competitor = z.infer<typeof Competitor>;

export const EVIDENCE_KINDS = ['case', 'number', 'certificate', 'demo'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
/** Phrases by which a rep's words count as differentiated evidence; `number` also needs a figure with a unit. */
export const EvidencePhrases = z.record(z.enum(EVIDENCE_KINDS), z.array(phraseText));
export type EvidencePhrases = z.infer<typeof EvidencePhrases>;

const exampleText = z.string().trim().min(1).max(400);

/**
 * Found by its phrases, and by being like its title, `about` and examples. `id: technical` and `id: business` are those
 * that the technical-share rule compares.
 */
export const Topic = z.object({
  id,
  title: z.string().min(1),
  /** One sentence that says what the topic is. */
  about: z.string().default(''),
  /** Sentences as somebody would say them. */
  examples: z.array(exampleText).default([]),
  phrases: z.array(Phrase).default([]),
});
export type Topic = z.infer<typeof Topic>;

export const Resource = z.object({
  id,
  title: z.string().min(1),
  url: z.string().optional(),
  body: z.string().default(''),
});
export type Resource = z.infer<typeof Resource>;
export const CustomerCase = z.object({
  id,
  title: z.string().min(1),
  industry: z.string().optional(),
  body: z.string().min(1),
});
export type CustomerCase = z.infer<typeof CustomerCase>;
/** What a good answer covers. It counts as said by a phrase, or by words that are like one of its examples. */
export const KeyPoint = z.object({
  text: phraseText,
  phrases: z.array(phraseText).default([]),
  examples: z.array(exampleText).default([]),
});
export type KeyPoint = z.infer<typeof KeyPoint>;
export const Script = z.object({
  id,
  title: z.string().min(1),
  /** The type of objection, or the situation, that it answers. */
  answers: z.string().optional(),
  keyPoints: z.array(KeyPoint).default([]),
  body: z.string().min(1),
});
export type Script = z.infer<typeof Script>;

export const Rule = z.object({
  id,
  /** What a rep can snooze: rules of one kind fall silent together. */
  kind: id,
  /** CEL over the signals of docs/playbooks.md; true wants a card. */
  when: z.string().min(1),
  /** How long `when` must hold without a break, ms. */
  forMs: z.number().min(0).default(0),
  /** After a card of this rule, no other for so long, ms. */
  cooldownMs: z.number().min(0).default(60_000),
  /** The card can no longer help after so long, ms. */
  expiresMs: z.number().min(1_000).default(45_000),
  minConfidence: z.number().min(0).max(1).default(0.5),
  severity: z.enum(['info', 'act-now']).default('info'),
  pack: z.object({
    /** `{{ CEL }}` inside title and wording is filled in from the signals. */
    title: z.string().min(1),
    wording: z.string().min(1),
    resource: id.optional(),
    case: id.optional(),
    script: id.optional(),
  }),
});
export type Rule = z.infer<typeof Rule>;

export const Playbook = z.object({
  id,
  title: z.string().min(1),
  /** Language of the calls it is for, `zh` or `en`. */
  language: z.string().min(2),
  /** Content hash of the files, so that a card can say which playbook raised it. */
  version: z.string().default(''),
  thresholds: z
    .object({
      /** A customer question that waits longer is overdue, ms. Seed 4,200 (product.md, risk pattern 1). */
      responseLatencyMs: z.number().positive().default(4_200),
    })
    .prefault({}),
  baselines: z
    .object({
      /** Competitor mentions per 10 minutes of speech that are usual in the industry. */
      competitorMentionsPer10Min: z.number().positive().default(1),
    })
    .prefault({}),
  keywords: z.array(KeywordCategory).default([]),
  competitors: z.array(Competitor).default([]),
  evidence: EvidencePhrases.prefault({ case: [], number: [], certificate: [], demo: [] }),
  topics: z.array(Topic).default([]),
  rules: z.array(Rule).default([]),
  resources: z.array(Resource).default([]),
  cases: z.array(CustomerCase).default([]),
  scripts: z.array(Script).default([]),
});
export type Playbook = z.infer<typeof Playbook>;

/** A playbook that finds nothing: for calls without one, and for tests. */
export const EMPTY_PLAYBOOK: Playbook = Playbook.parse({ id: 'empty', title: 'Empty', language: 'en' });
