// The words of a call, one utterance a row, only those in sight in the document. Live it follows the newest; in the
// review it follows the cursor, marks what was searched for, and a row leads to its moment.

import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Role, Utterance } from '../state/wire.ts';
import { Moment } from './figures.tsx';
import { PersonChip } from './person.tsx';
import { estimatedHeight, offsetsOf, rowsInSight } from './virtual-rows.ts';

export interface TranscriptProps {
  readonly utterances: readonly Utterance[];
  readonly label: string;
  readonly nameOf: (participantId: string) => { readonly name: string | null; readonly isYou: boolean };
  /** The row to keep in sight; `newest` keeps to the end as long as the reader does. */
  readonly follow: number | 'newest' | null;
  readonly activeRow?: number;
  readonly pick?: (utterance: Utterance) => void;
  /** What to mark in the words. */
  readonly search?: string;
  readonly noteOf?: (utterance: Utterance) => ComponentChildren;
}

const NEAR_END_PX = 40;
const COLUMNS_PX = 190;

export function Transcript(props: TranscriptProps) {
  const { utterances, follow } = props;
  const box = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<string, number>());
  const [view, setView] = useState({ scrollTop: 0, height: 400, width: 600 });
  const [, setMeasured] = useState(0);
  const isAtEnd = useRef(true);

  const offsets = offsetsOf(utterances.length, (row) => {
    const utterance = utterances[row];
    if (!utterance) return 0;
    return heights.current.get(keyOf(utterance)) ?? estimatedHeight(utterance.text, view.width - COLUMNS_PX);
  });
  const { first, end } = rowsInSight(offsets, view.scrollTop, view.height);
  const total = offsets.tops[utterances.length] ?? 0;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      heights.current.clear();
      setView({ scrollTop: element.scrollTop, height: element.clientHeight, width: element.clientWidth });
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  useLayoutEffect(() => {
    let isNew = false;
    for (const row of box.current?.querySelectorAll<HTMLElement>('[data-key]') ?? []) {
      const key = row.dataset['key'] ?? '';
      if (heights.current.get(key) === row.offsetHeight) continue;
      heights.current.set(key, row.offsetHeight);
      isNew = true;
    }
    if (isNew) setMeasured((count) => count + 1);
  });

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (follow === 'newest') {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    } else if (follow !== null) bringIntoSight(element, offsets.tops[follow] ?? 0, offsets.tops[follow + 1] ?? 0);
  }, [follow, total]);

  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    setView({ scrollTop: element.scrollTop, height: element.clientHeight, width: element.clientWidth });
  };
  const rows = utterances.slice(first, end);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1)
    <section class="transcript" ref={box} onScroll={onScroll} aria-label={props.label} tabIndex={0}>
      <ol style={{ height: `${total}px`, paddingTop: `${offsets.tops[first] ?? 0}px` }}>
        {rows.map((utterance, at) => (
          <Row key={keyOf(utterance)} {...props} utterance={utterance} row={first + at} />
        ))}
      </ol>
    </section>
  );
}

function Row(props: TranscriptProps & { readonly utterance: Utterance; readonly row: number }) {
  const { utterance, row, utterances, activeRow, nameOf, pick, search, noteOf } = props;
  const { name, isYou } = nameOf(utterance.participantId);
  const before = utterances[row - 1];
  const isSame = before?.participantId === utterance.participantId;
  const role: Role = utterance.role;
  return (
    <li
      class={`row ${role} ${row === activeRow ? 'active' : ''} ${isSame ? 'same' : ''}`}
      data-key={keyOf(utterance)}
      aria-setsize={utterances.length}
      aria-posinset={row + 1}
      aria-current={row === activeRow ? 'true' : undefined}
    >
      {pick ? (
        <button type="button" class="row-time" onClick={() => pick(utterance)}>
          <Moment atMs={utterance.startMs} />
        </button>
      ) : (
        <span class="row-time">
          <Moment atMs={utterance.startMs} />
        </span>
      )}
      <span class="row-who">
        <PersonChip of={role} name={name} isYou={isYou} />
      </span>
      <span class="row-words">
        {search ? <Marked words={utterance.text} search={search} /> : utterance.text}
        {noteOf?.(utterance)}
      </span>
    </li>
  );
}

function Marked({ words, search }: { readonly words: string; readonly search: string }) {
  const wanted = search.toLowerCase();
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (let at = words.toLowerCase().indexOf(wanted); at >= 0; at = words.toLowerCase().indexOf(wanted, from)) {
    parts.push(words.slice(from, at), <mark key={at}>{words.slice(at, at + wanted.length)}</mark>);
    from = at + wanted.length;
  }
  return <>{[...parts, words.slice(from)]}</>;
}

const keyOf = ({ segmentId, revision }: Utterance) => `${segmentId}.${revision}`;

function bringIntoSight(element: HTMLElement, top: number, bottom: number): void {
  const margin = Math.min(48, element.clientHeight / 4);
  const isAbove = top < element.scrollTop + margin;
  const isBelow = bottom > element.scrollTop + element.clientHeight - margin;
  if (isAbove || isBelow) element.scrollTop = top - element.clientHeight / 3;
}
