// What an English utterance looks like to somebody who wonders whether it asks: inverted verbs, question words and what
// stands before and behind them, tags, ways of asking without a question. In: text, lower case, without punctuation. Out:
// names of the shapes that it has, for the trained classifier to weigh. Pure. Source: Quirk et al. 1985 §11.

type Shape = readonly [name: string, pattern: RegExp];

const WH = '(?:what|how|when|where|who|whose|which|why)';
const AUX = "(?:do|does|did|is|are|was|were|am|can|could|will|would|should|have|has|had)(?:n't)?";
const PERSON = '(?:you|we|i|it|they|he|she|this|that|these|those|there|anyone|anybody|somebody)';
const START = '^(?:(?:and|but|so|or|then|also|um|uh|well|okay|ok|right|yeah|now|oh|hey|sorry|wait|no|like|sure) )*';
/** Statements go on so where a question would have turned round: "how it works", "what I like". */
const NOT_TURNED = `${WH}(?: [\\w']+)? (?:you|we|i|it|they|he|she|people|folks|the|your|our|my)\\b`;

const DETERMINED = 'the|that|this|those|these|your|our|their|my|his|her|a|an|any|each|every|both|all|one';
const WH_PHRASE =
  "(?:(?:what|how|who|where|when)'s|how (?:much|many|long|often|far|soon|big|come|bad|do|does|would|is|are)|what (?:does|do|did|would|is|are|kind|sort|size|time|about|if|else)|which (?:one|is|of)|why (?:do|does|is|are|would|did)|when (?:do|does|would|can|will|is)|who (?:do|does|pays|is|would|else)|where (?:do|does|is|are|would))";

const of = (name: string, source: string): Shape => [name, new RegExp(source)];

const SHAPES: readonly Shape[] = [
  of('turned-first', `${START}${AUX} ${PERSON}\\b`),
  of(
    'turned-noun-first',
    `${START}(?:is|are|does|did|do|can|will|would|has|should) (?:the|your|our|my|any|a|an|all)\\b`,
  ),
  of('verb-first', `${START}${AUX}\\b`),
  of(
    'turned-later',
    `[\\w'] (?:do|does|did|is|are|can|could|will|would|should) (?:you|we|i|it|they|he|she|that|this|there|the|your|anyone|anybody)\\b`,
  ),
  of('do-later', `[\\w'] (?:do|does|did)(?:n't)? (?:${DETERMINED})\\b`),
  of('be-later', `[\\w'] (?:is|are|was|were)(?:n't)? (?:${DETERMINED})\\b`),
  of('may-later', `[\\w'] (?:can|could|will|would|should)(?:n't)? (?:${DETERMINED}|somebody|anybody|anyone)\\b`),
  of('wh-phrase-later', `[\\w'] ${WH_PHRASE}\\b`),
  of('wh-first', `${START}${WH}\\b`),
  of('wh-turned-first', `${START}${WH}(?: [\\w']+){0,3} ${AUX} (?:${PERSON}|the|your|our|my|a)\\b`),
  of('wh-not-turned-first', `${START}${NOT_TURNED}`),
  of('wh-short-first', `${START}${WH}(?:'s|'re|'d|s)\\b`),
  of('wh-turned-later', `[\\w'] ${WH}(?: [\\w']+){0,3} ${AUX} ${PERSON}\\b`),
  of('wh-later', `[\\w'] ${WH}\\b`),
  of('wh-end', `\\b${WH}$`),
  of('wh-whatever', '\\b(?:whatever|whichever|whoever|wherever|whenever|however|no matter|regardless)\\b'),
  of(
    'told-before',
    `\\b(?:know|knows|knew|find out|figure out|see|check|ask|asked|asks|tell|told|understand|remember|forgot|forget|decide|decided|depends(?: on)?|explain|care|idea|matter|heard|guess|showed|that's|is|about|of|on|to) ${WH}\\b`,
  ),
  of('is-where-it', `${START}(?:that's|this is|here's|it's) ${WH}\\b`),
  of(
    'i-ask',
    "\\b(?:i'm|we're|i was|just|i am) (?:\\w+ )?(?:wondering|curious)|\\bi (?:wanted|want|need|'d like) to (?:know|ask|hear|understand)|\\bmy question|\\bthe (?:question|thing)\\b.* (?:is|not clear)|\\bquestion for you|\\bhelp me understand",
  ),
  of(
    'others-ask',
    '\\b(?:he|she|they|people|everybody|everyone|boss|wife|husband|customers|folks|who) (?:\\w+ )?(?:asks?|asked|asking|wondered?|wonders|wants? to know|wanted to know|keeps? asking)\\b',
  ),
  of(
    'tell-me-first',
    `${START}(?:please )?(?:tell me|tell us|walk (?:me|us)|talk (?:me|us)|show (?:me|us)|explain|describe|remind me|run (?:me|that|it|us)|give me (?:a|an|the|some)|say (?:that|it) again|repeat)\\b`,
  ),
  of(
    'can-you',
    '\\b(?:can|could|would|will) you (?:\\w+ )?(?:tell|explain|walk|talk|run|take|show|send|email|share|remind|help|say|give|repeat|spell|ballpark|check)\\b',
  ),
  of('mind-if', '\\b(?:do you mind|mind if|would you mind|is it okay if|any chance|any idea|any way)\\b'),
  of('any-first', `${START}(?:any|anything|anyone|anybody|anywhere|ever|got|mind|care)\\b`),
  of(
    'tag',
    "\\b(?:isn't|aren't|wasn't|doesn't|don't|didn't|won't|can't|couldn't|wouldn't|shouldn't|hasn't|haven't) (?:it|you|we|they|there|that|he|she)$",
  ),
  of(
    'tag-positive',
    "(?:n't|never|no|not)\\b.* (?:is|are|do|does|did|can|will|would|have|has) (?:it|you|we|they|there)$",
  ),
  of('tag-word', '\\b(?:right|correct|yeah|huh|eh|or not|or no|or what|or something|or so)$'),
  of(
    'i-take-it',
    '\\b(?:i take it|i assume|i guess|i suppose|i gather|presumably|supposedly|i imagine|i think|i believe)\\b',
  ),
  of('so-first', '^(?:so|and so|okay so|wait so|right so)\\b'),
  of(
    'meaning',
    `${START}(?:you mean|you're saying|meaning|in other words|if i'm (?:hearing|understanding|reading)|if i (?:hear|understand|get)|just (?:to be clear|so i|to make sure|to confirm|checking))\\b`,
  ),
  of('you-first', `${START}(?:you|you're|you'd|you'll|you've|you guys|you folks|your)\\b`),
  of('we-first', `${START}(?:we|we're|we'd|we'll|we've|our)\\b`),
  of('i-first', `${START}(?:i|i'm|i'd|i'll|i've|my)\\b`),
  of('they-first', `${START}(?:they|they're|they'd|he|he's|she|she's|their|his|her|people|everybody)\\b`),
  of('it-first', `${START}(?:it|it's|it'd|it'll|that|that's|that'd|this|there|there's|the)\\b`),
  of('i-later', "[\\w'] (?:i|i'm|i'll|i've|i'd|my)\\b"),
  of('us-later', "[\\w'] (?:we|we're|we'll|our|us|me)\\b"),
  of('you-later', "[\\w'] (?:you|you're|you'd|you'll|your|you guys)\\b"),
  of('nobody', '\\b(?:nobody|nothing|no one|none|never)\\b'),
  of('or', '\\bor (?!so$|something$|not$|no$|what$)'),
  of('or-first', `${START}(?:per|by|with|before|after|in|on)? ?[\\w']+(?: [\\w']+){0,2} or [\\w']+`),
  of('if-first', `${START}(?:if|unless|once|as|since|because|when)\\b`),
  of(
    'past',
    '\\b(?:yesterday|ago|last (?:week|month|year|summer|spring|fall|winter|time)|used to|back then|was|were|had|went|told|said|got)\\b',
  ),
  of('thanks', '\\b(?:thanks|thank you|appreciate|have a (?:good|great|nice)|take care|see you|sounds good)\\b'),
  of('let', `${START}let (?:me|us)|${START}let's`),
];

const LENGTHS = [3, 5, 8, 12, 18];
/** Who talks for long asks at the end, if at all: the last words are looked at by themselves. */
const TAIL_WORDS = 9;
const LONG_WORDS = 13;
const LATER = /-later$|^(?:told-before|tag|wh-end|past|nobody)$/;

const WHOLE = SHAPES.map(([name, pattern]): Shape => [`en:${name}`, pattern]);
const TAIL = SHAPES.filter(([name]) => LATER.test(name)).map(([name, pattern]): Shape => [`en:tail-${name}`, pattern]);
const namesIn = (text: string, shapes: readonly Shape[]): string[] =>
  shapes.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);

export function englishShapes(sentence: string): string[] {
  const text = sentence
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();
  const words = text.split(' ');
  const length = LENGTHS.filter((least) => words.length >= least).length;
  const tail = words.length < LONG_WORDS ? [] : namesIn(words.slice(-TAIL_WORDS).join(' '), TAIL);
  return [`en:length-${length}`, ...namesIn(text, WHOLE), ...tail];
}
