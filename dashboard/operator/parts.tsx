// The parts of the program, each with whether it is ready: a shape, a word, and what it says of itself.

import type { OperatorReport } from '../state/wire.ts';
import { text } from '../text/messages.ts';

export function Parts({ report: { parts, transcriber } }: { readonly report: OperatorReport }) {
  const t = text.value.operator;
  const place = transcriber && (transcriber.isRemote ? t.remote : t.local);
  return (
    <ul class="operator-parts" aria-label={t.parts}>
      {parts.map(({ part, isReady, message }) => (
        <Part key={part} name={t.part[part] ?? part} state={isReady ? 'ready' : 'away'} message={message} />
      ))}
      <Part
        name={t.transcriber}
        state={!transcriber ? 'unset' : transcriber.isReady ? 'ready' : 'away'}
        message={transcriber ? `${transcriber.name}, ${place}` : t.transcriberUnset}
      />
    </ul>
  );
}

interface PartProps {
  readonly name: string;
  readonly state: 'ready' | 'away' | 'unset';
  readonly message: string;
}

function Part({ name, state, message }: PartProps) {
  return (
    <li class={`operator-part ${state}`}>
      <span class="operator-mark" aria-hidden="true" />
      <b>{name}</b>
      <span class="operator-state">{text.value.operator.state[state]}</span>
      <span class="operator-message">{message}</span>
    </li>
  );
}
