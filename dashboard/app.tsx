// The page: reads the route from the address bar and shows the view that belongs to it.

import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { CallPage } from './call-page.tsx';
import { CallsPage } from './calls/calls-page.tsx';
import { FeedPage } from './feed/feed-page.tsx';
import { OperatorPage } from './operator/operator-page.tsx';
import { Failure, Notice } from './parts/notice.tsx';
import { PageHeader } from './parts/page-header.tsx';
import { SignIn } from './parts/sign-in.tsx';
import { applyPreferences } from './state/preferences.ts';
import { followAddress, goTo, route } from './state/route.ts';
import { isOperator, opensCalls, readSession, session } from './state/session.ts';
import { text } from './text/messages.ts';

function App() {
  useEffect(() => {
    const stop = [applyPreferences(document.documentElement), followAddress()];
    void readSession();
    return () => {
      for (const each of stop) each();
    };
  }, []);
  return (
    <>
      <PageHeader />
      <main id="content" tabIndex={-1}>
        <View />
      </main>
    </>
  );
}

function View() {
  const known = session.value;
  useEffect(() => {
    const { view } = route.value;
    if (view === 'calls') document.title = `${text.value.calls.title} · Sotto`;
    if (view === 'operator') document.title = `${text.value.operator.title} · Sotto`;
    if (view === 'feed') document.title = `${text.value.feed.title} · Sotto`;
  });
  const begins = known.kind === 'known' && isOperator.value && !opensCalls.value;
  useEffect(() => {
    if (begins && location.hash.length < 2) goTo({ view: 'operator' });
  }, [begins]);
  if (known.kind === 'asking') return <Notice title={text.value.session.asking} />;
  if (known.kind === 'failed') return <Failure error={known.error} of="list" retry={() => void readSession()} />;
  if (known.kind === 'unknown') return <SignIn offers={known.offers} wasRefused={known.refused} />;
  const shown = route.value;
  if (shown.view === 'calls') return <CallsPage filters={shown.filters} />;
  if (shown.view === 'feed') return <FeedPage />;
  if (shown.view === 'operator') return <OperatorPage />;
  return <CallPage key={shown.callId} callId={shown.callId} atMs={shown.atMs} zoom={shown.zoom} />;
}

const root = document.getElementById('app');
if (root) render(<App />, root);
