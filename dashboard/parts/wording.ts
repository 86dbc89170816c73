// Takes a card's wording apart: a line such as `You could say: "…"` has a lead and the words themselves. Pure.

export interface WordingPart {
  /** Null where the line is all words. */
  readonly lead: string | null;
  readonly words: string;
}

const LEAD = /^([^:：“"「]{1,40})[:：]\s*(?=[“"「])/u;

export function wordingParts(wording: string): readonly WordingPart[] {
  const lines = wording.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const lead = LEAD.exec(line.trim());
    return lead
      ? { lead: lead[1] ?? null, words: line.trim().slice(lead[0].length) }
      : { lead: null, words: line.trim() };
  });
}
