// Fields that events of several kinds carry. Times are media time in ms; texts are bounded so that no feed can flood a call.

import { z } from 'zod';
import { MediaMs } from '../media-time.ts';

export const probability = z.number().min(0).max(1);
export const text = z.string().max(20_000);
export const name = z.string().max(200);
export const span = { startMs: MediaMs, endMs: MediaMs };

/** BCP 47, for example `en`, `en-GB`, `zh`, `zh-CN`. */
export const LanguageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

/** Where a figure or finding comes from. */
export const Basis = z.enum(['voice', 'words', 'segment', 'turn']);

export const Word = z.object({ text: z.string().max(200), ...span });
export type Word = z.infer<typeof Word>;
