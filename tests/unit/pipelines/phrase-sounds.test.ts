import { describe, expect, it } from 'vitest';
import { compilePhrases } from '../../../pipelines/phrase-matcher.ts';
import { soundOf } from '../../../pipelines/phrase-sounds.ts';

const finds = (phrase: string, text: string) =>
  compilePhrases([{ text: phrase, soundsLike: true }])
    .find(text)
    .map(({ matched, match }) => `${match}: ${matched}`);
const likenessOf = (phrase: string, text: string) =>
  compilePhrases([{ text: phrase, soundsLike: true }]).find(text)[0]?.likeness ?? 0;

describe('a Chinese phrase that may be misheard', () => {
  it.each([
    ['云帆通', '我们之前用的是云凡通', 'sound: 云凡通'],
    ['云帆通', '他们报的雲 帆 通', 'exact: 雲 帆 通'],
    ['锐迅达', '瑞讯达那边给得更低', 'sound: 瑞讯达'],
    ['等保三级', '你们做过灯保三极没有', 'sound: 灯保三极'],
    ['私有化部署', '能不能私有画部署', 'sound: 私有画部署'],
    ['蓝策通', '兰策通跟你们比', 'sound: 兰策通'],
    ['启衡云', '起横云的界面', 'sound: 起横云'],
  ])('%s is found in %s', (phrase, text, found) => {
    expect(finds(phrase, text)).toEqual([found]);
  });

  it('is found through the confusions of an accent from three syllables on, with less confidence', () => {
    expect(finds('实施周期', '四施周期多长')).toEqual(['sound: 四施周期']);
    expect(likenessOf('实施周期', '四施周期多长')).toBeLessThan(likenessOf('实施周期', '时施周期多长'));
    expect(finds('实施', '四十个人')).toEqual([]);
  });

  it('of two syllables is not made of the ends of two words', () => {
    expect(finds('等保', '平台等报价出来再说')).toEqual([]);
    expect(finds('等保', '灯保怎么做')).toEqual(['sound: 灯保']);
  });

  it('takes any reading of a character of the text, and its own in its context', () => {
    expect(finds('银行流水', '把银航流水发来')).toEqual(['sound: 银航流水']);
    expect(finds('行政审批', '走形正审批')).toEqual(['sound: 形正审批']);
  });

  it('does not run over punctuation', () => {
    expect(finds('云帆通', '云，凡通')).toEqual([]);
  });
});

describe('an English phrase that may be misheard', () => {
  it.each([
    ['Salesforce', 'we moved off sales force last year', 'spelling: sales force'],
    ['Tallyrix', 'we had Tally Ricks before', 'spelling: Tally Ricks'],
    ['Corvanta', "Kor vanta's pricing", 'spelling: Kor vanta'],
    ['Corvanta', 'Corventa is what they use', 'spelling: Corventa'],
    ['Nimbuswork', 'the nimbus work people', 'spelling: nimbus work'],
    ['Ostrelle', 'Ostrell came in lower', 'spelling: Ostrell'],
    ['Kubernetes', 'it runs on Cuber Netis', 'spelling: Cuber Netis'],
  ])('%s is found in "%s"', (phrase, text, found) => {
    expect(finds(phrase, text)).toEqual([found]);
  });

  it.each([
    ['Corvanta', 'the covenant is about coverage and a canvas'],
    ['Acme', 'the acne came and it became a name'],
    ['Tallyrix', 'the total rises and Terry risks it'],
    ['Ostrelle', 'our street is the oyster stall of Australia'],
    ['Nimbuswork', 'the number works and numbers work'],
    ['Salesforce', 'the sales forecast, sales, force of habit'],
  ])('%s is not found in "%s"', (phrase, text) => {
    expect(finds(phrase, text)).toEqual([]);
  });

  it('is the less likely the more it differs, and exact words come before what sounds alike', () => {
    expect(likenessOf('Tallyrix', 'Tally rix')).toBeGreaterThan(likenessOf('Tallyrix', 'Tally ricks'));
    const hits = compilePhrases([{ text: 'Tallyrix', soundsLike: true }, { text: 'ricks' }]).find('Tally Ricks');
    expect(hits.map(({ phraseIndex }) => phraseIndex)).toEqual([1]);
  });
});

describe('sounding alike', () => {
  it('has to be asked for', () => {
    const phrases = [{ text: '云帆通' }, { text: 'Salesforce' }];
    expect(compilePhrases(phrases).find('云凡通 sales force')).toEqual([]);
  });

  it('is for Chinese characters or Latin letters, and for enough of them', () => {
    expect(['云帆通', '等保', 'Sales-Force', 'Tally Rix'].map(soundOf)).toEqual([
      'pinyin',
      'pinyin',
      'spelling',
      'spelling',
    ]);
    expect(['云', 'SAP', 'API接口', 'SOC 2', '3.0'].map(soundOf)).toEqual([null, null, null, null, null]);
  });
});
