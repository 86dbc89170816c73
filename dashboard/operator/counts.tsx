// A short list of names and figures; what should be nought and is not has a mark and amber beside its figure.

import { text } from '../text/messages.ts';

interface Row {
  readonly name: string;
  readonly value: number | string;
  /** A second figure, fainter. */
  readonly more?: string;
  /** Should be nought. */
  readonly isLoss?: boolean;
}

interface CountsProps {
  readonly title: string;
  readonly help?: string;
  readonly rows: readonly Row[];
}

export function Counts({ title, help, rows }: CountsProps) {
  const { grouped } = text.value.operator;
  return (
    <section class="operator-block">
      <h2>{title}</h2>
      <dl class="operator-counts">
        {rows.map(({ name, value, more, isLoss }) => (
          <div key={name} class={isLoss && value !== 0 ? 'attend' : ''}>
            <dt>{name}</dt>
            <dd class="figure">
              {typeof value === 'number' ? grouped(value) : value}
              {more && <span> {more}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {help && <p class="operator-help">{help}</p>}
    </section>
  );
}
