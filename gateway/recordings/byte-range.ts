// A Range header (RFC 9110 §14.2) and a size in, the bytes that are asked for out. Pure.

export type ByteRange =
  /** No range, one that is not understood, or several: the whole is answered. */
  | { readonly kind: 'whole' }
  /** Bytes [from, to). */
  | { readonly kind: 'part'; readonly from: number; readonly to: number }
  | { readonly kind: 'unsatisfiable' };

export function byteRange(header: string | undefined, sizeBytes: number): ByteRange {
  const [, first, last] = /^\s*bytes\s*=\s*(\d*)-(\d*)\s*$/i.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return { kind: 'whole' };
  if (first === '') {
    const from = Math.max(0, sizeBytes - Number(last));
    return from < sizeBytes ? { kind: 'part', from, to: sizeBytes } : { kind: 'unsatisfiable' };
  }
  const [from, to] = [Number(first), last === '' ? sizeBytes : Number(last) + 1];
  if (last !== '' && to <= from) return { kind: 'whole' };
  return from < sizeBytes ? { kind: 'part', from, to: Math.min(sizeBytes, to) } : { kind: 'unsatisfiable' };
}
