// A state of the page, in words: what it is and what can be done. `whole` fills an empty view, `strip` stands above one.

import type { ComponentChildren } from 'preact';
import { RestError } from '../state/rest.ts';
import { text } from '../text/messages.ts';

interface NoticeProps {
  readonly tone?: 'quiet' | 'attend' | 'system';
  readonly form?: 'whole' | 'strip';
  readonly title: string;
  readonly help?: string;
  readonly children?: ComponentChildren;
}

export function Notice({ tone = 'quiet', form = 'whole', title, help, children }: NoticeProps) {
  return (
    <div class={`notice ${tone} ${form}`} role={tone === 'system' ? 'alert' : 'status'}>
      <span class="notice-mark" aria-hidden="true" />
      <div class="notice-words">
        <p class="notice-title">{title}</p>
        {help && <p class="notice-help">{help}</p>}
      </div>
      {children && <div class="notice-actions">{children}</div>}
    </div>
  );
}

interface FailureProps {
  readonly error: unknown;
  /** What was asked for: one call, the list, or the operator's page. */
  readonly of: 'call' | 'list' | 'operator';
  readonly retry?: () => void;
}

/** What a refusal means for the reader, told by its code. */
export function Failure({ error, of, retry }: FailureProps) {
  const t = text.value;
  const code = error instanceof RestError ? error.code : 'page.unexpected';
  if (code === 'auth.forbidden') {
    const [title, help] = {
      call: [t.errors.forbidden, t.errors.forbiddenHelp],
      list: [t.errors.forbiddenList, t.errors.forbiddenListHelp],
      operator: [t.operator.forbidden, t.operator.forbiddenHelp],
    }[of] as [string, string];
    return <Notice title={title} help={help} />;
  }
  if (code === 'call.not-found') return <Notice title={t.errors.notFound} help={t.errors.notFoundHelp} />;
  const isAway = code === 'page.unreachable';
  const title = isAway ? t.errors.unreachable : t.errors.unexpected;
  const help = isAway ? t.errors.unreachableHelp : t.errors.unexpectedHelp(code);
  return (
    <Notice tone="system" title={title} help={help}>
      {retry && (
        <button type="button" class="button" onClick={retry}>
          {t.app.retry}
        </button>
      )}
    </Notice>
  );
}
