import { describe, expect, it } from 'vitest';
import { Competitor } from '../../../engine/playbook.ts';
import { compileCompetitors } from '../../../pipelines/competitor-names.ts';
import { stanceTo } from '../../../pipelines/competitor-stance.ts';

const finder = (...competitors: { name: string; aliases?: string[]; soundsLike?: boolean }[]) =>
  compileCompetitors(competitors.map((each) => Competitor.parse(each)));
const misheard = finder({ name: 'Salesforce', soundsLike: true }, { name: '云帆通', soundsLike: true });

describe('a competitor’s name', () => {
  it.each([
    ['we use Salesforce today', 'Salesforce'],
    ['we came over from sales force', 'sales force'],
    ["sales force's price went up", "sales force's"],
    ['Sales Force is what they know', 'Sales Force'],
    ['赛富时那边也报了价', '赛富时'],
  ])('is heard in "%s"', (text, matched) => {
    expect(misheard(text).map((each) => [each.name, each.matched])).toEqual([['Salesforce', matched]]);
  });

  it.each([
    'our sales force is out in the field',
    'we have a sales force of forty people',
    'the sales force effectiveness project',
    'sales, force majeure and all that',
  ])('is not heard where everyday words spell it: "%s"', (text) => {
    expect(misheard(text)).toEqual([]);
  });

  it.each([
    ['他们信用友好', 0],
    ['我们用用友的系统', 1],
    ['用友那边报了价', 1],
    ['之前是用友', 1],
    ['金蝶和用友都看了', 1],
    ['使用用友软件', 1],
    ['换掉了用友', 1],
  ])('is not cut out of other words: %s', (text, mentions) => {
    expect(finder({ name: '用友' })(text)).toHaveLength(mentions);
  });

  it('is less sure the less it is what the playbook writes', () => {
    const sure = (text: string) => misheard(text)[0]?.confidence ?? 0;
    expect(sure('we use Salesforce')).toBeGreaterThan(sure('we use sales force'));
    expect(sure('we use sales force')).toBeGreaterThan(sure('so sales force then'));
    expect(sure('我们用云帆通')).toBeGreaterThan(sure('我们用云凡通'));
  });

  it('known in another script is heard without being asked for, one that is not asked for by its sound is not', () => {
    expect(finder({ name: '金蝶' })('we had Kingdee before').map(({ name }) => name)).toEqual(['金蝶']);
    expect(finder({ name: 'Salesforce' })('we use sales force and 云凡通')).toEqual([]);
  });

  it('is heard once for each time that it is said, with others in one utterance', () => {
    const names = misheard('云帆通和Salesforce都看了，还是云凡通').map(({ name }) => name);
    expect(names).toEqual(['云帆通', 'Salesforce', '云帆通']);
  });
});

describe('how it is named', () => {
  const at = (text: string, name: string) => stanceTo(text, text.indexOf(name), text.indexOf(name) + name.length);

  it.each([
    ["we don't use Acme", true],
    ['we never looked at Acme', true],
    ['instead of Acme we took you', true],
    ["Acme isn't on our list", true],
    ['我们没用过云帆通', true],
    ['云帆通我们没考虑', true],
    ['不打算用云帆通', true],
    ['我们没在用云帆通', true],
    ['nobody here uses Acme', true],
    ['none of us use Acme', true],
    ["why don't you work with Acme", false],
    ['why not Acme', false],
    ["isn't Acme cheaper?", false],
    ['怎么不用云帆通', false],
    ["it's not that we don't like Acme", false],
    ['不是不用云帆通', false],
    ['we use Acme', false],
    ["we don't have time, Acme has", false],
    ['not only Acme but others too', false],
    ['云帆通不错', false],
    ['没时间，云帆通倒是有', false],
  ])('"%s": denied %s', (text, isNegated) => {
    expect(at(text, /Acme/.test(text) ? 'Acme' : '云帆通').isNegated).toBe(isNegated);
  });

  it.each([
    ['Acme is cheaper', 'favourable'],
    ['we are happy with Acme', 'favourable'],
    ['Acme is not better', 'unfavourable'],
    ['you are faster than Acme', 'unfavourable'],
    ['we switched from Acme', 'unfavourable'],
    ['we use Acme', 'neutral'],
    ['云帆通便宜', 'favourable'],
    ['你们比云帆通好用', 'unfavourable'],
    ['云帆通太慢了', 'unfavourable'],
    ['云帆通不贵', 'favourable'],
    ['你们不如云帆通', 'favourable'],
    ['还看了云帆通', 'neutral'],
    ['we chose Acme', 'favourable'],
    ['we chose you over Acme', 'unfavourable'],
    ['we got rid of Acme', 'unfavourable'],
    ['不如用云帆通', 'favourable'],
    ['云帆通不如你们', 'unfavourable'],
    ['云帆通没有你们好', 'unfavourable'],
    ['云帆通没有你们贵', 'favourable'],
    ['云帆通我们已经淘汰了', 'unfavourable'],
    ['云帆通的报价低一些', 'favourable'],
  ])('"%s": %s', (text, stance) => {
    expect(at(text, /Acme/.test(text) ? 'Acme' : '云帆通').stance).toBe(stance);
  });
});
