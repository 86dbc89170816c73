// Sample calls that ship with the program, to be played at real speed through the same door as a meeting tool.

import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { language } from '../state/preferences.ts';
import { ask } from '../state/rest.ts';
import { goTo } from '../state/route.ts';
import type { SampleCall } from '../state/wire.ts';
import { clock, text } from '../text/messages.ts';

export function Samples() {
  const t = text.value.calls;
  const [samples, setSamples] = useState<readonly SampleCall[]>([]);
  const [starting, setStarting] = useState<string | null>(null);
  useEffect(() => {
    ask<{ samples: readonly SampleCall[] }>('/v1/samples').then(
      (answer) => setSamples(answer.samples),
      () => setSamples([]),
    );
  }, []);
  const play = async (name: string) => {
    setStarting(name);
    try {
      const { callId } = await ask<{ callId: string }>(`/v1/samples/${encodeURIComponent(name)}/play`, {
        method: 'POST',
      });
      await known(callId);
      goTo({ view: 'call', callId, atMs: null, zoom: null });
    } catch {
      setStarting(null);
    }
  };
  if (samples.length === 0) return null;
  const own = (sample: SampleCall) => (sample.language.startsWith(language.value) ? 0 : 1);
  const ordered = [...samples].sort((a, b) => own(a) - own(b));
  return (
    <section class="samples" aria-labelledby="samples-title">
      <h2 id="samples-title">{t.samples}</h2>
      <p>{t.samplesHelp}</p>
      <ul>
        {ordered.map((sample) => (
          <li key={sample.name}>
            <button
              type="button"
              class="sample"
              disabled={starting !== null}
              aria-label={t.play(sample.title)}
              onClick={() => void play(sample.name)}
            >
              <span class="sample-play">
                <Icon name="play" />
              </span>
              <span class="sample-words">
                <b lang={sample.language}>{sample.title}</b>
                <span>
                  {starting === sample.name
                    ? t.starting
                    : `${t.languages[sample.language.slice(0, 2)] ?? sample.language} · ${clock(sample.durationMs)}`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const TRIES = 20;
const BETWEEN_TRIES_MS = 150;

/** The call comes through the ingest socket, so that it may be known a moment after it was asked for. */
async function known(callId: string): Promise<void> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const isKnown = await ask(`/v1/calls/${encodeURIComponent(callId)}`).then(
      () => true,
      () => false,
    );
    if (isKnown) return;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
  }
}
