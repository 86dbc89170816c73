// A line as a recogniser without punctuation gives it: letters, digits, apostrophes and single spaces.

/** Stops inside numbers ("4.2") stay; all other punctuation goes, also Chinese. */
export function withoutPunctuation(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll('’', "'")
    .replace(/(?<!\d)[.,:]|[.,:](?!\d)/g, ' ')
    .replace(/[^\p{L}\p{M}\p{N}'\s.,:%$€£¥+]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
