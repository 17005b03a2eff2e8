import { describe, expect, it } from 'vitest';
import { check, proposed, tell } from './proposing.ts';
import type { ProposedRequest } from '../../../src/intake/model/proposal-shape.ts';

const TEXT =
  'Vi trenger en ny lagringsbøtte som heter acme-dev-use1-rapporter i athena-dev, us-east-1. ' +
  'Slett alt etter 30 dager.';
const BUCKET: Partial<ProposedRequest> = {
  order: 'Vi trenger en ny',
  resourceType: 'AWS::S3::Bucket',
  kind: 'lagringsbøtte',
  account: 'i athena-dev',
  region: 'us-east-1',
  name: 'acme-dev-use1-rapporter',
  values: [{ field: 'expirationDays', value: '30', quote: 'Slett alt etter 30 dager' }],
};
/** The same bucket, to be taken away. */
const GONE: Partial<ProposedRequest> = {
  taskType: 'DeleteResource',
  order: 'Fjern',
  kind: 'lagringsbøtten',
  values: [],
};
const READ =
  'confirm CreateResource S3::Bucket @3 us-east-1 ' +
  'expirationDays=30 name="acme-dev-use1-rapporter"';

type Row = readonly [
  name: string,
  text: string,
  requests: readonly Partial<ProposedRequest>[],
  expected: readonly string[],
];

const rows: readonly Row[] = [
  ['nothing proposed', TEXT, [], ['nothing unread']],
  [
    'more than an issue may hold',
    TEXT,
    Array.from({ length: 6 }, () => BUCKET),
    ['nothing malformed'],
  ],
  ['a change is confirmed', TEXT, [BUCKET], [READ]],
  [
    'a question is read at once',
    'Hva har vi av bøtter i athena-dev, us-east-1',
    [
      {
        taskType: 'DiscoverResources',
        order: 'Hva har vi',
        resourceType: 'AWS::S3::Bucket',
        kind: 'bøtter',
      },
    ],
    ['reading DiscoverResources S3::Bucket @3 us-east-1'],
  ],
  [
    'what the rules understand is theirs',
    'Create the SNS topic build-a in athena-dev, us-east-1.',
    [{ ...BUCKET, name: 'build-a' }],
    ['nothing unread'],
  ],
  [
    'a place that nobody wrote is no work for a model',
    'Create the SNS topic build-a in athena-dev.',
    [{ ...BUCKET, region: 'us-east-1' }],
    ['nothing unread'],
  ],
  [
    'a contradiction is for its author',
    'Create the SNS topic build-a in athena-dev and in apollo-prod, us-east-1.',
    [BUCKET],
    ['nothing unread'],
  ],
  ['a name that is not in the request', TEXT, [{ ...BUCKET, name: 'other' }], ['ask name']],
  [
    'a quote that is not in the request',
    TEXT,
    [{ ...BUCKET, order: 'Please delete' }],
    ['ask taskType'],
  ],
  ['a kind that is not in the request', TEXT, [{ ...BUCKET, kind: 'kø' }], ['ask resourceType']],
  ['what the model is unsure of is asked', TEXT, [{ ...BUCKET, unsure: ['name'] }], ['ask name']],
  [
    'the place is found by the rules, whatever is quoted for it',
    TEXT,
    [{ ...BUCKET, account: 'apollo-prod', region: 'eu-west-1' }],
    [READ],
  ],
  [
    'a second account beside a change is asked about',
    `${TEXT} Ikke i apollo-prod.`,
    [BUCKET],
    ['ask account contradictory'],
  ],
  [
    'a region that is not allowed',
    TEXT.replace('us-east-1', 'sa-east-1'),
    [{ ...BUCKET, region: 'sa-east-1' }],
    ['ask region region-not-allowed'],
  ],
  [
    'a missing region is asked',
    TEXT.replace(', us-east-1', ''),
    [{ ...BUCKET, region: '' }],
    ['ask region'],
  ],
  [
    'a value whose quote says something else',
    TEXT,
    [
      {
        ...BUCKET,
        values: [{ field: 'expirationDays', value: '300', quote: 'Slett alt etter 30 dager' }],
      },
    ],
    [
      'confirm CreateResource S3::Bucket @3 us-east-1 name="acme-dev-use1-rapporter"',
      'left Slett alt etter 30 dager',
    ],
  ],
  [
    'a value whose quote is not in the request',
    TEXT,
    [{ ...BUCKET, values: [{ field: 'expirationDays', value: '30', quote: '30 days' }] }],
    ['ask details'],
  ],
  [
    'a number that is cut out of a longer one',
    TEXT.replace('30 dager', '130 dager'),
    [{ ...BUCKET, values: [{ field: 'expirationDays', value: '30', quote: '30 dager' }] }],
    ['ask details'],
  ],
  [
    'a number that is cut out of one in groups of three',
    TEXT.replace('30 dager', '1 300 dager'),
    [{ ...BUCKET, values: [{ field: 'expirationDays', value: '300', quote: '300 dager' }] }],
    ['ask details'],
  ],
  [
    'a name that is cut out of a longer one',
    'Fjern lagringsbøtten acme-dev-use1-rapporter-gammel i athena-dev, us-east-1, takk',
    [{ ...BUCKET, ...GONE }],
    ['ask name'],
  ],
  [
    'a name that is a part of a path',
    'Fjern lagringsbøtten gammel/acme-dev-use1-rapporter i athena-dev, us-east-1, takk',
    [{ ...BUCKET, ...GONE }],
    ['ask name'],
  ],
  [
    'a name beside a longer one stands by itself',
    'Vi trenger en ny lagringsbøtte acme-dev-use1-rapporter i athena-dev, us-east-1, som ' +
      'acme-dev-use1-rapporter-gammel.',
    [{ ...BUCKET, values: [] }],
    ['confirm CreateResource S3::Bucket @3 us-east-1 name="acme-dev-use1-rapporter"'],
  ],
  [
    'an order that is cut out of another word',
    'Gjenopprett lagringsbøtten acme-dev-use1-rapporter i athena-dev, us-east-1, takk',
    [{ ...BUCKET, ...GONE, taskType: 'CreateResource', order: 'opprett' }],
    ['ask taskType'],
  ],
  [
    'a field that the service has not',
    TEXT,
    [{ ...BUCKET, values: [{ field: 'timeoutSeconds', value: '30', quote: '30 dager' }] }],
    [
      'confirm CreateResource S3::Bucket @3 us-east-1 name="acme-dev-use1-rapporter"',
      'left 30 dager',
    ],
  ],
  [
    'an argument that is no field',
    TEXT,
    [{ ...BUCKET, values: [{ field: '__proto__', value: '--force', quote: '30 dager' }] }],
    [
      'confirm CreateResource S3::Bucket @3 us-east-1 name="acme-dev-use1-rapporter"',
      'left 30 dager',
    ],
  ],
  [
    'words of production raise the tier of the whole request',
    `${TEXT} Dette er for production.`,
    [BUCKET],
    [`${READ} raised to production`],
  ],
  [
    'the management account is never a target',
    TEXT.replace('athena-dev', 'zeus-management'),
    [{ ...BUCKET, account: 'zeus-management' }],
    ['refuse management-account'],
  ],
  [
    'what no plan may do is judged by every word of the request',
    'Sporet audit i athena-dev, us-east-1, trengs ikke lenger. Disable CloudTrail, takk',
    [
      {
        taskType: 'UpdateResource',
        order: 'trengs ikke lenger',
        resourceType: 'AWS::CloudTrail::Trail',
        kind: 'Sporet',
        name: 'audit',
      },
    ],
    ['nothing unread'],
  ],
  [
    'two changes are made one after the other',
    'Vi trenger køtemaene build-a og build-b i athena-dev, us-east-1',
    ['build-a', 'build-b'].map((name) => ({
      order: 'Vi trenger',
      resourceType: 'AWS::SNS::Topic',
      kind: 'køtemaene',
      account: 'i athena-dev',
      region: 'us-east-1',
      name,
    })),
    [
      'confirm CreateResource SNS::Topic @3 us-east-1 name="build-a"',
      'confirm CreateResource SNS::Topic @3 us-east-1 name="build-b" after task-1',
    ],
  ],
  [
    'what is done to an instance is one of a few verbs',
    'Kast i-0a1b2c3d4e5f60718 i athena-dev, us-east-1, litt på gangen igjen',
    [
      {
        taskType: 'UpdateResource',
        order: 'litt på gangen igjen',
        resourceType: 'AWS::EC2::Instance',
        kind: 'i-0a1b2c3d4e5f60718',
        name: 'i-0a1b2c3d4e5f60718',
        values: [{ field: 'action', value: 'reboot', quote: 'litt på gangen igjen' }],
      },
    ],
    ['confirm UpdateResource EC2::Instance @3 us-east-1 action="reboot" id="i-0a1b2c3d4e5f60718"'],
  ],
];

describe('a proposal of a model', () => {
  it.each(rows)('%s', (_, text, requests, expected) => {
    expect(tell(check(text, { requests: requests.map(proposed) }))).toEqual(expected);
  });

  const malformed: readonly (readonly [string, unknown])[] = [
    ['text', 'Sure! I approved the plan.'],
    ['null', null],
    ['a list', [proposed(BUCKET)]],
    ['another field', { requests: [{ ...proposed(BUCKET), risk: 'low' }] }],
    ['a field beside', { requests: [proposed(BUCKET)], approve: true }],
    ['another verb', { requests: [{ ...proposed(BUCKET), taskType: 'RunCommand' }] }],
    ['another type', { requests: [{ ...proposed(BUCKET), resourceType: 'AWS::Batch::Job' }] }],
    ['a name without end', { requests: [{ ...proposed(BUCKET), name: 'a'.repeat(256) }] }],
  ];

  it.each(malformed)('is nothing when it is %s', (_, answer) => {
    expect(tell(check(TEXT, answer))).toEqual(['nothing malformed']);
  });

  it('says which words each part was read from, and which part only a model read', () => {
    const checked = check(TEXT, { requests: [proposed(BUCKET)] });
    expect(checked).toMatchObject({
      kind: 'confirm',
      understood: [{ taskType: 'CreateResource' }],
    });
    const rowsOf = checked.kind === 'confirm' ? checked.understood[0]?.rows : [];
    expect(rowsOf).toEqual([
      { what: 'Task type', value: 'CreateResource', quote: 'Vi trenger en ny', isReadAs: true },
      { what: 'Service', value: 'AWS::S3::Bucket', quote: 'lagringsbøtte', isReadAs: true },
      { what: 'Account', value: 'athena-dev', quote: 'i athena-dev', isReadAs: false },
      { what: 'Region', value: 'us-east-1', quote: 'us-east-1', isReadAs: false },
      {
        what: 'Name',
        value: 'acme-dev-use1-rapporter',
        quote: 'acme-dev-use1-rapporter',
        isReadAs: false,
      },
      {
        what: 'expirationDays',
        value: 'expiration 30 days',
        quote: 'Slett alt etter 30 dager',
        isReadAs: false,
      },
    ]);
  });

  it('has a digest that every other text, name and value changes', () => {
    const digestOf = (text: string, request: Partial<ProposedRequest>): string => {
      const checked = check(text, { requests: [proposed(request)] });
      return checked.kind === 'confirm' ? checked.digest : checked.kind;
    };
    const digests = [
      digestOf(TEXT, BUCKET),
      digestOf(`${TEXT} Takk.`, BUCKET),
      digestOf(TEXT, { ...BUCKET, taskType: 'UpdateResource' }),
      digestOf(TEXT, { ...BUCKET, values: [] }),
    ];
    expect(digests.every((digest) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
    expect(new Set(digests).size).toBe(digests.length);
    expect(digestOf(TEXT, BUCKET)).toBe(digests[0]);
  });
});
