// Words and phrases that tell how pleasant things are to the speaker, for English business calls. Written for Sotto.
// −2 strongly unpleasant … 2 strongly pleasant; 0 shields a phrase from the words within it. Regular endings are found too.

import { wordList } from '../language/word-list.ts';

export const VALENCE_EN: Readonly<Record<-2 | -1 | 0 | 1 | 2, readonly string[]>> = {
  2: wordList(`
    amazing, awesome, brilliant, delighted, excellent, excited, exciting, fantastic, fabulous, incredible, love,
    outstanding, perfect, perfectly, superb, terrific, thrilled, wonderful, best, impressive, impressed, exactly
    what we need, blown away, game changer, huge win
  `),
  1: wordList(`
    appreciate, attractive, beneficial, better, comfortable, confident, convenient, convinced, cool, easy, easier,
    effective, efficient, encouraging, enjoy, fair, fast, fine, flexible, fond, friendly, fun, glad, good,
    grateful, great, happy, helpful, hopeful, interested, interesting, keen, kind, like, lovely, nice, optimistic,
    pleasant, pleased, pleasure, positive, promising, proud, reassuring, reliable, relieved, satisfied, smooth,
    smoothly, solid, success, successful, thank, thanks, trust, useful, valuable, welcome, well done,
    win, works well, worth, looking forward, makes sense, sounds good, no problem, no worries, good point, fair
    enough
  `),
  0: wordList(`
    like to, like this, like that, something like, looks like, look like, sounds like, feels like, kind of, good
    morning, good afternoon, good evening, good question, best practice, pretty much, what kind, would like, hard
    drive, hard disk, hard copy, error rate, bad request, problem statement, risk assessment, risk management, as
    well, well, fine tune, fair use, support ticket, support team, technical support, best regards
  `),
  [-1]: wordList(`
    afraid, annoyed, annoying, anxious, bad, boring, bother, broken, complain, complaint, complex, complicated,
    concern, concerned, concerning, confused, confusing, cumbersome, delay, difficult, difficulty, disagree,
    disappointed, disappointing, doubt, doubtful, down, error, expensive, fail, failed, failure, fear, frustrated,
    frustrating, frustration, hard, hassle, hesitant, inconvenient, issue, lose, loss, mess, messy, miss, mistake,
    nervous, overpriced, pain, painful, poor, pressure, problem, reluctant, risk, risky, sad, skeptical,
    sceptical, slow, sorry, stress, stressed, stressful, struggle, stuck, suffer, tired, trouble, ugly, uncertain,
    unclear, uncomfortable, unfair, unfortunately, unhappy, unreliable, unsure, upset, waste, weak, worried,
    worry, worse, wrong, too much, fed up
  `),
  [-2]: wordList(`
    angry, awful, catastrophe, catastrophic, crap, damn, disaster, disgusting, dreadful, furious, garbage, hate,
    horrible, horrified, nightmare, outrageous, pathetic, ridiculous, rubbish, scam, terrible, unacceptable,
    useless, worst, waste of time, waste of money, rip off
  `),
};

export const NEGATIONS_EN: ReadonlySet<string> = new Set([
  'not',
  'no',
  'never',
  'none',
  'nobody',
  'nothing',
  'neither',
  'nor',
  'without',
  'hardly',
  'barely',
  'cannot',
  'cant',
  'dont',
]);

export const DEGREES_EN: ReadonlyMap<string, number> = new Map([
  ...['very', 'really', 'so', 'extremely', 'absolutely', 'totally', 'completely', 'truly', 'super', 'highly'].map(
    (word): [string, number] => [word, 1.3],
  ),
  ...['slightly', 'somewhat', 'bit', 'little', 'fairly', 'rather'].map((word): [string, number] => [word, 0.6]),
]);
