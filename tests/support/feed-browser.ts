// A browser whose microphone is a file, on the page of a running server, as the development rep. Its tab sound is a stub:
// headless Chromium shows no picker, so `getDisplayMedia` gives a stream that plays a file.

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { startChromium } from './chromium.ts';
import type { Visit } from './page-visit.ts';
import { type TwoVoices, twoVoices } from './two-voices.ts';

const ROOT = join(import.meta.dirname, '../../dashboard');

export interface FeedBrowser {
  readonly browser: Browser;
  readonly voices: TwoVoices;
}

/** The page as it stands in the tree, in a folder of its own. */
export async function buildPageFolder(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'sotto-page-'));
  await build({ root: ROOT, configFile: join(ROOT, 'vite.config.ts'), logLevel: 'error', build: { outDir } });
  return outDir;
}

export async function startFeedBrowser(): Promise<FeedBrowser> {
  const voices = await twoVoices();
  const browser = await startChromium([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${voices.repFile}`,
    '--autoplay-policy=no-user-gesture-required',
  ]);
  return { browser, voices };
}

export interface FeedVisit extends Pick<Visit, 'language' | 'theme' | 'width'> {
  readonly url: string;
  readonly token: string;
  readonly hash?: string;
}

export async function visitFeed({ browser, voices }: FeedBrowser, given: FeedVisit): Promise<Page> {
  const { url, token, language = 'en', theme = 'light', width = 1440, hash = '#/feed' } = given;
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: theme,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  });
  await context.grantPermissions(['microphone']);
  await context.addInitScript((given) => localStorage.setItem('sotto.token', given), token);
  await context.addInitScript(stubTabSound, voices.customerWav);
  const page = await context.newPage();
  await page.goto(`${url}/${hash}`);
  return page;
}

function stubTabSound(wav: string): void {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const context = new AudioContext();
    const bytes = Uint8Array.from(atob(wav), (character) => character.charCodeAt(0));
    const sound = new AudioBufferSourceNode(context, {
      buffer: await context.decodeAudioData(bytes.buffer),
      loop: true,
    });
    const output = context.createMediaStreamDestination();
    sound.connect(output);
    sound.start();
    (window as unknown as { tabSound: MediaStream }).tabSound = output.stream;
    return output.stream;
  };
}
