// Every match of a pattern in a text, as matchAll gives them, but by the pattern itself. matchAll works on a copy, and what
// V8 has compiled for a copy lives only in a cache that two collections of the heap empty: the pattern of English addresses
// then takes some 50 ms again, in the middle of a call. Pure.

/** `pattern`: with the flag `g`; TypeError without it, as from matchAll. */
export function allMatches(text: string, pattern: RegExp): RegExpExecArray[] {
  if (!pattern.global) throw new TypeError(`${pattern} must have the flag g`);
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += stepAt(text, pattern.lastIndex, pattern.unicode);
  }
  return found;
}

/** Past an empty match: one character, which is two units where the pattern sees whole characters. */
function stepAt(text: string, index: number, isUnicode: boolean): number {
  return isUnicode && (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}
