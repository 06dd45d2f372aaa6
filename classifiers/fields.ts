/**
 * What one cell of a table, or one piece of a line, holds: told by its content, and what a heading announces.
 *
 * Shapes: membership and elector numbers as the Party and councils write them, UK postcodes and telephones, dates. All
 * expressions are anchored and bounded, because cells are hostile text too. Pure.
 */
export type FieldKind =
  | 'member-number'
  | 'elector-number'
  | 'voter-code'
  | 'party-word'
  | 'mark'
  | 'email'
  | 'phone'
  | 'postcode'
  | 'date'
  | 'name'
  | 'word'
  | 'status'
  | 'payment'
  | 'money'
  | 'integer'
  | 'decimal'
  | 'case-ref'
  | 'sanction'
  | 'street'
  | 'person-at'
  | 'text'
  | 'empty';

/** Content of a cell, trimmed. A letter and six or seven digits is a membership number only beside other fields of a person. */
const CONTENT: readonly (readonly [FieldKind, RegExp])[] = [
  ['member-number', /^[A-Z][ -]?\d{6,7}$/i],
  ['email', /^<?[^\s@<>]{1,64}@[^\s@<>]{1,80}\.[a-z]{2,20}>?$/i],
  ['phone', /^(?:t|m|tel|mob)?[.: ]{0,2}(?:\+44|0044|\(0|0)[\d ()-]{8,14}$/i],
  ['phone', /^7\d{3} ?\d{6}$/],
  ['postcode', /^[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[A-Z]{2}$/i],
  ['date', /^\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d|\d{4})(?: \d\d:\d\d(?::\d\d)?)?$/],
  ['date', /^\d{4}-\d\d-\d\d(?:[T ][\d:]{5,8})?$/],
  [
    'date',
    /^(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}[ -](?:\d{4}|'?\d\d)$/i,
  ],
  ['date', /^\d{1,2}[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?:[ -]\d{2,4})?$/i],
  ['case-ref', /^[A-Z]{2,5}[-/ ]?(?:20\d\d[-/])?\d{3,5}$/],
  ['elector-number', /^[A-Z]{1,4}\d{0,2}[A-Z]?(?:-\d\/\d)?[ -]\d{1,4}(?:\/\d{1,2})?$/],
  ['elector-number', /^\d{3}[A-Z]{1,3} \d{1,4}(?:\/\d{1,2})?$/],
  ['voter-code', /^(?:[LTSGRIADUXZPCV]{1,2}|NV|WS|DK|LD|VL|VT)\d{0,2}(?:\/[A-Z]{1,2}\d?)?$/],
  [
    'party-word',
    /^(?:lab(?:our)?|con(?:servative)?|tory|lib(?:eral)?[ -]?dem(?:ocrat)?|green|reform|ukip|snp|plaid|against|don'?t know|won'?t say|non[ -]voter|undecided|probable|possible|firm|strong|weak|soft)(?: (?:labour|lab))?$/i,
  ],
  [
    'status',
    /^(?:active|current|in arrears|arrears|lapsed|lapsing|resigned|deceased|pending|suspended|cancelled|rejoined|new|joined|transferred(?: (?:in|out))?|renewed|overdue|\d{1,2} months?(?: (?:behind|in arrears|overdue|arrears))?|good standing|provisional|expired|ok|(?:joined|rejoined|lapsed|resigned|transferred|owes|paid|since|left|moved|applied|ymunodd)\b.{1,24}|[^\n]{1,16}(?:mths?|months?) (?:behind|in arrears|overdue)|(?:standard|reduced|student|life|youth) (?:rate|member))$/i,
  ],
  [
    'payment',
    /^(?:dd|direct debit|d\/d|cheque|card|cash|standing order|s\/o|standard|reduced|student|youth|unwaged|concession|union|affiliate|retired|forces|joint|annual|monthly)$/i,
  ],
  [
    'sanction',
    /^(?:nfa|no further action|no case.{0,20}|(?:not )?upheld.{0,16}|dismissed|allowed.{0,12}|varied.{0,16}|conceded|reminder.{0,20}|(?:nec |formal |written |final )?warning.{0,16}|reprimand.{0,16}|expelled|expulsion|auto-?excl\w{0,8}|excluded|suspended (?:from|for|until|since|\d).{1,16}|(?:admin )?susp(?:ension)?.{0,12}|\d{1,2} ?(?:m|mths?|months?|yrs?|years?) (?:susp\w{0,8}|bar|ban|warning)|whip (?:out|off|withdrawn|suspended).{0,12}|barred.{0,16}|referred to ncc|ncc)$/i,
  ],
  ['mark', /^(?:y|n|yes|no|x|v|✓|✔|☑|☐|0|-|pv|p|true|false)$/i],
  ['money', /^[-+(]?[£$€] ?[\d,]{1,12}(?:\.\d\d?)?\)?[km]?$/i],
  ['decimal', /^[-+]?\d{1,9}\.\d{1,6}%?$/],
  ['integer', /^[-+]?\d{1,3}(?:,\d{3}){1,3}$|^[-+]?\d{1,12}%?$/],
  [
    'name',
    /^(?:(?:mr|mrs|ms|miss|mx|dr|cllr|rev|prof|sir)\.? )?\p{Lu}[\p{L}'’.-]{0,24}(?:,? \p{Lu}[\p{L}'’.-]{0,24}){1,3}$/iu,
  ],
  [
    'street',
    /^(?:flat \w{1,4},? )?\d{1,4}[a-z]?,? \p{Lu}[\p{L}' ]{1,24}(?: (?:st|street|road|rd|lane|ln|close|cl|avenue|ave|terrace|court|way|rise|gate|drive|gardens|place|park|view|row|hill|crescent|walk|mews|square|green|grove|wharf|yard|end|rise|approach|parade))?$/iu,
  ],
  [
    'person-at',
    /^\p{Lu}[\p{L}'’.-]{0,24}(?: \p{Lu}[\p{L}'’.-]{0,24}){1,2}, (?:flat \w{1,4},? )?\d{1,4}[a-z]? \p{Lu}[\p{L}' ]{2,30}$/u,
  ],
  ['word', /^\p{L}[\p{L}'’-]{1,24}$/u],
];

/** What characters a cell has: an expression that needs others, or forbids these, is not tried. */
const LETTER = 1;
const DIGIT = 2;
const BLANK = 4;
const HYPHEN = 8;
const STOP = 16;
const SLASH = 32;
const AT = 64;
const COLON = 128;
const PLUS = 256;
const BRACKET = 512;
const COMMA = 1024;
const APOSTROPHE = 2048;
const CURRENCY = 4096;
const PERCENT = 8192;
const OTHER = 16384;

const HAS = new Uint16Array(0x80).fill(OTHER);
for (let unit = 0; unit < 0x80; unit++) if (/[a-z]/i.test(String.fromCharCode(unit))) HAS[unit] = LETTER;
for (const [units, bit] of [
  ['0123456789', DIGIT],
  [' ', BLANK],
  ['-', HYPHEN],
  ['.', STOP],
  ['/', SLASH],
  ['@', AT],
  [':', COLON],
  ['+', PLUS],
  ['()<>', BRACKET],
  [',', COMMA],
  ["'", APOSTROPHE],
  ['$', CURRENCY],
  ['%', PERCENT],
] as const)
  for (const unit of units) HAS[unit.charCodeAt(0)] = bit;

/** For each kind: what its values must have, all they may have, and the longest. Letters beyond ASCII count as both. */
const MADE_OF: Readonly<
  Record<Exclude<FieldKind, 'text' | 'empty'>, readonly [must: number, may: number, longest: number]>
> = {
  'member-number': [LETTER | DIGIT, LETTER | DIGIT | BLANK | HYPHEN, 9],
  email: [AT | STOP, 0x7fff, 80],
  phone: [DIGIT, DIGIT | LETTER | BLANK | HYPHEN | STOP | COLON | PLUS | BRACKET, 24],
  postcode: [LETTER | DIGIT, LETTER | DIGIT | BLANK, 9],
  date: [DIGIT, DIGIT | LETTER | BLANK | HYPHEN | STOP | SLASH | COLON | APOSTROPHE, 24],
  street: [LETTER | DIGIT | BLANK, LETTER | DIGIT | BLANK | COMMA | APOSTROPHE, 60],
  'person-at': [LETTER | DIGIT | BLANK | COMMA, LETTER | DIGIT | BLANK | COMMA | APOSTROPHE | HYPHEN | STOP, 80],
  'case-ref': [LETTER | DIGIT, LETTER | DIGIT | BLANK | HYPHEN | SLASH, 16],
  'elector-number': [LETTER | DIGIT, LETTER | DIGIT | BLANK | HYPHEN | SLASH, 20],
  'voter-code': [LETTER, LETTER | DIGIT | SLASH, 8],
  'party-word': [LETTER, LETTER | BLANK | HYPHEN | APOSTROPHE, 30],
  status: [LETTER, LETTER | DIGIT | BLANK, 24],
  payment: [LETTER, LETTER | BLANK | SLASH, 16],
  sanction: [LETTER, LETTER | DIGIT | BLANK | HYPHEN | STOP, 34],
  mark: [0, LETTER | DIGIT | HYPHEN | OTHER, 5],
  money: [DIGIT, LETTER | DIGIT | BLANK | HYPHEN | STOP | PLUS | BRACKET | COMMA | CURRENCY | OTHER, 24],
  decimal: [DIGIT | STOP, DIGIT | STOP | HYPHEN | PLUS | PERCENT, 20],
  integer: [DIGIT, DIGIT | HYPHEN | PLUS | COMMA | PERCENT, 18],
  name: [LETTER | BLANK, LETTER | BLANK | HYPHEN | STOP | COMMA | APOSTROPHE, 80],
  word: [LETTER, LETTER | HYPHEN | APOSTROPHE, 26],
};
const TESTS = CONTENT.map(([kind, expression]) => ({ kind, expression, made: MADE_OF[kind as keyof typeof MADE_OF] }));

/** Words repeat from row to row: what was answered for a cell of letters is kept, up to a bound. */
const kinds = new Map<string, FieldKind>();
const KINDS = 20_000;

export function kindOf(cell: string): FieldKind {
  const { length } = cell;
  if (length === 0) return 'empty';
  if (length > 80) return 'text';
  let has = 0;
  for (let at = 0; at < length; at++) {
    const unit = cell.charCodeAt(at);
    has |= unit < 0x80 ? (HAS[unit] ?? 0) : LETTER | OTHER | APOSTROPHE | CURRENCY;
  }
  if (has & DIGIT) return told(cell, has);
  const known = kinds.get(cell);
  if (known) return known;
  const kind = told(cell, has);
  if (kinds.size >= KINDS) kinds.clear();
  kinds.set(cell, kind);
  return kind;
}

function told(cell: string, has: number): FieldKind {
  // A letter beyond ASCII may be anything that an expression allows.
  const foreign = has & OTHER;
  for (const {
    kind,
    expression,
    made: [must, may, longest],
  } of TESTS) {
    if (cell.length > longest || (has & must) !== must || (!foreign && (has & ~may) !== 0)) continue;
    if (expression.test(cell)) return kind === 'name' && !isName(cell) ? 'text' : kind;
  }
  return 'text';
}

/** Two to four capitalised words; "By The Way" is no name, but telling that needs more than its letters. */
function isName(cell: string): boolean {
  return /^\S*\p{Lu}\S*,? \S*\p{Lu}/u.test(cell) && !PLACE_OR_BODY.test(cell);
}

const PLACE_OR_BODY =
  /\b(?:clp|blp|labour|party|ward|branch|group|council|committee|street|lane|road|avenue|close|house|hall|school|church|library|club|ltd|limited)\b/i;

/** What the heading of a column announces. A heading may announce several things. */
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
  | 'goods'
  | 'place';

const HEADINGS: readonly (readonly [HeadingKind, RegExp])[] = [
  [
    'member-number',
    /^(?:member(?:ship)?|mem|mbr|party)[ ._-]*(?:card )?(?:no|num|number|nr|id|ref|#)?\.?(?:erence)?$|^(?:lp|cons)[ _]?(?:id|no)$/i,
  ],
  ['first-name', /^(?:first|fore|given|known)[ _-]?(?:name|as)s?$|^preferred name$/i],
  ['surname', /^(?:sur|last|family|second)[ _-]?name$/i],
  ['name', /^(?:full |member |voter |elector'?s? )?names?$|^members?$|^who$/i],
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
    /^(?:member(?:ship)? )?status$|^(?:arrears|months? (?:in )?arrears|in arrears|lapsed?(?: date| on)?|expir(?:y|es)(?: date)?|renewal(?: date)?|last (?:paid|payment|pd)|mths? arr|paid (?:to|until|up to)|overdue|left|standing|behind)$/i,
  ],
  ['payment', /^(?:pay(?:ment)?(?: ?(?:method|type|freq))?|method|dd|subs?|subscription|fee|amount(?: paid)?|rate)$/i],
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
  ['polling-district', /^(?:p\.?d\.?|polling district|poll(?:ing)? dist\.?|district(?: ?ref)?|pd code)$/i],
  [
    'voter-intention',
    /^(?:v\.?i\.?d?\.?|voter ?id|voting? intention|intention|canvass(?: result| code| return)?|pref(?:erence)?|likelihood.*|lab scale|rag|rating|[a-z]{2} rating|part(?:y|ies)(?: considered)?|promise[sd]?|last (?:voter )?id|code|result|support(?:er)?(?: level| score)?|response|lean(?:s|ing)?|how (?:will|would) vote)$/i,
  ],
  ['postal', /^(?:p\.?v\.?(?:\?|s)?|postal(?: ?voter?s?)?|absent(?: voter)?|proxy|pv (?:sent|returned)|av)$/i],
  [
    'marked',
    /^(?:voted|marked|(?:ge|le|mm|pcc|lge|ep|ev|by)[ -]?\d{2,4}|turnout|marked reg(?:ister)?|tell(?:er|ing)?)$/i,
  ],
  [
    'walk',
    /^(?:road ?group|walk(?: ref| no| order)?|rg|round|patch|route|poster|board|poster\/board|garden board|last (?:contact(?:ed)?|knocked|canvassed|visit(?:ed)?)|date (?:last )?(?:knocked|canvassed)|(?:canvass|contact|last contact) ?date|canvasser|recorded by|doors|knocked|contacts?(?: made)?|contact rate|spoken to)$/i,
  ],
  [
    'box',
    /^(?:ballot box|box(?: no\.?)?|polling station|ps|station|stn|prom(?:ises?)?|elec(?:tors)?|ballots est\.?|our (?:tally|vote).*|tally.*|sample(?: size)?|box electorate|electorate|(?:turnout |at )?\d{1,2} ?(?:am|pm|noon)|guess.*|promises in)$/i,
  ],
  [
    'contacts',
    /^(?:doors?(?: knocked)?|answers?|answered|conversations?|spoken?(?: to)?|dials?|contacts?(?: made)?|contact(?:ed)? ?(?:rate|%)|v?ids?|dks?|don'?t knows?|undecided|our vote|lab(?:our)?(?: ?%)?|promises?|not in|no answer|electorate)$/i,
  ],
  ['candidate', /^(?:candidates?(?: name)?|nominee|applicant|name of candidate|shortlisted)$/i],
  ['votes', /^(?:votes?(?: cast| for)?|first pref(?:erence)?s?(?: votes)?|tally|ballots?|total|score|elected)$/i],
  [
    'stage',
    /^(?:stage|round|count) ?\d{1,2}\b.*$|^(?:surplus|exclusion|transfer)s? of .{1,40}$|^(?:quota|non[ -]transferable|transfers?)$/i,
  ],
  [
    'eligible',
    /^(?:eligible|attend(?:ance|ed|ing)|yes|no|for|against|spoil(?:ed|t)|abst(?:ain|ention)s?\.?|unique (?:voting )?code|voted at|security code(?: \d)?|code part \d|part \d|token|voting (?:link|code|id))$/i,
  ],
  [
    'nomination',
    /^(?:nominat(?:ed|ions?|ing)(?: by| for| branch| body)?|affiliate|party unit|nominees?(?: ?\d)?|nec ?\d|form in\??|return received|quorate|shortlist(?:ed)?|longlist(?:ed)?|panel (?:score|decision)|interview(?: score)?|affirm(?:ed|ative)|trigger)$/i,
  ],
  ['case', /^(?:case|complaint|file)(?: ?(?:no|ref|number|id|reference))?\.?$|^ref(?:erence)?\.?(?: no\.?)?$/i],
  [
    'respondent',
    /^(?:respondent|accused|subject|member complained (?:of|about)|appellant|person complained of|against whom|complained about|who about|about)(?: name)?$/i,
  ],
  ['complainant', /^(?:complainant|complained by|from whom|raised by|who from|reported by)(?: name)?$/i],
  [
    'allegation',
    /^(?:allegations?|nature(?: of complaint)?|(?:complaint )?category|grounds|charge[sd]?|breach|issue|what (?:for|they did|happened)|summary|details?)$/i,
  ],
  [
    'sanction',
    /^(?:sanction|outcome|penalty|panel(?: date)?|hearing(?: date)?|investigator|noi(?: sent| date)?|suspended(?: since| on)?|stage reached|decision|case ?worker|admin(?:istrative)? suspension|recommendation|appeal)$/i,
  ],
  [
    'ballot',
    /^(?:ballot[ _-]?(?:id|no|paper)?|paper[ _](?:id|issued)|pref(?:erence)?[ _]?\d|\d(?:st|nd|rd|th)(?: pref(?:erence)?)?|[1-9]|weight|balloted|delegation|levy.{0,20}|for[_ ][a-z]|voting weight|channel)$/i,
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

/** Headings repeat from sheet to sheet, and prose is asked too: what was answered is kept, up to a bound. */
const answered = new Map<string, readonly HeadingKind[]>();
const ANSWERS = 5000;

export function headingsOf(cell: string): readonly HeadingKind[] {
  const text = cell.trim();
  if (text === '' || text.length > 42 || /[@£.;]\s|[@£]/.test(text)) return [];
  const known = answered.get(text);
  if (known) return known;
  const spaced = text.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
  const kinds = HEADINGS.filter(
    ([, expression]) => expression.test(text) || (spaced !== text && expression.test(spaced)),
  ).map(([kind]) => kind);
  if (answered.size >= ANSWERS) answered.clear();
  answered.set(text, kinds);
  return kinds;
}
