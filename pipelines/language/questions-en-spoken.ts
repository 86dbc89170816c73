// English questions of spoken talk that the grammar of a written sentence does not show: no stop before them, no verb, or
// put as a statement. In: plain words of one sentence, small words before it taken off. Out: what they ask, or null.
// No latency, no state. Tried after the rules of questions-en.ts.

import { allMatches } from '../../engine/all-matches.ts';
import type { AskedSentence } from '../question-form.ts';

const asked = (form: AskedSentence['form'], confidence: number, isOpen = false): AskedSentence => ({
  form,
  isOpen,
  confidence,
});

/** A verb before its subject in the middle: what went before had no stop ("if we sign when would they arrive"). */
const INVERTED_MIDWAY =
  /(?<before>\S+) (?<verb>(?:do|does|did|can|could|will|would|should|is|are|was|were)(?:n't)?) (?<subject>you|we|i|it|they|he|she|there|each|any(?:one|body)?)(?![\w'])(?! (?:know|see)$)/g;
/** Before the verb these make it no question: a subject, a told clause, "so do I", "the way we do it". */
const NOT_BEFORE_VERB =
  /^(?:i|you|we|they|he|she|it|there|that|who|what|which|whatever|whether|if|as|than|so|nor|neither|not|to|is|are|was|all|people|really|always|never|just|also|n't|must|may|might|can|could|will|would|should|do|does|did)$/;
/** "What we do is we scan it", "the thing is it breaks". */
const CLEFT =
  /^(?:what|all|where|how|the (?:\w+ )?(?:thing|reason|way|problem|point|idea|question|trouble|issue|first))\b/;
const WH_MIDWAY =
  /\b(?:what|how(?: (?:much|many|long|soon|often|big|far))?|when|where|why|who|which \w+)(?: \w+){0,2}? (?:do|does|did|is|are|was|were|can|could|will|would|should) (?:you|we|i|it|they|the|that|this|your|our|each)\b/;
const TOLD =
  /\b(?:know|knows|knew|wonder|wonders|find out|figure out|see|check|ask|asks|asked|asking|tell|tells|told|understand|remember|forget|forgot|sure|clear|depends on|explain|explained|show|shows|idea|care|exactly|is|was|that's|about|on|of)$/;
const WH_PAYS =
  /\b(?:so|then|transit|there|breaks|fails|goes wrong|wrong|down|damaged|leaves?) who (?:pays|is|does|fixes|calls)\b/;

const PREPOSED =
  /^(?:for|since|until|till|at|in|to|with|on|from|by|under|after|before|over) (?:what|which|whom|whose|how (?:many|much|long|often))\b/;
const OR_FRAGMENT = /^(?!.*\b(?:or so|or something|or whatever|or two)\b)(?:[\w'-]+ ){1,3}or(?: [\w'-]+){1,3}$/;
const HAS_VERB =
  /\b(?:is|are|was|were|am|have|has|had|do|does|did|can|will|would|take|need|works?|pay|get|go|'s|'re|i|we|they)\b/;
const ELLIPTIC =
  /^(?:any(?:thing|one|body)? (?:else|questions? (?:on|about|so far)|other|news|plans|chance|concerns|thoughts|left|new)|everything (?:all right|okay|ok|clear|fine)\b|got (?:a|any|some) (?:minute|second|moment|idea|example|time)|ever (?:tried|had|seen|used|thought|been|heard)|(?:you )?(?:want|need) (?:me|us) to|want to (?:see|try|have|go)|ready (?:to|for)\b|still (?:there|with me|on)|mind (?:if|sending|sharing|showing|telling|giving)|care to|no (?:hidden|extra|additional|setup|minimum|other) |meaning what|how so|both of them$|the whole lot$|really (?:even|all|every))/;
const AND_FRAGMENT =
  /^(?:and|but) (?:for|after|without|with|during|outside|on|in|if) (?!that\b|then\b|all\b)(?:[\w'-]+ ?){1,6}$/;
const PLEASE_DO =
  /^(?:please )?(?:send|say|give|show|tell|explain|repeat|forward|share)\b.*\b(?:please|again)$|^please (?:send|explain|tell|show|give|walk|say|share|clarify|describe)\b|^come again$|\b(?:send|share|mail) (?:me|us) (?:a|the|an|your)\b.* please$/;
const WANTS =
  /^(?:(?:i|we)(?:'d| would)? (?:just |really )?need to (?:know|understand)|(?:i'm|we're|i am|we are) (?:just |still )?trying to (?:figure out|understand|work out)|(?:i'd|we'd) (?:be )?(?:love|interested|keen|curious) (?:to (?:hear|see|know|understand|learn|find out)|in (?:hearing|seeing|knowing))|one (?:more )?thing (?:i|we) (?:wanted|want|need|have) to (?:ask|know)|(?:i|we) wanted to ask|(?:i'm )?not sure (?:i|we) (?:got|follow|understood|caught))\b/;
const CONFIRMS_OPENLY =
  /^(?:so |and )?(?:just (?:to be clear|so (?:i|we) (?:get|understand|have))|to (?:be clear|confirm)|correct me if|if i (?:understand|got|get|heard) (?:that |this |it |you )?(?:right|correctly)|am i right|i (?:take it|assume|presume|gather) (?:that |the |you|it|we|this|there)|let me (?:just )?make sure)/;
const CONFIRMS_LAST = /\b(?:i take it|i assume|i presume)$/;
const OF_HEARER =
  /^(?:(?:so|and|but|oh|wait) )?(?:you(?: guys| people|'ve|'d|'ll| all)?|your (?:\w+))\b(?! (?:know|see|can (?:see|choose)|will (?:see|find)|might|have to|need to|just|mentioned|asked|said you|right|re right))(?: \w+)* (?:too|as well|yourselves?|never \w+(?: \w+)*|how many \w+|what \w+)$/;
const SAID_WHAT = /^(?:sorry |you said |it's |that's )+.*\b(?:how (?:long|many|much)|what|when|which|who)(?: \w+)?$/;
const VERBS_OF_WHAT =
  /^(?:what|who|which [\w'-]+) (?:keeps?|makes?|made|brings?|brought|stops?|drives?|went|built|broke|decides?|decided|changes?|changed|causes?|signs?|wrote|runs?|owns?|sent|sets?|triggers?|prevents?|does it|guarantees?|share|sort)\b/;
const HOW_ARE_VERB =
  /^how are (?:you|they|we) (?:guys |all |currently |now )?(?!doing\b|feeling\b|going\b|keeping\b)\w+ing\b/;
const CANT_YOU =
  /^(?:can|could|won|would|do|don|aren|isn|haven|hasn|didn|shouldn)(?:'t|n't) (?:you|we|it|they|that|this|there|the)\b/;

function isInvertedMidway(text: string): boolean {
  for (const { groups } of allMatches(text, INVERTED_MIDWAY)) {
    const { before = '', verb = '', subject = '' } = groups ?? {};
    if (/^(?:is|was)/.test(verb) && !/^(?:it|he|she|there)$/.test(subject)) continue;
    if (NOT_BEFORE_VERB.test(before) || (/^(?:do|did)$/.test(verb) && /^(?:it|there)$/.test(subject))) continue;
    if (!CLEFT.test(text) || !/^(?:is|are|was|were)$/.test(verb)) return true;
  }
  return false;
}

export function judgeSpokenEnglish(text: string): AskedSentence | null {
  const bare = text.replace(/^(?:and|but|so|then) /, '');
  if (PLEASE_DO.test(bare) || WANTS.test(bare)) return asked('request', 0.8, true);
  if (HOW_ARE_VERB.test(bare)) return asked('wh', 0.9, true);
  if (CANT_YOU.test(bare)) return asked('yes-no', 0.8);
  if (VERBS_OF_WHAT.test(bare) || PREPOSED.test(bare)) return asked('wh', 0.8);
  if (CONFIRMS_OPENLY.test(text)) return asked('declarative', 0.75);
  const wh = WH_MIDWAY.exec(text);
  if (wh && TOLD.test(text.slice(0, wh.index).trim())) return null;
  if (wh) return asked('wh', 0.7, /^(?:why|how (?!much|many|long|soon))/.test(wh[0]));
  if (WH_PAYS.test(text) || SAID_WHAT.test(text)) return asked('wh', 0.65);
  if (isInvertedMidway(text)) return asked('yes-no', 0.65);
  if (ELLIPTIC.test(bare)) return asked('yes-no', 0.7);
  if (OR_FRAGMENT.test(bare) && !HAS_VERB.test(bare)) return asked('alternative', 0.7);
  if (AND_FRAGMENT.test(text) && !HAS_VERB.test(text)) return asked('wh', 0.6, true);
  if (OF_HEARER.test(text) || (CONFIRMS_LAST.test(text) && text.split(' ').length > 3))
    return asked('declarative', 0.6);
  return null;
}
