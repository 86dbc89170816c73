// Talk of customers and agents, and bargaining, by conversation. In: the data folder. Out: turns of punctuated text.
// BANKING77 (Casanueva et al. 2020, CC BY 4.0), CaSiNo (Chawla et al. 2021, CC BY 4.0), IT helpdesk calls (Microsoft,
// MIT, synthetic), ABCD sample (Chen et al. 2021, MIT), CrossWOZ (Zhu et al. 2020, Apache-2.0).

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDelimited } from './delimited.ts';

export interface Turn {
  readonly text: string;
  /** The conversation. */
  readonly group: string;
}

const read = (dataDir: string, path: string): string => readFileSync(join(dataDir, 'text', path), 'utf8');
const rowsOf = <Row>(source: string): Row[] =>
  source
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row);

export function readBanking(dataDir: string): Turn[] {
  const rows = readDelimited(read(dataDir, 'banking77-en/train.csv'));
  return rows.map((row, index) => ({ text: row['text'] ?? '', group: `banking-${index}` }));
}

export function readCasino(dataDir: string): Turn[] {
  const chats = rowsOf<{ id: number; chat: { text: string }[] }>(read(dataDir, 'casino-en/casino_shared.jsonl'));
  return chats.flatMap(({ id, chat }) => chat.map(({ text }) => ({ text, group: `casino-${id}` })));
}

export function readHelpdesk(dataDir: string): Turn[] {
  const calls = rowsOf<{ ConversationId: string; Content: string }>(
    read(dataDir, 'it-helpdesk-calls-en/calls_shared.jsonl'),
  );
  return calls.flatMap(({ ConversationId, Content }) =>
    Content.split(/\*\*[^*]*\*\*/).map((text) => ({ text, group: `helpdesk-${ConversationId}` })),
  );
}

export function readAbcd(dataDir: string): Turn[] {
  const sample = JSON.parse(read(dataDir, 'abcd-sample-en/abcd_sample.json')) as {
    convo_id: number;
    original: [string, string][];
  }[];
  return sample.flatMap(({ convo_id, original }) =>
    original.filter(([who]) => who !== 'action').map(([, text]) => ({ text, group: `abcd-${convo_id}` })),
  );
}

export function readCrosswoz(dataDir: string): Turn[] {
  const dialogues = rowsOf<{ id: string; messages: { text: string }[] }>(
    read(dataDir, 'crosswoz-zh/crosswoz_val.jsonl'),
  );
  return dialogues.flatMap(({ id, messages }) => messages.map(({ text }) => ({ text, group: `crosswoz-${id}` })));
}
