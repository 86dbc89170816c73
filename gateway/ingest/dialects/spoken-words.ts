// The words of a recogniser, one by one, in; the text of their segment out.

const HAN = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|[，。！？、]/u;

/** Words are parted by spaces, except where Chinese or Japanese stands on both sides. */
export function textOfWords(words: readonly { readonly text: string }[]): string {
  let text = '';
  for (const word of words) {
    const next = word.text.trim();
    const isJoined = HAN.test(text.slice(-1)) && HAN.test(next.slice(0, 1));
    text += text === '' || next === '' || isJoined ? next : ` ${next}`;
  }
  return text;
}
