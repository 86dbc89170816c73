// Whose call a recording is: only its rep and the rep's coach may look at it, so one whose rep has no `personId` is
// seen by nobody. On a gateway without auth a person to try with takes the part.

import { developmentPeople, originOf } from '../client/development-session.ts';
import type { DevelopmentPerson } from '../protocol/rest.ts';
import type { RecordedCall } from '../recorded/recorded-call.ts';

export interface OwnerFlags {
  /** ws: or http: address of the gateway. */
  readonly url: string;
  readonly token?: string;
  /** personId of the rep. */
  readonly rep?: string;
}

/** The call with its rep, and what to tell whoever sends it: where to look, or that nobody can. */
export async function ownedCall(
  recorded: RecordedCall,
  { url, token, rep }: OwnerFlags,
): Promise<{ readonly call: RecordedCall; readonly note: string }> {
  const people = token === undefined ? await developmentPeople(originOf(url)).catch(() => []) : [];
  const chosen = rep ?? repToTryWith(people, recorded.started.language)?.personId;
  const call = chosen === undefined ? recorded : withRep(recorded, chosen);
  return { call, note: noteOf(call, people, originOf(url)) };
}

function noteOf(
  { started: { callId, participants } }: RecordedCall,
  people: readonly DevelopmentPerson[],
  origin: string,
) {
  const reps = participants.filter(({ role }) => role === 'rep');
  if (reps.length === 0)
    return `${callId} has no rep, so nobody may look at it; --roles says who is on which channel\n`;
  const personId = reps.find((each) => each.personId !== undefined)?.personId;
  if (personId === undefined)
    return `nobody may look at ${callId}: its rep has no personId; --rep says whose call it is\n`;
  const person = people.find((each) => each.personId === personId);
  return person ? `look at it as ${person.name}: ${origin}/#/calls/${encodeURIComponent(callId)}\n` : '';
}

/** The person becomes each rep of the call that has no `personId`. */
function withRep(call: RecordedCall, personId: string): RecordedCall {
  const participants = call.started.participants.map((each) =>
    each.role === 'rep' && each.personId === undefined ? { ...each, personId } : each,
  );
  return { ...call, started: { ...call.started, participants } };
}

/** A rep to try with who speaks the language, else any. */
function repToTryWith(people: readonly DevelopmentPerson[], language: string): DevelopmentPerson | undefined {
  const reps = people.filter(({ roles }) => roles.includes('rep'));
  return reps.find((rep) => rep.language === language.toLowerCase().split('-')[0]) ?? reps[0];
}
