// The line above every view: name, way back to the calls, language, theme, who is looking.

import { chooseLanguage, chooseTheme, LANGUAGE_TAG, language, type Theme, theme } from '../state/preferences.ts';
import { route } from '../state/route.ts';
import { identity, isOperator, opensCalls, signOut } from '../state/session.ts';
import { text } from '../text/messages.ts';
import { FeedMark } from './feed-mark.tsx';
import { Icon, type IconName } from './icon.tsx';

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' };
const THEME_ICON: Readonly<Record<Theme, IconName>> = { auto: 'auto', light: 'sun', dark: 'moon' };

export function PageHeader() {
  const t = text.value;
  const who = identity.value;
  const other = language.value === 'en' ? 'zh' : 'en';
  return (
    <header class="page-header">
      <button type="button" class="skip" onClick={skip}>
        {t.app.toContent}
      </button>
      <a class="brand" href="#/calls" aria-label="Sotto">
        <span class="brand-mark" aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
        </span>
        <span class="brand-name">Sotto</span>
      </a>
      {route.value.view !== 'calls' && opensCalls.value && (
        <a class="way-back" href="#/calls">
          <Icon name="left" size={14} />
          {t.app.backToCalls}
        </a>
      )}
      {route.value.view !== 'operator' && isOperator.value && (
        <a class="way-back" href="#/operator">
          {t.operator.link}
        </a>
      )}
      <span class="page-header-space" />
      {route.value.view !== 'feed' && <FeedMark />}
      {who && (
        <span class="who" title={who.isDevelopment ? t.app.development : undefined}>
          <b>{who.name}</b>
          <span>{who.roles.map((role) => t.roleOf[role]).join(' · ')}</span>
        </span>
      )}
      {who && (
        <button type="button" class="button quiet" onClick={() => void signOut()}>
          {t.app.signOut}
        </button>
      )}
      <button
        type="button"
        class="button quiet"
        lang={LANGUAGE_TAG[other]}
        aria-label={t.app.otherLanguageLabel}
        onClick={() => chooseLanguage(other)}
      >
        {t.app.otherLanguage}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t.app.theme[theme.value]}
        title={t.app.theme[theme.value]}
        onClick={() => chooseTheme(NEXT_THEME[theme.value])}
      >
        <Icon name={THEME_ICON[theme.value]} />
      </button>
    </header>
  );
}

/** A link would change the address bar, which holds the route; so it is a button. */
function skip(): void {
  document.getElementById('content')?.focus();
}
