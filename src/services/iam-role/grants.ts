import type { JsonObject } from '../../task/json.ts';

/** Where named things are looked for. */
export interface GrantPlace {
  readonly accountId: string;
  readonly region: string;
}

export const GRANTS_HINT =
  'What it may do, such as `read and write objects in acme-reports`, ' +
  '`write to the DynamoDB table rates`, `publish to the topic alerts`, ' +
  '`send to the queue jobs`, `invoke the function resize`.';

interface Grammar {
  readonly sid: string;
  readonly pattern: RegExp;
  /** Actions by verb; `both` joins read and write. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
  readonly resources: (name: string, place: GrantPlace) => readonly string[];
}

const READ_WRITE = String.raw`read and write|read\/write|read-write|read-only|read|get|write|put`;

const BUCKET = String.raw`(?:the\s+)?(?:s3\s+)?(?:bucket\s+)?([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\b`;

const OBJECTS = {
  actions: { read: ['s3:GetObject'], write: ['s3:PutObject'] },
  resources: (name: string) => [`arn:aws:s3:::${name}/*`],
};

const TABLE_READ = [
  'dynamodb:BatchGetItem',
  'dynamodb:DescribeTable',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
];
const TABLE_WRITE = [
  'dynamodb:BatchWriteItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];

const arn = (service: string, place: GrantPlace, rest: string): string =>
  `arn:aws:${service}:${place.region}:${place.accountId}:${rest}`;

/** Parts of a sentence, one after the other; a part that may be missing says so itself. */
const sentence = (...parts: readonly string[]): RegExp => new RegExp(parts.join(''), 'gi');

const ANY_VERB = String.raw`\b(${READ_WRITE})\s+`;
const THE = String.raw`(?:the\s+)?`;

/** One kind of permission that words can say. Every name is whole: nothing here can be a star. */
const GRAMMARS: readonly Grammar[] = [
  {
    sid: 'Objects',
    pattern: sentence(ANY_VERB, String.raw`objects?\s+(?:in|of|from|to|into)\s+`, BUCKET),
    ...OBJECTS,
  },
  {
    sid: 'Bucket',
    pattern: sentence(
      ANY_VERB,
      String.raw`(?:access\s+)?(?:to\s+)?(?=(?:the\s+)?(?:s3\s+)?bucket)`,
      BUCKET,
    ),
    ...OBJECTS,
  },
  {
    sid: 'Table',
    pattern: sentence(
      ANY_VERB,
      String.raw`(?:access\s+)?(?:items\s+)?(?:(?:to|from|in)\s+)?`,
      THE,
      String.raw`dynamodb\s+table\s+([\w.-]{3,255})`,
    ),
    actions: { read: TABLE_READ, write: TABLE_WRITE },
    resources: (name, place) => [
      arn('dynamodb', place, `table/${name}`),
      arn('dynamodb', place, `table/${name}/index/*`),
    ],
  },
  {
    sid: 'Topic',
    pattern: sentence(
      String.raw`\b(publish)\s+(?:messages\s+)?to\s+`,
      THE,
      String.raw`(?:sns\s+)?topic\s+([\w-]{1,256})`,
    ),
    actions: { publish: ['sns:Publish'] },
    resources: (name, place) => [arn('sns', place, name)],
  },
  {
    sid: 'Queue',
    pattern: sentence(
      String.raw`\b(send|receive)\s+(?:messages\s+)?(?:to|from)\s+`,
      THE,
      String.raw`(?:sqs\s+)?queue\s+([\w-]{1,80}(?:\.fifo)?)`,
    ),
    actions: {
      send: ['sqs:GetQueueUrl', 'sqs:SendMessage'],
      receive: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    },
    resources: (name, place) => [arn('sqs', place, name)],
  },
  {
    sid: 'Function',
    pattern: sentence(
      String.raw`\b(invoke)\s+`,
      THE,
      String.raw`(?:lambda\s+)?function\s+([\w-]{1,64})`,
    ),
    actions: { invoke: ['lambda:InvokeFunction'] },
    resources: (name, place) => [arn('lambda', place, `function:${name}`)],
  },
];

const verbsOf = (words: string): readonly string[] => {
  const lower = words.toLowerCase();
  if (/read.+write/.test(lower)) return ['read', 'write'];
  if (/^(read|get)/.test(lower)) return ['read'];
  return /^(write|put)/.test(lower) ? ['write'] : [lower];
};

interface Grant {
  readonly text: string;
  readonly statement: JsonObject;
}

const grantsOf = (grammar: Grammar, text: string, place: GrantPlace): readonly Grant[] =>
  [...text.matchAll(grammar.pattern)].map((match, index) => {
    const [whole, verb = '', name = ''] = match;
    const actions = verbsOf(verb).flatMap((one) => grammar.actions[one] ?? []);
    const statement = {
      Sid: `${grammar.sid}${index + 1}`,
      Effect: 'Allow',
      Action: actions.toSorted(),
      Resource: [...grammar.resources(name, place)],
    };
    return { text: whole, statement };
  });

/** Longer than any sentence that says what a role may do. */
const MAX_CHARACTERS = 500;

/** Words that carry no permission of their own. */
const FILLER = new RegExp(
  [
    String.raw`\b(is|be|it|and|also|allowed|may|can|with|permissions?|access)\b`,
    String.raw`\b(to|the|a|an|role|only)\b`,
    '[,;.:`\'"]',
  ].join('|'),
  'gi',
);

/**
 * Grammar: `<verb> <kind of thing> <name>`, joined by commas or `and`; the verbs and kinds are
 * those of the hint. Undefined when any word is left over: what is not understood is never
 * granted, and never left out in silence.
 */
export const parseGrants = (text: string, place: GrantPlace): readonly JsonObject[] | undefined => {
  if (text.length > MAX_CHARACTERS) return undefined;
  const clean = text.replaceAll(/[`*]{1,2}([\w.-]+)[`*]{1,2}/g, '$1');
  const grants = GRAMMARS.flatMap((grammar) => grantsOf(grammar, clean, place));
  const left = grants.reduce((rest, grant) => rest.replace(grant.text, ' '), clean);
  const isAllRead = left.replaceAll(FILLER, ' ').trim() === '';
  return isAllRead && grants.length > 0 ? grants.map((grant) => grant.statement) : undefined;
};
