/** Sentences that say how to read others: fillers, order, negation, injection. */

const FILLERS = [
  'please',
  'pls',
  'plz',
  'kindly',
  'just',
  'simply',
  'also',
  'now',
  'and',
  'so',
  'hi',
  'hello',
  'hey',
  'dear',
  'all',
  'team',
  'ops',
  'folks',
  'platform',
  'people',
  'everyone',
  'there',
  'first(?:ly)?',
  'first of all',
  'second(?:ly)?',
  'third(?:ly)?',
  'then',
  'next',
  'finally',
  'lastly',
  'afterwards?',
  'after (?:that|this|which)',
  'subsequently',
  'as well',
  'again',
  'begin by',
  'begin with',
  'start by',
  'start with',
  'go ahead and',
  "let'?s",
  'let us',
  'we',
  'i',
  'you',
  'to',
  'need(?: you)? to',
  'want(?: you)? to',
  "(?:would|'d) like(?: you)? to",
  'have to',
  'must',
  'should',
  'needs to',
  'step \\d+',
  'task \\d+',
  '\\d+',
  '[a-h]\\)',
  'todo',
  'request',
  'ask',
  'task',
  'action',
  'short version',
  'tl;?dr',
  'the team',
  'our team',
  'immediately',
  'asap',
  'urgent(?:ly)?',
  'run',
  'do',
  'perform',
  "i(?:\\s+|')d like to",
  'por favor',
  'porfa',
  'hola',
  'buenas',
  'buenos d[ií]as',
  'hay que',
  'necesitamos',
  'necesito',
  'queremos',
  'quiero',
  'se necesita',
  'es necesario',
  'tenemos que',
  'hace falta',
  'favor de',
  'primero',
  'luego',
  'después',
  'despu[eé]s de eso',
  'a continuación',
  'por último',
  'finalmente',
  'entonces',
  'y',
  'equipo',
  'os pido',
  'se ruega',
  "s'il vous pla[iî]t",
  'svp',
  'merci de',
  'veuillez',
  'il faut',
  'il faudrait',
  'nous devons',
  'nous voulons',
  'nous souhaitons',
  'on doit',
  'je voudrais',
  "j'aimerais",
  'bonjour',
  'salut',
  "d'abord",
  'ensuite',
  'puis',
  'enfin',
  'et',
  'après cela',
  'prière de',
  'besoin de',
  'à toutes et tous',
  "l'équipe",
  'ol[áa]',
  'oi',
  'bom dia',
  'boa tarde',
  'precisamos',
  'preciso',
  'é preciso',
  'é necessário',
  'por gentileza',
  'gostaria de',
  'gostaríamos de',
  'primeiro',
  'depois',
  'depois disso',
  'em seguida',
  'por fim',
  'e',
  'pessoal',
  'temos que',
  'favor',
  'bitte',
  'zuerst',
  'dann',
  'danach',
  'anschließend',
  'zum schluss',
  'hallo',
  'moin',
  'wir möchten',
  'wir müssen',
  'und',
  'guten tag',
  'guten morgen',
  'zunächst',
  'bitte einmal',
];

const PLACE =
  '(?:in|on|for|within|inside|at|en|dans|em|no|na|im|sur|für|account|region|conta|cuenta|compte|konto)\\s+(?:the\\s+|our\\s+|account\\s+|conta\\s+|cuenta\\s+|le compte\\s+|la cuenta\\s+|région\\s+|region\\s+)*[`"\']?[\\w-]*[-\\d][\\w-]*[`"\']?(?:\\s+account)?(?:[\\s,/()]+[a-z]{2}(?:-[a-z]+){1,2}-\\d\\)?)*';
const WHEN =
  '(?:only\\s+)?(?:after|once|when|as soon as|nach|sobald|wenn|cuando|una vez|en cuanto|une fois|dès|quand|après|quando|assim que|depois)\\s[^,;:.]{1,90}[,:]';

const longestFirst = [...FILLERS].sort((a, b) => b.length - a.length).join('|');
const FILLER = new RegExp(
  `(?:${WHEN}|(?:${PLACE}|${longestFirst})(?![\\p{L}\\p{N}])|[\\s,:;!.()*#>"'\`–—/-])`,
  'iuy',
);

/** True of the text between the start of a clause and its verb, when only fillers stand there. */
export const isOnlyFillers = (lead: string): boolean => {
  let at = 0;
  while (at < lead.length) {
    FILLER.lastIndex = at;
    const match = FILLER.exec(lead);
    if (match === null || match[0] === '') return false;
    at += match[0].length;
  }
  return true;
};

/** Says that a clause follows the one before it. */
export const SEQUEL =
  /(?<![\p{L}\p{N}])(?:then|after(?:wards?| that| this| which)|only after|once|next|finally|lastly|subsequently|as soon as|when (?:that|this|it|done|finished)|after|luego|después|a continuación|por último|finalmente|entonces|cuando|en cuanto|una vez|ensuite|puis|après|enfin|une fois|dès que|depois|em seguida|por fim|quando|assim que|dann|danach|anschließend|zuletzt|sobald|nachdem)(?![\p{L}\p{N}])|その後|そのあと|次に|それから|最後に|完了後|してから|然后|之后|接着|最后|随后|再(?=[创建删启停])/iu;

/** Says that all tasks stand in the order written. */
export const CHAINED =
  /each (?:one )?(?:needs|depends on|requires|builds on) the (?:one before|previous)|in (?:this|that|the given|exactly this) (?:exact )?order|one after (?:the other|another)|order matters|in sequence|sequentially|strictly in order|step by step|en este orden|en orden|uno tras otro|el orden importa|dans cet ordre|l'un après l'autre|nesta ordem|um após o outro|in dieser reihenfolge|der reihe nach|nacheinander|この順(?:番|序)|順番に|按(?:照)?(?:此|这个|以下)?顺序|依次/iu;

/** Says that no order is meant. */
export const UNCHAINED =
  /any order|no particular order|order (?:does not|doesn't) matter|nothing to do with each other|independent(?:ly)?|unrelated|in parallel|cualquier orden|independientes|n'importe quel ordre|indépendant|qualquer ordem|beliebiger reihenfolge|unabhängig|順不同|顺序不限|互不/iu;

/** A question though it has no mark. */
export const ASKS =
  /^(?:\W*(?:hi|hello|hey|hola|bonjour|olá|oi|hallo)[\s,!]+)?(?:does|do (?:we|you|they|i|any|the|our|these)|did|can|could|should (?:we|i|the|our)|what|which|why|how|anyone|anybody|kann|können|sollte|welche[rs]?|warum|wieso|was|wer|gibt es|est-ce|peut-on|pourrait-on|pouvez-vous|quel(?:le)?s?|pourquoi|combien|podemos|podríamos|puede|cuál(?:es)?|cuánt[oa]s?|por qué|qué|quais|qual|será que|por que|pode(?:mos)?|quantos)(?![\p{L}\p{N}])(?!\s*:)|\b(?:wonder(?:ing)?|curious|not sure) (?:if|whether|what|why|how)\b/iu;

/** Text that speaks to the application instead of asking for something of AWS. */
export const INJECTION =
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|all|your|any|these|the)\b[^.\n]{0,30}\b(?:instructions?|guidelines?|rules?|prompts?|polic(?:y|ies)|directives?)|\bsystem prompt\b|\byou are (?:now|in)\b[^.\n]{0,40}\b(?:mode|admin|administrator|root|assistant|dan|developer)|\b(?:maintenance|developer|debug|god|admin) mode\b|\b(?:approve|execute|merge) (?:this|the|your|that) (?:plan|request|change)(?: by)? yourself|\bskip the (?:review|approval|gate)|\bwithout (?:a )?review\b|^\s*(?:system|assistant|developer|human|user)\s*:|<\|?(?:im_start|system|endoftext)|ignora (?:todas? )?(?:las|as|tus|suas)[^.\n]{0,30}(?:instrucciones|instruções|reglas|regras)|ignor(?:e|ez|er) (?:toutes )?(?:les|tes|vos)[^.\n]{0,30}(?:consignes|instructions|règles)|(?:ignoriere|vergiss)[^.\n]{0,30}(?:anweisungen|regeln|vorgaben)|(?:これまで|以前|上記)の(?:すべての)?(?:指示|命令|ルール)を?(?:すべて)?(?:無視|忘れ)|(?:忽略|无视|忘记)[^。\n]{0,16}(?:指令|指示|规则|说明|提示)/imu;

/** Words before a verb that turn the order off. */
export const NEGATION =
  /(?:\b(?:do not|don'?t|does not|doesn'?t|did not|didn'?t|not|never|no|without|cannot|can'?t|won'?t|instead of|rather than|refrain from|avoid|nicht|kein\w*|nie|niemals|nunca|jamás|não|nem|sem|sin|sans|ne|n'|jamais|ohne)\b)[^,;:.]{0,24}$/iu;

/** A condition nobody but a person can judge. */
export const CONDITION =
  /^\W*(?:if|unless|in case|provided|assuming|should (?:it|that|this)|si|à moins|se|caso|falls|wenn|sofern|もし|如果|若)(?![\p{L}\p{N}])/iu;
