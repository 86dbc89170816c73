// The colours of the style sheet, resolved for canvas painting: custom properties hold both themes, a probe element says
// which one is meant now.

const NAMES = [
  'ground',
  'surface',
  'sunken',
  'line',
  'line-strong',
  'ink',
  'ink-soft',
  'ink-faint',
  'rep',
  'rep-soft',
  'customer',
  'customer-soft',
  'customer-band',
  'colleague',
  'colleague-soft',
  'amber',
  'amber-fill',
  'green',
] as const;

type ColourName = (typeof NAMES)[number];
export type Colours = Readonly<Record<ColourName, string>>;

export function readColours(within: HTMLElement): Colours {
  const probe = document.createElement('span');
  probe.style.display = 'none';
  within.append(probe);
  const read = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(read) as Colours;
}

/** Calls back when the theme changes, by choice or with the system. */
export function watchTheme(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(changed);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  system.addEventListener('change', changed);
  return () => {
    chosen.disconnect();
    system.removeEventListener('change', changed);
  };
}
