import { ANY_OK, CONNECTOR, TIME } from './condition-words.ts';
import { regex } from './regex.ts';

const MONTH =
  'january|february|march|april|may|june|july|august|september|october|november|december';
const WHEN_IN_OTHER_TONGUES =
  String.raw`(?:(?:am |ab |im |in der )?nächste[nrsm]?|kommende[nrsm]?) (?:woche|monat|jahr|` +
  String.raw`quartal|` +
  String.raw`tag\w*)|(?:(?:la|el|a la) )?próxim[oa] (?:semana|mes|año|trimestre|mês|ano)|` +
  String.raw`(?:(?:la|le|l['’]) ?)?(?:semaine|mois|année|trimestre) prochaine?|` +
  String.raw`(?:la|el) (?:semana|mes|año) que viene|heute abend|esta noche|ce soir|hoje à noite`;
/** A time or a phase at which something is lost: also what a creation names as its purpose. */
const DEED_TIME = [
  TIME,
  WHEN_IN_OTHER_TONGUES,
  String.raw`(?:on |from |as of |starting )?\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})`,
  `(?:in|from|as of|effective|early|mid|late|by end of) (?:early |mid |late )?(?:${MONTH}|q[1-4])`,
  String.raw`(?:in|next|from) q[1-4]?|(?:in )?calendar week \d+|w\/c \d+ ?\p{L}*|in a fortnight`,
  `(?:at|from|by) the (?:start|beginning) of [\\p{L}]+(?: [\\p{L}]+)?`,
  String.raw`in [\p{L}\d]+ (?:days|weeks|months)['’] time|over (?:christmas|easter|new year)`,
  String.raw`on (?:go-?live|release|launch|cut-?over|deployment|completion|[\p{L}]+ day)`,
  String.raw`(?:during|throughout) (?!(?:the )?(?:last|past|creation|setup|testing)(?![\p{L}]))` +
    String.raw`(?:the |our |an? )?[\p{L}-]+`,
  String.raw`at (?:lunch\w*|go-?live|\d{1,2} in the \p{L}+)|in the (?:evening|morning|` +
    String.raw`afternoon|night)`,
  String.raw`as part of (?:the|our|an?|this|next)(?: next)? [\p{L}-]+|effective (?:\d|` +
    String.raw`${MONTH})[\w. ]*`,
  String.raw`(?:off-?peak|out of hours|post-?release|post-?launch)`,
]
  .map((part) => `(?:${part})`)
  .join('|');

/** A time of a deed, wherever it stands. */
export const AT_A_TIME = regex(
  'giu',
  String.raw`(?<![\p{L}\d-])(?:${DEED_TIME})(?![\p{L}\d-]|[.:/]\d)`,
);

/** What a deed may wait for, or hang on, begins behind one of these. */
export const DEED_CONNECTOR =
  String.raw`${CONNECTOR}|following|upon|subsequent to|the (?:moment|minute|day|second)|nach|` +
  String.raw`wenn|` +
  String.raw`given(?: that)?|where(?=\s+(?:nobody|no ?one|nothing|it|unused|idle|empty|there))|` +
  String.raw`should(?=\s+(?:it|they|nobody|no ?one|any\w*|the|there))|in case|` +
  String.raw`(?:only )?with(?=\s+(?:the )?(?:[\p{L}]+['’]s? )?(?:explicit |written |prior )?` +
  String.raw`(?:approval|consent|okay?|sign-?off|permission|blessing|go-?ahead|agreement))`;

/** "Left over after the move": what lies behind, said by a word that can say nothing else. */
export const LEFT_BEHIND = /(?<![\p{L}-])left(?:-?over| behind)?s?\s*$/iu;

/** Of no weight even for a deed: "when you get a chance", "as soon as possible", "once more". */
export const NO_DEED_WAIT = regex(
  'iu',
  String.raw`^(?:(?:you|u) (?:get|have|find|can|are able|want|like|see|read)`,
  String.raw`(?! (?:\p{L}+['’]s|an? (?:backup|copy|snapshot|ok\w*|approval|confirmation)|the|it|`,
  String.raw`that|this|them|no|checked|made|taken)(?![\p{L}]))|possible|feasible|convenient|able|`,
  String.raw`free|suits?|it suits|time permits|there is time|per|every|more|again|and for all|`,
  String.raw`upon a|all(?=\W*$)|one another|each other|posible|possível|möglich)(?![\p{L}-])|`,
  String.raw`^an? (?=day|week|month|year|quarter|hour)|^(?:of |any )?(?:questions|doubts?|`,
  String.raw`problems)`,
);

/** "Needed until Friday": it may go only then. What was needed until then may go now. */
export const UNTIL = regex(
  'iu',
  String.raw`(?<!(?:was|were|had|did|only|been|used to)(?:\s+[\p{L}'’]+){0,4}\s)(?<![\p{L}-])`,
  String.raw`(?:until|till|bis(?= (?:zum|zur|ende|\p{L}+tag))|hasta|jusqu['’](?:à|au|en))\s`,
  String.raw`(?!(?:now|today|recently|yesterday|last|then)(?![\p{L}]))[^.;,\n]{1,60}`,
);
const WAS_UNTIL = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:was|were|had|did|ran|used|served|needed it|worked|lived|existed|`,
  String.raw`lasted|`,
  String.raw`happy|questions?|around|reachable|available)(?![\p{L}-])[^.;\n]*?`,
  String.raw`(?:until|till|bis|hasta|jusqu)`,
);
/** True for a sentence that tells how long something was there. */
export const wasUntil = (line: string): boolean => WAS_UNTIL.test(line);

/** "Get Bob's approval first", "where nobody is subscribed", "Depends on #12". */
export const BINDS_A_DEED = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:(?:get|obtain|seek|wait for|ask for|request)\s+(?:[\p{L}'’]+\s+)`,
  String.raw`{0,4}?(?:approval|sign-?off|consent|confirmation|permission|go-?ahead|okay?|`,
  String.raw`blessing)|`,
  String.raw`(?:depends? on|blocked by|blocked on|waits? on|gated (?:by|on))\s+(?:#?\d|`,
  String.raw`[\p{L}]+-\d|the|our)|`,
  String.raw`(?:needs?|requires?|must have)\s+(?!(?:no|`,
  String.raw`your)\b)(?:[\p{L}'’]+\s+){0,4}?(?:${ANY_OK})|`,
  String.raw`(?:make sure|check|verify|ensure|confirm|double-?check|`,
  String.raw`see)\s+(?:first\s+)?(?:that |if |`,
  String.raw`whether )?(?:nobody|no ?one|nothing|none of|no \p{L}+ (?:uses?|is|are|reads?|needs?|`,
  String.raw`depends?|connects?|listens?))|in the event|providing(?: that)?|only with|`,
  String.raw`while (?:nobody|no ?one|nothing)|where (?:unused|idle|empty)|`,
  String.raw`(?:still|first|yet)\s+(?:has|have|needs?|wants?|must)(?: to)?(?![\p{L}])|`,
  String.raw`(?:(?:has|have|needs?|wants?) to|must) (?:still |first )?(?:give|look|review|see `,
  String.raw`it|check|`,
  String.raw`be (?:out|done|over|through|live|finished|moved|migrated))|comes first|`,
  String.raw`(?:i|we)(?:['’]ll| will) (?:tell|say|let you know|ping|confirm|write)[^.;\n]{0,40}?`,
  String.raw`(?:when|once)|do nothing (?:before|until|till)|not (?:sooner|earlier|right now|`,
  String.raw`just yet)|`,
  String.raw`still (?:in use|used|needed|use|need|uses|needs)|`,
  String.raw`in case (?!of (?:questions|doubt|problems))|`,
  String.raw`should (?:it|they|nobody|no ?one|anyone|anybody|someone|there)\s)[^.;\n]{0,80}`,
);

/** "First ask Bob", "Wait a week": a sentence that holds a deed back. */
export const HOLDS_BACK = regex(
  'iu',
  String.raw`^\W*(?:(?:please|but|so)\W+)*(?:wait(?! for (?:nothing|nobody))(?![\p{L}-])|first,? `,
  String.raw`(?:ask|check|talk|inform|tell|move|confirm|make|verify|get|see|wait))[^.;\n]{0,80}`,
);
/** Before such words: what was done already, or that nothing of it is needed. */
export const IS_BEHIND = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:had to|did|have|has|had|having|already|i|we|was|were|nothing|nobody|`,
  String.raw`no ?one|none|never|no longer|not)\s+$`,
);

/** `Schedule: Friday 22:00`, `Depends on: #12`. */
export const DEED_KEYED = regex(
  'iu',
  String.raw`^\W*(?:schedule|scheduled(?: for| at| on)?|dates?|time|window|start(?:s|ing)?(?: `,
  String.raw`at| on)?|`,
  String.raw`not before|not until|eta|depends on|dependenc(?:y|ies)|blocked by|after|`,
  String.raw`approval(?: by| of)?|`,
  String.raw`wait for|when|until|keep until|needed until)\s*[:=]\s*(?!none|n/?a|any ?time|now|`,
  String.raw`immediately|asap|today|yes|done|given|-|\d+ ?(?:s|sec|min|ms)\w*\b)\S[^\n]{0,80}`,
);

const SUBJECT =
  String.raw`(?:(?:but|and|so|please|only|just|both|all|this|that|it|they|them|(?:the|each|` +
  String.raw`every) ` +
  String.raw`(?:first|second|third|last|other|former|latter|delet\w+|remov\w+|removal|drop|` +
  String.raw`terminat\w+|stop\w*|clean-?up)(?: (?:one|of it|order|step|part))?)[\s,:]+){1,5}`;
/** "Both only after the release", "The second one next week." */
export const OF_A_DEED = regex(
  'iu',
  String.raw`^\W*${SUBJECT}((?:(?:${DEED_CONNECTOR}|if|unless|provided(?: that)?|as long as)\s+`,
  String.raw`[^;:.\n]{1,90})|(?:${DEED_TIME})(?![\p{L}\d-]))`,
);
/** A title that binds: "[Scheduled: Fri 22:00] …", "Delete x if nobody uses it". */
export const TITLE_BINDS = regex(
  'iu',
  String.raw`[[(]\s*(?:scheduled?|not before|not until|on hold|wait\w*|after|from|on|`,
  String.raw`due)(?![\p{L}])`,
  String.raw`[^\])]{0,60}[\])]|(?<![\p{L}-])(?:if|unless|provided|until|till|as long as|only when|`,
  String.raw`only after|only once|once (?:\p{L}+ ){1,3}(?:agrees?|approves?|is|`,
  String.raw`has))(?![\p{L}-])[^.\n]{0,80}`,
);
