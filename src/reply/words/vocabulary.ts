import { anyWord } from './phrases.ts';

/** Flat tables of words that the check of a model's text goes by. */

/** Names and short forms that claim nothing by themselves. */
export const GENERAL_NAMES: ReadonlySet<string> = new Set(
  (
    'aws amazon cloudformation github well-architected tls https http ip api id ids url usd utc ' +
    'ok cpu ram gb mb tb gib mib i and/or read/write'
  ).split(' '),
);

/** Words with a hyphen that are no names. */
export const COMPOUNDS: ReadonlySet<string> = new Set(
  (
    'read-only write-only up-to-date long-term short-term long-lived short-lived so-called ' +
    'built-in well-known well-architected least-privilege access-control public-access ' +
    'server-side client-side at-rest in-transit in-place day-to-day month-to-month on-demand ' +
    'pay-per-request point-in-time cross-region cross-account multi-region customer-managed ' +
    'aws-managed service-linked end-to-end world-readable self-service right-sized opt-in ' +
    'opt-out re-create re-created re-read pre-existing non-current non-empty non-expert ' +
    'fine-grained per-request time-based tls-only private-by-default write-protected ' +
    'role-based rule-based cost-effective machine-readable user-facing front-end back-end ' +
    'follow-up double-check week-on-week month-on-month year-on-year'
  ).split(' '),
);

/**
 * Names that are words as well, in whatever case they are written: personas, agents, guardians,
 * services, places of regions. One that the facts do not hold is somebody's invention.
 */
export const PROPER_NAMES: ReadonlySet<string> = new Set(
  (
    'zeus apollo cerberus athena michael buddha napoleon hannibal drucker kotler noguchi gates ' +
    'jobs lambda aurora redshift kinesis glue cognito fargate macie guardduty inspector ' +
    'lightsail sagemaker bedrock neptune timestream opensearch eventbridge cloudfront cloudtrail ' +
    'cloudwatch dynamodb ireland frankfurt virginia ohio oregon california tokyo osaka seoul ' +
    'singapore sydney mumbai london paris stockholm milan zurich spain bahrain canada montreal ' +
    'terraform pulumi kubernetes'
  ).split(' '),
);

/** Kinds of resources, in the singular: one that the facts do not name is not there. */
export const KINDS: ReadonlySet<string> = new Set(
  (
    'bucket table queue topic function instance role database cluster volume snapshot ' +
    'distribution subnet gateway balancer container certificate domain stack alarm trail ' +
    'dashboard secret'
  ).split(' '),
);

/** Units that a number may have; number and unit stand together in the facts or not at all. */
export const UNITS: ReadonlySet<string> = new Set(
  (
    'second minute hour day week month year gb gib mb mib tb tib kb byte object request version ' +
    'vcpu cpu core percent time character generation copy copie point'
  ).split(' '),
);

/** Number words, as far as people write them out. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen ' +
    'fifteen sixteen seventeen eighteen nineteen twenty'
  )
    .split(' ')
    .map((word, number) => [word, number] as const),
);

/** Amounts in words that no table holds. */
export const VAGUE_AMOUNTS = anyWord(
  'dozens? hundreds? thousands? millions? billions? thirty forty fifty sixty ' +
    'seventy eighty ninety half halv* twice doubl* thrice tripl* quadrupl* quarter third fold ' +
    'twofold tenfold',
);
