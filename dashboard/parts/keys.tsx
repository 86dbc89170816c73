// Keys of a page: one listener for all of them, and the list that `?` opens.

import { useEffect, useRef } from 'preact/hooks';
import { text } from '../text/messages.ts';
import { Icon } from './icon.tsx';

export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const isTyping = (target: EventTarget | null) =>
  (target as Element | null)?.closest?.('input, textarea, select, [contenteditable], dialog') != null;
const takesKey = (event: KeyboardEvent) =>
  (event.key === 'Enter' || event.key === ' ') &&
  (event.target as Element | null)?.closest?.('a, button, summary, [role="option"]') != null;

/** Calls what belongs to a key, by `event.key`, letters in lower case; not while somebody types. */
export function pressed(keys: KeyMap, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || takesKey(event)) return;
  const action = keys[nameOf(event)];
  if (!action) return;
  event.preventDefault();
  action(event);
}

/** An input method (Chinese, for one) hides the letter behind `Process`; the key's place tells it. */
function nameOf({ key, code }: KeyboardEvent): string {
  if (key === 'Process' && code.startsWith('Key')) return code.slice(3).toLowerCase();
  return key.length === 1 ? key.toLowerCase() : key;
}

/** A button that was clicked with a pointer lets go of the focus, so that Space and Enter are keys of the page again. */
function letGo(event: MouseEvent): void {
  if (event.detail > 0) (event.target as Element | null)?.closest('button')?.blur();
}

/** Listens in the given windows, as long as the caller is shown. */
export function useKeys(keys: KeyMap, views: readonly Window[] = [window]): void {
  const newest = useRef(keys);
  newest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(newest.current, event);
    for (const view of views) {
      view.addEventListener('keydown', listen);
      view.addEventListener('click', letGo);
    }
    return () => {
      for (const view of views) {
        view.removeEventListener('keydown', listen);
        view.removeEventListener('click', letGo);
      }
    };
  }, views);
}

export type KeyRow = readonly [keys: readonly string[], meaning: string];

interface KeyListProps {
  readonly rows: readonly KeyRow[];
  readonly isOpen: boolean;
  readonly close: () => void;
}

export function KeyList({ rows, isOpen, close }: KeyListProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const t = text.value;
  return (
    <dialog ref={dialog} class="key-list" onClose={close} aria-labelledby="key-list-title">
      <header>
        <h2 id="key-list-title">{t.keys.title}</h2>
        <button type="button" class="icon-button" onClick={close} aria-label={t.app.close}>
          <Icon name="close" />
        </button>
      </header>
      <dl>
        {rows.map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
