import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { EventDraft } from '../../../../engine/events.ts';
import type { Playbook } from '../../../../engine/playbook.ts';
import { loadPlaybook } from '../../../../gateway/playbooks/load.ts';
import { cardsMachine } from '../../../../pipelines/cards.ts';
import { compilePhrases } from '../../../../pipelines/phrase-matcher.ts';
import { readyRules } from '../../../../pipelines/rule-match.ts';
import { initialSignals, SIGNAL_PATHS, SIGNAL_TYPES } from '../../../../pipelines/rule-signal-types.ts';
import { RulesOptions, rulesMachine } from '../../../../pipelines/rules.ts';
import * as f from '../../pipelines/rule-fixtures.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../../../${relative}`, import.meta.url));
const en = await loadPlaybook(path('playbooks/b2b/en'));
const zh = await loadPlaybook(path('playbooks/b2b/zh'));

const SCOLDING =
  /too (?:slow|long|much|many|technical|often)|fail|\bbad(?:ly)?\b|wrong|mistake|should have|you must|never do|poor|weak|reprimand|warning|太慢|太久|太多|失败|错误|不好|糟|差劲|必须|不应该|不该|警告|批评|违规|不合格|没做到/i;

/** Texts of every card that a rule can raise, with whatever the pack brings. */
function cardTexts({ rules, resources, cases, scripts }: Playbook): string[] {
  return [
    ...rules.flatMap(({ pack }) => [pack.title, pack.wording]),
    ...[...resources, ...cases, ...scripts].map(({ title }) => title),
    ...[...resources, ...scripts].map(({ body }) => body),
  ];
}

describe.each([
  ['en', en],
  ['zh', zh],
])('the shipped playbook in %s', (language, playbook) => {
  test('has categories, competitors, topics, scripts, cases and resources to work with', () => {
    const sizes = Object.fromEntries(playbook.keywords.map(({ id, phrases }) => [id, phrases.length]));
    const categories = [
      'budget-process',
      'price',
      'timeline',
      'integration',
      'security',
      'pain',
      'decision-process',
      'next-step',
    ];
    expect(Object.keys(sizes)).toEqual(categories);
    expect(Math.min(...Object.values(sizes))).toBeGreaterThanOrEqual(12);
    const topics = Object.fromEntries(playbook.topics.map(({ id, phrases }) => [id, phrases.length]));
    expect(Object.keys(topics)).toEqual(['technical', 'business', 'price', 'competitor', 'small-talk', 'process']);
    expect(Math.min(topics['technical'] ?? 0, topics['business'] ?? 0)).toBeGreaterThanOrEqual(25);
    expect(playbook.competitors.length).toBeGreaterThanOrEqual(3);
    expect(playbook.language).toBe(language);
    for (const phrases of Object.values(playbook.evidence)) expect(phrases.length).toBeGreaterThanOrEqual(8);
  });

  test('has the three risk patterns with their thresholds', () => {
    expect(playbook.thresholds.responseLatencyMs).toBe(4_200);
    const when = Object.fromEntries(playbook.rules.map((rule) => [rule.id, rule.when]));
    expect(when).toMatchObject({
      'slow-answer': 'question.isOverdue',
      'competitor-without-proof': expect.stringContaining('competitor.ratio > 2.3 && competitor.evidenceShare < 0.5'),
      'technical-heavy': expect.stringMatching(/technical > 0\.65 && topic\.presentingMs >= 180000/),
      'budget-approval': expect.any(String),
      'long-monologue': expect.stringContaining('> 150000'),
      'dead-air': expect.stringContaining('>= 6000 && !question.isOpen'),
    });
  });

  test('offers and does not scold', () => {
    for (const text of cardTexts(playbook)) expect(text).not.toMatch(SCOLDING);
    expect('You were too slow').toMatch(SCOLDING);
    expect('您回答太慢').toMatch(SCOLDING);
  });

  test('gives every rule words to say and something to open', () => {
    for (const { pack } of playbook.rules) {
      expect(pack.wording).toMatch(language === 'zh' ? /可以/ : /You could/);
      expect(pack.resource ?? pack.case ?? pack.script).toBeDefined();
    }
  });

  test('uses each script and resource in some rule', () => {
    const used = playbook.rules.flatMap(({ pack }) => [pack.resource, pack.script]);
    expect([...playbook.scripts, ...playbook.resources].map(({ id }) => id).filter((id) => !used.includes(id))).toEqual(
      [],
    );
  });

  test('finds every keyword phrase where it is said, and as its own category', () => {
    const phrases = playbook.keywords.flatMap((category) => category.phrases);
    const matcher = compilePhrases(phrases);
    phrases.forEach((phrase, phraseIndex) => {
      expect(matcher.find(`x ${phrase.text} x`)).toMatchObject([{ phraseIndex }]);
    });
  });

  test('has no phrase that is short enough to be hit by accident', () => {
    const acronyms = ['RFP', 'SDK', 'GDPR', 'gRPC', 'K8s'];
    const short = [...playbook.keywords, ...playbook.topics]
      .flatMap(({ phrases }) => phrases.flatMap(({ text, variants }) => [text, ...variants]))
      .filter((text) => (/[一-龥]/.test(text) ? text.length < 2 : text.length < 6) && !acronyms.includes(text));
    expect(short.filter((text) => text !== 'SOC 2' && text !== 'SOC2')).toEqual([]);
  });
});

function cardsOver(playbook: Playbook, ...bodies: readonly Record<string, unknown>[]): EventDraft[] {
  const context = f.contextOf(playbook);
  const log = f.logOf(...bodies);
  const drafts = f.run(rulesMachine(readyRules(playbook), initialSignals(context), RulesOptions.parse({})), log);
  return f.run(cardsMachine(context), f.logOf(...(drafts as unknown as Record<string, unknown>[])));
}
const raised = (drafts: readonly EventDraft[]) =>
  drafts.flatMap((draft) =>
    draft.type === 'card.raised' ? [`${draft.atMs} ${draft.ruleId}: ${draft.pack.title}`] : [],
  );

describe('the shipped rules raise their cards', () => {
  test('while the customer waits', () => {
    const log = [f.asked(1_000), f.overdue(5_200), f.tick(5_300), f.measured(7_000)];
    expect(raised(cardsOver(en, ...log))).toEqual(['5200 slow-answer: Customer is waiting (4.2 s)']);
    expect(raised(cardsOver(zh, ...log))).toEqual(['5200 slow-answer: 客户在等答复（4.2 秒）']);
  });

  test('when a competitor keeps coming up', () => {
    const figures = (mentions: number) => [
      f.mentioned(9_000, '云帆通'),
      f.metric(9_000, 'competitor-mentions', mentions),
      f.metric(9_000, 'competitor-ratio', 2.6),
      f.metric(9_000, 'competitor-evidence-share', 0),
      f.tick(9_100),
      f.tick(21_000),
      f.tick(21_100),
    ];
    expect(raised(cardsOver(zh, ...figures(1)))).toEqual([]);
    expect(raised(cardsOver(zh, ...figures(2)))).toEqual([
      '21100 competitor-without-proof: 多次聊到云帆通，这时举个实例很合适',
    ]);
  });

  test('when technical parameters fill the presentation for three minutes', () => {
    const log = [
      f.metric(200_000, 'topic-share', 0.7, { dimension: 'technical' }),
      f.metric(200_000, 'presenting-ms', 180_000),
      ...f.ticks(200_100, 203_000),
    ];
    expect(raised(cardsOver(en, ...log))).toEqual([
      '202100 technical-heavy: A scene from their working day would fit here',
    ]);
  });

  test.each([
    [en, 'The budget approvals go through three levels here.'],
    [zh, '这个預算審批要走三级。'],
  ])('when the customer says so in words ($title)', (playbook, text) => {
    const category = playbook.keywords.find(({ id }) => id === 'budget-process');
    const [found] = compilePhrases(category?.phrases ?? []).find(text);
    const hit = f.hit(1_000, 's1', 'budget-process', found?.matched ?? 'not found');
    const [card] = cardsOver(playbook, f.said(1_000, 's1', text), hit, f.tick(1_100));
    expect(card).toMatchObject({
      type: 'card.raised',
      ruleId: 'budget-approval',
      pack: {
        resource: { id: 'budget-filing-guide' },
        case: { body: expect.any(String) },
        script: { id: 'budget-process' },
      },
    });
    expect(cardsOver(playbook, f.said(1_000, 's1', text, f.rep), { ...hit, ...f.rep }, f.tick(1_100))).toEqual([]);
  });

  test('in a long turn and in a silence, but not while a question is open', () => {
    const turn = [f.metric(160_000, 'monologue-ms', 150_500, { participantId: 'r' }), f.tick(160_100)];
    expect(raised(cardsOver(zh, ...turn))).toEqual(['160100 long-monologue: 已经连续讲了两分半钟，可以听听客户的想法']);
    const silence = [f.metric(9_000, 'dead-air-ms', 6_000), f.tick(9_100)];
    expect(raised(cardsOver(zh, ...silence))).toEqual(['9100 dead-air: 安静了 6 秒']);
    expect(raised(cardsOver(zh, f.asked(3_000), ...silence))).toEqual([]);
  });
});

describe('docs/playbooks.md', () => {
  test('lists every signal with its type', async () => {
    const docs = await readFile(path('docs/playbooks.md'), 'utf8');
    const types = Object.values(SIGNAL_TYPES).flatMap((names) => Object.values(names));
    const words: Readonly<Record<string, string>> = {
      'list<string>': 'list of string',
      'map<string, double>': 'map of double',
    };
    SIGNAL_PATHS.forEach((signal, index) => {
      const type = types[index] ?? '';
      expect(docs).toContain(`| \`${signal}\` | ${words[type] ?? type}`);
    });
  });

  test('lists every shipped rule', async () => {
    const docs = await readFile(path('docs/playbooks.md'), 'utf8');
    for (const { id } of [...en.rules, ...zh.rules]) expect(docs).toContain(`| \`${id}\` |`);
  });
});
