// How long the customer has waited for an answer, only while a question is open: its words and a running clock, amber
// once it is worth acting on. Between events the page's own clock carries it on.

import type { CallStore } from '../state/call-store.ts';
import { text } from '../text/messages.ts';
import { useTicking } from './ticking.ts';
import { openQuestion, WORTH_ACTING_MS, waitingAt } from './waiting.ts';

const TICK_MS = 100;
/** A full turn of the dial. */
const DIAL_MS = 6_000;

interface WaitingClockProps {
  readonly store: CallStore;
  /** A card with a wording is in sight. */
  readonly hasCard: boolean;
}

export function WaitingClock({ store, hasCard }: WaitingClockProps) {
  const t = text.value;
  void store.version.value;
  const isOpen = openQuestion(store.timeline) !== null;
  useTicking(TICK_MS, isOpen);
  const waiting = waitingAt(store.timeline, store.nowMs());
  if (!waiting) return null;
  const { question, waitedMs, isWorthActing, isRepSpeaking } = waiting;
  const offer = hasCard ? t.live.offerCard : t.live.offerOwn;
  return (
    <section
      class={`waiting ${isWorthActing ? 'worth-acting' : ''} ${isRepSpeaking ? 'held' : ''}`}
      aria-label={t.live.waiting}
    >
      <div class="waiting-top">
        <h2>{t.live.waiting}</h2>
        <Dial ratio={waitedMs / DIAL_MS} />
        <span class="figure waiting-time" role="timer" aria-live="off">
          {t.unit.seconds(Math.floor(waitedMs / 100) * 100)}
        </span>
      </div>
      <p class="waiting-words">
        <q>{question.text}</q>
      </p>
      <p class="waiting-offer">
        {isRepSpeaking ? t.live.repSpeaks : waitedMs >= WORTH_ACTING_MS ? t.live.waitingOffer(waitedMs, offer) : ''}
      </p>
    </section>
  );
}

const RADIUS = 7;
const ROUND = 2 * Math.PI * RADIUS;

function Dial({ ratio }: { readonly ratio: number }) {
  return (
    <svg class="dial" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <circle cx="10" cy="10" r={RADIUS} class="dial-ground" />
      <circle
        cx="10"
        cy="10"
        r={RADIUS}
        class="dial-hand"
        stroke-dasharray={`${Math.min(1, ratio) * ROUND} ${ROUND}`}
      />
    </svg>
  );
}
