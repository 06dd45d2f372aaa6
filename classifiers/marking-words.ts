/**
 * How protective markings are worded, and what only sounds like one: expressions that `markings.ts` asks of a line.
 *
 * Half of what is declared confidential does not use the word. What is common to all of it is an imperative about this
 * very text, with whoever may have it or until when. Expressions are bounded. Pure.
 */

/** Where a marking is looked for at all, in the notation of `phrases.ts`. */
export const MARKER_PHRASES: readonly string[] = [
  'confiden~/confid~/confed~/confind~',
  'private/restricted/embargo/embargoed/numbered/tabled/classification/sensitivity/handling',
  'circulat~',
  'distribut~',
  'not for publication/sharing/release',
  'share/shared/sharing',
  'forward/forwarded/forwarding/forwards',
  'eyes',
  'members/committee/nec/officers/panel/executive/board/group only',
  'copy #',
  'copy no~',
  'copied/copying',
  'do not copy/print',
  'no copies/photographs/photos/screenshots',
  'cyfrinachol/gyfrinachol/chyfrinachol/nghyfrinachol',
  'peidiwch/peidier/paid',
  'nid iw',
  'yn unig',
  'official sensitive',
  'tlp',
  'further than',
  'beyond/outside/outwith this/these/the/you/us/our/members/nec',
  'this room/group/building/office',
  'yourself/yourselves/ourselves',
  'handed/hand/given/return/returned ..3 back/in',
  'return/returned to',
  'collected/collect/taken in/at/up',
  'passed/pass/sent/send ..2 on',
  'closed session/paper/item/minute',
  'sensitive',
  'disclose/disclosed',
  'not/dont/never/to discuss',
  'not be passed/given/shown',
  'repeat/repeated',
  'keep/hold this/it/these/them',
  'stays/stay between/within/with/inside/in',
  'between us/ourselves/these',
  'go/goes/gone/going wider/further/outside/beyond/no',
  'any further/wider',
  'secret',
  'unclassified/declassified',
  'leave/leaves/left the/this/on',
  'only',
  'nobody/none else~',
  'no one else~',
  'destroy/destroyed/shred/shredded/delete/burn',
  'spoken/talk/speak/spoken/discuss/discussed/mention/mentioned of/about/it/this/with/outside',
  'not a word',
  'say/hear/hears nothing',
  'tell/tells nobody/none/no',
  'limited to',
  'under wraps',
  'your hat',
  'the record',
  'lose/bin/eat/burn this/it/them/these',
  'then lose/bin/delete/destroy/shred/burn',
  'cleared/meant/intended for',
  'of you/us and/alone/or',
  'you two/three/four/five/six/seven/alone',
  'anybody/anyone else~',
  'given/handed/read/passed/sent/put/posted/printed out/round/around',
  'among/amongst ourselves/us/yourselves/you',
  'alone',
  'may/must/cannot/should ..1 go/reach/get to/out/beyond/outside/past',
  'not ..1 go/reach/get to/out/beyond/outside/past',
  '# copies',
  '{count} copies',
  'not before',
  'cover up/sheet',
  'not for Aa',
  'not shown/seen',
  'not to be',
  'not to go',
  'not for the/use/wider/any/onward/further',
  'pls/please dont',
  'embargo~',
  'treated as',
  'nothing in/of/from this/it/here',
  'leave it/them on/in/at/lying',
  'watermark~',
  'stamped/headed/overprinted/endorsed',
  'marked :',
  'keep this/it/these after',
];

/** How the word is mistyped. */
export const MISTYPED =
  /\bconf(?:idental|idencial|identail|identil|idnetial|edential|edental|indential|idantial|idetial|idenital|identia)\b/gi;
/** "This is a strictly confidential document of …". */
export const ITSELF =
  /\bthis is an? (?:strictly )?(?:private and )?(?:confidential|restricted|embargoed) (?:paper|document|note|report|briefing|draft|file|list|letter|message)\b/i;

export const STRICT =
  /\b(?:most |very )?strictly[\s_]{1,3}(?:(?:private|personal|nec|committee|party|politically|internal)(?:,?[\s_](?:and|&)?[\s_]?|\s?\/\s?)){0,2}confiden(?:tial|ce)(?![a-z])|\b(?:in )?(?:the )?strict(?:est|ly)?(?: of)?(?: in)? confidence\b|\bstrictly (?:private|embargoed|for nec|not for|secret)|\b(?:hollol|llwyr|gwbl|cwbl|hynod) gyfrinachol/i;

/** Who a line may be for, or what it may mark: all that may follow the word. */
const AFTER = String.raw`(?:\s?[-:–—/|,.;(·].{0,100}|\s{2,}.{0,100}|\s(?:to|until|till|not for|not to be|between|paper|document|draft|report|record|note|minutes?|annex|appendix|item|session|nec|committee|officers?|members?|for|when|once|circulation|briefing|copy|and not)\b.{0,90})?`;

/** The whole line is a marking, give or take what it is for. */
export const LINE = new RegExp(
  String.raw`^(?:(?:status|classification|sensitivity|marking|protective marking|handling|label|stamped|security|security marking)\s*[:=]\s*["'“]?)?(?:nec[ -]|party |draft |internal |highly |most |very |paper |committee |tabled |strictly |treat as |to be treated as |please treat as |labour party[ :–-]{1,4}|page \d+ ){0,3}(?:strictly )?(?:confidential|in[ -](?:the )?(?:strict(?:est)? )?confidence|restricted(?: circulation| distribution)?|limited (?:circulation|distribution)|(?:yn )?(?:preifat a |hollol |gwbl |cwbl )?(?:cyf|gyf|chyf)rinachol|closed (?:paper|session|item))(?:[ ·.*/–-]{1,4}(?:strictly )?confidential){0,5}${AFTER}$|^internal\s?[-:–—]\s?not for sharing.{0,40}$`,
  'i',
);
/** A line that begins with the strict words, whatever follows, and one in capitals that begins with a marking. */
export const STRICT_HEAD =
  /^(?:strictly (?:private (?:and|&) )?confidential|in strict(?:est)? confidence)(?:\s?[:–—,.(·|-]|\s{2}|$|\s(?:record|paper|note|report|briefing|draft|minutes?|annex|to|for|until)\b)/i;
/** In capitals between stops of any kind: "Party HQ - CONFIDENTIAL - named holders". */
export const CAPITAL_SEGMENT =
  /(?:^|[.–—|:;([#*"“] {0,2}|\s[-–—] |\s{2})(?:STRICTLY )?(?:PRIVATE (?:AND|&) )?(?:CONFIDENTIAL|RESTRICTED|IN CONFIDENCE)(?:$|[.–—|:;)\]!,"”]|\s[-–—] |\s{2})/;
/** A property in a file of data: `"marking":{"level":"confidential"`. */
export const KEYED =
  /"(?:\w{0,20}marking|\w{0,20}sensitivity\w{0,10}|classification|\w{0,20}label|level|confidentiality|handling)"\s*:\s*(?:\{[^}]{0,60}?)?"[^"]{0,60}(?:confidential|restricted)/i;
export const CAPITAL_HEAD =
  /^(?:CONFIDENTIAL|RESTRICTED|STRICTLY CONFIDENTIAL|IN CONFIDENCE|EYES ONLY|SENSITIVE)(?:\s?[:–—,.(-]|\s{2}|$| (?:TO|FOR|UNTIL) )/;
export const EMBARGO = /\bembargo(?:ed)?\b.{0,45}?\b(?:until|till|to|before|:)\s*(.{3,60})/i;
/** An embargo that binds this text, rather than one that is told of. */
export const EMBARGO_BINDS = [
  /^embargo|(?:[.!;:–—|([-] ?|\b(?:strictly|under|under strict|is|are|remains?|fwd?:|re:) )embargo(?:ed)? (?:until|till|to)\b/i,
  /\bEMBARGO(?:ED)?\b/,
];
export const TAIL =
  /^.{2,70}(?:\s[-–—|:·]|\s{2,}|[([])\s{0,4}(?:strictly |private (?:and|&) )?(?:in (?:strict )?confidence|confidential)$/i;
const AUDIENCE =
  'board|committee|commission|panel|directors?|treasurer|secretary|officers|gs|chair|nec|executive|working group|sub-?committee|leader|staff|members|addressees?|recipients?|readers?|holders?|dept|department|whips?|co-?convenors?|agents?|candidates?|organisers?';
/** Who alone may read it: "for members of the Business Board only", "CAMPAIGN DIRECTOR ONLY", "named recipients only". */
export const ONLY = new RegExp(
  String.raw`^(?:[^.]{0,60}[:–—;,-] ?)?(?:for |to )?(?:the )?(?:(?:eyes|attention|use|members?|officers) of )?(?:the |this |named |numbered )?[\w&', -]{0,60}\b(?:${AUDIENCE})(?: members)? only\b.{0,40}$|^for (?:members of |officers of )(?:the )?[\w&' -]{3,50} only\b`,
  'i',
);
export const PRIVATE =
  /^(?:strictly )?private(?:,? (?:and|&) confidential|\s*[/&]\s*confidential)?(?:$|\s?[-–—:;,.(|].{0,80}|\s(?:to|for)\b.{0,60}|\s{2,}.{0,80})/i;

const NOT = `(?:not|never|no|n't|nor|without|cannot)`;
const SHARING = String.raw`(?:re-?circulat\w{0,4}|circulat(?:e|ed|ing|ion)|transmission|transmit(?:ted)?|distribut(?:e|ed|ing|ion)|disseminat(?:e|ed|ing|ion)|publication|publish(?:ed)?|shar(?:e|ed|ing)|forward(?:ed|ing)?|cop(?:y|ied|ying|ies)|pass(?:ed|ing)? on|(?:sent|sen(?:d|t)) on|releas(?:e|ed)|repeat(?:ed)?|quot(?:e|ed)|photograph(?:ed|s)?|photos|screenshots?|print(?:ed|ing|outs?)?|disclos(?:e|ed|ure)|lent|lend|reproduc(?:e|ed|tion)|discuss(?:ed|ion)?|spoken (?:of|about)|hinted at|shown|seen|opened|used|read|heard|told|spread|tabled|minuted|posted|mentioned|taken (?:home|out|off)|(?:given|handed|read|passed|sent) (?:out|round|around|on|over)|given to|passed to|left (?:lying|about|out|behind|on desks)|saved|put (?:on|in)|made (?:public|known)|taken away|removed?)`;
/** The same in Welsh: "peidiwch â rhannu", "nid i'w rannu". */
const CYMRAEG = String.raw`\bpeidi(?:wch|er) [âa]g? (?:rhannu|chop[iï]o|anfon|dosbarthu|chylchredeg|dweud|s[oô]n|phasio|gadael|dangos|trafod|chyhoeddi)|\b(?:nid|dim|ddim) i'?w (?:rannu|gop[iï]o|anfon|ddosbarthu|gylchredeg|gyhoeddi|ddangos|drafod)|\bi (?:aelodau|swyddogion)(?:'r \w+)? yn unig\b`;
/** The forbidding of it, in the passive or by a noun: "not to be copied", "no further sharing", "may not be passed on". */
export const FORBIDDEN = new RegExp(
  String.raw`\bnot (?:intended )?(?:for|to be|be) (?:any )?(?:(?:onwards?|further|wider|general|external|public|press|internal) )?(?:(?:or|and) \w+ )?${SHARING}\b|\b(?:can't|cannot|(?:must|should|may|is|are)(?: not|n't)) (?:to )?be (?:(?:further|publicly) )?${SHARING}\b|\bno (?:(?:onwards?|further|wider|external) )(?:${SHARING}|use)\b|\bno (?:forwarding|copies|copying|photographs?|photos|screenshots?|printing|sharing|onward|circulation)\b|(?:\bnot|n't) to (?:leave|travel)\b|\bis not to travel\b|\b(?:can't|cannot|(?:must|may|should)(?: not|n't)) leave (?:this|these|the|our|your)\b|\b(?:can't|cannot|(?:must|may|should|is|are)(?: not|n't)(?: to)?) (?:go|get|reach|be sent) (?:any further |on )?(?:to|out|beyond|outside|past|into) (?:anybody|anyone|any|the|your|our|this|those|a|outside|others?)\b|(?:\bnot|n't) to (?:go|get|reach) (?:to|out|beyond|outside|past|into)\b|\bnot before \w+(?: on \w+)?,? please\b|${CYMRAEG}`,
  'i',
);
/** The bidding of it, about this text: an object that is this very thing, or none. */
const THIS = `(?:this|it|these|them|(?:any|copies|parts?) of (?:this|it|these)|(?:the|this|these) (?:paper|note|document|draft|list|letter|e-?mail|message|report|attached|attachment|contents?|figures?|numbers|information|plan|proposal|option|matter|item|news|names?)(?:s)?|its contents?|anything (?:in|from) (?:it|this|here)|what follows|what is (?:below|attached))`;
export const BIDDEN = new RegExp(
  String.raw`\b(?:do(?: not|n't)|dont|please (?:do )?(?:not|don't|dont)|never|may(?: not|n't)|must(?: not|n't)|should(?: not|n't)|(?:asked?|ask (?:you|that you|members|colleagues)|requested|reminded|careful|bound|advised) not to) (?:please |ever )?(?:(?:copy|forward|fwd|share|circulate|distribute|publish|repeat|quote|print|photograph|lend|screenshot|release|reproduce|mention|discuss|disclose|save|leak|keep)(?: or \w+|, \w+(?: or| and) \w+)?(?: ${THIS})?(?= ?(?:[.,;:!)–—\n-]|$)| (?:or|and|until|till|before|beyond|outside|further|any|with|to|on|widely|more|except|wider|at)\b)|(?:pass|send) on(?= ?(?:[.,;:!)–—\n-]|$))|(?:pass|send) ${THIS} (?:on|to)|(?:share|forward|circulate|copy|print|repeat|discuss|mention|quote|publish|distribute|release|talk about|speak (?:of|about)|tell \w+ about) ${THIS}|(?:leave|post|show|save|put|give|take|let|store) (?:this\b|copies of (?:this|it)|(?:it|them|these) (?:on|in|at|about|lying|out|where|to)))`,
  'i',
);
/** How far it may go. */
export const WITHIN = new RegExp(
  String.raw`\b(?:${NOT}|nothing|nobody|none) (?:\w+ ){0,5}(?:beyond|outside|further than|outwith|past) (?:this|these|those|our|the (?:\w+ ){0,2}(?:committee|group|room|team|executive|office|building|officers|members|panel|board|list|circle|six|five|four|seven|eight|few|two|three|addressees|named|people|organisation|party|meeting|recipients)|nec|national executive|members|you|us|here|hq)\b|\b(?:go|goes|going|to go|travel|taken) (?:no|any) (?:wider|further)\b|\b${NOT} (?:to )?(?:go|be taken|travel|be taken) (?:any )?(?:wider|further)\b|\b(?:no(?:t|thing)?|none|not a word)(?: of (?:this|it))?(?: (?:\w+ ){0,5})?(?:leaves?|to leave|is to leave|goes (?:outside|beyond)) (?:this|the) (?:room|group|committee|office|building|team|list|(?:\w+ ){0,2}of (?:us|you))|\bkeep (?:this|it|these|the (?:paper|list|attached)) (?:paper |information |note |draft |list |strictly |entirely |all |just )?(?:within|between|among|inside|in(?:side)? this|confidential|private)\b|\b(?:is|are|be|stays?|remain)s? (?:to be )?(?:limited|restricted|confined) to (?:the |those |you |a )?(?:\w+ ){0,3}(?:people|named|members|addressees|officers|directors|staff|committee|recipients|group|list|six|five|four|of you|on this)|\b(?:this|it) (?:stays?|is to stay|remains) (?:within|between|inside|in|with) (?:this|these|the|our|us)\b|\b(?:is|are|has been|have been|so|been) declared (?:\w+ ){0,2}(?:confidential|by the (?:nec|national executive))\b|\b(?:please |to be |must be |should be |^)treat(?:ed)? (?:(?:this|it|these|them|the (?:attached|enclosed|following|contents?)|all of (?:this|it)|everything|what (?:follows|is|I))\b[^.\n]{0,40}? )?(?:as|in) (?:strict(?:ly)? |highly |the strictest )?(?:confiden\w+|private|secret|restricted|embargoed)|\bnobody else'?s?,? please\b|\bcleared for (?:the |you|your|members|officers|only)|\bfor you(?:r eyes)? alone\b|\bfor [\w' ]{3,40} alone\b(?! can| will| is| has)|\byours alone\b|\bkeep (?:it|this|that|these) (?:all )?(?:among|amongst|between|with) (?:ourselves|us|yourselves|you|members)\b|\b(?:nobody|no ?one|not anybody|not anyone) (?:else|outside|below you|above you)\b[^.\n]{0,30}\b(?:is to|should|must|may|can) (?:know|see|have|hear|be told)\b|\b(?:must|should|is to|are to) (?:stay|remain) (?:among|amongst|between|with|inside|within) (?:us|you|the|this|these|our|members)\b|\bprivate to (?:members|the|this|you|us|officers)\b|\b(?:no one|nobody) else is to (?:have|see|know)`,
  'i',
);
/** The same in everyday turns: "this channel only", "confidential to members", "for the two of you, nobody else". */
export const WITHIN_ONLY =
  /\b(?:this|the|our) (?:channel|list|group|room|thread) only\b|\bconfidential (?:to|between) (?:you|us|me|the|members|officers|this|named|those)\b|\b(?:for|to|with|between) (?:the |just the |only the )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) of (?:you|us)(?:,? (?:and|or))?,? (?:only|alone|nobody|no ?one|and nobody|not)|\b(?:document|paper|note|list|message|e-?mail|sheet|copy|briefing|letter|file|text|figures)\b[^.\n]{0,40}\bfor (?:the )?[\w' -]{3,40} only\b|\bnothing (?:in|from|of|said in) (?:this|it|here|the \w+)[^.\n]{0,30}\b(?:may|must|should|is to|can) (?:be|leave|go)\b|\bnot for (?:the |any )?(?:list|public|members|press|reps|branches|delegates|noticeboard|website)\b/i;
/** The text itself is the sentence's subject: whoever writes so marks it, wherever the sentence stands. */
export const OF_ITSELF = new RegExp(
  String.raw`\b(?:this|these|the (?:attached|enclosed|following)|the (?=\w+ (?:below|attached|above|overleaf))) (?:paper|note|document|draft|list|letter|report|briefing|file|information|figures|papers|sheet|table|work|message|options?|plans?|proposals?|matter)s?\b[^.\n]{0,90}\b(?:(?:not|n't|no) (?:to )?(?:be )?(?:further|wider|${SHARING})\b|(?:is|are) (?:only )?for [^.\n]{3,50} only\b|must be (?:returned|handed back|destroyed)|(?:is|are) numbered)`,
  'i',
);
/** Behind a stop: "Labour Party. Private and confidential, addressee only." */
export const PRIVATE_SEGMENT = /(?:[.–—|:;/]|\s-)\s{0,2}private (?:and|&) confidential(?:$|[.,;:–—|]|\s-)/i;
/** Whose private matter it is: the Party's, not the reader's. */
export const OFFICE =
  /\b(?:nec|national executive|treasurer|gs|general secretary|officers?|leader|committee|panel|whips?|labour|party|governance|regional?|executive|directors?|campaign|group)\b/i;
/** The office itself says that it has declared it, or counts the copies: that is a marking wherever it stands. */
export const SURELY =
  /\b(?:has been|is|are|have been|was) declared (?:\w+ ){0,2}(?:confidential|secret|restricted) by (?:the )?(?:general secretary|nec|national|gs|officers?|treasurer|leader|chair|director)|\b(?:copy|number) (?:no\.? ?|number )?\d{1,2} of \d{1,3}\b/i;
/** Somebody tells how the paper itself is marked: "Watermark on each page: DO NOT COPY". */
export const NOTED =
  /\b(?:watermark(?:ed)?|headers?|footers?|stamp(?:ed)?|marked|marking|headed|printed|overprinted|banner|label(?:led)?|cover(?: sheet| page)?|property|title page|endorsed|red ink|biro|envelope|lanyard)\b[^\n]{0,40}[:–—-] ?["“'‘]?[^\n"”]{0,60}(?:\bconfidential|\brestricted|\bnot for (?!sale)|\bdo not\b|\bonly\b|in confidence|\beyes\b|\bnot to be\b)/i;
/** Copies that are counted, named, handed back or destroyed. */
export const COUNTED =
  /\b(?:copy|copi) (?:no\.? ?|number )?\d{1,3} (?:of|o|\/) \d{2,3}\b|\bnumbered cop(?:y|ies)\b|^copy (?:no\.? ?|number )?\d{1,3}\b|^numbered\b|[.;] numbered[.;]|\b(?:hand(?:ed)?|give|given|return(?:ed)?) (?:it |this |them |your cop(?:y|ies) |all copies )?(?:back|in)\b.{0,40}\b(?:meeting|end|after|secretar|you leave|item|door|me)\b|\b(?:to be )?return(?:ed)? (?:it )?to the (?:secretar|chair|clerk|committee|gs)|\bto be returned\b|\bcollect(?:ed)? (?:in )?at (?:the )?end|\bleave (?:it |this |them )?on the table\b|\bthis (?:paper|document|copy) is numbered\b|\b(?:please )?(?:read and destroy|(?:destroy|delete|shred|burn)(?:ed)? (?:this |it |your copy )?(?:after|once|when|on) (?:read|use|you)|(?:destroy|delete|shred)(?:ed)? after reading)|\bthis copy(?:\s?:| was| is| belongs| has)|[–—,;:-] ?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (?:numbered )?copies(?: only)?$|\bpapers? (?:is|are) numbered\b|\b(?:comes?|to come) back to me\b|\bwill be (?:collected|taken in|counted)\b|\bhand (?:this|it|the|your) (?:list|paper|sheet|copy|note|pack)?\s?(?:back |in )?(?:in |back )?(?:afterwards|after|at)\b|\bread (?:this|it) and (?:then )?(?:lose|bin|delete|destroy|burn|shred|eat)\b|\bthen (?:lose|bin|burn|eat|delete|shred) (?:it|this)\b/i;
/** A whole line that names who may have it: "Circulation: national officers", "For your eyes". */
export const READERS =
  /^for (?:the )?(?:information|use|attention|eyes) of [\w' -]{2,50} only\b|^(?:limited |restricted )?(?:circulation|distribution)(?: list)?\s?:.{2,90}$|\b(?:limited|restricted) (?:circulation|distribution)\s?:|\bnamed (?:readers?|holders?|recipients?|persons?|people)\b(?: only)?|^(?:for )?(?:your|[a-z]{2,12}'s?|members'?|officers'?|committee|nec) eyes(?: only|,|\b)|\bfor (?:your|members'|officers'|committee|nec) eyes only\b|^eyes only\b|\bfor (?:the )?[\w' -]{2,40} eyes only\b|\bfor the eyes of [^.\n]{2,70}(?:only|alone|no others?|nobody else)|^for (?:the )?(?:nec|national executive|committee|ec|executive|panel|officers?|board|working group|sub-?committee|group)(?: committee)?(?: members?)?(?: (?:and|or) [\w ]{1,20})? only\b|\b(?:nec|committee|panel|ec|executive|nec officers'?|officers'? group)(?: members)? only\b/i;
/** What friends say to each other: it asks for silence and marks nothing. */
export const WHISPERED =
  /\bbetween (?:us|you and me|ourselves|these four walls)\b|\boff the record\b|\b(?:keep|kept) (?:this|it|that) (?:to yoursel(?:f|ves)|quiet|under (?:your hat|wraps)|among)|\bnot a word\b|\bsay nothing\b|\btell (?:nobody|no ?one|noone)\b|\bfor your (?:ears|eyes)\b|\b(?:do not|don't) (?:pass it on|tell|say)\b|\byou did(?:n't| not) hear (?:it|this)\b|\bnobody (?:else )?(?:knows|is to know)|\bmum'?s the word\b|\bby hand only\b|\bread (?:this |it )?(?:and|then) (?:bin|delete|destroy|burn|shred)\b/i;

/** Without one of these or a word on circulation there is no marking, and no talk of one. */
export const MARKS =
  /rinachol|confid|confed|confind|restrict|cyfrinach|secret|embargo|private|sensitiv|^tlp|\btlp\b|classified|strictly|internal|limited|closed/i;
/** A sentence by which the writer marks this very text. */
export const STATEMENT =
  /\b(?:this|these|the (?:attached|enclosed|following|paper|document|report|figures?|list|note|information|contents?)|attached|contents?|please (?:treat|keep|regard|hold)|treat(?:ed)?|everything (?:in|here)|what follows|all of (?:this|it)|papers? (?:is|are|remain)|both|it|they)\b[^.\n]{0,70}\b(?:(?:strictly |highly |completely |absolutely |entirely |very |in (?:the )?strict(?:est)? )?(?:confidential|in confidence|confidence|restricted|embargoed|secret))\b/i;
export const REFERENCE_WORDS =
  /\b(?:paper|document|report|note|figures?|file|attached|enclosed|minutes?|list|draft|pack|briefing|contents?|options?|plans?|nec|committee|members|information|treat(?:ed)? (?:this |it |these |them |all of this )?(?:as|in))\b/i;

export const DISCLAIMER =
  /\b(?:intended (?:only|solely|exclusively|for)|(?:if you are|you're|you are|other than) (?:not )?the (?:intended |named )?(?:addressee|recipient)|(?:for|to|by|of) the (?:use of the )?(?:addressees?|named recipient)|only the addressee|solely for|received (?:it|this)[^.\n]{0,30} in error|in error|notify the sender|virus|disclaimer|do not necessarily|this (?:e-?mail|message|communication|transmission)(?: and any| \(| is(?! for (?:the )?(?:\w+ )?(?:members|officers|committee|panel|executive|board|nec)| restricted| closed)| may(?! not)| contains))/i;
export const PRIVILEGE =
  /\b(?:legally privileged|legal(?: professional)? privilege|privileged (?:and|&|or) confidential|confidential (?:and|&|or)(?: may be)? (?:legally )?privileged|without prejudice|attorney|solicitors? regulation)\b/i;
export const NEGATED =
  /\b(?:not|no longer|isn't|aren't|wasn't|never|hardly|non-?|nothing|declassified|neither) (?:\w+ ){0,2}(?:confidential|restricted|embargoed|secret|private)|\bunclassified\b|\bembargo (?:is |was |has |has been |now )?(?:now |been )?(?:lifted|over|ended|expired|gone|passed|off)|\bconfidential\s*\?|\bconfidential (?:y\/n|yes\/no)|\[\s*(?:strictly )?confidential[^\]]{0,20}\]\s*\?|☐\s*confidential|\[ \]\s*(?:strictly )?confidential/i;
export const OTHER_MARKING =
  /\bOFFICIAL(?:-|–| - | )SENSITIVE|\bTLP:\s?(?:RED|AMBER|GREEN|CLEAR)|commercial(?:ly)? (?:in|sensitive)|in commercial confidence|\bNHS (?:confidential|protect)|patient confidential|client confidential|\bschedule 12a\b|\bexempt (?:information|paper|appendix|item|papers|report)\b|\bparagraph \d of (?:part|schedule)\b/i;
export const PROMISE =
  /\b(?:confidential (?:advice|helpline|service|survey|support|counselling|basis|ballot|reporting|enquir|discussion|chat|help|listening|space|information is|client|waste|shredding|reference|forms?|medical|offer|hotline|phone ?line|records)|confidentiality (?:policy|agreement|clause|statement|notice|code|and|form|undertaking)|your (?:answers|responses?|details|application|information|data|recordings?)[^.\n]{0,40}confiden|(?:in|with)(?: the)? (?:strict(?:est)? )?confidence (?:and|by|to)|apply in (?:strict )?confidence|(?<!to be |must be |should be |is |are )treated (?:as |in )?(?:strict(?:ly)? |the strictest )?confiden|will (?:be |remain |stay )[^.\n]{0,30}confiden|code of conduct|confidentiality is|\b(?:leaked|reminder|remember|guide|training|guidance|what does|how to|why)\b[^\n]{0,50}\b(?:confiden|embargo)|respect (?:the )?confidentiality|duty of confiden)/i;
