// A child that answers questions, and hangs on one: what it is asked comes back, "hang" never does.

import { answerParent } from '../../models/child/answer-parent.ts';

answerParent<object, string, string>(() => (question) => {
  while (question === 'hang');
  return question;
});
