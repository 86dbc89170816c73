// What an utterance looks like to somebody who wonders whether it asks. In: text and language. Out: cues for the text
// classifiers, `zh:ma`, `en:wh-first`: for that of questions, and for others that must not take a question for more. Pure.

import { englishShapes } from './language/question-shapes-en.ts';
import { chineseShapes } from './language/question-shapes-zh.ts';
import { isChineseTag, languageOfText } from './language/tokens.ts';

/** `language`: what the text is in. */
export const shapesIn = (text: string, language: string): string[] =>
  isChineseTag(language) ? chineseShapes(text) : englishShapes(text);

/** `language`: what it is declared to be in. */
export const questionShapes = (text: string, language: string): string[] =>
  shapesIn(text, languageOfText(text, language));
