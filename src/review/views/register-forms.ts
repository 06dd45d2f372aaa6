/** The usual changes of the register as forms; they come to lines of YAML, and the checker says what is wrong. */
import { html } from 'ghtml';
import type { Problem } from '../../register/yaml.ts';
import type { RegisterChange } from '../register.ts';
import type { SignedIn } from '../sign-in.ts';
import { type Choice, csrfField, field, problemView, select } from './form.ts';
import { matterName } from './matters.ts';
import { framed } from './page.ts';
import { problemsView } from './register-problems.ts';

interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'email' | 'date' | 'textarea';
  readonly isRequired?: boolean;
  readonly choices?: readonly string[];
  /** Boxes of categories. */
  readonly isCategories?: boolean;
}

interface ChangeForm {
  readonly title: string;
  readonly sentence: string;
  /** Where it is offered. */
  readonly section: string;
  readonly fields: readonly FieldSpec[];
}

const CATEGORIES = ['declared', 'minutes', 'committee-papers', 'membership', 'elections', 'disciplinary'];
const MANY = 'one a line; * is anybody, *@domain.example anybody there';
const days: readonly FieldSpec[] = [
  { name: 'from', label: 'First day', type: 'date', isRequired: true },
  { name: 'until', label: 'Last day', type: 'date', isRequired: true },
];

export const CHANGE_FORMS: Readonly<Record<RegisterChange['kind'], ChangeForm>> = {
  permission: {
    title: 'Add a permission',
    sentence: 'A leave under paragraph 8 that was given: it clears what it lists, between those whom it lists.',
    section: 'permissions',
    fields: [
      { name: 'id', label: 'Id', hint: 'such as P-2026-014', isRequired: true },
      { name: 'authority', label: 'Who gave it', choices: ['nec', 'general-secretary', 'national-officer'] },
      { name: 'by', label: 'By', hint: 'the address of who gave it, or NEC', isRequired: true },
      { name: 'minute', label: 'Minute', hint: 'needed for the NEC' },
      { name: 'delegation', label: 'Delegation', hint: 'its id, needed for a national officer' },
      { name: 'categories', label: 'Matters', isCategories: true },
      { name: 'senders', label: 'Senders', type: 'textarea', hint: MANY, isRequired: true },
      { name: 'recipients', label: 'Recipients', type: 'textarea', hint: MANY, isRequired: true },
      { name: 'case', label: 'Case', hint: 'its reference, needed for disciplinary matters' },
      { name: 'fingerprint', label: 'Document', hint: 'id of its fingerprint, where it is for one document' },
      ...days,
    ],
  },
  obligation: {
    title: 'Add an obligation',
    sentence: 'What the law, or for paragraph 9(a) another obligation, requires to be told.',
    section: 'obligations',
    fields: [
      { name: 'id', label: 'Id', hint: 'such as L-7', isRequired: true },
      { name: 'law', label: 'Kind', choices: ['law', 'obligation'] },
      { name: 'basis', label: 'Basis', hint: 'the order or the section', isRequired: true },
      { name: 'categories', label: 'Matters', isCategories: true },
      { name: 'senders', label: 'Senders besides staff and officers', type: 'textarea', hint: MANY },
      { name: 'recipients', label: 'Recipients', type: 'textarea', hint: MANY, isRequired: true },
      ...days,
    ],
  },
  delegation: {
    title: 'Add a delegation',
    sentence: 'A power of the General Secretary or the NEC that a national officer may use.',
    section: 'delegations',
    fields: [
      { name: 'id', label: 'Id', hint: 'such as D-3', isRequired: true },
      { name: 'officer', label: 'Officer', type: 'email', isRequired: true },
      { name: 'by', label: 'By', hint: 'the address of the General Secretary, or NEC', isRequired: true },
      { name: 'power', label: 'Power', choices: ['permissions', 'discipline'] },
      { name: 'minute', label: 'Minute', hint: 'for the NEC' },
      ...days,
    ],
  },
  'close-case': {
    title: 'Close a case',
    sentence: 'A closed case still holds everything, but 9(c) no longer looks over it.',
    section: 'cases',
    fields: [{ name: 'ref', label: 'Reference', isRequired: true }],
  },
  adviser: {
    title: 'Add an adviser',
    sentence: 'Somebody from whom the member concerned seeks support under 9(b).',
    section: 'cases',
    fields: [
      { name: 'ref', label: 'Case', isRequired: true },
      { name: 'email', label: 'Address', type: 'email', isRequired: true },
      { name: 'capacity', label: 'Capacity', choices: ['legal', 'medical', 'social', 'family', 'trade-union'] },
    ],
  },
};

export interface ChangeView {
  readonly me: SignedIn;
  readonly kind: RegisterChange['kind'];
  /** As it was sent. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly problems?: readonly Problem[];
  readonly refusal?: string | undefined;
}

export function changeView({ me, kind, given, problems = [], refusal }: ChangeView): string {
  const { title, sentence, fields, section } = CHANGE_FORMS[kind];
  const body = html`<p><a href="/register?section=${section}">Register</a></p><h1>${title}</h1>
<p>${sentence}</p>
!${problemView(refusal)}
!${problemsView(problems)}
<form method="post" action="/register/change/${kind}" class="narrow">!${csrfField(me)}
!${fields.map((each) => control(each, given[each.name])).join('\n')}
<p class="actions"><button type="submit" class="main">${title}</button></p></form>`;
  return framed(me, { title, at: '/register', body });
}

function control({ name, label, choices, isCategories, ...more }: FieldSpec, given: unknown): string {
  if (isCategories) return categoryBoxes(name, label, [given ?? []].flat().map(String));
  const value = Array.isArray(given) ? given.join('\n') : typeof given === 'string' ? given : '';
  if (choices)
    return select({ label, name, value, choices: choices.map((each): Choice => ({ value: each, label: each })) });
  return field({ label, name, value, ...more });
}

function categoryBoxes(name: string, label: string, ticked: readonly string[]): string {
  const boxes = CATEGORIES.map(
    (each) =>
      html`<p class="choice"><label><input type="checkbox" name="${name}" value="${each}"!${ticked.includes(each) ? ' checked' : ''}> ${matterName(each)}</label></p>`,
  );
  return html`<fieldset><legend>${label}</legend>!${boxes.join('')}</fieldset>`;
}
