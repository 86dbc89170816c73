// The filters above the list. What is chosen stands in the address bar, so that a filtered list can be sent.

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { text } from '../text/messages.ts';
import { type Filters, withFilter } from './call-query.ts';

const TYPING_PAUSE_MS = 200;

interface FilterBarProps {
  readonly filters: Filters;
  readonly stages: readonly string[];
  readonly change: (filters: Filters) => void;
}

export function FilterBar({ filters, stages, change }: FilterBarProps) {
  const t = text.value.calls;
  const set = (name: string, value: string) => change(withFilter(filters, name, value));
  const languages = Object.entries(t.languages);
  return (
    <search class="filters">
      <SearchField value={filters['text'] ?? ''} change={(value) => set('text', value)} />
      <Choice
        label={t.state}
        value={filters['state'] ?? ''}
        options={[
          ['', t.anyState],
          ['live', t.live],
          ['ended', t.ended],
        ]}
        change={(value) => set('state', value)}
      />
      <Choice
        label={t.language}
        value={filters['language'] ?? ''}
        options={[['', t.anyLanguage], ...languages]}
        change={(value) => set('language', value)}
      />
      <Choice
        label={t.stage}
        value={filters['stage'] ?? ''}
        options={[['', t.anyStage], ...stages.map((stage) => [stage, stage] as const)]}
        change={(value) => set('stage', value)}
      />
      <Day label={t.from} value={filters['from'] ?? ''} change={(value) => set('from', value)} />
      <Day label={t.to} value={filters['to'] ?? ''} change={(value) => set('to', value)} />
    </search>
  );
}

interface FieldProps {
  readonly value: string;
  readonly change: (value: string) => void;
}

function SearchField({ value, change }: FieldProps) {
  const t = text.value.calls;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => change(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <label class="field search-field">
      <span class="unseen">{t.search}</span>
      <Icon name="search" />
      <input
        type="search"
        placeholder={t.search}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </label>
  );
}

interface ChoiceProps extends FieldProps {
  readonly label: string;
  readonly options: readonly (readonly [value: string, words: string])[];
}

function Choice({ label, value, options, change }: ChoiceProps) {
  return (
    <span class={`field ${value ? 'chosen' : ''}`}>
      <select aria-label={label} value={value} onChange={(event) => change(event.currentTarget.value)}>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </span>
  );
}

function Day({ label, value, change }: FieldProps & { readonly label: string }) {
  return (
    <label class={`field day ${value ? 'chosen' : ''}`}>
      <span>{label}</span>
      <input type="date" value={value} onChange={(event) => change(event.currentTarget.value)} />
    </label>
  );
}
