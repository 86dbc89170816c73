// Before the call: what it is, whose sound, and that everyone was told. Nothing is recorded before the last step.

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon, type IconName } from '../parts/icon.tsx';
import { NoTranscriber } from '../parts/no-transcriber.tsx';
import { Notice } from '../parts/notice.tsx';
import { LANGUAGE_TAG, language } from '../state/preferences.ts';
import { text } from '../text/messages.ts';
import { startFeed } from './feed-control.ts';
import { canRecord, canShareSound, type SourceRefusal } from './sound-sources.ts';
import { canRecognise } from './spoken-words.ts';

interface FeedFormProps {
  readonly isStarting: boolean;
  /** Why the last attempt did not come about. */
  readonly refusal: SourceRefusal | null;
}

export function FeedForm({ isStarting, refusal }: FeedFormProps) {
  const t = text.value.feed;
  const [title, setTitle] = useState('');
  const [accountName, setAccountName] = useState('');
  const [stage, setStage] = useState('');
  const [languageTag, setLanguageTag] = useState<string>(LANGUAGE_TAG[language.peek()]);
  const [withSharedSound, setShared] = useState(canShareSound());
  const [withWords, setWords] = useState(false);
  const [isTold, setTold] = useState(false);
  const why = canRecord() ? refusal : 'unsupported';
  const begin = (event: Event) => {
    event.preventDefault();
    void startFeed({ title, accountName, stage, languageTag, withSharedSound, withWords, notice: t.noticeWords });
  };
  return (
    <form class="feed-form" onSubmit={begin}>
      <h1>{t.title}</h1>
      <p class="feed-intro">{t.intro}</p>
      {why && <Notice tone="attend" form="strip" title={t.noMic[why]} />}

      <fieldset>
        <legend>{t.aboutCall}</legend>
        <div class="feed-fields">
          <TextField label={t.callTitle} hint={t.callTitleHint} value={title} change={setTitle} isWide />
          <TextField label={t.account} value={accountName} change={setAccountName} />
          <TextField label={t.stage} hint={t.stageHint} value={stage} change={setStage} />
          <label class="feed-field">
            <span>{t.language}</span>
            <select value={languageTag} onChange={(event) => setLanguageTag(event.currentTarget.value)}>
              {Object.values(LANGUAGE_TAG).map((tag) => (
                <option key={tag} value={tag}>
                  {text.value.calls.languages[tag.slice(0, 2)] ?? tag}
                </option>
              ))}
            </select>
          </label>
        </div>
      </fieldset>

      <fieldset>
        <legend>{t.sounds}</legend>
        <div class="feed-choice rep">
          <Icon name="mic" size={20} />
          <div>
            <b>{t.mic}</b>
            <p>{t.micHelp}</p>
          </div>
        </div>
        <Choice
          icon="tab"
          side="customer"
          label={t.shared}
          help={canShareSound() ? t.sharedHelp : t.sharedUnsupported}
          isChosen={withSharedSound}
          isPossible={canShareSound()}
          choose={setShared}
        />
        {canRecognise() && (
          <Choice
            icon="speech"
            side="words"
            label={t.words}
            help={t.wordsHelp}
            isChosen={withWords}
            isPossible
            choose={setWords}
          />
        )}
        {!withWords && <NoTranscriber />}
      </fieldset>

      <fieldset>
        <legend>{t.notice}</legend>
        <p class="feed-help">{t.noticeHelp}</p>
        <blockquote>{t.noticeWords}</blockquote>
        <label class="feed-told">
          <input type="checkbox" checked={isTold} onChange={(event) => setTold(event.currentTarget.checked)} />
          <span>{t.noticeGiven}</span>
        </label>
      </fieldset>

      <div class="feed-begin">
        <button type="submit" class="button primary" disabled={!isTold || isStarting || !canRecord()}>
          <Icon name="mic" />
          {t.begin}
        </button>
        <span role="status">{isStarting ? t.starting : isTold ? '' : t.noticeNeeded}</span>
      </div>
    </form>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly isWide?: boolean;
}

function TextField({ label, hint = '', value, change, isWide = false }: TextFieldProps) {
  return (
    <label class={`feed-field ${isWide ? 'wide' : ''}`}>
      <span>{label}</span>
      <input maxLength={200} placeholder={hint} value={value} onInput={(event) => change(event.currentTarget.value)} />
    </label>
  );
}

interface ChoiceProps {
  readonly icon: IconName;
  readonly side: 'customer' | 'words';
  readonly label: string;
  readonly help: ComponentChildren;
  readonly isChosen: boolean;
  readonly isPossible: boolean;
  readonly choose: (isChosen: boolean) => void;
}

function Choice({ icon, side, label, help, isChosen, isPossible, choose }: ChoiceProps) {
  const helpId = `feed-help-${side}`;
  return (
    <label class={`feed-choice ${side} ${isChosen ? '' : 'left-out'}`}>
      <Icon name={icon} size={20} />
      <span>
        <b>{label}</b>
        <span class="feed-choice-help" id={helpId}>
          {help}
        </span>
      </span>
      <input
        type="checkbox"
        aria-label={label}
        aria-describedby={helpId}
        checked={isChosen}
        disabled={!isPossible}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
    </label>
  );
}
