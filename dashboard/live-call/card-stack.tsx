// The cards before the rep: one main card, at most two folded below. A use · D not now · Enter more · S pause this kind.
// Tells the call when a card was really in sight.

import { useEffect, useRef, useState } from 'preact/hooks';
import { Card, type CardActions } from '../parts/card.tsx';
import { Confidence } from '../parts/figures.tsx';
import { useKeys } from '../parts/keys.tsx';
import { matchOfCard } from '../parts/script-points.tsx';
import type { CallStore } from '../state/call-store.ts';
import { text } from '../text/messages.ts';
import { type CardQueue, queueCards } from './card-queue.ts';
import { useTicking } from './ticking.ts';

interface CardStackProps {
  readonly store: CallStore;
  /** False for somebody who watches another's call. */
  readonly canAct: boolean;
  readonly views: readonly Window[];
  readonly queueRef: (queue: CardQueue) => void;
}

export function CardStack({ store, canAct, views, queueRef }: CardStackProps) {
  const t = text.value;
  void store.version.value;
  useTicking(1_000, !store.timeline.isEnded);
  const [putAway, setPutAway] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const previousMainId = useRef<string | null>(null);
  const queue = queueCards({
    cards: store.timeline.isEnded ? [] : store.timeline.cards,
    nowMs: store.nowMs(),
    pending: store.pending.value,
    snoozed: store.snoozed.value,
    putAway,
    previousMainId: previousMainId.current,
  });
  const { main, folded } = queue;
  const mainId = main?.card.cardId ?? null;
  previousMainId.current = mainId;
  useEffect(() => queueRef(queue), [mainId, main?.isInUse, folded.length]);

  const actions: CardActions = {
    use() {
      if (main && !main.isInUse) store.feedback(main.card.cardId, 'accepted');
    },
    dismiss() {
      if (!main) return;
      if (main.isInUse) setPutAway(new Set(putAway).add(main.card.cardId));
      else store.feedback(main.card.cardId, 'dismissed');
    },
    toggleMore() {
      if (main) setOpenId(openId === main.card.cardId ? null : main.card.cardId);
    },
    snooze() {
      if (!main) return;
      store.snooze(main.card.ruleId);
      setNote(t.live.snoozed(main.card.pack.title));
    },
  };
  useKeys(
    canAct && main ? { a: actions.use, d: actions.dismiss, Enter: actions.toggleMore, s: actions.snooze } : {},
    views,
  );
  const shownRef = useShownOnce(main && !main.isInUse && canAct ? main.card.cardId : null, store);

  return (
    <section class="card-stack" aria-label={t.live.cards}>
      <div class="unseen" aria-live="polite">
        {main && !main.isInUse ? t.card.alert(`${main.card.pack.title}. ${main.card.pack.wording}`) : ''}
      </div>
      {main ? (
        <Card
          key={mainId}
          card={{ ...main.card }}
          isInUse={main.isInUse}
          isOpen={openId === mainId}
          match={matchOfCard(store.timeline, main.card)}
          actions={canAct ? actions : null}
          rootRef={shownRef}
        />
      ) : (
        !store.timeline.isEnded && <p class="no-cards">{note || t.live.noCards}</p>
      )}
      {folded.map(({ card }) => (
        <article key={card.cardId} class={`card folded ${card.severity}`} aria-label={card.pack.title}>
          <h3>{card.pack.title}</h3>
          <Confidence ratio={card.confidence} isCalibrated={card.isCalibrated} />
        </article>
      ))}
      {!canAct && main && <p class="watching">{t.live.watching}</p>}
    </section>
  );
}

const REALLY_VISIBLE_RATIO = 0.6;

/** A card counts as shown once most of it is inside a window that is not hidden. */
function useShownOnce(cardId: string | null, store: CallStore) {
  const told = useRef(new Set<string>());
  const element = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const card = element.current;
    if (!card || cardId === null || told.current.has(cardId)) return;
    const view = card.ownerDocument.defaultView ?? window;
    const watch = new view.IntersectionObserver(
      (entries) => {
        const isSeen = entries.some((entry) => entry.intersectionRatio >= REALLY_VISIBLE_RATIO);
        if (!isSeen || card.ownerDocument.hidden || told.current.has(cardId)) return;
        told.current.add(cardId);
        store.feedback(cardId, 'shown');
        watch.disconnect();
      },
      { threshold: REALLY_VISIBLE_RATIO },
    );
    const look = () => {
      watch.unobserve(card);
      watch.observe(card);
    };
    look();
    card.ownerDocument.addEventListener('visibilitychange', look);
    return () => {
      watch.disconnect();
      card.ownerDocument.removeEventListener('visibilitychange', look);
    };
  }, [cardId]);
  return (mounted: HTMLElement | null) => {
    element.current = mounted;
  };
}
