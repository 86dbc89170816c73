// What an English utterance looks like to somebody who wonders whether it asks: inverted verbs, question words and what
// stands before and behind them, tags, ways of asking without a question. In: text, lower case, without punctuation. Out:
// names of the shapes that it has, for the trained classifier to weigh. Pure. Source: Quirk et al. 1985 §11.

import { named, englishShape as of, type Shape, shapeFinder } from './sentence-shapes.ts';
import { isAscii } from './tokens.ts';

const WH = '(?:what|how|when|where|who|whose|which|why)';
const AUX = "(?:do|does|did|is|are|was|were|am|can|could|will|would|should|have|has|had)(?:n't)?";
/** Runs of letters as patterns see them: "isn't" is `isn` and `t`. */
const WH_WORDS = 'what how when where who whose which why';
const AUX_WORDS =
  'do does did is are was were am can could will would should have has had don doesn didn isn aren wasn weren couldn wouldn shouldn haven hasn hadn';
const PERSON = '(?:you|we|i|it|they|he|she|this|that|these|those|there|anyone|anybody|somebody)';
const START = '^(?:(?:and|but|so|or|then|also|um|uh|well|okay|ok|right|yeah|now|oh|hey|sorry|wait|no|like|sure) )*';
/** Statements go on so where a question would have turned round: "how it works", "what I like". */
const NOT_TURNED = `${WH}(?: [\\w']+)? (?:you|we|i|it|they|he|she|people|folks|the|your|our|my)\\b`;

const DETERMINED = 'the|that|this|those|these|your|our|their|my|his|her|a|an|any|each|every|both|all|one';
const WH_PHRASE =
  "(?:(?:what|how|who|where|when)'s|how (?:much|many|long|often|far|soon|big|come|bad|do|does|would|is|are)|what (?:does|do|did|would|is|are|kind|sort|size|time|about|if|else)|which (?:one|is|of)|why (?:do|does|is|are|would|did)|when (?:do|does|would|can|will|is)|who (?:do|does|pays|is|would|else)|where (?:do|does|is|are|would))";

export const ENGLISH_SHAPES: readonly Shape[] = [
  of('turned-first', AUX_WORDS, `${START}${AUX} ${PERSON}\\b`),
  of(
    'turned-noun-first',
    'is are does did do can will would has should',
    `${START}(?:is|are|does|did|do|can|will|would|has|should) (?:the|your|our|my|any|a|an|all)\\b`,
  ),
  of('verb-first', AUX_WORDS, `${START}${AUX}\\b`),
  of(
    'turned-later',
    'do does did is are can could will would should',
    `[\\w'] (?:do|does|did|is|are|can|could|will|would|should) (?:you|we|i|it|they|he|she|that|this|there|the|your|anyone|anybody)\\b`,
  ),
  of('do-later', 'do does did don doesn didn', `[\\w'] (?:do|does|did)(?:n't)? (?:${DETERMINED})\\b`),
  of('be-later', 'is are was were isn aren wasn weren', `[\\w'] (?:is|are|was|were)(?:n't)? (?:${DETERMINED})\\b`),
  of(
    'may-later',
    'can could will would should couldn wouldn shouldn',
    `[\\w'] (?:can|could|will|would|should)(?:n't)? (?:${DETERMINED}|somebody|anybody|anyone)\\b`,
  ),
  of('wh-phrase-later', WH_WORDS, `[\\w'] ${WH_PHRASE}\\b`),
  of('wh-first', WH_WORDS, `${START}${WH}\\b`),
  of('wh-turned-first', WH_WORDS, `${START}${WH}(?: [\\w']+){0,3} ${AUX} (?:${PERSON}|the|your|our|my|a)\\b`),
  of('wh-not-turned-first', WH_WORDS, `${START}${NOT_TURNED}`),
  of(
    'wh-short-first',
    `${WH_WORDS} whats hows whens wheres whos whoses whichs whys`,
    `${START}${WH}(?:'s|'re|'d|s)\\b`,
  ),
  of('wh-turned-later', WH_WORDS, `[\\w'] ${WH}(?: [\\w']+){0,3} ${AUX} ${PERSON}\\b`),
  of('wh-later', WH_WORDS, `[\\w'] ${WH}\\b`),
  of('wh-end', WH_WORDS, `\\b${WH}$`),
  of(
    'wh-whatever',
    'whatever whichever whoever wherever whenever however no regardless',
    '\\b(?:whatever|whichever|whoever|wherever|whenever|however|no matter|regardless)\\b',
  ),
  of(
    'told-before',
    WH_WORDS,
    `\\b(?:know|knows|knew|find out|figure out|see|check|ask|asked|asks|tell|told|understand|remember|forgot|forget|decide|decided|depends(?: on)?|explain|care|idea|matter|heard|guess|showed|that's|is|about|of|on|to) ${WH}\\b`,
  ),
  of('is-where-it', WH_WORDS, `${START}(?:that's|this is|here's|it's) ${WH}\\b`),
  of(
    'i-ask',
    'i we just my the question help',
    "\\b(?:i'm|we're|i was|just|i am) (?:\\w+ )?(?:wondering|curious)|\\bi (?:wanted|want|need|'d like) to (?:know|ask|hear|understand)|\\bmy question|\\bthe (?:question|thing)\\b.* (?:is|not clear)|\\bquestion for you|\\bhelp me understand",
  ),
  of(
    'others-ask',
    'ask asks asked asking wondere wondered wonders know',
    '\\b(?:he|she|they|people|everybody|everyone|boss|wife|husband|customers|folks|who) (?:\\w+ )?(?:asks?|asked|asking|wondered?|wonders|wants? to know|wanted to know|keeps? asking)\\b',
  ),
  of(
    'tell-me-first',
    'tell walk talk show explain describe remind run give say repeat',
    `${START}(?:please )?(?:tell me|tell us|walk (?:me|us)|talk (?:me|us)|show (?:me|us)|explain|describe|remind me|run (?:me|that|it|us)|give me (?:a|an|the|some)|say (?:that|it) again|repeat)\\b`,
  ),
  of(
    'can-you',
    'can could will would',
    '\\b(?:can|could|would|will) you (?:\\w+ )?(?:tell|explain|walk|talk|run|take|show|send|email|share|remind|help|say|give|repeat|spell|ballpark|check)\\b',
  ),
  of(
    'mind-if',
    'mind okay any',
    '\\b(?:do you mind|mind if|would you mind|is it okay if|any chance|any idea|any way)\\b',
  ),
  of(
    'any-first',
    'any anything anyone anybody anywhere ever got mind care',
    `${START}(?:any|anything|anyone|anybody|anywhere|ever|got|mind|care)\\b`,
  ),
  of(
    'tag',
    'isn aren wasn doesn don didn won can couldn wouldn shouldn hasn haven',
    "\\b(?:isn't|aren't|wasn't|doesn't|don't|didn't|won't|can't|couldn't|wouldn't|shouldn't|hasn't|haven't) (?:it|you|we|they|there|that|he|she)$",
  ),
  of(
    'tag-positive',
    'is are do does did can will would have has',
    "(?:n't|never|no|not)\\b.* (?:is|are|do|does|did|can|will|would|have|has) (?:it|you|we|they|there)$",
  ),
  of(
    'tag-word',
    'right correct yeah huh eh or',
    '\\b(?:right|correct|yeah|huh|eh|or not|or no|or what|or something|or so)$',
  ),
  of(
    'i-take-it',
    'i presumably supposedly',
    '\\b(?:i take it|i assume|i guess|i suppose|i gather|presumably|supposedly|i imagine|i think|i believe)\\b',
  ),
  of('so-first', 'so', '^(?:so|and so|okay so|wait so|right so)\\b'),
  of(
    'meaning',
    'you meaning in if just',
    `${START}(?:you mean|you're saying|meaning|in other words|if i'm (?:hearing|understanding|reading)|if i (?:hear|understand|get)|just (?:to be clear|so i|to make sure|to confirm|checking))\\b`,
  ),
  of('you-first', 'you your', `${START}(?:you|you're|you'd|you'll|you've|you guys|you folks|your)\\b`),
  of('we-first', 'we our', `${START}(?:we|we're|we'd|we'll|we've|our)\\b`),
  of('i-first', 'i my', `${START}(?:i|i'm|i'd|i'll|i've|my)\\b`),
  of(
    'they-first',
    'they he she their his her people everybody',
    `${START}(?:they|they're|they'd|he|he's|she|she's|their|his|her|people|everybody)\\b`,
  ),
  of(
    'it-first',
    'it that this there the',
    `${START}(?:it|it's|it'd|it'll|that|that's|that'd|this|there|there's|the)\\b`,
  ),
  of('i-later', 'i my', "[\\w'] (?:i|i'm|i'll|i've|i'd|my)\\b"),
  of('us-later', 'we our us me', "[\\w'] (?:we|we're|we'll|our|us|me)\\b"),
  of('you-later', 'you your', "[\\w'] (?:you|you're|you'd|you'll|your|you guys)\\b"),
  of('nobody', 'nobody nothing no none never', '\\b(?:nobody|nothing|no one|none|never)\\b'),
  of('or', 'or', '\\bor (?!so$|something$|not$|no$|what$)'),
  of('or-first', 'or', `${START}(?:per|by|with|before|after|in|on)? ?[\\w']+(?: [\\w']+){0,2} or [\\w']+`),
  of('if-first', 'if unless once as since because when', `${START}(?:if|unless|once|as|since|because|when)\\b`),
  of(
    'past',
    'yesterday ago last used back was were had went told said got',
    '\\b(?:yesterday|ago|last (?:week|month|year|summer|spring|fall|winter|time)|used to|back then|was|were|had|went|told|said|got)\\b',
  ),
  of(
    'thanks',
    'thanks thank appreciate have take see sounds',
    '\\b(?:thanks|thank you|appreciate|have a (?:good|great|nice)|take care|see you|sounds good)\\b',
  ),
  of('let', 'let', `${START}let (?:me|us)|${START}let's`),
];

const LENGTHS = [3, 5, 8, 12, 18];
/** Who talks for long asks at the end, if at all: the last words are looked at by themselves. */
const TAIL_WORDS = 9;
const LONG_WORDS = 13;
const LATER = /-later$|^(?:told-before|tag|wh-end|past|nobody)$/;

const wholeShapes = shapeFinder(named('en:', ENGLISH_SHAPES));
const tailShapes = shapeFinder(
  named(
    'en:tail-',
    ENGLISH_SHAPES.filter(({ name }) => LATER.test(name)),
  ),
);
const OTHER = /[^\p{L}\p{N}']+/gu;
/** The same where there are ASCII characters only, which is cheaper to see. */
const OTHER_ASCII = /[^a-z0-9']+/g;
const lettersOf = (text: string): string => text.replace(isAscii(text) ? OTHER_ASCII : OTHER, ' ').trim();
export const plainApostrophes = (text: string): string => text.replace(/[’‘`]/g, "'");
/** All words as patterns see them, the needs of shapes among them. */
export const runsOf = (text: string): string[] => text.match(/\w+/g) ?? [];

export function englishShapes(sentence: string): string[] {
  const text = lettersOf(plainApostrophes(sentence.toLowerCase()));
  const words = text.split(' ');
  const length = LENGTHS.filter((least) => words.length >= least).length;
  const whole = wholeShapes(text, runsOf(text));
  if (words.length < LONG_WORDS) return [`en:length-${length}`, ...whole];
  const tail = words.slice(-TAIL_WORDS).join(' ');
  return [`en:length-${length}`, ...whole, ...tailShapes(tail, runsOf(tail))];
}
