// The calls that the reader may see: filters, list, sample calls. Rows of live calls change as the calls do.

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { NoTranscriber } from '../parts/no-transcriber.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { ask } from '../state/rest.ts';
import { noteAddress, route } from '../state/route.ts';
import { identity } from '../state/session.ts';
import type { CallList } from '../state/wire.ts';
import { text } from '../text/messages.ts';
import { callQuery, type Filters, stagesOf } from './call-query.ts';
import { CallTable } from './call-table.tsx';
import { watchCalls } from './call-watch.ts';
import { FilterBar } from './filters.tsx';
import { Samples } from './samples.tsx';

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
        {identity.value?.roles.includes('rep') && (
          <a class="button feed-link" href="#/feed">
            <Icon name="mic" />
            {t.feed.link}
          </a>
        )}
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
      {isEmpty && !isFiltered ? (
        <div class="first-time">
          <Notice title={t.states.empty} help={t.states.emptyHelp} />
          <Samples />
        </div>
      ) : (
        list && <Samples />
      )}
      {list && <NoTranscriber />}
    </div>
  );
}

function useCalls(filters: Filters) {
  const [shown, setShown] = useState<Shown>({ kind: 'asking' });
  const [turn, setTurn] = useState(0);
  const refresh = () => setTurn((count) => count + 1);
  const newest = useRef(shown);
  newest.current = shown;
  const query = callQuery(filters, null);
  useEffect(() => {
    const gone = new AbortController();
    ask<CallList>(query, { abort: gone.signal }).then(
      (list) => setShown({ kind: 'known', list }),
      (error: unknown) => {
        if (!gone.signal.aborted) setShown({ kind: 'failed', error });
      },
    );
    return () => gone.abort();
  }, [query, turn]);
  useEffect(() => {
    return watchCalls(identity.peek()?.roles ?? [], (call) => {
      const known = newest.current;
      if (known.kind !== 'known') return;
      const isListed = known.list.calls.some((each) => each.callId === call.callId);
      if (!isListed || !call.isLive) return refresh();
      const calls = known.list.calls.map((each) => (each.callId === call.callId ? call : each));
      setShown({ kind: 'known', list: { ...known.list, calls } });
    });
  }, []);
  const more = async () => {
    if (shown.kind !== 'known') return;
    const next = await ask<CallList>(callQuery(filters, shown.list.nextCursor));
    setShown({ kind: 'known', list: { ...next, calls: [...shown.list.calls, ...next.calls] } });
  };
  return { shown, refresh, more };
}
