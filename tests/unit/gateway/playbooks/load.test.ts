import { describe, expect, test } from 'vitest';
import { checkPlaybook, loadPlaybook } from '../../../../gateway/playbooks/load.ts';
import { reportProblems } from '../../../../gateway/playbooks/report.ts';
import { folderOf, HEAD } from './folder.ts';

/** Problems as people see them, with paths relative to the folder. */
async function problemsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = await folderOf({ 'playbook.yaml': HEAD, ...files });
  const { playbook, problems } = await checkPlaybook(root);
  expect(playbook === undefined).toBe(problems.length > 0);
  return reportProblems(problems)
    .replaceAll(`${root}/`, '')
    .split('\n')
    .filter((line) => line !== '');
}
const rule = (lines: string) => `- id: r1\n  kind: k\n  when: question.isOpen\n${lines}`;
const pack = '  pack: { title: T, wording: W }\n';

describe('a folder that is valid', () => {
  const FILES = {
    'playbook.yaml': `${HEAD}thresholds: { responseLatency: 3.5s }\nbaselines: { competitorMentionsPer10Min: 2 }\n`,
    'keywords.yaml':
      '- id: price\n  title: Price\n  inflect: true\n  soundsLike: true\n  phrases: [list price, { text: API, inflect: false, soundsLike: false, variants: [interface] }]\n',
    'competitors.yaml':
      'competitors: [{ name: Corvanta, aliases: [Corv], soundsLike: true }, { name: Acme }]\nevidence: { case: [case study] }\n',
    'topics.yaml': '- id: technical\n  title: Technical\n  about: parameters\n  phrases: [sharding]\n',
    'rules.yaml': `- id: r1
  kind: k
  when: topic.share.technical > 0.65
  for: 2s
  cooldown: 1m30s
  expires: 500ms
  pack: { title: T, wording: W, resource: guide, case: city, script: talk }
`.replace('500ms', '1.5s'),
    'scripts/talk.md': '---\ntitle: Talk\nanswers: price\nkeyPoints: [one, two]\n---\n\nSay this.\n',
    'cases/city.md': '---\ntitle: City\nindustry: public sector\n---\nThey did.\n',
    'resources/guide.md': '---\nid: guide\ntitle: Guide\nurl: https://example.org\n---\n',
  };

  test('becomes a playbook with durations in ms and phrases that know whether they inflect or sound alike', async () => {
    const playbook = await loadPlaybook(await folderOf(FILES));
    expect(playbook).toMatchObject({
      id: 'demo',
      language: 'en',
      thresholds: { responseLatencyMs: 3_500 },
      baselines: { competitorMentionsPer10Min: 2 },
      keywords: [
        {
          id: 'price',
          phrases: [
            { text: 'list price', inflect: true, soundsLike: true, variants: [] },
            { text: 'API', inflect: false, soundsLike: false, variants: ['interface'] },
          ],
        },
      ],
      competitors: [
        { name: 'Corvanta', aliases: ['Corv'], soundsLike: true },
        { name: 'Acme', aliases: [], soundsLike: false },
      ],
      evidence: { case: ['case study'], number: [], certificate: [], demo: [] },
      topics: [{ id: 'technical', about: 'parameters' }],
      rules: [{ id: 'r1', forMs: 2_000, cooldownMs: 90_000, expiresMs: 1_500, minConfidence: 0.5, severity: 'info' }],
      scripts: [
        {
          id: 'talk',
          title: 'Talk',
          answers: 'price',
          keyPoints: [{ text: 'one' }, { text: 'two' }],
          body: 'Say this.',
        },
      ],
      cases: [{ id: 'city', industry: 'public sector', body: 'They did.' }],
      resources: [{ id: 'guide', url: 'https://example.org', body: '' }],
    });
  });

  test('needs nothing but playbook.yaml', async () => {
    const playbook = await loadPlaybook(await folderOf({ 'playbook.yaml': HEAD, 'rules.yaml': '# none yet\n' }));
    expect(playbook).toMatchObject({ thresholds: { responseLatencyMs: 4_200 }, rules: [], keywords: [] });
  });

  test('has a version that follows its content and nothing else', async () => {
    const [first, same, other] = await Promise.all([
      loadPlaybook(await folderOf(FILES)),
      loadPlaybook(await folderOf(FILES)),
      loadPlaybook(await folderOf({ ...FILES, 'cases/city.md': '---\ntitle: City\n---\nThey did it.\n' })),
    ]);
    expect(first.version).toMatch(/^[0-9a-f]{12}$/);
    expect(same.version).toBe(first.version);
    expect(other.version).not.toBe(first.version);
  });
});

describe('mistakes are told with file, line, column, what was found and what was expected', () => {
  test('YAML that is none', async () => {
    const [problem] = await problemsOf({ 'keywords.yaml': '- id: a\n  title: [open\n' });
    expect(problem).toMatch(/^keywords\.yaml:\d+:\d+ {2}found something that is not YAML: /);
  });

  test('a YAML tag that means nothing here', async () => {
    const [problem] = await problemsOf({ 'keywords.yaml': '- id: a\n  title: !secret A\n  phrases: [x y]\n' });
    expect(problem).toMatch(/^keywords\.yaml:2:10 {2}found something that is not YAML: .*!secret/);
  });

  test('the same field twice', async () => {
    const [problem] = await problemsOf({ 'rules.yaml': rule(`  kind: other\n${pack}`) });
    expect(problem).toMatch(/^rules\.yaml:4:3 {2}.*keys must be unique/i);
  });

  test('a field that does not exist', async () => {
    expect(await problemsOf({ 'keywords.yaml': '- id: a\n  titel: A\n  title: A\n  phrases: [one thing]\n' })).toEqual([
      'keywords.yaml:2:3  unknown field titel, expected one of id, title, inflect, soundsLike, phrases',
    ]);
  });

  test('soundsLike for what cannot be found by its sound, and soundsLike that is not yes or no', async () => {
    expect(
      await problemsOf({
        'keywords.yaml':
          '- id: a\n  title: A\n  soundsLike: true\n  phrases: [API接口, { text: SAP, soundsLike: true }]\n',
        'competitors.yaml': 'competitors:\n  - { name: 云, soundsLike: true }\n  - { name: Acme, soundsLike: true }\n',
      }),
    ).toEqual([
      'competitors.yaml:2:28  found soundsLike for 云, expected two Chinese characters or four Latin letters at least, and nothing else',
      'keywords.yaml:4:45  found soundsLike for SAP, expected two Chinese characters or four Latin letters at least, and nothing else',
    ]);
    expect(await problemsOf({ 'competitors.yaml': 'competitors:\n  - { name: Acme, soundsLike: maybe }\n' })).toEqual([
      'competitors.yaml:2:31  found "maybe", expected true or false',
    ]);
  });

  test('a field that does not exist in a nested place', async () => {
    expect(await problemsOf({ 'rules.yaml': rule('  pack: { title: T, wording: W, sript: x }\n') })).toEqual([
      'rules.yaml:4:33  unknown field sript, expected one of title, wording, resource, case, script',
    ]);
  });

  test('a field that is missing, at what it is missing from', async () => {
    expect(await problemsOf({ 'rules.yaml': rule('  pack: { title: T }\n') })).toEqual([
      'rules.yaml:4:9  missing wording, expected text',
    ]);
  });

  test('a value of another kind', async () => {
    expect(await problemsOf({ 'keywords.yaml': '- id: a\n  title: A\n  phrases: list price\n' })).toEqual([
      'keywords.yaml:3:12  found "list price", expected a list',
    ]);
    expect(await problemsOf({ 'keywords.yaml': 'a: 1\n' })).toEqual([
      'keywords.yaml:1:1  found fields, expected a list',
    ]);
    expect(await problemsOf({ 'keywords.yaml': '- id: a\n  title: A\n  phrases: [x y, 7]\n' })).toEqual([
      'keywords.yaml:3:18  found 7, expected fields (name: value)',
    ]);
  });

  test('a number out of range and a word that is not in the list', async () => {
    expect(await problemsOf({ 'rules.yaml': rule(`  minConfidence: 1.5\n  severity: high\n${pack}`) })).toEqual([
      'rules.yaml:4:18  found 1.5, expected a number of at most 1',
      'rules.yaml:5:13  found "high", expected one of info, act-now',
    ]);
  });

  test('a duration without its unit', async () => {
    expect(await problemsOf({ 'rules.yaml': rule(`  cooldown: 30\n  expires: 10ms\n${pack}`) })).toEqual([
      'rules.yaml:4:13  found 30, expected a duration, such as 2m',
      'rules.yaml:5:12  found "10ms", expected a duration of at least 1000 ms, such as 45s',
    ]);
  });

  test('an id with other characters', async () => {
    expect(await problemsOf({ 'playbook.yaml': 'id: My Book\ntitle: T\nlanguage: en\n' })).toEqual([
      'playbook.yaml:1:5  found "My Book", expected an id of lower-case letters, digits and hyphens',
    ]);
  });

  test('ids and phrases that are given twice', async () => {
    const files = {
      'keywords.yaml': '- { id: a, title: A, phrases: [one thing] }\n- { id: a, title: B, phrases: [One Thing] }\n',
    };
    expect(await problemsOf(files)).toEqual([
      'keywords.yaml:2:9  found the id a twice, expected it once (first at keywords.yaml:1)',
      'keywords.yaml:2:32  found the phrase One Thing twice, expected it once (first at keywords.yaml:1)',
    ]);
  });

  test('a competitor whose alias is the name of another', async () => {
    const files = {
      'competitors.yaml': 'competitors:\n  - name: Corvanta\n  - name: Tallyrix\n    aliases: [corvanta]\n',
    };
    expect(await problemsOf(files)).toEqual([
      'competitors.yaml:4:15  found the competitor name corvanta twice, expected it once (first at competitors.yaml:2)',
    ]);
  });

  test('a pack that names nothing', async () => {
    const files = {
      'rules.yaml': rule('  pack: { title: T, wording: W, resource: gide }\n'),
      'resources/guide.md': '---\ntitle: G\n---\n',
    };
    expect(await problemsOf(files)).toEqual(['rules.yaml:4:43  unknown resource gide, expected one of guide']);
  });

  test('a signal that does not exist, at its place inside the condition', async () => {
    const files = { 'rules.yaml': `- id: r1\n  kind: k\n  when: call.elapsedMs > 5 && question.isOverdu\n${pack}` };
    expect((await problemsOf(files))[0]).toMatch(
      /^rules\.yaml:3:31 {2}unknown signal question\.isOverdu, expected one of/,
    );
  });

  test('the same inside quotes, and inside a block of several lines', async () => {
    const quoted = { 'rules.yaml': `- id: r1\n  kind: k\n  when: "true && questio.isOpen"\n${pack}` };
    expect((await problemsOf(quoted))[0]).toMatch(/^rules\.yaml:3:18 {2}unknown variable: questio/);
    const block = {
      'rules.yaml': `- id: r1\n  kind: k\n  when: >-\n    question.isOpen &&\n      true &&\n    call.staeg == "x"\n${pack}`,
    };
    expect((await problemsOf(block))[0]).toMatch(/^rules\.yaml:6:5 {2}unknown signal call\.staeg/);
    const literal = {
      'rules.yaml': `- id: r1\n  kind: k\n  when: |\n    question.isOpen &&\n    call.staeg == "x"\n${pack}`,
    };
    expect((await problemsOf(literal))[0]).toMatch(/^rules\.yaml:5:5 {2}unknown signal call\.staeg/);
  });

  test('an expression inside a wording', async () => {
    const files = {
      'rules.yaml': rule('  pack:\n    title: T\n    wording: |-\n      One\n      two {{ call.staeg }}\n'),
    };
    expect((await problemsOf(files))[0]).toMatch(/^rules\.yaml:8:14 {2}unknown signal call\.staeg/);
  });

  test('a topic or keyword category that the playbook does not have', async () => {
    const topic = { 'rules.yaml': `- id: r1\n  kind: k\n  when: topic.share.technical > 0.5\n${pack}` };
    expect(await problemsOf(topic)).toEqual(['rules.yaml:3:9  unknown topic technical, expected one of (no topics)']);
    const category = {
      'rules.yaml': `- id: r1\n  kind: k\n  when: '"prise" in utterance.categories'\n${pack}`,
      'keywords.yaml': '- { id: price, title: P, phrases: [list price] }\n',
    };
    expect(await problemsOf(category)).toEqual([
      'rules.yaml:3:10  unknown keyword category prise, expected one of price',
    ]);
  });

  test('`for` in a rule about an utterance', async () => {
    const files = { 'rules.yaml': `- id: r1\n  kind: k\n  when: utterance.role == "rep"\n  for: 2s\n${pack}` };
    expect(await problemsOf(files)).toEqual([
      'rules.yaml:4:3  found for in a rule about an utterance, expected none: an utterance is looked at once',
    ]);
  });

  test('Markdown without front matter, without text, or with a field that does not exist', async () => {
    const files = {
      'cases/a.md': 'Just text\n',
      'cases/b.md': '---\ntitle: B\n---\n\n',
      'cases/c.md': '---\ntitle: C\ntown: X\n---\nText\n',
      'cases/Big Name.md': '---\ntitle: D\n---\nText\n',
    };
    expect(await problemsOf(files)).toEqual([
      'cases/Big Name.md:1:1  found the file name Big Name.md, expected lower-case letters, digits and hyphens, or an id field',
      'cases/a.md:1:1  found no front matter, expected fields between two lines of --- at the top of the file',
      'cases/b.md:3:1  found no text after the front matter, expected Markdown',
      'cases/c.md:3:1  unknown field town, expected one of id, title, industry',
    ]);
  });

  test('a file that has another name, and a folder without playbook.yaml', async () => {
    expect(await problemsOf({ 'keyword.yaml': '[]' })).toEqual([
      'keyword.yaml:1:1  unknown file keyword.yaml, expected one of playbook.yaml, keywords.yaml, competitors.yaml, topics.yaml, rules.yaml',
    ]);
    const root = await folderOf({});
    expect((await checkPlaybook(root)).problems.map(({ message }) => message)).toEqual([
      'found no playbook.yaml, expected one in the folder of each playbook',
    ]);
  });

  test('all of them at once, in the order in which one reads', async () => {
    const problems = await problemsOf({
      'topics.yaml': '- id: T\n  title: T\n  phrases: []\n',
      'competitors.yaml': 'rivals: []\n',
      'keywords.yaml': '- id: a\n  phrases: [x y]\n',
    });
    expect(problems.map((line) => line.split('  ')[0])).toEqual([
      'competitors.yaml:1:1',
      'keywords.yaml:1:3',
      'topics.yaml:1:7',
      'topics.yaml:3:12',
    ]);
  });

  test('loading throws them as one error that programs can tell apart', async () => {
    const root = await folderOf({ 'playbook.yaml': 'id: demo\n' });
    await expect(loadPlaybook(root)).rejects.toMatchObject({
      code: 'input.playbook',
      details: { problems: [{ line: 1, column: 1, message: 'missing title, expected text' }, { line: 1 }] },
    });
  });
});
