// What recognisers invent, taken out of a segment. In: a segment and the voice that was heard. Out: the segment as it may
// be believed, or none. Sources: Koenecke et al. 2024 (Whisper invents text in silence); Radford et al. 2023, §4.5 (loops).

import { Converter as toTaiwan } from 'opencc-js/cn2t';
import { Converter as fromTraditional } from 'opencc-js/t2cn';
import { type MediaSpan, overlapMs } from '../../engine/media-time.ts';
import type { TranscribedSegment } from '../../engine/transcriber.ts';

/** Less voice under the words than this, and there was nothing to recognise, ms. */
const LEAST_VOICE_MS = 80;
/** What training on subtitled films left in Whisper and its kin; nobody says it in a call. Without spaces and marks. */
const INVENTED = [
  /^(thanks|thankyou)(somuch)?forwatching/,
  /^(please)?(like(and)?)?subscribe(tomychannel|tothechannel)?$/,
  /^subtitles?by/,
  /amaraorg/,
  /^(music|applause|laughter|silence|blankaudio|inaudible|noise)$/,
  /^(请不吝点赞|多谢您的观看|谢谢观看|感谢观看|谢谢收看|字幕由|字幕志愿者|中文字幕|优优独播剧场|明镜与点点)/,
  /(明镜与点点栏目|amaraorg社区提供)/,
];
/** Said in earnest too, so believed where there is voice enough for it: this much for each character. */
const DOUBTED = /^(thankyou|thanks|you|bye|byebye|okay|谢谢|谢谢大家|拜拜|嗯)$/;
const LEAST_VOICE_MS_PER_LETTER = 25;

export type HanScript = 'simplified' | 'traditional';

/** `voice`: the stretches of voice that were heard around the segment. Null: nothing of it may be believed. */
export function guardSegment(
  segment: TranscribedSegment,
  voice: readonly MediaSpan[],
  script: HanScript,
): TranscribedSegment | null {
  const text = withoutLoops(inScript(segment.text.trim(), script));
  if (text === '' || isInvented(text, voiceUnder(segment, voice))) return null;
  if (text === segment.text) return segment;
  const { words, ...rest } = segment;
  const isLooped = text.length !== segment.text.trim().length;
  const kept = isLooped ? undefined : words?.map((word) => ({ ...word, text: inScript(word.text, script) }));
  return { ...rest, text, ...(kept ? { words: kept } : {}) };
}

function voiceUnder(segment: MediaSpan, voice: readonly MediaSpan[]): number {
  return voice.reduce((sum, span) => sum + overlapMs(segment, span), 0);
}

function isInvented(text: string, voiceMs: number): boolean {
  const bare = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (bare === '' || voiceMs < LEAST_VOICE_MS) return true;
  if (INVENTED.some((pattern) => pattern.test(bare))) return true;
  return DOUBTED.test(bare) && voiceMs < LEAST_VOICE_MS_PER_LETTER * bare.length;
}

const simplified = fromTraditional({ from: 'tw', to: 'cn' });
const traditional = toTaiwan({ from: 'cn', to: 'tw' });

function inScript(text: string, script: HanScript): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  return script === 'simplified' ? simplified(text) : traditional(text);
}

/** zh-TW, zh-HK and zh-Hant write traditional characters. */
export function hanScriptOf(language: string): HanScript {
  return /-(tw|hk|mo|hant)\b/i.test(language) ? 'traditional' : 'simplified';
}

/** A phrase of this many tokens, said this many times in a row, is a loop; people repeat single words more often. */
const LOOPS: readonly { readonly tokens: number; readonly times: number }[] = [
  { tokens: 1, times: 8 },
  { tokens: 2, times: 6 },
  ...Array.from({ length: 10 }, (_, at) => ({ tokens: at + 3, times: 4 })),
];

/** Leaves one of what is repeated beyond what people do. */
export function withoutLoops(text: string): string {
  // A token is a Han character or a word with what surrounds it.
  const tokens = text.match(/\p{Script=Han}[^\p{L}\p{N}]*|[^\p{Script=Han}\s]+\s*/gu) ?? [];
  const kept: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const loop = LOOPS.find((each) => timesSaid(tokens, at, each.tokens) >= each.times);
    if (!loop) {
      kept.push(tokens[at] ?? '');
      at += 1;
      continue;
    }
    kept.push(...tokens.slice(at, at + loop.tokens));
    at += loop.tokens * timesSaid(tokens, at, loop.tokens);
  }
  return kept.length === tokens.length ? text : kept.join('').trim();
}

function timesSaid(tokens: readonly string[], from: number, length: number): number {
  const bare = (at: number) => tokens[at]?.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  let times = 1;
  for (;;) {
    for (let k = 0; k < length; k++) {
      if (bare(from + k) === undefined || bare(from + k) !== bare(from + times * length + k)) return times;
    }
    times += 1;
  }
}
