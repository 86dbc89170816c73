// Lets the panel float over the meeting in a window of its own, where the browser can (Document Picture-in-Picture,
// https://wicg.github.io/document-picture-in-picture/). The element itself moves and comes back when the window closes.

import { applyPreferences } from '../state/preferences.ts';

interface PictureInPicture {
  requestWindow(options: { width: number; height: number }): Promise<Window>;
}

const FLOAT_WIDTH_PX = 400;
const FLOAT_HEIGHT_PX = 760;

const support = () => (window as { documentPictureInPicture?: PictureInPicture }).documentPictureInPicture;

export const canFloat = () => support() !== undefined;

export async function floatElement(element: HTMLElement, onReturn: () => void): Promise<Window | null> {
  const home = element.parentElement;
  const view = await support()?.requestWindow({ width: FLOAT_WIDTH_PX, height: FLOAT_HEIGHT_PX });
  if (!view || !home) return null;
  copyStyles(view.document);
  const stop = applyPreferences(view.document.documentElement);
  view.document.title = document.title;
  view.document.body.className = 'floating';
  view.document.body.append(element);
  view.addEventListener('pagehide', () => {
    stop();
    home.append(element);
    onReturn();
  });
  return view;
}

function copyStyles(target: Document): void {
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style')) {
    target.head.append(sheet.cloneNode(true));
  }
}
