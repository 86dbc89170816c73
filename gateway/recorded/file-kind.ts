// What a file is that should have been a recording, by its first bytes, for the error that says so.

import { isUtf8 } from 'node:buffer';

/** Signatures at their byte offsets, and what people call such a file. */
const SIGNATURES: readonly (readonly [offset: number, bytes: string, kind: string])[] = [
  [0, 'ID3', 'an MP3 file'],
  [0, '\xff\xfb', 'an MP3 file'],
  [0, '\xff\xf3', 'an MP3 file'],
  [0, 'OggS', 'an Ogg file'],
  [4, 'ftyp', 'an MP4 or M4A file'],
  [0, '\x1a\x45\xdf\xa3', 'a WebM or Matroska file'],
  [0, '#!AMR', 'an AMR file'],
  [0, 'FORM', 'an AIFF file'],
  [0, 'RF64', 'a WAV file of the RF64 kind'],
];
const LOOKED_AT = 512;

/** `an MP3 file`, `empty`, `text`, …, to follow "is". */
export function fileKind(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'empty';
  const head = Buffer.from(bytes.subarray(0, LOOKED_AT)).toString('latin1');
  const known = SIGNATURES.find(([offset, signature]) => head.startsWith(signature, offset));
  if (known) return known[2];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what text does not hold
  if (isUtf8(bytes) && !/[\0-\x08\x0e-\x1a]/.test(head)) return 'text';
  return 'of a kind that is not known';
}
