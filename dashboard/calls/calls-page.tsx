// The calls that the reader may see: filters, list, sample calls. Reads the list again every 10 s while it is looked at.

import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure, Notice } from '../parts/notice.tsx';
import { ask } from '../state/rest.ts';
import { noteAddress, route } from '../state/route.ts';
import type { CallList } from '../state/wire.ts';
import { text } from '../text/messages.ts';
import { callQuery, type Filters, stagesOf } from './call-query.ts';
import { CallTable } from './call-table.tsx';
import { FilterBar } from './filters.tsx';
import { Samples } from './samples.tsx';

const REFRESH_MS = 10_000;

type Shown = { readonly kind: 'asking' } | { readonly kind: 'failed'; readonly error: unknown } | KnownList;
interface KnownList {
  readonly kind: 'known';
  readonly list: CallList;
}

export function CallsPage({ filters }: { readonly filters: Filters }) {
  const t = text.value;
  const { shown, refresh, more } = useCalls(filters);
  const change = (next: Filters) => {
    route.value = { view: 'calls', filters: next };
    noteAddress(route.value);
  };
  if (shown.kind === 'failed') return <Failure error={shown.error} of="list" retry={refresh} />;
  const list = shown.kind === 'known' ? shown.list : null;
  const isFiltered = Object.keys(filters).length > 0;
  const isEmpty = list?.calls.length === 0;
  return (
    <div class="calls-page">
      <div class="calls-top">
        <h1>{t.calls.title}</h1>
        <span class="calls-count" role="status">
          {list && !isEmpty ? t.calls.shown(list.calls.length) : ''}
        </span>
      </div>
      {(!isEmpty || isFiltered) && (
        <FilterBar filters={filters} stages={stagesOf(list?.calls ?? [], filters['stage'])} change={change} />
      )}
      {list === null && <Notice title={t.calls.loading} />}
      {list && !isEmpty && <CallTable calls={list.calls} />}
      {list?.nextCursor && (
        <button type="button" class="button more" onClick={() => void more()}>
          {t.calls.more}
        </button>
      )}
      {isEmpty && isFiltered && (
        <Notice title={t.states.noMatch}>
          <button type="button" class="button" onClick={() => change({})}>
            {t.states.clearFilters}
          </button>
        </Notice>
      )}
      {isEmpty && !isFiltered && <Notice title={t.states.empty} help={t.states.emptyHelp} />}
      <Samples />
    </div>
  );
}

function useCalls(filters: Filters) {
  const [shown, setShown] = useState<Shown>({ kind: 'asking' });
  const [turn, setTurn] = useState(0);
  const refresh = () => setTurn((count) => count + 1);
  // A list that was continued is not read again by itself: that would take its later pages away.
  const isContinued = useRef(false);
  const query = callQuery(filters, null);
  useEffect(() => {
    const gone = new AbortController();
    const read = () =>
      ask<CallList>(query, { abort: gone.signal }).then(
        (list) => setShown({ kind: 'known', list }),
        (error: unknown) => {
          if (!gone.signal.aborted) setShown({ kind: 'failed', error });
        },
      );
    isContinued.current = false;
    void read();
    const timer = setInterval(() => {
      if (!document.hidden && !isContinued.current) void read();
    }, REFRESH_MS);
    return () => {
      gone.abort();
      clearInterval(timer);
    };
  }, [query, turn]);
  const more = async () => {
    if (shown.kind !== 'known') return;
    const next = await ask<CallList>(callQuery(filters, shown.list.nextCursor));
    isContinued.current = true;
    setShown({ kind: 'known', list: { ...next, calls: [...shown.list.calls, ...next.calls] } });
  };
  return { shown, refresh, more };
}
