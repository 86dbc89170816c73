// Says that nobody turns speech into words here, so that a call without cards surprises nobody.

import { isWithoutTranscriber } from '../state/session.ts';
import { text } from '../text/messages.ts';
import { Notice } from './notice.tsx';

export function NoTranscriber() {
  if (!isWithoutTranscriber.value) return null;
  const { noTranscriber, noTranscriberHelp } = text.value.states;
  return <Notice form="strip" title={noTranscriber} help={noTranscriberHelp} />;
}
