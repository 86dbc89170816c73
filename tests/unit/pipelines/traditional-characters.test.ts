// Every rule for Chinese words reads traditional characters and full width as it reads simplified ones.

import { expect, it } from 'vitest';
import { stanceTo } from '../../../pipelines/competitor-stance.ts';
import { COMMITMENT_CUES } from '../../../pipelines/cues/commitment-cues.ts';
import { cuesIn } from '../../../pipelines/cues/cue.ts';
import { wordsAffect } from '../../../pipelines/emotion-words.ts';
import { compileEvidenceRules } from '../../../pipelines/evidence-rules.ts';
import { countFillers, isAcknowledgement } from '../../../pipelines/language/acknowledgements.ts';
import { chineseShapes } from '../../../pipelines/language/question-shapes-zh.ts';
import { judgeChinese } from '../../../pipelines/language/questions-zh.ts';
import { objectionsIn } from '../../../pipelines/objection-rules.ts';

const evidenceIn = compileEvidenceRules({ case: ['我们有个客户'], number: [], certificate: [], demo: [] }, null);
const stance = (text: string, name: string) => stanceTo(text, text.indexOf(name), text.indexOf(name) + name.length);

it.each<[rule: string, (text: string) => unknown, simplified: string, traditional: string]>([
  ['questions', judgeChinese, '你们多久可以上线', '你們多久可以上線'],
  ['questions', judgeChinese, '这个能不能对接', '這個能不能對接'],
  ['shapes', chineseShapes, '这个系统什么时候能上线呢', '這個系統什麼時候能上線呢'],
  ['acknowledgements', (text) => isAcknowledgement(text, 'zh'), '对对，没问题', '對對，沒問題'],
  ['fillers', (text) => countFillers(text, 'zh'), '这个这个，就是说，那个那个', '這個這個，就是說，那個那個'],
  ['feeling', (text) => wordsAffect(text, 'zh'), '太慢了，很失望', '太慢了，很失望'],
  ['feeling', (text) => wordsAffect(text, 'zh'), '这个方案很专业，我们很满意', '這個方案很專業，我們很滿意'],
  ['objections', (text) => objectionsIn(text, 'zh'), '价格太高，超出我们的预算', '價格太高，超出我們的預算'],
  ['evidence', evidenceIn, '我们有个客户，时间缩短了50%', '我們有個客戶，時間縮短了５０％'],
  ['cues', (text) => cuesIn(text, 'zh', COMMITMENT_CUES), '我下周给您发报价', '我下週給您發報價'],
  ['stance', (text) => stance(text, 'Acme'), '我们没用过Acme', '我們沒用過Acme'],
  ['stance', (text) => stance(text, 'Acme'), '从Acme换掉的，太难用', '從Acme換掉的，太難用'],
])('%s', (_, read, simplified, traditional) => {
  expect(read(traditional)).toEqual(read(simplified));
  expect(read(simplified)).not.toEqual(read(''));
});
