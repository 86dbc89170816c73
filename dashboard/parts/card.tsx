// A coaching card: an offer with its evidence, its moment and its confidence. As the main card it shows its wording, large
// and selectable; folded it shows its title; in the review it shows what became of it.

import type { ScriptMatch, TimelineCard } from '../state/wire.ts';
import { text } from '../text/messages.ts';
import { Confidence, Moment } from './figures.tsx';
import { Icon } from './icon.tsx';
import { ScriptPoints } from './script-points.tsx';
import { wordingParts } from './wording.ts';

export interface CardActions {
  readonly use: () => void;
  readonly dismiss: () => void;
  readonly toggleMore: () => void;
  readonly snooze: () => void;
}

interface CardProps {
  readonly card: TimelineCard;
  readonly isInUse: boolean;
  readonly isOpen: boolean;
  /** What the rep has said of the card's script so far. */
  readonly match: ScriptMatch | null;
  /** Null for somebody who watches, or looks back. */
  readonly actions: CardActions | null;
  readonly rootRef?: (element: HTMLElement | null) => void;
}

export function Card({ card, isInUse, isOpen, match, actions, rootRef }: CardProps) {
  const t = text.value;
  const { pack, severity } = card;
  const tone = isInUse ? 'in-use' : severity;
  const said = card.evidence[0];
  return (
    <article class={`card ${tone}`} data-card={card.cardId} ref={rootRef ?? null} aria-label={pack.title}>
      <header>
        <span class="card-tone">{isInUse ? t.card.inUse : severity === 'act-now' ? t.card.actNow : t.card.info}</span>
        <Confidence ratio={card.confidence} isCalibrated={card.isCalibrated} />
      </header>
      <h3>{pack.title}</h3>
      {said && (
        <p class="card-evidence">
          <q>{said.text}</q> <Moment atMs={said.atMs} />
        </p>
      )}
      <Wording wording={pack.wording} />
      {match && <ScriptPoints match={match} />}
      <CardPack card={card} isOpen={isOpen} toggleMore={actions?.toggleMore ?? null} />
      {actions && <CardKeys actions={actions} isInUse={isInUse} isOpen={isOpen} />}
    </article>
  );
}

function Wording({ wording }: { readonly wording: string }) {
  const parts = wordingParts(wording);
  const hasLead = parts.some(({ lead }) => lead !== null);
  return (
    <div class="card-wording">
      {!hasLead && <p class="say-label">{text.value.card.say}</p>}
      {parts.map(({ lead, words }) => (
        <div key={words}>
          {lead && <p class="say-label">{lead}</p>}
          <p class="say">{words}</p>
        </div>
      ))}
    </div>
  );
}

interface PackProps {
  readonly card: TimelineCard;
  readonly isOpen: boolean;
  readonly toggleMore: (() => void) | null;
}

function CardPack({ card, isOpen, toggleMore }: PackProps) {
  const t = text.value;
  const { resource, case: story, script } = card.pack;
  const parts = [
    { kind: t.card.guide, part: resource },
    { kind: t.card.case, part: story },
    { kind: t.card.script, part: script ? { ...script, body: script.keyPoints?.join(' · ') } : undefined },
  ].flatMap(({ kind, part }) => (part ? [{ kind, part }] : []));
  if (parts.length === 0) return null;
  if (!isOpen && toggleMore) {
    return (
      <p class="card-parts">
        {parts.map(({ kind, part }) => (
          <button type="button" key={part.id} class="button chip" onClick={toggleMore} aria-expanded="false">
            <span class="chip-kind">{kind}</span> {part.title}
          </button>
        ))}
      </p>
    );
  }
  return (
    <dl class="card-pack">
      {parts.map(({ kind, part }) => (
        <div key={part.id}>
          <dt>
            <span class="chip-kind">{kind}</span> {part.title}
          </dt>
          {part.body && <dd>{part.body}</dd>}
        </div>
      ))}
      {resource?.url && (
        <a class="link" href={resource.url} target="_blank" rel="noreferrer">
          {resource.title}
        </a>
      )}
    </dl>
  );
}

interface KeysProps {
  readonly actions: CardActions;
  readonly isInUse: boolean;
  readonly isOpen: boolean;
}

function CardKeys({ actions, isInUse, isOpen }: KeysProps) {
  const t = text.value;
  return (
    <footer class="card-keys">
      {!isInUse && (
        <button type="button" class="button primary" onClick={actions.use} aria-keyshortcuts="A">
          <kbd>A</kbd> {t.card.use}
        </button>
      )}
      <button type="button" class="button" onClick={actions.dismiss} aria-keyshortcuts="D">
        <kbd>D</kbd> {isInUse ? t.card.away : t.card.dismiss}
      </button>
      <button
        type="button"
        class="button"
        onClick={actions.toggleMore}
        aria-keyshortcuts="Enter"
        aria-expanded={isOpen}
      >
        <kbd>⏎</kbd> {isOpen ? t.card.less : t.card.more}
      </button>
      <button
        type="button"
        class="icon-button quiet"
        onClick={actions.snooze}
        aria-keyshortcuts="S"
        aria-label={t.card.snooze}
        title={`${t.card.snooze} (S)`}
      >
        <Icon name="moon" />
      </button>
    </footer>
  );
}
