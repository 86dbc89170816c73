// Nobody is known yet: the identities that a loopback address offers, and a field for a token.

import { useState } from 'preact/hooks';
import { language } from '../state/preferences.ts';
import { becomeDevelopmentIdentity, signInWith } from '../state/session.ts';
import type { DevelopmentPerson } from '../state/wire.ts';
import { text } from '../text/messages.ts';

interface SignInProps {
  readonly offers: readonly DevelopmentPerson[];
  readonly wasRefused: boolean;
}

export function SignIn({ offers, wasRefused }: SignInProps) {
  const t = text.value;
  return (
    <section class="sign-in">
      <h1>{t.session.title}</h1>
      {wasRefused && (
        <p class="sign-in-note" role="alert">
          {t.session.refused}
        </p>
      )}
      {offers.length > 0 ? <Offers offers={offers} /> : <TokenForm />}
    </section>
  );
}

function Offers({ offers }: { readonly offers: readonly DevelopmentPerson[] }) {
  const t = text.value;
  const own = (offer: DevelopmentPerson) => (offer.language?.startsWith(language.value) ? 0 : 1);
  const isRep = ({ roles }: DevelopmentPerson) => (roles.includes('rep') ? 0 : 1);
  const ordered = [...offers].sort((a, b) => isRep(a) - isRep(b) || (isRep(a) === 0 ? own(a) - own(b) : 0));
  return (
    <>
      <p class="sign-in-help">{t.session.development}</p>
      <ul class="offers">
        {ordered.map(({ personId, name, roles }) => (
          <li key={personId}>
            <button type="button" onClick={() => void becomeDevelopmentIdentity(personId)}>
              <span class="offer-initial" aria-hidden="true">
                {[...name][0]}
              </span>
              <span class="offer-words">
                <b>{name}</b>
                <span>
                  {roles.map((role) => t.roleOf[role]).join(' · ')} —{' '}
                  {roles.map((role) => t.session.sees[role]).join(', ')}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function TokenForm() {
  const t = text.value;
  const [given, setGiven] = useState('');
  return (
    <form
      class="token-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (given.trim()) void signInWith(given);
      }}
    >
      <label for="token">{t.session.token}</label>
      <div class="token-row">
        <input
          id="token"
          type="password"
          autocomplete="off"
          aria-describedby="token-help"
          value={given}
          onInput={(event) => setGiven(event.currentTarget.value)}
        />
        <button type="submit" class="button primary">
          {t.session.enter}
        </button>
      </div>
      <p id="token-help" class="sign-in-help">
        {t.session.tokenHelp}
      </p>
    </form>
  );
}
