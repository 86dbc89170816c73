import { describe, expect, it } from 'vitest';
import type { Participant } from '../../../../engine/events.ts';
import { createDevelopment } from '../../../../gateway/auth/development.ts';
import { maySee } from '../../../../gateway/auth/visibility.ts';
import type { RoleName } from '../../../../gateway/protocol/rest.ts';

const { people } = createDevelopment();
const who = (personId: string, ...roles: RoleName[]) => ({ personId, name: personId, roles, isDevelopment: false });
const callOf = (...participants: object[]) => ({ participants: participants as Participant[] });
const ALEXS = callOf(
  { participantId: 'r', role: 'rep', personId: 'alex-rivera' },
  { participantId: 'c', role: 'customer', personId: 'somebody' },
);
const sees = (identity: ReturnType<typeof who>, call = ALEXS) => {
  const visibility = maySee(identity, people, call);
  return visibility.allowed ? visibility.as : false;
};

describe('a call is seen', () => {
  it('by its rep', () => {
    expect(sees(who('alex-rivera', 'rep'))).toBe('rep');
    expect(sees(who('li-xiao', 'rep'))).toBe(false);
  });

  it("by the rep's direct manager in the role coach, and by no other coach", () => {
    expect(sees(who('morgan-chen', 'coach'))).toBe('direct-manager');
    expect(sees(who('robin-hale', 'coach'))).toBe(false);
    expect(sees(who('morgan-chen', 'operator'))).toBe(false);
  });

  it('by nobody for being analyst, operator or feed', () => {
    expect(sees(who('alex-rivera', 'analyst', 'operator', 'ingest'))).toBe(false);
    expect(sees(who('ana-analyst', 'analyst'))).toBe(false);
  });

  it('by somebody whose roles add up', () => {
    expect(sees(who('morgan-chen', 'analyst', 'coach', 'rep'))).toBe('direct-manager');
    const both = callOf(
      { participantId: 'r', role: 'rep', personId: 'alex-rivera' },
      { participantId: 'm', role: 'rep', personId: 'morgan-chen' },
    );
    expect(sees(who('morgan-chen', 'coach', 'rep'), both)).toBe('rep');
    expect(sees(who('alex-rivera', 'rep'), both)).toBe('rep');
  });

  it('only where the role is rep: colleagues and customers open nothing', () => {
    for (const role of ['customer', 'colleague', 'unknown']) {
      const call = callOf({ participantId: 'r', role, personId: 'alex-rivera' });
      expect(sees(who('alex-rivera', 'rep'), call)).toBe(false);
      expect(sees(who('morgan-chen', 'coach'), call)).toBe(false);
    }
  });

  it('by nobody where the feed did not say whose it is, and that is what they are told', () => {
    const visibility = maySee(who('morgan-chen', 'coach'), people, callOf({ participantId: 'r', role: 'rep' }));
    expect(visibility).toMatchObject({ allowed: false, why: expect.stringMatching(/did not say whose/) });
  });

  it('and a refusal says why and who can, without naming anybody', () => {
    const visibility = maySee(who('robin-hale', 'coach'), people, ALEXS);
    expect(visibility).toEqual({
      allowed: false,
      why: "you are not the direct manager of this call's rep",
      whoCan: "the rep of the call, and the rep's direct manager in the role coach",
    });
  });
});
