// One side's level as a bar from −60 dB to 0 dB, and in words: heard, or connected with nothing to hear for three seconds.

import { useEffect, useRef, useState } from 'preact/hooks';
import { text } from '../text/messages.ts';
import { type Line, levelsDb } from './feed-state.ts';

const FLOOR_DB = -60;
/** Louder than this is sound, dB: quiet rooms lie below. */
const HEARD_DB = -50;
const QUIET_AFTER_MS = 3_000;

interface LevelMeterProps {
  readonly channel: 0 | 1;
  readonly label: string;
  readonly line: Line;
}

export function LevelMeter({ channel, label, line }: LevelMeterProps) {
  const bar = useRef<HTMLSpanElement>(null);
  const [isQuiet, setQuiet] = useState(true);
  useEffect(() => {
    let heardAtMs = Number.NEGATIVE_INFINITY;
    return levelsDb[channel].subscribe((levelDb) => {
      const share = Math.max(0, Math.min(1, 1 - levelDb / FLOOR_DB));
      bar.current?.style.setProperty('--level', share.toFixed(3));
      if (levelDb > HEARD_DB) heardAtMs = performance.now();
      setQuiet(performance.now() - heardAtMs > QUIET_AFTER_MS);
    });
  }, [channel]);
  const t = text.value.feed;
  const words = line.kind === 'on' && isQuiet ? t.line.quiet : t.line[line.kind];
  return (
    <>
      <span class="level" aria-hidden="true">
        <span class="level-bar" ref={bar} />
      </span>
      <span class="level-words" role="status" aria-label={`${label}: ${words}`}>
        {words}
      </span>
    </>
  );
}
