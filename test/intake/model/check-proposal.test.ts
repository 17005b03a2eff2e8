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
const OLD = 'logs.athena-dev.us-east-1.old';
const LONG_KEY = `alias/${'x'.repeat(310)}`;
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
    'a value that its sentence denies',
    'Vi trenger en ny lagringsbøtte som heter acme-dev-use1-rapporter i athena-dev, us-east-1. No versioning, not publicly readable.',
    [
      {
        ...BUCKET,
        values: [
          { field: 'versioning', value: 'true', quote: 'versioning' },
          { field: 'publicAccess', value: 'true', quote: 'publicly readable' },
        ],
      },
    ],
    ['ask details', 'ask versioning contradictory', 'ask publicAccess contradictory'],
  ],
  [
    'public access that is denied: Ikke offentlig lesbar. offentlig lesbar',
    'Vi trenger en ny lagringsbøtte som heter acme-dev-use1-rapporter i athena-dev, us-east-1. Ikke offentlig lesbar.',
    [{ ...BUCKET, values: [{ field: 'publicAccess', value: 'true', quote: 'offentlig lesbar' }] }],
    ['ask details'],
  ],
  [
    'public access that is denied: Ikke offentlig lesbar. Ikke offentlig lesbar',
    'Vi trenger en ny lagringsbøtte som heter acme-dev-use1-rapporter i athena-dev, us-east-1. Ikke offentlig lesbar.',
    [
      {
        ...BUCKET,
        values: [{ field: 'publicAccess', value: 'true', quote: 'Ikke offentlig lesbar' }],
      },
    ],
    ['ask details'],
  ],
  [
    'public access that is denied: Den skal aldri bli offentlig lesbar. offentlig lesbar',
    'Vi trenger en ny lagringsbøtte som heter acme-dev-use1-rapporter i athena-dev, us-east-1. Den skal aldri bli offentlig lesbar.',
    [{ ...BUCKET, values: [{ field: 'publicAccess', value: 'true', quote: 'offentlig lesbar' }] }],
    ['ask details'],
  ],
  [
    'public access that is denied: Offentlig lesbar skal den ikke være. Offentlig lesbar',
    'Vi trenger en ny lagringsbøtte som heter acme-dev-use1-rapporter i athena-dev, us-east-1. Offentlig lesbar skal den ikke være.',
    [{ ...BUCKET, values: [{ field: 'publicAccess', value: 'true', quote: 'Offentlig lesbar' }] }],
    ['ask details'],
  ],
  [
    'public access that is denied: Den skal ikke / offentliggjøres for alle. offentliggjøres for alle',
    'Vi trenger en ny lagringsbøtte som heter acme-dev-use1-rapporter i athena-dev, us-east-1. Den skal ikke\noffentliggjøres for alle.',
    [
      {
        ...BUCKET,
        values: [{ field: 'publicAccess', value: 'true', quote: 'offentliggjøres for alle' }],
      },
    ],
    ['ask details'],
  ],
  [
    'a deletion that is denied: Ikke slett, and never delete the bucket',
    'Ikke slett, and never delete the bucket acme-dev-use1-rapporter i athena-dev, us-east-1, takk',
    [{ ...BUCKET, ...GONE, order: 'delete', kind: 'bucket' }],
    ['ask taskType', 'ask name'],
  ],
  [
    'a deletion that is denied: Slett ikke lagringsbøtten',
    'Slett ikke lagringsbøtten acme-dev-use1-rapporter i athena-dev, us-east-1, takk',
    [{ ...BUCKET, ...GONE, order: 'Slett', kind: 'lagringsbøtten' }],
    ['ask taskType', 'ask name'],
  ],
  [
    'a deletion that is denied: Slett aldri lagringsbøtten',
    'Slett aldri lagringsbøtten acme-dev-use1-rapporter i athena-dev, us-east-1, takk',
    [{ ...BUCKET, ...GONE, order: 'Slett', kind: 'lagringsbøtten' }],
    ['ask taskType', 'ask name'],
  ],
  [
    'a deletion that is denied: Verwijder niet: lagringsbøtten',
    'Verwijder niet: lagringsbøtten acme-dev-use1-rapporter i athena-dev, us-east-1, takk',
    [{ ...BUCKET, ...GONE, order: 'Verwijder', kind: 'lagringsbøtten' }],
    ['ask taskType', 'ask name'],
  ],
  [
    "a deletion that is denied: N'effacez pas: lagringsbøtten",
    "N'effacez pas: lagringsbøtten acme-dev-use1-rapporter i athena-dev, us-east-1, takk",
    [{ ...BUCKET, ...GONE, order: 'effacez pas', kind: 'lagringsbøtten' }],
    ['ask taskType', 'ask name'],
  ],
  [
    'a deletion that is denied: Supprimez-la, non, ne supprimez rien: lagringsbøtten',
    'Supprimez-la, non, ne supprimez rien: lagringsbøtten acme-dev-use1-rapporter i athena-dev, us-east-1, takk',
    [{ ...BUCKET, ...GONE, order: 'supprimez rien', kind: 'lagringsbøtten' }],
    ['ask taskType', 'ask name'],
  ],
  [
    'a deletion that is denied: 不要删除这个桶',
    '不要删除这个桶 acme-dev-use1-rapporter i athena-dev, us-east-1, takk',
    [{ ...BUCKET, ...GONE, order: '删除', kind: '桶' }],
    ['ask taskType', 'ask name'],
  ],
  [
    'a name that is denied',
    'Fjern lagringsbøtten, ikke acme-dev-use1-rapporter i athena-dev, us-east-1, takk',
    [{ ...BUCKET, ...GONE }],
    ['ask name'],
  ],
  [
    'what is no longer needed may go',
    'Lagringsbøtten acme-dev-use1-rapporter i athena-dev, us-east-1, trengs ikke lenger, takk',
    [{ ...BUCKET, ...GONE, order: 'trengs ikke lenger', kind: 'Lagringsbøtten' }],
    ['confirm DeleteResource S3::Bucket @3 us-east-1 name="acme-dev-use1-rapporter"'],
  ],
  [
    'what is not needed is off',
    'Vi trenger en ny lagringsbøtte som heter acme-dev-use1-rapporter i athena-dev, us-east-1. Uten versjonering.',
    [{ ...BUCKET, values: [{ field: 'versioning', value: 'false', quote: 'Uten versjonering' }] }],
    [
      'confirm CreateResource S3::Bucket @3 us-east-1 name="acme-dev-use1-rapporter" versioning=false',
    ],
  ],
  [
    'a value where the rules read another one',
    `${TEXT} Retention: expire after 90 days.`,
    [BUCKET],
    ['ask expirationDays contradictory'],
  ],
  [
    'a value of one of two where its sentence says another one',
    'Vi trenger bøttene acme-dev-use1-a og acme-dev-use1-b i athena-dev, us-east-1. ' +
      'Objects expire after 90 days',
    ['acme-dev-use1-a', 'acme-dev-use1-b'].map((name) => ({
      order: 'Vi trenger',
      resourceType: 'AWS::S3::Bucket',
      kind: 'bøttene',
      account: 'i athena-dev',
      region: 'us-east-1',
      name,
      values: [{ field: 'expirationDays', value: '30', quote: 'Objects expire' }],
    })),
    ['ask expirationDays contradictory', 'ask expirationDays contradictory'],
  ],
  ...['athena-dev.us-east-1', 'logs.athena-dev.us-east-1.old', 'athena-dev', 'i athena-dev'].map(
    (quote): Row => [
      `a place in the name of a bucket: ${quote}`,
      'Fjern lagringsbøtten logs.athena-dev.us-east-1.old nå',
      [{ ...BUCKET, ...GONE, name: OLD, account: quote, region: 'us-east-1' }],
      ['ask account', 'ask region'],
    ],
  ),
  [
    'a place that is denied',
    `Fjern lagringsbøtten ${OLD}, not in athena-dev, us-east-1, takk`,
    [{ ...BUCKET, ...GONE, name: OLD, account: 'in athena-dev' }],
    ['ask account unknown-account'],
  ],
  [
    'a name and an id in one row',
    'Kast web-1 i-0a1b2c3d4e5f60718 i athena-dev, us-east-1, litt på gangen igjen',
    [
      {
        taskType: 'UpdateResource',
        order: 'litt på gangen igjen',
        resourceType: 'AWS::EC2::Instance',
        kind: 'web-1',
        name: 'web-1 i-0a1b2c3d4e5f60718',
        values: [{ field: 'action', value: 'reboot', quote: 'litt på gangen igjen' }],
      },
    ],
    ['ask name'],
  ],
  [
    'a value that is longer than a table shows',
    `${TEXT} Krypter den med ${LONG_KEY}`,
    [
      {
        ...BUCKET,
        values: [{ field: 'kmsKey', value: LONG_KEY, quote: `med ${LONG_KEY}` }],
      },
    ],
    ['ask details'],
  ],
  [
    'the administrator policy in words that the rules do not know',
    'Heng AdministratorAccess på rollen Reporter i athena-dev, takk',
    [
      {
        taskType: 'UpdateResource',
        order: 'Heng',
        resourceType: 'AWS::IAM::Role',
        kind: 'rollen',
        name: 'Reporter',
        values: [
          {
            field: 'managedPolicies',
            value: 'AdministratorAccess',
            quote: 'Heng AdministratorAccess på rollen',
          },
        ],
      },
    ],
    ['refuse never-do'],
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
