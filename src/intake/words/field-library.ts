import { inNamed, keyed, perhapsIn } from './name-forms.ts';
import { regex } from './regex.ts';
import type {
  ChoiceRule,
  FlagRule,
  QuantityRule,
  TextRule,
  Unit,
  UnitClass,
} from './service-words.ts';

/** An identifier as AWS names have it; quotes around it are left out by the pattern using it. */
export const IDENT = String.raw`[A-Za-z0-9_][A-Za-z0-9_./:@+=-]{0,254}`;

type Bounds = Pick<QuantityRule, 'alone' | 'isCounted' | 'min' | 'max' | 'allowed'>;
type Measure = readonly [of: UnitClass, unit: Unit];

const MEASURES = {
  seconds: ['time', 'seconds'],
  minutes: ['time', 'minutes'],
  days: ['time', 'days'],
  mb: ['size', 'mb'],
  gb: ['size', 'gb'],
  one: ['count', 'one'],
  usd: ['usd', 'one'],
  percent: ['percent', 'one'],
} as const satisfies Record<string, Measure>;

/** A row for a number: `quantity('timeoutSeconds', 'seconds', /timeout/)`. */
export const quantity = (
  name: string,
  measure: keyof typeof MEASURES,
  rest: Bounds & { readonly words: RegExp },
): QuantityRule => {
  const [of, unit] = MEASURES[measure];
  return { rule: 'quantity', name, of, unit, ...rest };
};

/** A row for yes or no. */
export const flag = (name: string, words: RegExp, contrary?: RegExp): FlagRule => ({
  rule: 'flag',
  name,
  words,
  ...(contrary === undefined ? {} : { contrary }),
});

/** A row for a text. */
export const text = (
  name: string,
  patterns: readonly RegExp[],
  rest: Omit<TextRule, 'rule' | 'name' | 'patterns'> = {},
): TextRule => ({ rule: 'text', name, patterns, ...rest });

/** A row for one of some values. */
export const choice = (
  name: string,
  ...choices: readonly (readonly [RegExp, string])[]
): ChoiceRule => ({ rule: 'choice', name, choices });

/** `word X`, `word: X`, `word is X`, `word to X`, with or without quotes. */
export const after = (words: string, value: string = IDENT): RegExp =>
  new RegExp(
    `(?<![A-Za-z0-9_-])(?:${words})(?:\\s+(?:name[d]?|called|is|to|of|as|on|the|von|namens))?` +
      `\\s*[:=]?\\s*["'\`]?(${value})`,
    'iu',
  );

const SIZE = '(?:nano|micro|small|medium|large|xlarge|[0-9]{1,2}xlarge|metal(?:-[0-9]{1,2}xl)?)';

/** Types of EC2 instances, such as `c7i.large`. */
export const EC2_TYPE = new RegExp(`(?<![\\w.-])([a-z][a-z0-9-]{1,9}\\.${SIZE})(?![\\w-])`, 'i');
/** Classes of databases, such as `db.t4g.medium`. */
export const DB_CLASS = new RegExp(`(?<![\\w.-])(db\\.[a-z0-9-]{2,9}\\.${SIZE})(?![\\w-])`, 'i');
/** Node types of caches, such as `cache.t4g.small`. */
export const CACHE_TYPE = new RegExp(
  `(?<![\\w.-])(cache\\.[a-z0-9-]{2,9}\\.${SIZE})(?![\\w-])`,
  'i',
);

const lower = (value: string): string => value.toLowerCase();

export const instanceType = text('instanceType', [EC2_TYPE], {
  fold: lower,
  words: regex(
    'i',
    String.raw`instance type|\bresize\b|\bbigger\b|\bsmaller\b|tipo de instancia|`,
    "type d'instance|tipo de instância|インスタンスタイプ|实例类型",
  ),
});

const TAG = '[A-Za-z][A-Za-z0-9_:/-]{0,60}\\s?=\\s?[A-Za-z0-9@._/+-]{1,128}';
/** Tags that only the account or the application decides. */
const OWN_TAGS = /^(?:environment|env|tier|coworker.*|aws:.*)$/i;

const tagMap = (value: string): Readonly<Record<string, string>> | undefined => {
  const pairs = value.split(/\s*(?:,|\band\b)\s*/).map((pair) => pair.split(/\s?=\s?/));
  const kept = pairs.filter(([key = '']) => key !== '' && !OWN_TAGS.test(key));
  const made: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [key = '', given = ''] of kept) made[key] = given.replace(/[.,]$/, '');
  return kept.length === 0 ? undefined : made;
};

/** `tag Owner=search`, `Tags: A=b, C=d`; a tag never lowers a tier. */
export const tags = text(
  'tags',
  [
    new RegExp(
      `\\btags?\\b\\s*:?\\s*["'\`]?(${TAG}(?:(?:\\s*,\\s*|\\s+and\\s+)${TAG}){0,20})`,
      'i',
    ),
    new RegExp(`\\btag\\b[^.;\\n]{0,160}?\\bwith\\s+["'\`]?(${TAG})`, 'i'),
  ],
  { fold: tagMap },
);

/** A subnet of one thing, by its id or name. */
export const subnet = text(
  'subnet',
  [/(?<![\w-])(subnet-[0-9a-f]{8,17})(?![\w-])/, keyed('subnet(?: ?id)?'), inNamed('subnet')],
  { perhaps: perhapsIn('subnet') },
);
/** A security group of one thing, by its id or name. */
export const securityGroup = text(
  'securityGroup',
  [
    /(?<![\w-])(sg-[0-9a-f]{8,17})(?![\w-])/i,
    keyed('security[ _-]?group(?: ?id)?'),
    inNamed('security group'),
  ],
  { perhaps: perhapsIn('security group') },
);
export const vpc = text(
  'vpc',
  [
    /(?<![\w-])(vpc-[0-9a-f]{8,17})(?![\w-])/i,
    keyed('vpc'),
    inNamed('vpc'),
    /\bin (?:the )?["'`]([a-z0-9][\w.-]*\w)["'`] vpc\b/i,
  ],
  { perhaps: perhapsIn('vpc') },
);
export const subnets = text('subnets', [/(?<![\w-])(subnet-[0-9a-f]{8,17})(?![\w-])/gi], {
  many: true,
});
export const availabilityZone = text('availabilityZone', [
  /(?<![\w-])([a-z]{2}-[a-z]+-\d[a-z])(?![\w-])/,
]);
export const cidr = text('cidr', [/(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3}\/\d{1,3})(?!\w|\.\w)/], {
  valid: regex(
    '',
    String.raw`^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|`,
    String.raw`1?\d?\d)\/(?:[0-9]|[12][0-9]|3[0-2])$`,
  ),
  words: /\bcidr\b/i,
});
export const encrypted = flag(
  'encrypted',
  /encrypt(?:ed|ion)|cifrad[oa]|chiffr[ée]{1,2}|criptografad[oa]|verschlüssel|暗号化|加密/i,
  /unencrypted/i,
);
/** A key of KMS by its ARN or alias. */
export const kmsKey = text('kmsKey', [
  regex(
    'i',
    String.raw`(?<![\w/])(arn:aws:kms:[a-z0-9-]+:\d{12}:(?:key|alias)\/[A-Za-z0-9/_-]*\w|`,
    String.raw`alias\/[A-Za-z0-9/_-]*\w)`,
  ),
]);
export const confidentiality = text(
  'confidentiality',
  [
    regex(
      'i',
      '(?:confidentiality|confidencialidad(?:e)?|confidentialité|',
      'vertraulichkeit|機密性|保密级别)\\s*(?:is|class|level|[:=])?\\s*["\'`]?(public|',
      'internal|confidential|restricted)',
    ),
  ],
  { fold: lower },
);
export const sizeGb = quantity('sizeGb', 'gb', {
  words: regex(
    'i',
    'volume|disk|storage|disco|almacenamiento|armazenamento|',
    String.raw`stockage|disque|speicher|ボリューム|ストレージ|ディスク|磁盘|存储|卷|\bGB\b|`,
    String.raw`\bGiB\b`,
  ),
  alone: true,
  min: 1,
  max: 65_536,
});
export const volumeType = choice(
  'volumeType',
  [/\bgp3\b/i, 'gp3'],
  [/\bgp2\b/i, 'gp2'],
  [/\bio2\b/i, 'io2'],
  [/\bio1\b/i, 'io1'],
  [/\bst1\b/i, 'st1'],
  [/\bsc1\b/i, 'sc1'],
);
export const tracing = flag(
  'tracing',
  /x-?ray|active tracing|\btracing\b|trazado|rastreamento|traçage|トレース|トレーシング|跟踪|追踪/i,
);
export const code = text('code', [
  /(?<!\w)(s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[\w./+=@-]*[\w])/i,
  /(?<![\w/.-])((?:[\w.@-]+\/)+[\w.@-]+\.(?:zip|jar|js|mjs|cjs|ts|py))(?![\w/-])/i,
]);
