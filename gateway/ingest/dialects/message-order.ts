// Numbered messages that may come out of order in, the same in order out. At most `capacity` wait behind a hole; then the
// hole is given up. A message behind its time passes at once: audio has its own place by its time stamp. Pure.

export interface MessageOrder<Message> {
  /** The number that is due; undefined until the first message is known. */
  readonly next: number | undefined;
  /** Invariant: sorted by number, all at or after `next`. */
  readonly waiting: readonly Numbered<Message>[];
}

export interface Numbered<Message> {
  readonly number: number;
  readonly message: Message;
}

export const inNoOrderYet = <Message>(): MessageOrder<Message> => ({ next: undefined, waiting: [] });

/** `isFirst`: this message is the one that the numbers count from. */
export function putInOrder<Message>(
  order: MessageOrder<Message>,
  put: Numbered<Message> & { readonly isFirst: boolean },
  capacity: number,
): readonly [MessageOrder<Message>, readonly Message[]] {
  const next = order.next ?? (put.isFirst ? put.number : undefined);
  if (next !== undefined && put.number < next) return [{ ...order, next }, [put.message]];
  const at = order.waiting.findLastIndex(({ number }) => number <= put.number) + 1;
  return release({ next, waiting: order.waiting.toSpliced(at, 0, put) }, capacity);
}

/** No more will come: all that waits, in order. */
export function restInOrder<Message>(order: MessageOrder<Message>): readonly Message[] {
  return order.waiting.map(({ message }) => message);
}

function release<Message>(
  { next, waiting }: MessageOrder<Message>,
  capacity: number,
): readonly [MessageOrder<Message>, readonly Message[]] {
  const ready: Message[] = [];
  let due = next;
  let taken = 0;
  for (const { number, message } of waiting) {
    const isFull = waiting.length - taken > capacity;
    if (!isFull && (due === undefined || number > due)) break;
    ready.push(message);
    taken += 1;
    due = number + 1;
  }
  return [{ next: due, waiting: waiting.slice(taken) }, ready];
}
