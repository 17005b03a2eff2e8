import { describe, expect, it } from 'vitest';
import { read, say } from './say.ts';

/** One task in words: what is done to what, and the values it is to have. */
interface Known {
  readonly verbs: readonly string[];
  readonly target: string;
  readonly values: readonly string[];
  readonly says: string;
}

const PLACES = [
  'in athena-dev, us-east-1',
  '(athena-dev, us-east-1)',
  'in account 333333333333, us-east-1',
  'in the Athena account, us-east-1',
];

const CREATES: readonly Known[] = [
  {
    verbs: ['Create', 'Please set up', 'Provision', 'Stand up', 'Make us', 'We need to create'],
    target: 'an S3 bucket named acme-dev-use1-maps',
    values: ['versioning on, objects expire after 90 days', 'versioned, expiry at 90 days'],
    says: 'CreateResource S3::Bucket @3 us-east-1 expirationDays=90 name="acme-dev-use1-maps" versioning=true',
  },
  {
    verbs: ['Create', 'Set up', 'Deploy', 'Spin up'],
    target: 'the DynamoDB table crawl-frontier',
    values: [
      'partition key host, sort key nextVisit, on-demand',
      'hash key host, range key nextVisit, PAY_PER_REQUEST',
    ],
    says: 'CreateResource DynamoDB::Table @3 us-east-1 billingMode="on-demand" name="crawl-frontier" partitionKey="host" sortKey="nextVisit"',
  },
  {
    verbs: ['Launch', 'Please launch', 'Start up', 'Bring up'],
    target: 'an EC2 instance called load-box-3',
    values: ['t3.medium, Ubuntu 24.04, 40 GB root volume', 'Ubuntu 24.04, 40 GB disk, t3.medium'],
    says: 'CreateResource EC2::Instance @3 us-east-1 instanceType="t3.medium" name="load-box-3" os="Ubuntu 24.04" sizeGb=40',
  },
];

const UPDATES: readonly Known[] = [
  {
    verbs: ['Change', 'Update', 'Please adjust', 'Modify'],
    target: 'the Lambda function report-mailer',
    values: [
      'timeout from 10 s to 60 s, memory 512 MB',
      'memory 512 MB instead of 256 MB, timeout one minute',
      '512 MB of memory and a timeout of 60 seconds',
    ],
    says: 'UpdateResource Lambda::Function @3 us-east-1 memoryMb=512 name="report-mailer" timeoutSeconds=60',
  },
  {
    verbs: ['Change', 'Switch', 'Move', 'Convert'],
    target: 'the DynamoDB table page-views',
    values: [
      'from provisioned to on-demand',
      'billing mode on-demand instead of provisioned',
      'on-demand rather than provisioned capacity',
    ],
    says: 'UpdateResource DynamoDB::Table @3 us-east-1 billingMode="on-demand" name="page-views"',
  },
  {
    verbs: ['Change', 'Adjust', 'Update'],
    target: 'the S3 bucket `acme-dev-use1-maps`',
    values: [
      'STANDARD_IA after 30 days, deletion after a year',
      'objects go to Standard-IA after 30 days and expire after 365 days',
    ],
    says: 'UpdateResource S3::Bucket @3 us-east-1 expirationDays=365 name="acme-dev-use1-maps" storageClass="STANDARD_IA" transitionDays=30',
  },
];

const ACTIONS: readonly Known[] = [
  {
    verbs: ['Reboot', 'Please restart', 'Bounce', 'Kick off a reboot of'],
    target: 'the EC2 instance build-runner-1',
    values: [''],
    says: 'UpdateResource EC2::Instance @3 us-east-1 action="reboot" name="build-runner-1"',
  },
  {
    verbs: ['Delete', 'Get rid of', 'Decommission', 'Please remove', 'Retire', 'Drop'],
    target: 'the SNS topic old-alerts',
    values: [''],
    says: 'DeleteResource SNS::Topic @3 us-east-1 name="old-alerts"',
  },
];

const BEFORE = [
  '',
  'We lost 14 jobs since Monday, 2,300 requests failed at 12:20 and it cost us 71 USD.\n\n',
  'PLAT-1540. Marek asked for this on the 12th, after 3 hours of searching.\n\n',
];
const AFTER = [
  '',
  ' Henrik was told on Tuesday.',
  '\n\nRegards\nAmara (billing)',
  '\n\n> Rasmus, 8 May: delete it, or give it 4096 MB and 900 s',
];

const wordings = ({ verbs, target, values }: Known): readonly string[] =>
  verbs
    .flatMap((verb) =>
      PLACES.flatMap((place, at) =>
        values.flatMap((value) => {
          const rest = value === '' ? '' : `: ${value}`;
          return BEFORE.flatMap((before, index) => {
            const after = AFTER[(at + index) % AFTER.length] ?? '';
            const text = `${before}${verb} ${target} ${place}${rest}.${after}`;
            return index === 1 ? [text, text.replaceAll('\n', '\r\n')] : [text];
          });
        }),
      ),
    )
    .filter((_, index) => index % 3 === 0);

const LEAST_EXACT = 0.9;

describe('one request in many words', () => {
  it.each([...CREATES, ...UPDATES, ...ACTIONS])('$says', (known) => {
    const texts = wordings(known);
    const answers = texts.map((text) => say(read(text)));
    const other = answers.flatMap((answer, index) =>
      answer[0] === known.says || answer[0]?.startsWith('ask ') === true
        ? []
        : [{ text: texts[index], answer }],
    );
    expect(other).toEqual([]);
    const exact = answers.filter((answer) => answer.length === 1 && answer[0] === known.says);
    const asked = texts.filter((_, index) => answers[index]?.[0] !== known.says);
    expect({ asked, isEnough: exact.length >= LEAST_EXACT * texts.length }).toEqual({
      asked: exact.length >= LEAST_EXACT * texts.length ? asked : [],
      isEnough: true,
    });
  });
});
