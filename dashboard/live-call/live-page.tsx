// A call while it runs: the rep's panel and, on a wide window, all the evidence beside it. The panel is a root of its
// own in an element that can move into a floating window and back.

import { render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { KeyList, type KeyRow } from '../parts/keys.tsx';
import { Failure, Notice } from '../parts/notice.tsx';
import { useTitle } from '../parts/page-title.ts';
import { type CallStore, openCall } from '../state/call-store.ts';
import { RestError } from '../state/rest.ts';
import type { CallSummary } from '../state/wire.ts';
import { text } from '../text/messages.ts';
import { EvidenceSide } from './evidence-side.tsx';
import { canFloat, floatElement } from './float.ts';
import { Panel } from './panel.tsx';

interface LivePageProps {
  readonly summary: CallSummary;
  readonly toReview: () => void;
}

export function LivePage({ summary, toReview }: LivePageProps) {
  const [store, setStore] = useState<CallStore | null>(null);
  useTitle(summary.accountName ?? summary.title);
  useEffect(() => {
    const opened = openCall(summary.callId);
    setStore(opened);
    return opened.dispose;
  }, [summary.callId]);
  if (!store) return null;
  return <LiveCall store={store} toReview={toReview} />;
}

function LiveCall({ store, toReview }: { readonly store: CallStore; readonly toReview: () => void }) {
  const t = text.value;
  const [keysAreShown, showKeys] = useState(false);
  const [floating, setFloating] = useState<Window | null>(null);
  const connection = store.connection.value;
  if (connection.kind === 'refused') return <Failure error={refusal(connection.code)} of="call" />;
  return (
    <div class={`live-page ${floating ? 'is-floating' : ''}`}>
      <PanelHost
        store={store}
        toReview={toReview}
        showKeys={() => {
          window.focus();
          showKeys(true);
        }}
        floating={floating}
        setFloating={setFloating}
      />
      {floating && (
        <div class="float-note">
          <Notice title={t.live.floating}>
            <button type="button" class="button" onClick={() => floating.close()}>
              {t.live.unfloat}
            </button>
          </Notice>
        </div>
      )}
      <EvidenceSide store={store} />
      <KeyList rows={keyRows()} isOpen={keysAreShown} close={() => showKeys(false)} />
    </div>
  );
}

interface PanelHostProps {
  readonly store: CallStore;
  readonly toReview: () => void;
  readonly showKeys: () => void;
  readonly floating: Window | null;
  readonly setFloating: (view: Window | null) => void;
}

function PanelHost({ store, toReview, showKeys, floating, setFloating }: PanelHostProps) {
  const home = useRef<HTMLDivElement>(null);
  const element = useMemo(() => {
    const made = document.createElement('div');
    made.className = 'panel-root';
    return made;
  }, []);
  const float = async () => {
    const view = await floatElement(element, () => {
      store.paintIn(window);
      setFloating(null);
    });
    if (!view) return;
    store.paintIn(view);
    setFloating(view);
  };
  useEffect(() => {
    home.current?.append(element);
    return () => {
      render(null, element);
      element.remove();
    };
  }, [element]);
  useEffect(() => {
    const views = floating ? [window, floating] : [window];
    const floatNow = canFloat() && !floating ? () => void float() : null;
    render(<Panel store={store} views={views} showKeys={showKeys} toReview={toReview} float={floatNow} />, element);
  }, [store, floating, toReview]);
  return <div class="panel-home" ref={home} />;
}

function keyRows(): readonly KeyRow[] {
  const t = text.value.keys;
  return [
    [['A'], t.use],
    [['D'], t.dismiss],
    [['⏎'], t.more],
    [['S'], t.snooze],
    [['T'], t.transcript],
    [['?'], t.list],
  ];
}

const refusal = (code: string) => new RestError({ code, message: code, retryable: false }, 403);
