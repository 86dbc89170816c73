// What the window is called.

import { useEffect } from 'preact/hooks';
import { text } from '../text/messages.ts';

export function useTitle(name: string | null): void {
  const words = name ?? text.value.calls.untitled;
  useEffect(() => {
    document.title = `${words} · Sotto`;
  }, [words]);
}
