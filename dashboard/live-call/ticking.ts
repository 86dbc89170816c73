// Paints a component again as time passes, only while it needs to.

import { useEffect, useState } from 'preact/hooks';

export function useTicking(everyMs: number, isOn = true): void {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => tick((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isOn]);
}
