import { regex } from './regex.ts';

/** Says that a clause follows the one before it. */
export const SEQUEL = regex(
  'iu',
  String.raw`(?<![\p{L}\p{N}])(?:then|after(?:wards?| that| this| which)|`,
  'only after|once|next|finally|lastly|subsequently|as soon as|',
  'when (?:that|this|it|done|finished|both|all)|',
  String.raw`when (?:the|its|those|these)\s[^,.;:\n]{1,60}?\s(?:is|are|exists?|has|have|runs?)|`,
  'after|luego|después|',
  'a continuación|por último|finalmente|entonces|cuando|en cuanto|',
  'una vez|ensuite|puis|après|enfin|une fois|dès que|depois|',
  'em seguida|por fim|quando|assim que|dann|danach|anschließend|',
  String.raw`zuletzt|sobald|nachdem)(?![\p{L}\p{N}])|その後|そのあと|次に|それから|`,
  '最後に|完了後|してから|然后|之后|接着|最后|随后|再(?=[创建删启停])',
);

/** Says that all tasks stand in the order written. */
export const CHAINED = regex(
  'iu',
  'each (?:one )?(?:needs|depends on|requires|builds on) the (?:one before|',
  'previous)|in (?:this|that|the given|exactly this) (?:exact )?order|',
  'one after (?:the other|another)|order matters|in sequence|',
  'sequentially|strictly in order|step by step|en este orden|',
  'en orden|uno tras otro|el orden importa|dans cet ordre|',
  "l'un après l'autre|nesta ordem|um após o outro|in dieser reihenfolge|",
  'der reihe nach|nacheinander|この順(?:番|序)|順番に|按(?:照)?(?:此|',
  '这个|以下)?顺序|依次',
);

/** Says that no order is meant. */
export const UNCHAINED = regex(
  'iu',
  "any order|no particular order|order (?:does not|doesn't) matter|",
  'nothing to do with each other|independent(?:ly)?|unrelated|',
  "in parallel|cualquier orden|independientes|n'importe quel ordre|",
  'indépendant|qualquer ordem|beliebiger reihenfolge|unabhängig|',
  '順不同|顺序不限|互不',
);

/** A question though it has no mark. */
export const ASKS = regex(
  'iu',
  String.raw`^(?:\W*(?:hi|hello|hey|hola|bonjour|olá|oi|hallo)[\s,!]+)?(?:does|`,
  'do (?:we|you|they|i|any|the|our|these)|did|(?:can|could)(?! use(?![\\p{L}]))|should (?:we|',
  'i|the|our)|what|which|why|how|anyone|anybody|kann|können|',
  'sollte|welche[rs]?|warum|wieso|was|wer|gibt es|est-ce|',
  'peut-on|pourrait-on|pouvez-vous|quel(?:le)?s?|pourquoi|',
  'combien|podemos|podríamos|puede|cuál(?:es)?|cuánt[oa]s?|',
  String.raw`por qué|qué|quais|qual|será que|por que|pode(?:mos)?|quantos)(?![\p{L}\p{N}`,
  String.raw`])(?!\s*:)|\b(?:wonder(?:ing)?|curious|not sure) (?:if|`,
  String.raw`whether|what|why|how)\b`,
);

/** Text that speaks to the application instead of asking for something of AWS. */
export const INJECTION = regex(
  'imu',
  String.raw`\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous`,
  String.raw`|prior|above|earlier|all|your|any|these|the)\b[^.\n]{0,30}\b(?:instructi`,
  'ons?|guidelines?|rules?|prompts?|polic(?:y|ies)|directives?)|',
  String.raw`\byou (?:are|'re) (?:now )?(?:a |an |the )?["'“\w -]{0,24}\bmode\b|`,
  String.raw`\b(?:print|reveal|show|output|dump|repeat|paste|send|post|tell)`,
  String.raw`\b[^.\n]{0,80}\b(?:your|you)\b`,
  String.raw`[^.\n]{0,40}\b(?:hidden|secret|private key|prompt|credentials|instructions|rules|`,
  String.raw`tokens?|environment variables|app key)\b|`,
  String.raw`\bsystem prompt\b|\byou are (?:now|in)\b[^.\n]{0,40}\b(?:mode|`,
  String.raw`admin|administrator|root|assistant|dan|developer)|\b(?:maintenance|`,
  String.raw`developer|debug|god|admin) mode\b|\b(?:approve|execute|`,
  'merge) (?:this|the|your|that) (?:plan|request|change)(?: by)? yourself|',
  String.raw`\bskip the (?:review|approval|gate)|\bwithout (?:a )?review\b|`,
  String.raw`^\s*(?:system|assistant|developer|human|user)\s*:|<\|?(?:im_start|`,
  String.raw`system|endoftext)|ignora (?:todas? )?(?:las|as|tus|suas)[^.\n]{0,30}(?:i`,
  'nstrucciones|instruções|reglas|regras)|ignor(?:e|ez|er) (?:toutes )?(?:l',
  String.raw`es|tes|vos)[^.\n]{0,30}(?:consignes|instructions|règles)|`,
  String.raw`(?:ignoriere|vergiss)[^.\n]{0,30}(?:anweisungen|regeln|`,
  'vorgaben)|(?:これまで|以前|上記)の(?:すべての)?(?:指示|命令|ルール)を?(?:すべて)?(?:無視|',
  String.raw`忘れ)|(?:忽略|无视|忘记)[^。\n]{0,16}(?:指令|指示|规则|说明|提示)`,
);

/** Words before a verb that turn the order off. */
export const NEGATION = regex(
  'iu',
  String.raw`(?:\b(?:do not|don'?t|does not|doesn'?t|did not|didn'?t|`,
  "not|never|no|without|cannot|can'?t|won'?t|instead of|rather than|",
  String.raw`refrain from|avoid|nicht|kein\w*|nie|niemals|nunca|jamás|`,
  String.raw`não|nem|sem|sin|sans|ne|n'|jamais|ohne)\b)[^,;:.]{0,24}$`,
);

/** A condition nobody but a person can judge. */
export const CONDITION = regex(
  'iu',
  String.raw`^\W*(?:if|unless|in case|provided|assuming|should (?:it|`,
  'that|this)|si|à moins|se|caso|falls|wenn|sofern|もし|如果|',
  String.raw`若)(?![\p{L}\p{N}])`,
);

/** "Then we delete it ourselves": told by the one who does it. */
export const TOLD = regex(
  'iu',
  String.raw`(?:^|[\s,;:(])(?:we|i|they|he|she|wir|ich|sie|nous|je|ils)\s+(?:then |also |just |`,
  String.raw`now |`,
  String.raw`simply |first )?$`,
);

/** Ines wrote: "…"; the runbook says: … */
export const REPORTED = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:wrote|writes|said|says|told|tells|asked|asks|suggest(?:s|ed)|`,
  String.raw`propos(?:es|ed)|`,
  String.raw`posted|quot(?:e|ed|ing)|reads|recommend(?:s|ed)|dice|dijo|escribió|dit|écrit|disse|`,
  String.raw`escreveu|schrieb|sagt)(?![\p{L}])[^:;\n]{0,60}:\s[^:;\n]{0,80}$`,
);

/** "Delete it on termination": what becomes of it later, and no order of now. */
export const ON_TERMINATION = regex(
  'iu',
  String.raw`^(?:\s+["'\x60]?(?:it|them|this|that|the|its|both|all|root|data|ebs|volumes?|disks?|`,
  String.raw`vol-[0-9a-f]+)["'\x60]?){0,5}\s+(?:up)?on\s+(?:(?:the\s+)?instance(?:'s)?\s+)?`,
  String.raw`terminat(?:ion|ing)(?![\p{L}-])`,
);

/** Says how long something is kept. */
export const AFTER_A_TIME = regex(
  'iu',
  String.raw`^\s+(?:(?:them|it|everything|old|all|the|objects?|files|items|versions|contents?|`,
  String.raw`data|`,
  String.raw`logs|messages)\s+){0,3}(?:after|older than|nach|después de|après|após)\s+`,
  String.raw`(?:\d|one|two|three|four|six|an?\s)`,
);

/** "Health check /healthz", "health check path": what a target answers, and no order to look. */
export const IS_CHECK_PATH = /^\s*(?:[:=]|on|at|under)?\s*(?:(?:the\s+)?path\b|["'\x60]?\/\w)/i;
