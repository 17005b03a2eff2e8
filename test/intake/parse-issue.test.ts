import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

/** Rows of name, body, and what it comes to; the first digit of an account stands for it. */
const ROWS: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing to do', '', ['ask taskType']],
  ['thanks only', 'Thank you all for the quick help yesterday.', ['ask taskType']],
  [
    'delete by noun and name',
    'Delete the DynamoDB table feature-flags in athena-dev, us-east-1.',
    ['DeleteResource DynamoDB::Table @3 us-east-1 name="feature-flags"'],
  ],
  ['negated', "Please don't delete the table sessions in athena-dev, us-east-1.", ['ask taskType']],
  ['never', 'Never delete the bucket acme-x-1 in athena-dev, us-east-1.', ['ask taskType']],
  [
    'objects are not the bucket',
    'Delete all objects in the bucket acme-dev-use1-artifacts (athena-dev, us-east-1).',
    ['UpdateResource S3::Bucket @3 us-east-1 action="empty" name="acme-dev-use1-artifacts"'],
  ],
  [
    'a backup is no table',
    'Create a backup of the DynamoDB table sessions in athena-dev, us-east-1.',
    ['UpdateResource DynamoDB::Table @3 us-east-1 action="snapshot" name="sessions"'],
  ],
  [
    'an unknown service hides the bucket',
    'Create a Kinesis stream clicks in athena-dev, us-east-1, which feeds the S3 bucket acme-x-1.',
    ['ask resourceType unknown-service'],
  ],
  [
    'a condition',
    'If nobody objects by Friday, delete the bucket acme-x-1 in athena-dev, us-east-1.',
    ['ask taskType'],
  ],
  [
    'a polite question',
    'Can you delete the stack legacy-intranet in athena-dev, us-east-1?',
    ['DiscoverResources CloudFormation::Stack @3 us-east-1 name="legacy-intranet"'],
  ],
  [
    'a wish of somebody',
    'Somebody should delete the bucket acme-x-1 some day. athena-dev, us-east-1.',
    ['ask taskType'],
  ],
  [
    'passive order',
    'The bucket acme-dev-use1-tmp-uploads in athena-dev, us-east-1 needs to be deleted.',
    ['DeleteResource S3::Bucket @3 us-east-1 name="acme-dev-use1-tmp-uploads"'],
  ],
  ['past', 'We deleted the bucket acme-x-1 in athena-dev, us-east-1 last week.', ['ask taskType']],
  [
    'quoted words',
    'The runbook says "delete the bucket acme-x-1" in athena-dev, us-east-1.',
    ['ask taskType'],
  ],
  [
    'wrapped negation',
    'We do not want to\ndelete the bucket acme-x-1 in athena-dev, us-east-1.',
    ['ask taskType'],
  ],
  ['struck out', '~~Delete the bucket acme-x-1 in athena-dev, us-east-1.~~', ['ask taskType']],
  ['in a quote', '> Delete the bucket acme-x-1 in athena-dev, us-east-1.', ['ask taskType']],
  [
    'in a comment',
    '<!-- Delete the bucket acme-x-1 in athena-dev, us-east-1. -->',
    ['ask taskType'],
  ],
  [
    'in a fence',
    '```\nDelete the bucket acme-x-1 in athena-dev, us-east-1.\n```',
    ['ask taskType'],
  ],
  [
    'in folded details',
    '<details>\n\nDelete the bucket acme-x-1 in athena-dev, us-east-1.\n\n</details>',
    ['ask taskType'],
  ],
  [
    'in an image',
    '![Delete the bucket acme-x-1 in athena-dev, us-east-1.](https://example.com/a.png)',
    ['ask taskType'],
  ],
  ['no name', 'Create a bucket in athena-dev, us-east-1.', ['ask name']],
  [
    'no name, and another day',
    'Create a bucket tomorrow in athena-dev, us-east-1.',
    ['ask taskType conditional', 'ask name'],
  ],
  ['a team is no name', 'Create a bucket for team-alpha in athena-dev, us-east-1.', ['ask name']],
  [
    'an instance of which kind',
    'Stop the instance in athena-dev, us-east-1.',
    ['ask resourceType'],
  ],
  [
    'two targets of one kind',
    'Delete the queues alpha-1 and beta-2 in hermes-test, us-east-1.',
    [
      'DeleteResource SQS::Queue @5 us-east-1 name="alpha-1"',
      'DeleteResource SQS::Queue @5 us-east-1 name="beta-2"',
    ],
  ],
  [
    'two targets of two kinds',
    'Delete the bucket acme-a-x and the table b-y-2 in athena-dev, us-east-1.',
    [
      'DeleteResource S3::Bucket @3 us-east-1 name="acme-a-x"',
      'DeleteResource DynamoDB::Table @3 us-east-1 name="b-y-2"',
    ],
  ],
  [
    'two accounts',
    'Copy it: create an SQS queue orders-copy in athena-dev and in hermes-test, us-east-1.',
    ['ask account contradictory'],
  ],
  [
    'a tag',
    'Add the tag Owner=search to the bucket acme-dev-use1-reports in athena-dev, us-east-1.',
    ['UpdateResource S3::Bucket @3 us-east-1 name="acme-dev-use1-reports" tags={"Owner":"search"}'],
  ],
  [
    'from and to',
    'Resize shop-db-dev, the RDS instance in athena-dev us-east-1, from db.t4g.medium to db.t4g.large.',
    ['UpdateResource RDS::DBInstance @3 us-east-1 instanceType="db.t4g.large" name="shop-db-dev"'],
  ],
  [
    'too little memory',
    'Create a Lambda function hello-1 in athena-dev, us-east-1 with 64 MB, python3.12, handler a.b, code s3://x-y-z/a.zip',
    ['ask memoryMb malformed-value'],
  ],
  [
    'a bad bucket name',
    'Create the S3 bucket Acme_Reports in athena-dev, us-east-1.',
    ['ask name malformed-value'],
  ],
  [
    'a bad range',
    'Create a VPC lab-net with 10.300.0.0/16 in pan-sandbox, eu-west-1.',
    ['ask cidr malformed-value'],
  ],
  [
    'a template by path',
    'Deploy infra/buffer.yaml as stack buffer to athena-dev, us-east-1.',
    ['CreateResource CloudFormation::Stack @3 us-east-1 name="buffer" path="infra/buffer.yaml"'],
  ],
  [
    'no template',
    'Deploy the CloudFormation stack buffer-1 to athena-dev, us-east-1.',
    ['ask template'],
  ],
  [
    'an alarm on a queue is an alarm',
    'Create an alarm for the SQS queue orders-events in apollo-prod, us-east-1: metric ApproximateAgeOfOldestMessage over 300 in 10 minutes, named orders-age-high',
    [
      'CreateResource CloudWatch::Alarm @2 us-east-1 comparison="GreaterThanThreshold" metric="ApproximateAgeOfOldestMessage" name="orders-age-high" periodMinutes=10 resource="orders-events" threshold=300',
    ],
  ],
  [
    'a record',
    'Add a CNAME record api.lab.example pointing to target.example.org in pan-sandbox, TTL 300.',
    [
      'CreateResource Route53::RecordSet @6 name="api.lab.example" recordType="CNAME" ttlSeconds=300 value="target.example.org"',
    ],
  ],
  [
    'audit without a region of its own',
    'Audit the IAM roles in apollo-prod.',
    ['SecurityAudit IAM::Role @2'],
  ],
  [
    'two regions',
    'Check compliance of the S3 buckets in apollo-prod, us-east-1 and eu-west-1.',
    ['SecurityAudit S3::Bucket @2 us-east-1,eu-west-1'],
  ],
  [
    'two readings',
    'List the SNS topics and SQS queues in athena-dev, us-east-1.',
    ['DiscoverResources SNS::Topic @3 us-east-1', 'DiscoverResources SQS::Queue @3 us-east-1'],
  ],
  [
    'persona',
    'Create a bucket acme-a-1 in account:Athena, us-east-1.',
    ['CreateResource S3::Bucket @3 us-east-1 name="acme-a-1"'],
  ],
  [
    'guardian is no account',
    'Create a bucket acme-a-1 in guardian:cerberus, us-east-1.',
    ['ask account'],
  ],
  [
    'half a name',
    'Create a bucket acme-a-1 in athena, us-east-1, account athena-prod.',
    ['ask account unknown-account'],
  ],
  [
    'region with a typo',
    'Create a bucket acme-a-1 in athena-dev, us-eats-1.',
    ['ask region unknown-region'],
  ],
  ['a place is no region', 'Create a bucket acme-a-1 in athena-dev, in Oregon.', ['ask region']],
  [
    'raised by its words',
    'Create a bucket acme-a-1 in athena-dev, us-east-1 for the production exports.',
    ['CreateResource S3::Bucket @3 us-east-1 name="acme-a-1" raised to production'],
  ],
  [
    'not raised by a denial',
    'Create a bucket acme-a-1 in athena-dev, us-east-1. No production data.',
    ['CreateResource S3::Bucket @3 us-east-1 name="acme-a-1"'],
  ],
  [
    'never lowered',
    'Create a bucket acme-a-1 in apollo-prod, us-east-1. This is only development.',
    ['CreateResource S3::Bucket @2 us-east-1 name="acme-a-1"'],
  ],
  [
    'in sequence',
    'Create the SNS topic build-a in athena-dev, us-east-1, then delete the SNS topic build-b.',
    [
      'CreateResource SNS::Topic @3 us-east-1 name="build-a"',
      'DeleteResource SNS::Topic @3 us-east-1 name="build-b" after task-1',
    ],
  ],
  [
    'free order',
    'In athena-dev, us-east-1, any order:\n\n1. Delete the SNS topic build-a.\n2. Delete the SNS topic build-b.',
    [
      'DeleteResource SNS::Topic @3 us-east-1 name="build-a"',
      'DeleteResource SNS::Topic @3 us-east-1 name="build-b"',
    ],
  ],
  [
    'verb above a list',
    'Please delete in athena-dev, us-east-1:\n\n- SNS topic build-a\n- SQS queue build-b',
    [
      'DeleteResource SNS::Topic @3 us-east-1 name="build-a"',
      'DeleteResource SQS::Queue @3 us-east-1 name="build-b"',
    ],
  ],
  // German
  [
    'de create',
    'Erstelle bitte eine SQS-Warteschlange namens import-jobs in hermes-test, us-east-1, mit einem Sichtbarkeits-Timeout von 60 Sekunden.',
    ['CreateResource SQS::Queue @5 us-east-1 name="import-jobs" visibilityTimeoutSeconds=60'],
  ],
  [
    'de infinitive',
    'Bitte den S3-Bucket acme-dev-use1-tmp-uploads in athena-dev, us-east-1 löschen.',
    ['DeleteResource S3::Bucket @3 us-east-1 name="acme-dev-use1-tmp-uploads"'],
  ],
  [
    'de negated',
    'Bitte die Lambda-Funktion thumbnailer in athena-dev (us-east-1) nicht löschen.',
    ['ask taskType'],
  ],
  [
    'de question',
    'Welche RDS-Instanzen laufen in delphi-staging, us-east-1?',
    ['DiscoverResources RDS::DBInstance @4 us-east-1'],
  ],
  // French
  [
    'fr delete',
    'Supprimez la table DynamoDB feature-flags du compte athena-dev, us-east-1.',
    ['DeleteResource DynamoDB::Table @3 us-east-1 name="feature-flags"'],
  ],
  [
    'fr create',
    'Créez un bucket S3 nommé acme-photos-1 dans athena-dev, us-east-1, avec versionnement.',
    ['CreateResource S3::Bucket @3 us-east-1 name="acme-photos-1" versioning=true'],
  ],
  [
    'fr negated',
    'Ne supprimez pas la table DynamoDB feature-flags du compte athena-dev, us-east-1.',
    ['ask taskType'],
  ],
  // Spanish and Portuguese
  [
    'es delete',
    'Elimina el bucket acme-dev-use1-tmp-uploads de la cuenta athena-dev, us-east-1.',
    ['DeleteResource S3::Bucket @3 us-east-1 name="acme-dev-use1-tmp-uploads"'],
  ],
  [
    'es negated',
    'No elimines el bucket acme-dev-use1-tmp-uploads de la cuenta athena-dev, us-east-1.',
    ['ask taskType'],
  ],
  [
    'es question',
    '¿Se puede borrar la tabla DynamoDB feature-flags de athena-dev, us-east-1?',
    ['DiscoverResources DynamoDB::Table @3 us-east-1 name="feature-flags"'],
  ],
  [
    'pt create',
    'Crie uma fila SQS chamada pedidos-novos em hermes-test, us-east-1, com retenção de 7 dias.',
    ['CreateResource SQS::Queue @5 us-east-1 name="pedidos-novos" retentionDays=7'],
  ],
  [
    'pt stop',
    'Por favor, parem a instância EC2 load-gen-1 (i-0d44f55a66b77c889) em hermes-test, us-east-1.',
    [
      'UpdateResource EC2::Instance @5 us-east-1 action="stop" id="i-0d44f55a66b77c889" name="load-gen-1"',
    ],
  ],
  // Japanese and Chinese
  [
    'ja delete',
    'athena-dev の us-east-1 にある S3 バケット acme-dev-use1-tmp-uploads を削除してください。',
    ['DeleteResource S3::Bucket @3 us-east-1 name="acme-dev-use1-tmp-uploads"'],
  ],
  [
    'ja negated',
    'athena-dev の us-east-1 にある S3 バケット acme-dev-use1-tmp-uploads を削除しないでください。',
    ['ask taskType'],
  ],
  [
    'ja update',
    'athena-dev の us-east-1 で Lambda 関数 thumbnailer のタイムアウトを 60 秒に変更してください。',
    ['UpdateResource Lambda::Function @3 us-east-1 name="thumbnailer" timeoutSeconds=60'],
  ],
  [
    'zh delete',
    '请在 athena-dev 账户 us-east-1 删除 DynamoDB 表 feature-flags。',
    ['DeleteResource DynamoDB::Table @3 us-east-1 name="feature-flags"'],
  ],
  [
    'zh negated',
    '请不要删除 athena-dev 账户 us-east-1 的 DynamoDB 表 feature-flags。',
    ['ask taskType'],
  ],
  [
    'zh list',
    '请列出 apollo-prod 在 us-east-1 的所有 Lambda 函数。',
    ['DiscoverResources Lambda::Function @2 us-east-1'],
  ],
  // What no plan may do
  [
    'a key',
    'Schedule deletion of the KMS key alias/shop-db in apollo-prod, us-east-1.',
    ['refuse never-do'],
  ],
  [
    'backups off',
    'Turn off automated backups on the RDS instance shop-db in apollo-prod, us-east-1.',
    ['refuse never-do'],
  ],
  [
    'backups to zero',
    'Set the backup retention of the RDS instance shop-db-dev in athena-dev, us-east-1 to 0 days.',
    ['refuse never-do'],
  ],
  [
    'recovery off',
    'Disable point-in-time recovery on the DynamoDB table sessions in athena-dev, us-east-1.',
    ['refuse never-do'],
  ],
  ['leave', 'Leave the organization with account pan-sandbox.', ['refuse never-do']],
  [
    'detach the policy',
    'Detach the SCP deny-leave-org from the root in zeus-management.',
    ['refuse never-do'],
  ],
  [
    'our own role',
    'Change the trust policy of the AwsCoworkerReader role in athena-dev.',
    ['refuse never-do'],
  ],
  [
    'trail deleted',
    'Delete the CloudTrail trail apollo-audit in apollo-prod, us-east-1.',
    ['refuse never-do'],
  ],
  [
    'recorder stopped',
    'Stop the AWS Config configuration recorder in apollo-prod, us-east-1.',
    ['refuse never-do'],
  ],
  [
    'a question about it',
    'Why do we never turn off GuardDuty in apollo-prod, us-east-1?',
    ['DiscoverResources GuardDuty::Detector @2 us-east-1'],
  ],
  [
    'management',
    'Create an S3 bucket called acme-billing-x in zeus-management, us-east-1.',
    ['refuse management-account'],
  ],
  ['log archive', 'Create an SQS queue logs-in in atlas-logs, us-east-1.', ['refuse placement']],
  [
    'security team only',
    'Create an SNS topic alerts-1 in cerberus-security, us-east-1.',
    ['refuse placement'],
  ],
  [
    'shared services',
    'Launch an EC2 instance tool-1, t3.micro, in hephaestus-shared, us-east-1.',
    ['refuse placement'],
  ],
  [
    'a password',
    'Create an SQS queue a-b in athena-dev, us-east-1. The password is Hunter2!xyz9.',
    ['refuse secret-in-request'],
  ],
];

describe('parseIssue', () => {
  it('struck-out code orders nothing', () => {
    const body = '~~Delete the bucket `acme-x-1` in athena-dev, us-east-1.~~';
    expect(say(read(body))).toEqual(['ask taskType']);
  });

  it.each(ROWS)('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });

  it.each([
    ['Make the bucket acme-x-1 public in athena-dev, us-east-1.', ['ask details']],
    ['Grow the root volume of build-1 in athena-dev, us-east-1 to 100 GB.', ['ask name']],
  ])('a part of a thing is not the thing: %s', (body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });

  it('is silent without the label', () => {
    expect(read('Delete the SNS topic build-a in athena-dev, us-east-1.', 'x', ['bug'])).toEqual({
      kind: 'ignore',
    });
  });

  it('reads the title when the body orders nothing', () => {
    const title = 'Delete the SNS topic build-a';
    expect(say(read('athena-dev, us-east-1. Nobody reads it.', title))).toEqual([
      'DeleteResource SNS::Topic @3 us-east-1 name="build-a"',
    ]);
  });

  it('asks when the title names another account', () => {
    const title = 'Topic in apollo-prod';
    expect(say(read('Create the SNS topic build-a in athena-dev, us-east-1.', title))).toEqual([
      'ask account contradictory',
    ]);
  });

  it('names the owner of each task', () => {
    const result = read('Create the SNS topic build-a in athena-dev, us-east-1.');
    expect(result.kind === 'tasks' && result.tasks.map((task) => task.assignedAgent)).toEqual([
      'Kotler',
    ]);
  });

  it('hints at what is missing, with an example', () => {
    const result = read('Create an S3 bucket acme-x-1 in athena-dev, us-eats-1.');
    expect(result.kind === 'ask' && result.missing).toEqual([
      {
        taskIndex: 0,
        field: 'region',
        hint: 'Name one region that the account allows.',
        example: 'us-east-1',
        reason: 'unknown-region',
        suggestions: ['us-east-1', 'us-east-2', 'us-west-1'],
      },
    ]);
  });
});
