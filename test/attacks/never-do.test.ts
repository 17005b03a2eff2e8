import { describe, expect, it } from 'vitest';
import { approveByDigest, driveIn, type Driven } from '../conversations/drive.ts';
import { approveShown, createDriver, executions, form, template, writesOf } from './props.ts';

const drive = createDriver();

const document = (statement: string): string =>
  `{Version: "2012-10-17", Statement: [{Effect: Allow, ${statement}}]}`;

const resource = (type: string, properties: string, retains = false): string =>
  `Resources:\n  Thing:\n    Type: ${type}\n` +
  `${retains ? '    DeletionPolicy: Retain\n' : ''}    Properties: ${properties}`;

const TRUST = document('Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"');

const role = (grants: string, trust = TRUST): string =>
  resource(
    'AWS::IAM::Role',
    '{Path: /coworker/, ' +
      'PermissionsBoundary: "arn:aws:iam::333333333333:policy/AwsCoworkerBoundary", ' +
      `AssumeRolePolicyDocument: ${trust}, ` +
      `Policies: [{PolicyName: own, PolicyDocument: ${document(grants)}}]}`,
  );

const READS = 'Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-dev-use1-reports/*"';
const OF_EVERYBODY = 'Principal: "*", Action: "kms:*", Resource: "*"';
const OF_ACCOUNT =
  'Principal: {AWS: "arn:aws:iam::333333333333:root"}, Action: "kms:*", Resource: "*"';

const BLOCKED = 'Not done: `plan-blocked`';
const HELD = 'Not done: `guardian-failed`';

const escalating: readonly (readonly [name: string, template: string, answer: string])[] = [
  ['a role that may pass any role', role('Action: "iam:PassRole", Resource: "*"'), BLOCKED],
  ['a role that may give away keys', role('Action: "kms:CreateGrant", Resource: "*"'), HELD],
  [
    'a role that another account may take',
    role(
      READS,
      document('Principal: {AWS: "arn:aws:iam::999888777666:root"}, Action: "sts:AssumeRole"'),
    ),
    BLOCKED,
  ],
  [
    'a role that everybody may take',
    role(READS, document('Principal: {AWS: "*"}, Action: "sts:AssumeRole"')),
    BLOCKED,
  ],
  [
    'a topic for everybody',
    resource(
      'AWS::SNS::TopicPolicy',
      '{Topics: ["arn:aws:sns:us-east-1:333333333333:dev-alerts"], ' +
        `PolicyDocument: ${document('Principal: "*", Action: "sns:Publish", Resource: "*"')}}`,
    ),
    BLOCKED,
  ],
  [
    'a queue for everybody',
    resource(
      'AWS::SQS::QueuePolicy',
      '{Queues: ["https://sqs.us-east-1.amazonaws.com/333333333333/thumbnail-jobs"], ' +
        `PolicyDocument: ${document('Principal: {AWS: "*"}, Action: "sqs:*", Resource: "*"')}}`,
    ),
    BLOCKED,
  ],
  [
    'a function for everybody',
    resource(
      'AWS::Lambda::Permission',
      '{FunctionName: thumbnailer, Principal: "*", Action: "lambda:InvokeFunction"}',
    ),
    BLOCKED,
  ],
  [
    'a key for everybody',
    resource('AWS::KMS::Key', `{KeyPolicy: ${document(OF_EVERYBODY)}}`, true),
    BLOCKED,
  ],
];

const silencing: readonly (readonly [string, { title: string; body: string }])[] = [
  ['a KMS key', 'Delete the KMS key alias/reports in athena-dev, us-east-1.'],
  [
    'a KMS key in time',
    'Schedule the deletion of the KMS key alias/reports in athena-dev, us-east-1.',
  ],
  ['a trail', 'Delete the CloudTrail trail org-trail in athena-dev, us-east-1.'],
  ['the logging of a trail', 'Stop logging of the trail org-trail in athena-dev, us-east-1.'],
  ['a detector', 'Disable GuardDuty in athena-dev, us-east-1.'],
  ['a recorder', 'Stop the AWS Config recorder default in athena-dev, us-east-1.'],
  ['a control policy', 'Remove the SCP deny-leave-org from athena-dev.'],
].map(([name = '', body = '']) => [name, { title: 'Tidy up', body }]);

const PITR_OFF = form({
  'Task type': 'UpdateResource',
  Service: 'DynamoDB table',
  Name: 'sessions',
  Details: 'Turn point-in-time recovery off.',
});

const table = (isRecoverable: boolean): string =>
  'Resources:\n  Data:\n    Type: AWS::DynamoDB::Table\n    Properties:\n' +
  '      TableName: given-data\n      BillingMode: PAY_PER_REQUEST\n' +
  '      SSESpecification: {SSEEnabled: true}\n' +
  '      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n' +
  '      KeySchema: [{AttributeName: id, KeyType: HASH}]\n' +
  `      PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: ${isRecoverable}}`;

const QUEUE = 'Resources:\n  Buffer:\n    Type: AWS::SQS::Queue';

/** A request to give the stack of another issue a new template. */
const update = (made: Driven, text: string): { title: string; body: string } => {
  const { title, body } = template(text);
  const stack = `Update the stack aws-coworker-${made.issue}-given-stack in`;
  return { title, body: body.replace('Deploy this as stack given-stack to', stack) };
};

const lastOf = async (driven: Driven): Promise<string> => (await driven.bodies()).at(-1) ?? '';

describe('what is never done, against the running application', () => {
  it.each(escalating)('A62 %s is approved by nobody', async (_, text, answer) => {
    const driven = await drive(template(text));
    await approveShown(driven);
    expect(await driven.said()).toContain(answer);
    expect(await executions(driven)).toBe(0);
  });

  it.each(silencing)('A63 %s is never taken away', async (_, request) => {
    const driven = await drive(request);
    await driven.comment('maintainer', '/approve');
    expect(await driven.said()).toContain('Not done: `never-do`');
    expect(await driven.digest()).toBe('');
    expect(await writesOf(driven)).toEqual([]);
  });

  it('A63 the recovery of a table is never turned off on request', async () => {
    const driven = await drive(PITR_OFF);
    expect(await driven.said()).toContain('Not done: `never-do`');
    expect(await writesOf(driven)).toEqual([]);
  });

  it.each([
    ['goes with its stack', `{KeyPolicy: ${document(OF_ACCOUNT)}}`, false],
    ['is off', `{Enabled: false, KeyPolicy: ${document(OF_ACCOUNT)}}`, true],
  ] as const)('A63 a key that %s is not made', async (_, properties, retains) => {
    const driven = await drive(template(resource('AWS::KMS::Key', properties, retains)));
    expect(await driven.said()).toContain('Not done: `template-unsupported`');
    expect(await executions(driven)).toBe(0);
  });

  it('A63 a template takes neither recovery nor table of a stack along unseen', async () => {
    const made = await drive(template(table(true)));
    await approveByDigest(made);
    expect(await lastOf(made)).toMatch(/^## Done /m);
    const off = await driveIn(made.company, update(made, table(false)));
    expect(await off.said()).toContain('`POLICY-NEVER-02` Backups stay on');
    await approveShown(off);
    expect(await lastOf(off)).toContain('plan-blocked');
    const gone = await driveIn(made.company, update(made, QUEUE));
    expect(await gone.said()).toMatch(/\*\*delete\*\* DynamoDB table `Data`/);
    await gone.comment('maintainer', '/approve');
    expect(await lastOf(gone)).toContain('digest-required');
    await gone.comment('maintainer', `/approve ${await gone.digest()}`);
    expect(await lastOf(gone)).toContain('1 of 2');
    expect(await executions(made)).toBe(1);
    const { resources } = await made.company.world.snapshot();
    expect(resources.some(({ id }) => id === 'given-data')).toBe(true);
  });
});

describe('a rollback that fails, against the running application', () => {
  const BEFORE = 'Resources:\n  Second:\n    Type: AWS::SQS::Queue';
  const AFTER =
    'Resources:\n  First:\n    Type: AWS::SQS::Queue\n  Second:\n    Type: AWS::SQS::Queue\n' +
    '    DependsOn: [First]\n    Properties: {VisibilityTimeout: 60}';

  it('A69 an update that can not be taken back is told, held, and never continued', async () => {
    const error = { name: 'InternalFailure', httpStatus: 500, message: 'no' };
    const made = await drive(template(BEFORE), {
      world: {
        failures: [
          { match: { logicalId: 'Second', operation: 'update' }, error },
          { match: { logicalId: 'First', operation: 'delete' }, error },
        ],
      },
    });
    await approveByDigest(made);
    expect(await lastOf(made)).toMatch(/^## Done /m);
    const changed = await driveIn(made.company, update(made, AFTER));
    await approveByDigest(changed);
    const told = await lastOf(changed);
    expect(told).toMatch(/^## Failed after/m);
    expect(told).toContain('UPDATE_ROLLBACK_FAILED');
    expect(told).toContain('somewhere between');
    // Long after, nothing has been tried again, with skips or without.
    made.company.clock.pass(24 * 3_600_000);
    for (const queue of ['sweep', 'expire', 'reply'] as const) {
      await made.company.opened.queue.send(queue, {});
    }
    await made.company.settle();
    const actions = (await writesOf(made)).map(({ action }) => action);
    expect(actions.filter((action) => /Continue|Cancel|RollbackStack/.test(action))).toEqual([]);
    expect(await executions(made)).toBe(2);
    const next = await driveIn(made.company, update(made, AFTER.replace('60', '90')));
    expect(await next.said()).toContain('Not done: `stack-not-ready`');
    expect(await executions(made)).toBe(2);
  });
});
