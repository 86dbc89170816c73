// A child that answers questions, and hangs on one: what it is asked comes back, "pid" as the process's own, "hang" never.

import { answerParent } from '../../models/child/answer-parent.ts';

answerParent<object, string, string>(() => (question) => {
  while (question === 'hang');
  return question === 'pid' ? String(process.pid) : question;
});
