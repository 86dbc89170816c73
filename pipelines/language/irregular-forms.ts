// English words of business talk whose forms have no regular ending. In: a word. Out: its other forms, in lower case; none
// for a regular word. No latency, no state. Source: the irregular verbs and plurals of Quirk et al. 1985 that sales talk has.

/** The word, then its forms. */
const FORMS = `
  be: is are was were been being; become: became; begin: began begun; bind: bound; break: broke broken; bring: brought;
  build: built; buy: bought; catch: caught; choose: chose chosen; come: came; cost: costing; cut: cutting; deal: dealt;
  do: does did done doing; draw: drew drawn; drive: drove driven; fall: fell fallen; feel: felt; fight: fought; find: found;
  forget: forgot forgotten; freeze: froze frozen; get: got gotten; give: gave given; go: goes went gone going;
  grow: grew grown; have: has had having; hear: heard; hide: hid hidden; hold: held; keep: kept; know: knew known;
  lead: led; learn: learnt; leave: left; lend: lent; lose: lost; make: made; mean: meant; meet: met; pay: paid;
  run: ran; say: said; see: saw seen; seek: sought; sell: sold; send: sent; shake: shook shaken; show: shown; shrink: shrank shrunk;
  speak: spoke spoken; spend: spent; stand: stood; steal: stole stolen; stick: stuck; strike: struck; take: took taken;
  teach: taught; tell: told; think: thought; throw: threw thrown; understand: understood; wake: woke woken; wear: wore worn;
  win: won; write: wrote written; rise: rose risen;
  analysis: analyses; basis: bases; child: children; crisis: crises; criterion: criteria; half: halves; index: indices;
  life: lives; man: men; matrix: matrices; person: people; shelf: shelves; thesis: theses; woman: women
`;

const BY_WORD: ReadonlyMap<string, readonly string[]> = new Map(
  FORMS.split(';').map((entry) => {
    const [word = '', forms = ''] = entry.split(':');
    return [word.trim(), forms.trim().split(/\s+/)] as const;
  }),
);

/** "Resell", "rebuild", "overspend" and "chairman" go as the word behind the prefix does. */
const PREFIXED = /^(re|over|under|out|up|with|sales|chair|trades?|spokes)(.{3,})$/;

export function irregularForms(word: string): readonly string[] {
  const plain = word.toLowerCase();
  const known = BY_WORD.get(plain);
  if (known) return known;
  const [, prefix = '', base = ''] = PREFIXED.exec(plain) ?? [];
  return (BY_WORD.get(base) ?? []).map((form) => prefix + form);
}
