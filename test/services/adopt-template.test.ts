import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../src/plan/parse-template.ts';
import type { Template } from '../../src/plan/template.ts';
import { adoptTemplate, type FoundResource } from '../../src/services/adopt-template.ts';
import { rewriteBody } from '../../src/services/rewrite-body.ts';
import { canonicalJson, type Json, type JsonObject } from '../../src/task/json.ts';
import { taken } from './samples.ts';

const templateOf = (properties: JsonObject): Template => ({
  Resources: { Data: { Type: 'AWS::S3::Bucket', Properties: properties } },
});

const foundOf = (
  expected: JsonObject,
  actual: JsonObject,
  withheld: readonly string[] = [],
): FoundResource => ({
  logicalId: 'Data',
  status: 'MODIFIED',
  expected,
  actual,
  names: [...new Set([...Object.keys(expected), ...Object.keys(actual)])],
  withheld,
});

interface Row {
  readonly name: string;
  readonly declared: JsonObject;
  readonly expected: JsonObject;
  readonly actual: JsonObject;
  /** What the template says then; absent where it stays as it is. */
  readonly adopted?: JsonObject;
  readonly left?: readonly string[];
  readonly withheld?: readonly string[];
}

const ARN = 'arn:aws:s3:::logs';
const GET_ARN = { 'Fn::GetAtt': ['Logs', 'Arn'] };

const ROWS: readonly Row[] = [
  { name: 'nothing differs', declared: { A: 1 }, expected: { A: 1 }, actual: { A: 1 } },
  {
    name: 'a plain value',
    declared: { A: { B: 'on', C: 1 } },
    expected: { A: { B: 'on', C: 1 } },
    actual: { A: { B: 'off', C: 1 } },
    adopted: { A: { B: 'off', C: 1 } },
  },
  {
    name: 'a value that is gone, and one that is new',
    declared: { A: { B: 'on' } },
    expected: { A: { B: 'on' } },
    actual: { A: { C: 'x' } },
    adopted: { A: { C: 'x' } },
  },
  {
    name: 'a number that AWS tells as text stays a number',
    declared: { Days: 30, On: true },
    expected: { Days: '30', On: 'true' },
    actual: { Days: '45', On: 'false' },
    adopted: { Days: 45, On: false },
  },
  {
    name: 'a function whose value is as expected stays',
    declared: { A: { Arn: GET_ARN, Mode: 'x' } },
    expected: { A: { Arn: ARN, Mode: 'x' } },
    actual: { A: { Arn: ARN, Mode: 'y' } },
    adopted: { A: { Arn: GET_ARN, Mode: 'y' } },
  },
  {
    name: 'a function whose value is another is left, with everything beside it named',
    declared: { A: { Arn: GET_ARN } },
    expected: { A: { Arn: ARN } },
    actual: { A: { Arn: 'arn:aws:s3:::other' } },
    left: ['/A/Arn: the template makes it by Fn::GetAtt'],
  },
  {
    name: 'a parameter is not overwritten',
    declared: { A: { Ref: 'Size' } },
    expected: { A: 'small' },
    actual: { A: 'large' },
    left: ['/A: the template makes it by Ref'],
  },
  {
    name: 'items of a list keep their functions wherever they stand now',
    declared: { L: [GET_ARN, 'b', { Ref: 'C' }] },
    expected: { L: [ARN, 'b', 'c'] },
    actual: { L: ['new', 'c', ARN] },
    adopted: { L: ['new', { Ref: 'C' }, GET_ARN] },
  },
  {
    name: 'a member of an item in a list of the same length',
    declared: { L: [{ Id: 'a', To: GET_ARN, Days: 1 }] },
    expected: { L: [{ Id: 'a', To: ARN, Days: 1 }] },
    actual: { L: [{ Id: 'a', To: ARN, Days: 2 }] },
    adopted: { L: [{ Id: 'a', To: GET_ARN, Days: 2 }] },
  },
  {
    name: 'a list that the template writes with other items than AWS has is left',
    declared: { L: [{ 'Fn::If': ['X', 'a', { Ref: 'AWS::NoValue' }] }, 'b'] },
    expected: { L: ['b'] },
    actual: { L: ['b', 'c'] },
    left: ['/L: AWS writes it otherwise than the template does'],
  },
  {
    name: 'a text that a deployment would look up is left',
    declared: { A: 'x' },
    expected: { A: 'x' },
    actual: { A: 'see {{resolve:secretsmanager:prod/db:SecretString:password}}' },
    left: ['/A: in a template it would be read as a reference, not as what it is'],
  },
  {
    name: 'an object that reads as a function is left, however deep',
    declared: { A: {} },
    expected: { A: {} },
    actual: { A: { B: [{ Ref: 'AWS::AccountId' }] } },
    left: ['/A/B/0: in a template it would be read as a reference, not as what it is'],
  },
  {
    name: 'an include beside other members is left',
    declared: { A: {} },
    expected: { A: {} },
    actual: { A: { 'Fn::Transform': { Name: 'AWS::Include' }, C: 1 } },
    left: ['/A/Fn::Transform: in a template it would be read as a reference, not as what it is'],
  },
  {
    name: 'a value that was withheld is left',
    declared: { A: { V: {} } },
    expected: { A: { V: {} } },
    actual: { A: { V: { DB_PASSWORD: '(withheld)' } } },
    withheld: ['/A/V/DB_PASSWORD'],
    left: ['/A/V/DB_PASSWORD: it looks like a secret, which no template may hold'],
  },
  {
    name: 'what the template looks up itself is left',
    declared: { A: '{{resolve:ssm:/size:3}}' },
    expected: { A: 'small' },
    actual: { A: 'large' },
    left: ['/A: the template looks it up when it is deployed'],
  },
  {
    name: 'a text that stands where the template has members is left',
    declared: { A: { B: 1 } },
    expected: { A: '{"B":1}' },
    actual: { A: '{"B":2}' },
    left: ['/A: AWS writes it otherwise than the template does'],
  },
];

const adopt = ({ declared, expected, actual, withheld = [] }: Row) =>
  adoptTemplate(templateOf(declared), [foundOf(expected, actual, withheld)]);

describe('a template that follows what is there', () => {
  it.each(ROWS)('$name', (row) => {
    const { template, left } = adopt(row);
    const isLeft = (row.left ?? []).length > 0;
    if (!isLeft) expect(template).toEqual(templateOf(row.adopted ?? row.declared));
    expect(left.map(({ path, because }) => `${path}: ${because}`)).toEqual(row.left ?? []);
  });

  it('where AWS does not show what is there, nothing is guessed', () => {
    const found = { ...foundOf({}, {}), actual: null };
    const { template, left } = adoptTemplate(templateOf({ A: 1 }), [found]);
    expect(template).toEqual(templateOf({ A: 1 }));
    expect(left).toHaveLength(1);
  });
});

const gone = (logicalId: string): FoundResource => ({
  logicalId,
  status: 'DELETED',
  expected: {},
  actual: null,
  names: [],
  withheld: [],
});

const BUCKET = { Type: 'AWS::S3::Bucket' };
const POLICY = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Logs' } } };

describe('what somebody deleted', () => {
  it('goes, with outputs of it and with who waits for it', () => {
    const template: Template = {
      Resources: {
        Data: { ...BUCKET, DependsOn: ['Logs', 'Logs2'] },
        Logs: BUCKET,
        Logs2: BUCKET,
      },
      Outputs: { Name: { Value: { Ref: 'Logs' } }, Other: { Value: { Ref: 'Data' } } },
    };
    expect(adoptTemplate(template, [gone('Logs')])).toEqual({
      template: {
        Resources: { Data: { ...BUCKET, DependsOn: ['Logs2'] }, Logs2: BUCKET },
        Outputs: { Other: { Value: { Ref: 'Data' } } },
      },
      left: [],
    });
  });

  it('goes together with what needed it, if that is gone too', () => {
    const template = { Resources: { Data: BUCKET, Logs: BUCKET, Policy: POLICY } };
    const { template: next, left } = adoptTemplate(template, [gone('Logs'), gone('Policy')]);
    expect(next).toEqual({ Resources: { Data: BUCKET } });
    expect(left).toEqual([]);
  });

  it.each<readonly [string, Template, readonly string[]]>([
    [
      'a resource needs it',
      { Resources: { Logs: BUCKET, Policy: POLICY } },
      ['it is gone, and Policy needs it'],
    ],
    [
      'an export needs it',
      {
        Resources: { Data: BUCKET, Logs: BUCKET },
        Outputs: { Name: { Value: { Ref: 'Logs' }, Export: { Name: 'logs' } } },
      },
      ['it is gone, and output Name needs it'],
    ],
    [
      'nothing would be left',
      { Resources: { Logs: BUCKET } },
      ['nothing would be left in the stack: ask for the deletion of the stack in a task'],
    ],
  ])('stays and is named where %s', (_, template, reasons) => {
    const { template: next, left } = adoptTemplate(template, [gone('Logs')]);
    expect(next).toEqual(template);
    expect(left.map(({ because }) => because)).toEqual(reasons);
  });
});

const YAML = `# Kept as it is
Resources:
  Data: # the orders
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub '\${AWS::StackName}-x' # keep
      Tags:
        - !Ref X
      VersioningConfiguration: {Status: Enabled}
`;

const templateIn = (body: string): Template => taken(parseTemplate(body)).template;

const withStatus = (template: Template, Status: Json): Template => {
  const { Data } = template.Resources as { readonly Data: Template['Resources'][string] };
  const Properties = { ...Data.Properties, VersioningConfiguration: { Status } };
  return { ...template, Resources: { ...template.Resources, Data: { ...Data, Properties } } };
};

describe('the text of an adopted template', () => {
  it('keeps comments, short functions and everything else of a given YAML', () => {
    const before = templateIn(YAML);
    const body = rewriteBody(YAML, before, withStatus(before, 'Suspended'));
    expect(body).toBe(
      YAML.replace('  Data: # the orders\n', '  Data:\n    # the orders\n').replace(
        '{Status: Enabled}',
        '{ Status: Suspended }',
      ),
    );
  });

  it('holds a value of any text, number or switch as exactly that', () => {
    const before = templateIn(YAML);
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('on', 'yes', '0777', '1e3', '~', '!Ref X', '- a\n- b: !Sub c', '# x', 'a: b'),
      fc.integer(),
      fc.boolean(),
    );
    fc.assert(
      fc.property(value, (status) => {
        const after = withStatus(before, status);
        const body = rewriteBody(YAML, before, after);
        // Undefined is a refusal; a text is always exactly the template that was meant.
        if (body === undefined) return;
        expect(canonicalJson(templateIn(body))).toBe(canonicalJson(after));
      }),
      { numRuns: 40 },
    );
    for (const text of ['on', '!Ref X', '- a\n- b: !Sub c', '# x']) {
      expect(rewriteBody(YAML, before, withStatus(before, text))).toBeDefined();
    }
  });

  it('is refused where an alias stands for two values', () => {
    const body = YAML.replace('{Status: Enabled}', '&v {Status: Enabled}').concat(
      '  More:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration: *v\n',
    );
    const before = templateIn(body);
    expect(rewriteBody(body, before, withStatus(before, 'Suspended'))).toBeUndefined();
  });

  it('is our own JSON again for our own JSON', () => {
    const before = templateOf({ VersioningConfiguration: { Status: 'Enabled' } });
    const after = withStatus(before, 'Suspended');
    expect(rewriteBody(canonicalJson(before), before, after)).toBe(canonicalJson(after));
  });
});

const json = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.integer(),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('A', 'B', 'C'), tie('tree'), { maxKeys: 3 }),
  ),
})).tree;

const properties = fc.dictionary(fc.constantFrom('A', 'B', 'C'), json, { maxKeys: 3 });

/** CloudFormation tells numbers and switches as text: the same text is the same value. */
const inWords = (value: Json): string =>
  canonicalJson(
    JSON.parse(canonicalJson(value), (_, one: unknown) =>
      typeof one === 'number' || typeof one === 'boolean' ? String(one) : one,
    ) as Json,
  );

describe('laws of adopting', () => {
  it('a template without functions, where nothing is left, says exactly what is there', () => {
    fc.assert(
      fc.property(properties, properties, (expected, actual) => {
        const { template, left } = adoptTemplate(templateOf(expected), [foundOf(expected, actual)]);
        if (left.length > 0) return;
        const { Data } = template.Resources;
        expect(inWords(Data?.Properties ?? {})).toBe(inWords(actual));
      }),
    );
  });
});
