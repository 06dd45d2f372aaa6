/** One finding on a shared drive: what it is, where it lies and who can read it, its evidence, history, and what to do. */
import { html } from 'ghtml';
import type { FindingEvent, FindingPlace, ShownFinding } from '../../store/drive-findings.ts';
import { may } from '../roles.ts';
import { LONGEST } from '../said.ts';
import type { SignedIn } from '../sign-in.ts';
import { loudest, namesOf, type Spoken, signed } from '../spoken.ts';
import { number } from './chart.ts';
import { detailView } from './detail.ts';
import { paragraphSelect, readersPill, statePill } from './drives.ts';
import { field, form, leftView, problemView } from './form.ts';
import { matterName } from './matters.ts';
import { framed } from './page.ts';
import { placeInWords } from './part-text.ts';
import { isolated, plain } from './plain.ts';
import { table, text } from './table.ts';
import { when } from './when.ts';
import { percent } from './words.ts';

const MOST_EVIDENCE = 30;

export function driveFindingView(me: SignedIn, found: ShownFinding, problem?: string, words?: string): string {
  const { id, category, paragraphs, drive, state, people, strictly, placeCount, places } = found;
  const canWrite = may(me.roles, 'drives:write');
  const live = places.filter(({ goneAt }) => goneAt === null);
  const body = html`<p><a href="/drives/findings?drive=${encodeURIComponent(drive)}">Findings on ${drive}</a></p>
<h1>${matterName(category)} <small>paragraph ${paragraphs.join(', ')}</small></h1>
!${problemView(problem)}!${leftView(words)}
<p class="verdict">!${statePill(state)} !${live.length > 0 ? readersPill(found) : ''} !${strictly ? '<span class="pill stop">Strictly confidential</span>' : ''} ${sentenceOf(people, live.length)}</p>
<dl><dt>Confidence</dt><dd>${percent(found.confidence)}</dd>
!${found.body ? html`<dt>Body</dt><dd>${found.body}</dd>` : ''}!${found.unit ? html`<dt>Unit</dt><dd>${found.unit}</dd>` : ''}!${found.cases.length > 0 ? html`<dt>Cases</dt><dd>${found.cases.join(', ')}</dd>` : ''}
<dt>First seen</dt><dd>!${when(found.firstSeen)}</dd><dt>Last seen</dt><dd>!${when(found.lastSeen)}</dd>
!${found.reason ? html`<dt>Decided</dt><dd>${[found.paragraph, found.reason].filter(Boolean).join(': ')} <small>by ${found.decidedBy ?? ''}, !${when(found.decidedAt)}</small></dd>` : ''}</dl>
!${canWrite ? actsView(me, found) : ''}
<h2>Evidence</h2>
!${table<Spoken>({
    caption: 'Evidence, the strongest first',
    rows: loudest(found.finding.evidence, MOST_EVIDENCE),
    empty: 'No single words: the text as a whole.',
    columns: [
      {
        title: 'Words',
        cell: ({ quote, weight }) =>
          weight < 0 ? html`<q>!${plain(quote.slice(0, 400))}</q>` : html`<mark>!${plain(quote.slice(0, 400))}</mark>`,
      },
      { title: 'Place', cell: ({ place }) => text(placeInWords(place)) },
      { title: 'Signals', cell: ({ signals }) => html`<code>${namesOf(signals)}</code>` },
      { title: 'Weight', isNumber: true, cell: ({ weight }) => text(signed(weight)) },
    ],
  })}
<h2>Where it lies</h2>
!${placeCount > places.length ? html`<p>${number(places.length)} of ${number(placeCount)} places.</p>` : ''}
!${table<FindingPlace>({
    caption: 'Places',
    rows: places,
    empty: 'Nowhere any more.',
    columns: [
      {
        title: 'File',
        cell: ({ path, part, goneAt }) =>
          html`!${isolated(path)}!${path.endsWith(part) ? '' : html` <small>in !${isolated(part)}</small>`}!${goneAt ? html`<br><small>gone since !${when(goneAt)}</small>` : ''}`,
      },
      { title: 'Owner', cell: ({ owner }) => plain(owner ?? '') },
      { title: 'Can read it', cell: readersOf },
      { title: 'First seen', cell: ({ firstSeen }) => when(firstSeen) },
    ],
  })}
<h2>History</h2>
!${table<FindingEvent>({
    caption: 'History',
    rows: found.events,
    empty: 'None.',
    columns: [
      { title: 'When', cell: ({ at }) => when(at) },
      { title: 'Who', cell: ({ actor }) => text(actor) },
      { title: 'What', cell: ({ event }) => text(event) },
      { title: 'Detail', cell: ({ detail }) => detailView(detail) },
    ],
  })}
<p class="muted">Number <code>${id}</code></p>`;
  return framed(me, { title: `${matterName(category)} on ${drive}`, at: '/drives', body });
}

function sentenceOf(people: number, places: number): string {
  const exposes = people > 0 ? `It exposes ${number(people)} ${people === 1 ? 'person' : 'people'}. ` : '';
  return `${exposes}${places === 0 ? 'It lies nowhere any more.' : `It lies in ${number(places)} ${places === 1 ? 'place' : 'places'}.`}`;
}

/** Principals that are no one person. */
const MANY: Readonly<Record<string, string>> = { everyone: 'everybody', link: 'everybody who has the link' };

function outsiderLine({ principal, because }: FindingPlace['outside'][number]): string {
  const name = MANY[principal];
  const why = name ? because.replace(`${principal} is not `, 'not all of them are ') : because;
  return html`<strong>!${name ?? isolated(principal)}</strong> <small>!${plain(why)}</small>`;
}

/** Those who are outside the circle first, each with why. */
function readersOf({ everyone, outside, readers }: FindingPlace): string {
  const lines = outside.slice(0, 20).map(outsiderLine);
  if (everyone && !outside.some(({ principal }) => Object.hasOwn(MANY, principal)))
    lines.unshift('<strong>everybody</strong>');
  const others = readers.filter((each) => !outside.some(({ principal }) => principal === each));
  if (others.length > 0)
    lines.push(html`<small>within the circle: !${others.slice(0, 20).map(isolated).join(', ')}</small>`);
  return lines.join('<br>');
}

function actsView(me: SignedIn, { id, state, places }: ShownFinding): string {
  const at = `/drives/findings/${id}`;
  const decide = (value: string, key: string, words: string, sentence: string, fields = '') =>
    html`<details data-key="${key}"><summary>${words}</summary>!${form(me, {
      action: `${at}/decision`,
      content: html`<input type="hidden" name="state" value="${value}"><p>${sentence}</p>!${fields}
!${field({ label: 'Reason', name: 'reason', id: `reason-${value}`, isRequired: true, maxLength: LONGEST.reason })}<p class="actions"><button type="submit" class="main">${words}</button></p>`,
    })}</details>`;
  const button = (action: string, words: string, sentence: string) =>
    form(me, { action: `${at}/${action}`, content: html`<p><button type="submit">${words}</button> ${sentence}</p>` });
  const isLying = places.some(({ goneAt }) => goneAt === null);
  return html`<section class="card acts" aria-labelledby="acts"><h2 id="acts">What to do</h2>
!${state === 'open' ? decide('accepted', 'a', 'Accept', 'It may lie where it lies: a paragraph allows it.', paragraphSelect(id)) : ''}
!${state === 'open' ? decide('false', 'f', 'Not a Confidential Matter', 'It was found wrongly.') : ''}
!${state === 'accepted' || state === 'false' ? decide('open', 'r', 'Open it again', 'What was decided no longer holds.') : ''}
!${isLying ? button('restrict', 'Keep it to its owner', 'Takes the rights of everybody else away.') : ''}
!${isLying ? button('quarantine', 'Take it into the sealed store', 'Moves the files, leaves a note, and can put them back.') : ''}</section>`;
}
