/**
 * Pieces of forms: a form with its token, fields with their labels, and what was wrong. What stands in a `textarea` begins
 * with a line end of ours: HTML takes the first one away, which would else be one of the text.
 */
import { html } from 'ghtml';

/** For each form of a page of somebody who is signed in. */
export function csrfField({ csrf }: { readonly csrf: string }): string {
  return html`<input type="hidden" name="csrf" value="${csrf}">`;
}

/** A form that posts; `content` is markup. */
export function form(
  me: { readonly csrf: string },
  { action, content, kind = '' }: { readonly action: string; readonly content: string; readonly kind?: string },
): string {
  return html`<form method="post" action="${action}" class="${kind}">!${csrfField(me)}!${content}</form>`;
}

/** A sentence above a form that could not be taken. */
export function problemView(problem: string | undefined): string {
  return problem ? html`<p role="alert" class="problem">${problem}</p>` : '';
}

/** What was typed into a form that is no longer here, since somebody else was faster: to be copied, not lost. */
export function leftView(words: string | undefined): string {
  if (!words) return '';
  return html`<div class="field"><label for="left">What you wrote</label><textarea id="left" rows="4" readonly>
${words}</textarea></div>`;
}

export interface Field {
  readonly label: string;
  readonly name: string;
  readonly value?: string | undefined;
  readonly hint?: string;
  readonly type?: 'text' | 'email' | 'search' | 'number' | 'date' | 'textarea';
  readonly isRequired?: boolean;
  readonly maxLength?: number;
  /** Where two forms of a page have fields of one name. */
  readonly id?: string;
  readonly key?: string;
}

export function field({
  label,
  name,
  value = '',
  hint,
  type = 'text',
  isRequired,
  maxLength,
  id = name,
  key,
}: Field): string {
  const more = [
    isRequired ? ' required' : '',
    maxLength ? html` maxlength="${maxLength}"` : '',
    hint ? html` aria-describedby="${id}-hint"` : '',
    key ? html` data-key="${key}" data-key-label="${label}"` : '',
  ].join('');
  const control =
    type === 'textarea'
      ? html`<textarea id="${id}" name="${name}" rows="3"!${more}>
${value}</textarea>`
      : html`<input id="${id}" name="${name}" type="${type}" value="${value}"!${more}>`;
  return html`<div class="field"><label for="${id}">${label}</label>!${control}!${hint ? html`<small class="hint" id="${id}-hint">${hint}</small>` : ''}</div>`;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function select({
  label,
  name,
  value = '',
  choices,
  id = name,
  isRequired,
}: {
  readonly label: string;
  readonly name: string;
  readonly value?: string | undefined;
  readonly choices: readonly Choice[];
  readonly id?: string;
  readonly isRequired?: boolean;
}): string {
  const options = choices.map(
    (each) => html`<option value="${each.value}"!${each.value === value ? ' selected' : ''}>${each.label}</option>`,
  );
  return html`<div class="field"><label for="${id}">${label}</label><select id="${id}" name="${name}"!${isRequired ? ' required' : ''}>!${options.join('')}</select></div>`;
}
