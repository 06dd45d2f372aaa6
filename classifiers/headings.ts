/**
 * What the heading of a column announces, as lists of members, electors, cases, ballots and goods head theirs.
 *
 * All expressions are anchored and bounded, because cells are hostile text too. Pure.
 */
import { beginningsOf, mayBegin } from './beginnings.ts';

/** A heading may announce several of these. */
export type HeadingKind =
  | 'member-number'
  | 'first-name'
  | 'surname'
  | 'name'
  | 'address'
  | 'email'
  | 'phone'
  | 'birth'
  | 'joined'
  | 'standing'
  | 'payment'
  | 'membership-type'
  | 'equality'
  | 'branch'
  | 'opt-out'
  | 'elector'
  | 'polling-district'
  | 'voter-intention'
  | 'postal'
  | 'marked'
  | 'walk'
  | 'box'
  | 'contacts'
  | 'candidate'
  | 'votes'
  | 'stage'
  | 'eligible'
  | 'nomination'
  | 'case'
  | 'respondent'
  | 'complainant'
  | 'allegation'
  | 'sanction'
  | 'action'
  | 'ballot'
  | 'party'
  | 'clp'
  | 'goods'
  | 'place';

const HEADINGS: readonly (readonly [HeadingKind, RegExp])[] = [
  [
    'member-number',
    /^(?:member(?:ship)?|mem|mbr|party)[ ._-]*(?:card )?(?:no|num|number|nr|id|ref|#)?\.?(?:erence)?$|^(?:lp|cons)[ _]?(?:id|no)$/i,
  ],
  ['first-name', /^(?:first|fore|given|known)[ _-]?(?:name|as)s?$|^preferred name$/i],
  ['surname', /^(?:sur|last|family|second)[ _-]?name$/i],
  ['name', /^(?:full |member |voter |elector'?s? )?names?$|^members?$|^who$|^nm$/i],
  [
    'address',
    /^(?:home |postal |property)?addr(?:ess)?[ _-]?\d?$|^(?:street|town|road|house(?: no\.?)?|post ?code|pcode|property ?post ?code)$/i,
  ],
  ['email', /^e-?mail(?: address)?(?: ?\d)?$/i],
  [
    'phone',
    /^(?:home |work |mobile |mob |day |eve )?(?:tele?)?(?:phone|mobile|mob|tel|landline|cell)(?: ?(?:no|number|num)\.?)?\d?$/i,
  ],
  ['birth', /^(?:d\.?o\.?b\.?|date of birth|age|under[ -]27|year of birth|yob|elector ?dob)$/i],
  [
    'joined',
    /^(?:date )?(?:re)?join(?:ed|ing)?(?: ?date| on| dt)?$|^(?:applied|application date|continuous since|member since|start(?:ed)?(?: date)?|since|joindt)$/i,
  ],
  [
    'standing',
    /^(?:member(?:ship)? )?stat(?:us)?(?:[ _]d(?:ate|t))?$|^(?:what happened|arrears|months? (?:in )?arrears|in arrears|lapsed?(?: date| on)?|expir(?:y|es)(?: date)?|renewal(?: date)?|last (?:paid|payment|pd)|mths? arr|paid (?:to|until|up to)|overdue|left|standing|behind)$/i,
  ],
  [
    'payment',
    /^(?:last[ _]?dd|pay(?:ment)?(?: ?(?:method|type|freq))?|method|dd|subs?|subscription|fee|amount(?: paid)?|rate)$/i,
  ],
  ['membership-type', /^(?:member(?:ship)?[ _]?(?:type|rate|category|class)|type)$/i],
  ['equality', /^(?:gender|sex|bame|ethnicity|disabilit(?:y|ies)|disabled|lgbt\+?|trade union|union|tu)$/i],
  ['branch', /^(?:branch|ward|clp|blp|constituency|region|unit)(?: (?:name|party|labour party))?$/i],
  [
    'opt-out',
    /^(?:do not (?:contact|knock|leaflet|mail|email|call|phone)|dn[ckld]|opt(?:ed)?[ -]?outs?|no contact|unsubscribed|consent.*|delegate|role|last attended)$/i,
  ],
  [
    'elector',
    /^(?:elector|electoral|roll|register|reg|er|el)(?:'?s)? ?(?:no|num|number|nr|number prefix|number suffix|id|ref|roll no|markers?|name|forename|surname|#)?\.?$|^elector(?:number|name|forename|surname|dob|createdmonth|changedmonth|deletedmonth)$/i,
  ],
  ['polling-district', /^(?:[pe]\.?d\.?|polling district|poll(?:ing)? dist\.?|district(?: ?ref)?|pd code)$/i],
  [
    'voter-intention',
    /^(?:v\.?i\.?d?\.?|voter ?id|voting? intention|intention|canvass(?: result| code| return)?|pref(?:erence)?|likelihood.*|lab scale|rag|rating|[a-z]{2} rating|part(?:y|ies)(?: considered)?|promise[sd]?|last (?:voter )?id|code|result|said|told us|view|2nd pref|arm|support(?:er)?(?: level| score)?|response|lean(?:s|ing)?|how (?:will|would) vote)$/i,
  ],
  ['postal', /^(?:p\.?v\.?(?:\?|s)?|postal(?: ?voter?s?)?|absent(?: voter)?|proxy|pv (?:sent|returned)|av)$/i],
  [
    'marked',
    /^(?:voted\??|marked|(?:ge|le|mm|pcc|lge|ep|ev|by|may|june|july|dec)[ -]?\d{2,4}|turnout|marked reg(?:ister)?|tell(?:er|ing)?)$/i,
  ],
  [
    'walk',
    /^(?:road ?group|walk(?: ref| no| order)?|rg|round|patch|route|poster|board|poster\/board|garden board|last (?:contact(?:ed)?|knocked|canvassed|visit(?:ed)?)|date (?:last )?(?:knocked|canvassed)|(?:canvass|contact|last contact) ?date|canvasser|recorded by|doors|knocked|contacts?(?: made)?|contact rate|spoken to)$/i,
  ],
  [
    'box',
    /^(?:ballot box|box(?: no\.?)?|polling station|ps|station|stn|prom(?:ised?|ises)?|elec(?:tors)?|on reg|ours|in so far|est(?:\.|imated)? close|est ?%.{0,4}|sample of|ballots est\.?|our (?:tally|vote).*|tally.*|sample(?: size)?|box electorate|electorate|(?:turnout |at )?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|noon)|(?:[01]\d|2[0-3])[:.][0-5]\d|guess.*|promises in)$/i,
  ],
  [
    'contacts',
    /^(?:doors?(?: knocked)?|answers?|answered|convs?|convos?|conversations?|contacts since.{0,20}|sessions?|people out|(?:new )?ids|switch(?:ers)?(?: (?:in|out))?|l ?%|lab (?:now|'?\d\d)|reached|lead|rate|spoken?(?: to)?|dials?|contacts?(?: made)?|contact(?:ed)? ?(?:rate|%)|v?ids?|dks?|don'?t knows?|undecided|our vote|lab(?:our)?(?: ?%)?|promises?|not in|no answer|electorate)$/i,
  ],
  [
    'candidate',
    /^(?:cand|candidates?(?: name)?|nominee|applicant(?: name)?|app'?l(?:icant)?|name of candidate|shortlisted)$/i,
  ],
  [
    'votes',
    /^(?:votes?(?: cast| for)?|(?:constit\w*|aff\w*|members'?)(?: section)?(?: votes?)?|weighted ?%|first pref(?:erence)?s?(?: votes)?|tally|ballots?|total|score|elected)$/i,
  ],
  [
    'stage',
    /^(?:stage|round|count)(?: ?\d{1,2}\b.*)?$|^(?:1st|2nd|3rd|final)(?: (?:round|ballot))?$|^(?:exhausted|n\.?t\.?|non-?transf\w*)$|^(?:surplus|exclusion|transfer)s? of .{1,40}$|^(?:quota|non[ -]transferable|transfers?)$/i,
  ],
  [
    'eligible',
    /^(?:eligible|attend(?:ance|ed|ing)|yes|no|for|against|spoil(?:ed|t)|abst(?:ain|ention)s?\.?|unique (?:voting )?code|voted[ _]at|voter[ _](?:ref|token|code)|ballot pack|returned\??|invited|(?:first[ _])?opened|freeze(?: ok)?|security code(?: \d)?|code part \d|part \d|token|voting (?:link|code|id))$/i,
  ],
  [
    'nomination',
    /^(?:nominat(?:ed|ions?|ing)(?: by| for| branch| body)?|rec'?d|women nom'?d|union backing|vetting|panel vote|10 subs|affiliate|party unit|nominees?(?: ?\d)?|nec ?\d|form in\??|return received|quorate|shortlist(?:ed)?|longlist(?:ed)?|panel (?:score|decision)|interview(?: score)?|affirm(?:ed|ative)|trigger)$/i,
  ],
  [
    'case',
    /^(?:case|complaint|file|app'?l no)(?: ?(?:no|ref|number|id|reference))?\.?$|^ref(?:erence)?\.?(?: no\.?)?$/i,
  ],
  [
    'respondent',
    /^(?:respondent|accused|subject|member complained (?:of|about)|appellant|person complained of|against whom|complained about|who about|about)(?: name)?$/i,
  ],
  ['complainant', /^(?:complainant|complained by|from whom|raised by|who from|reported by)(?: name)?$/i],
  [
    'allegation',
    /^(?:allegations?|nature(?: of complaint)?|(?:complaint )?category|grounds|charge[sd]?|breach|issue|what (?:for|they did|happened)|summary|details?|grounds? of refusal)$/i,
  ],
  [
    'sanction',
    /^(?:sanction|outcome|penalty|panel(?: date)?|hearing(?: date)?|investigator|noi(?: sent| date)?|suspended(?: since| on)?|stage reached|decision|case ?worker|admin(?:istrative)? suspension|recommendation|appeal|where (?:it'?s at|it stands)|sub-?panel rec\.?)$/i,
  ],
  [
    'ballot',
    /^(?:ballot[ _-]?(?:id|no|paper)?|paper[ _](?:id|issued)|pref(?:erence)?[ _]?\d|\d(?:st|nd|rd|th)(?: pref(?:erence)?)?|[1-9]|weight|balloted|delegation|levy.{0,20}|for[_ ][a-z]|voting weight|channel)$/i,
  ],
  ['clp', /^[cb]lp(?: name)?$/i],
  // Columns headed by parties: a sample, a tally, shares by ward.
  [
    'party',
    /^(?:tick )?(?:l|lab|labour|c|con|cons|t|tory|ld|lib ?dem|lds|g|grn|green|r|ref|reform|pc|plaid|snp|ukip|ind|oth|dk|wv)(?: ?%)?$/i,
  ],
  [
    'goods',
    /^(?:sku|qty|quantity|(?:unit )?price|invoice(?: no\.?)?|due|amount due|description|product(?: code)?|supplier|bin|stock|part(?: no\.?)?|order(?: no\.?)?|flight|plan|plate|model|serial(?: no\.?)?|barcode|isbn)$/i,
  ],
  ['action', /^actions?(?: by| on| owner| points?| required)?$|^(?:owner|who by|lead|by when|responsible)$/i],
  [
    'place',
    /^(?:uprn|easting|northing|venue|polling (?:place|station) (?:name|address)|latitude|longitude|accessib.*)$/i,
  ],
];

const BEGINNINGS = HEADINGS.map(([, expression]) => beginningsOf(expression));
/** Nearly every cell announces nothing, which one expression tells, of those that may begin as the cell does. */
const byBeginning = Array.from({ length: 0x80 }, (_expression, unit) => {
  const character = String.fromCharCode(unit);
  const may = HEADINGS.filter((_heading, at) => mayBegin(BEGINNINGS[at] ?? new Uint8Array(), character));
  return may.length === 0 ? null : new RegExp(may.map(([, { source }]) => source).join('|'), 'i');
});
const ANY_HEADING = new RegExp(HEADINGS.map(([, { source }]) => source).join('|'), 'i');

function mayAnnounce(text: string): boolean {
  const unit = text.charCodeAt(0);
  const expression = unit < 0x80 ? byBeginning[unit] : ANY_HEADING;
  return expression?.test(text) ?? false;
}

/** Headings repeat from sheet to sheet, and prose is asked too: what was answered is kept, up to a bound. */
const answered = new Map<string, readonly HeadingKind[]>();
const ANSWERS = 5000;
const NONE: readonly HeadingKind[] = [];

export function headingsOf(cell: string): readonly HeadingKind[] {
  const text = cell.trim();
  if (text === '' || text.length > 42) return NONE;
  const known = answered.get(text);
  if (known) return known;
  const kinds = announcedBy(text);
  if (answered.size >= ANSWERS) answered.clear();
  answered.set(text, kinds);
  return kinds;
}

function announcedBy(text: string): readonly HeadingKind[] {
  if (/[@£.;]\s|[@£]/.test(text)) return NONE;
  const spaced = text.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
  if (!mayAnnounce(text) && (spaced === text || !mayAnnounce(spaced))) return NONE;
  return HEADINGS.filter(([, expression]) => expression.test(text) || (spaced !== text && expression.test(spaced))).map(
    ([kind]) => kind,
  );
}
