// The settings of speech to words, as config.ts reads them: which transcriber, in which language, and where it is.

import { z } from 'zod';
import { LanguageTag } from '../../engine/events.ts';
import type { TranscriptionLanguage } from '../../engine/transcriber.ts';
import { CommandOutput } from '../../models/transcribers/command-lines.ts';

export const TRANSCRIBERS = [
  'none',
  'command',
  'sherpa',
  'transformers',
  'deepgram',
  'openai-realtime',
  'vllm-realtime',
  'funasr',
] as const;

/** `call`; a tag; `detect:zh,en`; `switch:zh,en`. */
const Language = z
  .string()
  .transform((value, context): TranscriptionLanguage | undefined => {
    if (value === 'call') return undefined;
    const [, mode, tags = ''] = /^(detect|switch):(.+)$/.exec(value) ?? [];
    const among = (mode ? tags : value).split(',').map((tag) => tag.trim());
    if (!among.every((tag) => LanguageTag.safeParse(tag).success)) {
      context.addIssue({ code: 'custom', message: 'expected call, a tag such as zh, detect:zh,en or switch:zh,en' });
      return z.NEVER;
    }
    if (mode) return { mode: mode === 'detect' ? 'detect' : 'code-switching', among };
    return { mode: 'fixed', language: among[0] ?? 'en' };
  })
  .prefault('call');

export const TRANSCRIPTION_ENVIRONMENT = {
  SOTTO_TRANSCRIBER: z
    .enum(TRANSCRIBERS)
    .default('none')
    .describe(`Who makes words of speech: ${TRANSCRIBERS.join(', ')}. See docs/transcribers.md.`),
  SOTTO_TRANSCRIBER_LANGUAGE: Language.describe('call (its own), a tag, detect:zh,en or switch:zh,en.'),
  SOTTO_TRANSCRIBER_COMMAND: z
    .string()
    .optional()
    .describe('command: the program and its arguments, quoted as in a shell.'),
  SOTTO_TRANSCRIBER_MODE: z
    .enum(['utterance', 'continuous'])
    .default('utterance')
    .describe('command: a run an utterance, or a run a channel.'),
  SOTTO_TRANSCRIBER_OUTPUT: CommandOutput.default('text').describe('command: text, json or pocketsphinx lines.'),
  SOTTO_TRANSCRIBER_RATE_HZ: z.coerce
    .number()
    .pipe(z.literal([8000, 16000]))
    .default(16000)
    .describe('command: the PCM it reads, 8000 or 16000 Hz.'),
  SOTTO_TRANSCRIBER_SLOTS: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('Recognitions at once; what is beyond waits its turn. Default: one a processor.'),
  SOTTO_TRANSCRIBER_URL: z.url().optional().describe('Address of a remote transcriber, wss:// or ws://.'),
  SOTTO_TRANSCRIBER_KEY: z.string().optional().describe('Key that a remote transcriber asks for.'),
  SOTTO_TRANSCRIBER_MODEL: z
    .string()
    .optional()
    .describe('Model that it should use; of sherpa and transformers, as sotto models list names it.'),
  SOTTO_DIARIZER: z
    .enum(['none', 'sherpa'])
    .default('none')
    .describe('Who tells the voices of a mixed channel apart: none or sherpa. See docs/transcribers.md.'),
};

export type TranscriptionSettings = z.output<z.ZodObject<typeof TRANSCRIPTION_ENVIRONMENT>>;
