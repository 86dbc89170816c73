// English questions by rule. In: one sentence, with or without punctuation (recognisers often give none). Out: what it
// asks, or null. No latency, no state. Source: forms of Quirk et al. 1985 §11; statements about what only the hearer
// knows are questions (B-events, Labov & Fanshel 1977). Written in the order of the rules: what is none, then what is.

import type { AskedSentence } from '../question-form.ts';
import { judgeSpokenEnglish } from './questions-en-spoken.ts';
import { isAscii } from './tokens.ts';

const SUBJECT =
  '(?:you|we|i|it|they|he|she|this|that|these|those|there|the|your|our|their|my|its|any|anyone|anybody|everyone|everything|someone|somebody|all|both|each|every|people|customers|users|most|one of)';
/** Who can stand after the verb later in a sentence, or after "have": the rest would more often be an object. */
const PRONOUN = '(?:you|we|i|it|they|he|she|there|anyone|anybody|someone|somebody|this|that(?! [a-z]+ly))';
const AUX = "(?:do|does|did|is|are|was|were|am|can|could|will|would|should|shall|may|might|must|have|has|had)(?:n'?t)?";
const WH = '(?:what|how|when|where|who|whom|whose|which|why)';

/** Small words before the sentence proper. */
const LEAD_IN =
  /^(?:(?:um+|uh+|er+|hm+|oh|ah|ok(?:ay)?|yeah|yes|no|yep|well|right|alright|all right|sure|great|good (?:morning|afternoon|evening)|good|fine|cool|perfect|sorry|thanks|thank you|hi|hello|hey|listen|look|i see|got it|i mean|you know|actually|basically|just|honestly|now|please|makes sense|that makes sense|that's clear|fair enough|quick question|one more (?:thing|question)|another (?:thing|question)|first of all|let me ask you (?:something|this)|can i ask(?: you)?(?: something)?)\b[\s,:—-]*)+/;
const CONJUNCTION = /^(?:and|but|so|or|then|also|because|plus)\b[\s,]*/;

/** Polite talk, exclamations and set phrases that look like questions. */
const NONE =
  /^(?:how are (?:you|things)(?: (?:guys|all|doing|feeling|keeping|going|today|then|both|over there|this \w+|these days|now)\b.*)?$|how(?:'s| is) (?:it going|everything|life|your (?:day|week))|how have you been|how do you do$|how was your (?:weekend|holiday|trip|flight)|nice to|what a\b|what an\b|how (?:nice|lovely|kind|funny|interesting|great|cool)$|who (?:knows|cares|would(?: have)? (?:thought|think|ever))|does the (?:job|trick)$|were it not|can i just say|may i (?:just )?(?:say|finish|add)|isn't that (?:something|great|nice|funny|amazing)|don't (?:we all|ask|mention|worry)|tell me about it$|(?:is|are|was) (?:all|what|how|why|where|when) (?:i|we|you|they|it)\b|why not\b|guess what|you know what|what can i say|whatever|(?:so|neither|nor) (?:do|does|did|am|is|are|have|has|can|could|would|will|was|were) (?:i|we|they|he|she|you|it)$|how about that$|how (?:shall|should|can) i (?:say|put)|what do i know|is that (?:so|right)$|really$|may i$|do let me|have a |do (?:it|that|this)\b|had (?:i|we|you|he|she|they|it) (?:known|been)|should (?:you|anybody|anyone) (?:ever )?(?:need|want|have|decide|run into)\b|should (?:we|i|they|it) (?:need|want|have|decide)\b.*,|as\b)/;
/** Before a wh-clause: it is told or pondered, not asked. */
const EMBEDS =
  /\b(?:know|knows|knew|wonder|find out|figure out|see|check|ask|asks|asked|asking|tell|tells|told|understand|understands|remember|forget|decide|decided|sure|clear|depends on|depending on|discuss|explain|explained|show|shows|showed|learn|guess|idea|matter|matters|care|exactly|is|was|that's|about|on|of)$/;

const REQUEST =
  /(?:\b(?:can|could|would|will) you (?:please |just |maybe |perhaps |also |quickly |briefly )*(?:tell|explain|walk|talk|run|take|show|describe|clarify|elaborate|give|send|share|remind|help|say|go (?:over|through|into)|mind)\b)/;
const IMPERATIVE =
  /^(?:(?:walk|talk|run|take|guide) (?:me|us) through|tell (?:me|us)\b|explain\b|describe\b|show (?:me|us)\b|help (?:me|us) understand|give (?:me|us) (?:an? |some |a bit )|remind me\b|say more\b)/;
const WANTS_TO_KNOW =
  /^(?:(?:i|we)(?:'d| would)(?: also| really| just)? (?:like|love|want|be interested|be curious) (?:to (?:know|understand|hear|ask|see how|learn|get)|in (?:how|what|why|hearing))|(?:i|we) (?:just |really |also )?(?:want|wanted|need) to (?:ask|understand (?:how|what|why|whether|if))|(?:i|we)(?:'m| am|'re| are| was| were|'ve been)?(?: just| also)? (?:curious|wondering)\b|(?:just )?wondering\b|i wonder (?:if|whether|how|what|why|who|when|where|which)\b|curious (?:how|what|why|if|whether|about)|(?:my|our|the|another|one) question (?:is|would be|for you is) (?:whether|if|how|what|why|who|when|where|which|do|does|is|are|can)\b|(?:i|we) (?:have|had|'ve got) (?:a|one|another) question (?:about|on|regarding))/;

const TAG_NEGATIVE =
  /\b(?:is|are|was|were|do|does|did|ca|wo|could|would|should|have|has)n'?t (?:it|you|we|they|there|that|he|she|i)$/;
/** "do it", "did that", "have it" are mostly verb and object. */
const TAG_POSITIVE =
  /(?:n't|\b(?:not|never|no|nobody|nothing))\b.* (?<!to )(?:(?:do|did|have|had|has) (?:you|we|they)|(?:does|is|was|can|could|will|would|has) it|(?:is|are|was|were) there|(?:are|were|can|could|will|would|should) (?:you|we|they))$/;
const TAG_WORD =
  /^(?<said>(?!.*\bwhether\b).+?)(?:[,\s]+(?:right|correct|or not|is that (?:right|correct)|am i right|if i understand correctly)|,\s*(?:yeah|huh|eh|no))$/;
/** "that's right", "sounds right": no tag but the predicate itself. */
const NO_TAG =
  /(?:^|\b)(?:that|that's|is|are|was|be|it's|you're|all|the|quite|exactly|looks?|sounds?|seems?|feels?|not|just|get|got|do|oh|yeah|yes|about|going|went|very|absolutely|totally)$/;

const INVERTED = new RegExp(`^(?:(?:have|had)(?:n't)? ${PRONOUN}|(?!(?:have|had)\\b)${AUX} ${SUBJECT})\\b`);
/** The subject may be any noun at the very beginning ("is support included"), unless it is what an elliptic statement goes on with. */
const INVERTED_NOUN =
  /^(?:is|are|does|did|can|will|has) (?!(?:not?|be|been|do|it|a|an|and|or|but|so|also|just|really|very|pretty|still|now|then|here|like|as|in|on|at|to|of|for|from|with|by|about|because|if|what|when|where|how|why|who|fine|good|great|okay|ok|nice|true|right|correct|going|getting|doing|trying|looking|[\w-]+ly)\b)[\w'-]+(?: [\w'-]+)+$/;
const INVERTED_LATER = new RegExp(`^${AUX} (?:${PRONOUN}|your)\\b`);
const WH_ASKED = new RegExp(
  `\\b(?<wh>${WH})(?<between>(?: (?!(?:${WH}|i|we|you|they|it|he|she|that|this)\\b)[\\w'-]+){0,5}?) (?<aux>${AUX}) (?<subject>${SUBJECT})\\b`,
);
/** What may stand before the question word of a question that is not at the beginning of its clause. */
const LEADS_TO_WH =
  /^(?:|(?:to|for|with|from|in|at|by|on|of|since|until|under|about|uh|um|well|then|just|exactly|again|now|sure|okay|yeah|right))$/;
const WH_SHORT = new RegExp(`^(?:${WH})(?:'s|'re|'d|'ll)\\b`);
const WH_SUBJECT =
  /^(?:who|what|whose|which (?:one|ones|of|[\w'-]+)(?<!which (?:is|are|was|were|has|have|does|do|means|makes|would|will|can|could|in|i|we|you|they|it|he|she)))(?: [\w'-]+){0,3} (?:is|are|was|were|does|do|has|have|will|would|can|could|should|happens?|happened|owns?|uses?|pays?|makes?|needs?|comes?|gets?|takes?|works?|handles?|else)\b/;
const PSEUDO_CLEFT =
  /^(?:what|how|where|why|when|who) (?:i|we|you|they|it|he|she|that|this|matters|counts|worries|bothers)\b/;
/** At the beginning of a clause any noun may be the subject: "where is data stored", "what does support cost". */
const WH_NOUN = new RegExp(
  `^(?:${WH}(?: [\\w'-]+){0,2} (?:does|do|did)|(?:how|when|where|why)(?: (?:much|many|long|often|soon|fast|far))? (?:is|are|was|were|can|could|will|would|should|has|have)) (?!not\\b)[\\w'-]+ [\\w'-]+`,
);
const WH_ALONE =
  /^(?:why|how come|how so|how much|how many|how long|since when|such as|like what|what else|who else|where|when|what)(?: (?:exactly|for|then|now))?$/;
const WH_ABOUT = /^(?:what|how) (?:about|if)\b|^how come\b|^why (?:not )?(?:the|a|is|are|so|only|pay)\b/;
const ELLIPSIS =
  /^any (?:chance|idea|plans?|discounts?|references?|news|experience|limits?|other|examples?|issues?|risk|way|thoughts)\b/;
/** Statements about the other side or the thing on offer, after "so", "and", "you mean": put up for confirmation. */
const MEANS =
  /^(?:you mean|you're saying|you are saying|are you saying|so you're saying|which means (?:you|we|it|the|that|nobody)|meaning (?:you|we|it|the|that|nobody)|in other words)\b/;
const CONFIRMS =
  /^(?:so|so then|then) (?:basically |really |actually |also |even |if i understand (?:correctly |right )?)*(?:(?:you(?:'d|'ll|'re| would| will| can| do| don't| also| only| never| need| have| bill| charge| support| offer| include| handle| train| provide| keep| store| use| run| take)|it (?:also |only |still |just |even )?(?:works|runs|supports|covers|includes|needs|comes|scales|stays|costs|takes|does|doesn't|can|will|won't)|(?:it|that|this)'s (?:all |also |already |really )?(?:included|automatic|free|possible|per|in the|part of|a (?:one|fixed|flat))|that (?:includes|covers|works|means|comes)|(?:nobody|no one|none of (?:us|them|our|the)) (?:has|needs|would|will|can|sees|gets)|there(?:'s| is| are|'d be| would be| will be) (?:no|nothing|only|a|always)|we (?:would|could|can|keep|only|just pay|pay|don't|won't|wouldn't|do not) |the (?:data|system|price|support|licen[cs]e|contract|software|hardware|setup|training|backup|installation|server|servers)\b(?:'s| [\w'-]+)? (?:is|are|stays?|comes?|runs?|works?|includes?|includes|included|covers?|remains?|will|would|can|doesn't|costs?)))\b/;
const CONFIRMS_AND =
  /^and (?:then )?(?:(?:nobody|no one|none of (?:us|them|our|the)) (?:has|needs|would|will|can|sees|gets)|you (?:also |don't )?(?:bill|charge|support|offer|include|provide|handle|train)|(?:it|that) (?:also |still )?(?:works|runs|includes|covers|scales|stays))\b/;
const CONFIRMS_PAST =
  /\b(?:yesterday|last (?:week|month|year|time|quarter)|ago|back then|at the time|in the end|in (?:may|june|july|spring|autumn|20\d\d))\b/;

const OPEN_WH =
  /^(?:why|how(?! (?:much|many|long|often|big|old|far|soon|fast|large|late|quickly|about)\b)|what(?! (?:time|price|date|version|percentage|size|year|day)\b))/;

const asked = (form: AskedSentence['form'], confidence: number, isOpen = false): AskedSentence => ({
  form,
  isOpen,
  confidence,
});
const isAlternative = (text: string): boolean => / or (?!not$|so$|something\b|anything\b|whatever\b|what$)/.test(text);
const yesNo = (text: string, confidence: number): AskedSentence =>
  asked(isAlternative(text) ? 'alternative' : 'yes-no', confidence);

/** Contractions as recognisers write them that give no apostrophes: `dont`, `don t`, `whats`. */
const NOT_CONTRACTED = /\b(do|does|did|is|are|was|were|ca|wo|could|would|should|have|has|had)n ?t\b/g;
const BE_CONTRACTED = /\b(what|that|how|where|who|when|there|here)( ?)s\b/g;
const PERSON_CONTRACTED = /\b(?:(you|they|we) (re|ve|ll|d)|(you|they)(re|ve|ll)|(i)( ?)(m|ve)|(we)(ve))\b/g;

function withApostrophes(text: string): string {
  return text
    .replace(NOT_CONTRACTED, "$1n't")
    .replace(BE_CONTRACTED, "$1's")
    .replace(PERSON_CONTRACTED, "$1$3$5$8'$2$4$7$9");
}

/** "What what kind of discount are we are we": said twice, meant once. */
const SAID_TWICE = /\b(\w+(?: \w+)?)(?: \1\b)+/g;
const HESITATION = /\b(?:um+|uh+|er+|hm+)\b/g;

const OTHER = /[^\p{L}\p{N}'%$€£,.\s-]+/gu;
const OTHER_ASCII = /[^a-z0-9'%$,.\s-]+/g;

function plainOf(sentence: string): string {
  const lower = sentence.toLowerCase().replace(/[’‘`]/g, "'");
  return withApostrophes(
    lower
      .replace(isAscii(lower) ? OTHER_ASCII : OTHER, ' ')
      .replace(HESITATION, ' ')
      .replace(/[\s.]+$/g, '')
      .replace(/\s+/g, ' ')
      .replace(SAID_TWICE, '$1')
      .trim(),
  );
}

/** What the sentence asks by its words alone. */
function judgeWords(text: string): AskedSentence | null {
  return judgeRequest(text) ?? judgeTag(text) ?? judgeClauses(text) ?? judgeStatement(text) ?? judgeSpokenEnglish(text);
}

function judgeRequest(text: string): AskedSentence | null {
  const bare = text.replace(CONJUNCTION, '');
  if (REQUEST.test(bare) && !EMBEDS.test(bare.slice(0, bare.search(REQUEST)).trim() || '-'))
    return asked('request', 0.9, true);
  return IMPERATIVE.test(bare) || WANTS_TO_KNOW.test(bare) ? asked('request', 0.85, true) : null;
}

function judgeTag(text: string): AskedSentence | null {
  if (TAG_NEGATIVE.test(text) && text.split(' ').length > 3) return asked('tag', 0.9);
  if (TAG_POSITIVE.test(text) && !INVERTED.test(text)) return asked('tag', 0.85);
  const said = TAG_WORD.exec(text)?.groups?.['said'];
  if (said === undefined || said.split(' ').length < 3 || NO_TAG.test(said)) return null;
  return asked('tag', 0.8);
}

/** Clauses of the sentence, each without its conjunction: a question may follow a statement without a stop. */
const clausesOf = (text: string): string[] =>
  text
    .split(/,\s*|\s+(?=(?:and|but|so|or then|because)\b)/)
    .map((clause) => clause.replace(CONJUNCTION, '').replace(LEAD_IN, '').replace(CONJUNCTION, ''));

function judgeClauses(text: string): AskedSentence | null {
  const clauses = clausesOf(text);
  for (const [index, clause] of [...clauses.entries()].reverse()) {
    if (clause === '' || NONE.test(clause)) continue;
    if ((index === 0 ? INVERTED : INVERTED_LATER).test(clause)) return yesNo(text, 0.9);
    if (index === 0 && INVERTED_NOUN.test(clause)) return yesNo(text, 0.7);
    const found = judgeWh(clause);
    if (found) return found;
    if (ELLIPSIS.test(clause)) return asked('yes-no', 0.75);
  }
  return null;
}

function judgeWh(clause: string): AskedSentence | null {
  const isOpen = OPEN_WH.test(clause);
  if (WH_ALONE.test(clause) || WH_ABOUT.test(clause) || WH_SHORT.test(clause)) return asked('wh', 0.85, isOpen);
  if (WH_SUBJECT.test(clause) && !PSEUDO_CLEFT.test(clause)) return asked('wh', 0.85, isOpen);
  const match = WH_ASKED.exec(clause);
  if (match && LEADS_TO_WH.test(clause.slice(0, match.index).trim())) {
    return asked('wh', match.index === 0 ? 0.92 : 0.8, OPEN_WH.test(clause.slice(match.index)));
  }
  return WH_NOUN.test(clause) && !PSEUDO_CLEFT.test(clause) ? asked('wh', 0.8, isOpen) : null;
}

function judgeStatement(text: string): AskedSentence | null {
  if (MEANS.test(text)) return asked('declarative', 0.7);
  const isPut = CONFIRMS.test(text) || CONFIRMS_AND.test(text);
  return isPut && !CONFIRMS_PAST.test(text) ? asked('declarative', 0.6) : null;
}

/** What one English sentence asks, or null. A question mark settles it, unless the words are polite talk. */
export function judgeEnglish(sentence: string): AskedSentence | null {
  const text = plainOf(sentence);
  const bare = text.replace(LEAD_IN, '');
  const isMarked = sentence.includes('?');
  if (bare === '') return isMarked && /\b(?:sorry|right|okay)$/.test(text) ? asked('yes-no', 0.5) : null;
  const isNone = [text, bare, bare.replace(CONJUNCTION, '')].some((each) => NONE.test(each));
  if (isNone && !judgeTag(bare)) return null;
  const byWords = judgeWords(bare);
  if (!isMarked) return byWords;
  if (byWords) return { ...byWords, confidence: Math.min(0.98, byWords.confidence + 0.08) };
  return isAlternative(bare) ? asked('alternative', 0.85) : asked('declarative', 0.85);
}
