import { regex } from './regex.ts';

const DAY =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)days?|montag|dienstag|mittwoch|donnerstag|freitag|' +
  'samstag|sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|' +
  'jeudi|vendredi|samedi|dimanche|(?:segunda|terça|quarta|quinta|sexta)-feira';
const MONTH =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december|' +
  'jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)';
const DATE =
  String.raw`(?:the )?\d{1,2}(?:st|nd|rd|th)(?: of ${MONTH})?|\d{1,2}\.? ${MONTH}|` +
  String.raw`${MONTH} \d{1,2}(?:st|nd|rd|th)?|\d{4}-\d{2}-\d{2}`;
const CLOCK =
  String.raw`\d{1,2}[:.]\d{2}(?:\s?(?:utc|cet|cest|gmt|am|pm|h|uhr))?|` +
  String.raw`\d{1,2}\s?(?:utc|am|pm|uhr|o['’]clock)|noon|midnight`;
const COUNT =
  String.raw`(?:an?|one|two|three|four|five|six|seven|eight|ten|a few|a couple of|` +
  String.raw`\d{1,3})`;
const SPAN = `${COUNT} (?:minutes?|hours?|days?|weeks?|months?|quarters?|sprints?|years?)`;
const PART = '(?: (?:morning|noon|afternoon|evening|night))?';
const AT_CLOCK = `(?:,? (?:at|from|after|around) (?:${CLOCK}))?`;
const WINDOW =
  '(?:maintenance|change|service|release|deployment|patch) window|(?:business|office|' +
  'working) hours';

/** When something is to be done: a day, a time of the clock, a while from now. Not a deadline. */
export const TIME = [
  `(?:from )?(?:tomorrow|mañana|demain|amanhã|morgen(?! früh))${PART}${AT_CLOCK}`,
  `tonight${AT_CLOCK}|overnight|some ?day|later(?: (?:today|tonight|on|this (?:week|month)))?`,
  `(?:(?:on|from|this|coming|starting|as of|am|ab|el|a partir del?|le|na|no) ){0,2}` +
    `(?:(?:next|this|coming) )?(?:${DAY})${PART}${AT_CLOCK}(?: on(?:wards?)?)?`,
  `(?:on|from|starting(?: on| from)?|as of) (?:${DATE})${AT_CLOCK}(?: on(?:wards?)?)?`,
  `(?:at|from|after|starting at)(?: about| around)? (?:${CLOCK})${PART}`,
  `this (?:evening|afternoon|night|weekend)|(?:at|over|on) the weekend|at night`,
  String.raw`(?:early |late )?next (?:week|month|quarter|sprint|year|release|${DAY}|` +
    String.raw`${MONTH})(?!\w)`,
  `in ${SPAN}(?: time)?|${SPAN} from now`,
  'eod|eow|cob',
  `(?:at |by )?(?:the )?end of (?:the |this |next )?(?:day|week|month|quarter|year)`,
  `(?:in|during|within|outside(?: of)?|after|out of) (?:[\\p{L}'’]+ ){0,3}(?:${WINDOW}|hours)`,
  '明日|来週|来月|明天|下周|下個月|下个月',
]
  .map((part) => `(?:${part})`)
  .join('|');

/** What a deed may wait for begins behind one of these. */
export const CONNECTOR =
  'after|once|when|whenever|as soon as|sobald|nachdem|nach (?=de[mrn] )|cuando|después del?|' +
  'una vez(?: que)?|en cuanto|une fois|dès que|après|quand|lorsque|quando|depois d[eoa]|assim que';

/** Polite, or of no weight: "when you get a chance", "as soon as possible", "once a week". */
export const NO_WAIT = regex(
  'iu',
  String.raw`^(?:you|u|possible|feasible|convenient|able|free|suits?|it suits|needed|required|`,
  String.raw`necessary|appropriate|applicable|time permits|there is time|per|every|more|again|`,
  String.raw`and for all|upon a|another|the other|each other|all(?=\W*$)|one another|posible|`,
  String.raw`possível|möglich)(?![\p{L}-])|^an? (?=day|week|month|year|quarter|hour)`,
);
/** What a person says, whatever a pronoun before it means. */
export const OF_A_PERSON = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:approv\w*|agree\w*|sign(?:s|ed)?(?: it| this)? ?-?off|ok(?:s|ay\w*)?|`,
  String.raw`confirm\w*|consent\w*|allow\w*|says?|said|green light|go-?ahead|blessing|objects?|`,
  String.raw`replie[sd]|repl(?:y|ies)|answers?|zustimmt|aprueb\w*|accepte)(?![\p{L}])`,
);
/** Something that lies behind, and why it is asked. */
export const BEHIND_US = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:last|yesterday|ago|earlier|previous)(?![\p{L}])|^(?:(?:the|our|that|`,
  String.raw`this|a|an)\s+)?(?:[\p{L}\d'’-]+\s+){0,3}(?:incident|outage|crash|failure|breach|`,
  String.raw`attack|accident|post-?mortem|findings?|complaints?|discussion|meeting|`,
  String.raw`call)(?![\p{L}])`,
);
/** A measure of a setting: "after 30 days", "once an object is 180 days old". */
export const MEASURED = regex(
  'iu',
  String.raw`(?:\d|(?<![\p{L}])(?:an?|one|two|three|four|five|six|seven|ten|thirty|sixty|ninety))`,
  String.raw`\s*-?\s*(?:%|per ?cent|ms|s|sec\w*|min\w*|hours?|h|days?|weeks?|months?|years?|gb|mb|`,
  String.raw`kb|receives?|attempts?|tries|retries|fail\w*|errors?|messages?|requests?|usd|`,
  String.raw`dollars?|calls?|times?|datapoints?|periods?|días|meses|tage\w*|jours|dias)(?![\p{L}])`,
);
/** Right before a connector: what is told or set of the thing, and not when the deed is done. */
export const DESCRIBED = regex(
  'iu',
  String.raw`(?<![\p{L}\d_-])(?:left|leftover|over|remain\w*|created|made|added|unused|idle|`,
  String.raw`need\w*|`,
  String.raw`used|failing|fail(?:s|ed)?|stuck|hung|hangs|obsolete|gone|retired|dead|broken|slow|`,
  String.raw`unresponsive|unreachable|soon|shortly|long|day|right|sent|runs?|ran|fires?|rings?|`,
  String.raw`expir\w*|mov(?:e|es|`,
  String.raw`ed|`,
  String.raw`ing)|goe?s?|transition\w*|deleted|deletion|removed|archiv\w*|notif\w*|alerts?|pages?|`,
  String.raw`mails?|tells?|inform\w*|wakes?|invok\w*|trigger\w*|publish\w*|calls?|warn\w*|ping|`,
  String.raw`shout|return\w*|`,
  String.raw`respond\w*|retr(?:y|ies|ied)|grows?|shrinks?|lost|broke|died|crash\w*|discard\w*|`,
  String.raw`kept|`,
  String.raw`know|released|stops?|one|off)(?:\s+[\p{L}\d'’-]+){0,2}\s*$`,
);
/** A clause that gives a reason or says which one is meant. */
export const SUBORDINATE = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:so that|so (?:it|we|they|i)|because|since|that|which|who|whose|where|`,
  String.raw`as (?:it|we|they|agreed|discussed|decided|requested|said|planned|announced))`,
  String.raw`(?![\p{L}-])[^,;]*$`,
);
/** "To pick up the new kernel after the update": what it is for. */
export const FOR_A_PURPOSE = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:to (?:pick up|apply|load|activate|inform|wake|let|tell|notify|`,
  String.raw`alert)\s`,
  String.raw`[^,;]*|for (?:e-?mails|messages|alarms|notifications|events|uploads)\s)$`,
);
/** Before a time: what happened then, or what is to be ready by then. */
export const TOLD_OF_A_TIME = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:created|made|added|need(?:s|ed)?|used|agreed|discussed|decided|`,
  String.raw`requested|said|told|asked|promised|announced|planned|seen|met|started|fail(?:s|ed)|`,
  String.raw`broke|`,
  String.raw`launched|deployed|updated|changed|reviewed|approved|reported|mentioned|due|`,
  String.raw`expected|wanted|required|ran|runs?|hung|happened|taken|since|by|before|until|till|of|`,
  String.raw`than|every|each|last|at the latest|was|were|is|are|meeting|incident|outage|backups?|`,
  String.raw`for|daily|nightly|weekly|window|cron|schedule|to|back|themselves|follows?|comes?|`,
  String.raw`over the|jusqu['’]à|jusqu['’]au|hasta(?: el)?|até|bis(?: zum)?|(?:nobody|no one|`,
  String.raw`everybody|`,
  String.raw`everyone|somebody|someone|people|we|they|he|she|i)(?:\s+[\p{L}'’]+){1,4}`,
  String.raw`)\s+["'\x60(]?$`,
);
/** "For the launch on Friday": when that is, not when it is made. */
export const OF_AN_EVENT = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:for|before|ahead of|until|during|to)\s+(?:the|our|a|an|my|their|his|`,
  String.raw`her|its)\s+[\p{L}\d' -]{1,40}\s$|(?<![\p{L}-])for\s+[\p{L}][\p{L}-]{1,30}\s$|`,
  String.raw`[(,:–-]\s*(?:demo|launch|presentation|meeting|kick-?off)\s$`,
);
/** A setting that is itself a time. */
export const KEEPS_TIME = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:cron|schedul\w*|every|each|daily|nightly|weekly|backup window|`,
  String.raw`maintenance window is|waiting period|point in time)(?![\p{L}])`,
);
/** A setting that is a while. */
export const KEEPS_A_WHILE = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:expir\w*|retention|retain\w*|lifecycle|transition\w*|`,
  String.raw`glacier)(?![\p{L}])`,
);

const OK = 'approval|sign-?off|consent|go-?ahead|green light|blessing|ok';
/** All that a person gives to a deed; an application needs some of it, too. */
export const ANY_OK = `${OK}|confirmation|permission|clearance`;
export const AGREES =
  'agree|approve|sign (?:it |this |that )?off|confirm|consent|ok|okay|say (?:yes|so)|' +
  'be (?:asked|consulted|informed|told)|know';

/** Words that bind a deed wherever they stand. */
export const BINDS = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:`,
  String.raw`(?:not|never)\s+(?:before|until|till|prior to|earlier than|sooner than)|`,
  String.raw`no (?:earlier|sooner) than|at the earliest|frühestens|nicht vor|erst (?:nach|wenn|ab|`,
  String.raw`am|sobald)|no antes del?|pas avant|não antes d[eoa]|`,
  String.raw`(?:pending|awaiting|subject to|conditional (?:up)?on|contingent (?:up)?on|upon|`,
  String.raw`following)\s+(?:[\p{L}'’]+\s+){0,3}?(?:${ANY_OK})|`,
  String.raw`(?:needs?|requires?|must have|waits? for|waiting for|waiting on)\s+`,
  String.raw`(?!(?:no|your|a maintainer)\b)(?:[\p{L}'’]+\s+){0,4}?(?:${OK})|`,
  String.raw`depend(?:s|ing) on (?:whether|if|when)|so long as|on (?:the )?condition(?: that)?|`,
  String.raw`\p{L}+ permitting|not without|if and only if|`,
  String.raw`(?:${OK})(?: (?:from|by|of) (?:the )?[\p{L}'’]+(?: team)?)? (?:is|are) (?:still )?`,
  String.raw`(?:needed|required|missing|pending|outstanding)|`,
  String.raw`give (?:[\p{L}'’]+ ){1,3}(?:until|till|another|some time|a few)|`,
  String.raw`(?:together |along )?with (?:the|our|next) (?:\p{L}+ )?(?:release|deploy(?:ment)?|`,
  String.raw`roll-?out|migration|cut-?over|switch-?over)|`,
  String.raw`(?:must|has to|have to|needs? to) (?:still |first )?(?:agree|approve|ok(?:ay)?|`,
  String.raw`consent|`,
  String.raw`sign (?:it |this |that )?off)|`,
  String.raw`(?:must|has to|have to|needs? to|should|is to|are to)\s+(?:still\s+|first\s+)?`,
  String.raw`(?:${AGREES})[^.;\n]{0,40}?\s(?:first|before|beforehand)|`,
  String.raw`(?:ask|check (?:it |this )?with|confirm (?:it |this )?with|clear (?:it|this) with|`,
  String.raw`consult|talk to|speak to|inform|warn|wait for)\s+[^.;,\n]{1,40}?\s(?:first|`,
  String.raw`beforehand|`,
  String.raw`before (?:you|that|doing|delet\w+|stopp\w+|it|this))`,
  String.raw`)(?![\p{L}-])[^.;\n]{0,80}`,
);
/** "Wait for Bob", "but hold off until Monday"; who waits for 20 seconds orders nothing. */
export const WAITS = regex(
  'iu',
  String.raw`(?:^\W*|[,;:(–—-]\s*|(?<![\p{L}])(?:but|and|please|so|must|should|then|you|needs? to|`,
  String.raw`has to|have to)\s+)((?:wait|hold (?:off|on|back|it)|hang on|pause|sit tight)`,
  String.raw`(?:\s+(?:with|on)\s+(?:it|this|that|the \p{L}+))?\s+(?:for|until|till|before)`,
  String.raw`(?!\s*(?:\d|about|over|up to|more))(?![\p{L}-])[^.;\n]{0,80})|`,
  String.raw`^\W*(?:(?:please|but|so)\W+)*(wait|hold|hold fire|stand by)\W*$|`,
  String.raw`(?:^\W*|[,(–—-]\s*|(?<![\p{L}])but\s+)(not (?:today|now|yet|tonight|tomorrow|`,
  String.raw`this week))`,
  String.raw`(?![\p{L}-])`,
);
/** `When: after the release`, "Earliest: Friday". */
export const KEYED = regex(
  'iu',
  String.raw`^\W*(?:timing|when|earliest(?: start| date)?|execution(?: time| date)?|`,
  String.raw`execute (?:at|on|after)|planned(?: for| date)?|run (?:at|on|after)|start date|`,
  String.raw`(?:deploy(?:ment)?|change|maintenance) window|(?:pre-?)?conditions?|prerequisites?|`,
  String.raw`waits? for)\s*:\s*(?!none|n/?a|any ?time|now|immediately|asap|-)\S[^\n]{0,80}`,
);
/** "The release must be out first": of another task only where there is one. */
export const COMES_FIRST = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:must|has to|have to|needs? to|should)\s+[^.;,\n]{1,40}?\s`,
  String.raw`(?:first|beforehand|before that)\W*$|^\W*first\s+(?:the|our|an?)\s[^.;,\n]{1,60}`,
);
/** "Keep it until the end of the month." */
export const KEPT_UNTIL = regex(
  'iu',
  String.raw`^\W*(?:(?:please|but|so)\s+)*(?:keep|leave)(?![\p{L}-])[^.;\n]{0,80}\s`,
  String.raw`(?:until|till)\s[^.;\n]{1,60}`,
);
/** Before and behind a condition that is a sentence of its own. */
const OPENS =
  String.raw`(?:(?:but|and|so|please|only|just|well|that is|any ?time|` +
  String.raw`(?:do|run|execute|apply|start|schedule|carry out) (?:it|this|that|so)|` +
  String.raw`(?:this|it|that) (?:should|must|can|may|has to|is to) (?:happen|run|be done|go out|` +
  String.raw`wait))` +
  String.raw`\W+)*`;
const CLOSES =
  String.raw`(?:[\s,]+(?:please|pls|thanks|thank you|ok|okay|works|then|is (?:fine|ok|best)|` +
  String.raw`suits us|` +
  String.raw`suits me|would be (?:good|fine|best|nice)|not (?:now|today|earlier|before)))*\W*$`;
/** A sentence that is only a time. */
export const ONLY_A_TIME = regex('iu', String.raw`^\W*${OPENS}(${TIME})${CLOSES}`);
/** A sentence that is only what is waited for. */
export const ONLY_A_WAIT = regex(
  'iu',
  String.raw`^\W*${OPENS}((?:${CONNECTOR})\s+([^,;:.\n]{1,90}?))${CLOSES}`,
);
/** "If nobody uses it." alone; who may ask when unsure binds nothing. */
export const ONLY_AN_IF = regex(
  'iu',
  String.raw`^\W*${OPENS}((?:if|unless|provided(?: that)?|assuming(?: that)?|as long as)\s+`,
  String.raw`(?!(?:you|in doubt|possible|needed|necessary|required|unclear|unsure|not|so|any|`,
  String.raw`anything|something|that helps|there are questions|it fails)(?![\p{L}]))`,
  String.raw`[^,;:.\n]{1,90}?)${CLOSES}`,
);
