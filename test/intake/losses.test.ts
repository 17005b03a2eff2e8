import { describe, expect, it } from 'vitest';
import { distributionTable } from '../../src/services/cloudfront-distribution/permissions.ts';
import { read, say } from './say.ts';

type Row = readonly [string, string, readonly string[]];

const SITE = 'the bucket acme-site in athena-dev, us-east-1';
const EMPTY = ['UpdateResource S3::Bucket @3 us-east-1 action="empty" name="acme-site"'];
const PARTLY = ['ask details contradictory'];
const form = (details: string): string =>
  [
    ['Task type', 'UpdateResource'],
    ['Service', 'S3 bucket'],
    ['Account', 'athena-dev'],
    ['Region', 'us-east-1'],
    ['Name', 'acme-site'],
    ['Details', details],
  ]
    .map(([title, text]) => `### ${title}\n\n${text}`)
    .join('\n\n');

describe('a bucket is emptied only where everything in it is meant', () => {
  const rows: readonly Row[] = [
    ['objects', `Delete all objects in ${SITE}.`, EMPTY],
    ['everything', `Delete everything in ${SITE}.`, EMPTY],
    ['contents', `Delete the contents of ${SITE}.`, EMPTY],
    ['two nouns', `Delete every object and all versions in ${SITE}.`, EMPTY],
    ['the verb', `Empty ${SITE}.`, EMPTY],
    ['passive', 'The bucket acme-site in athena-dev, us-east-1 must be emptied.', EMPTY],
    ['form', form('Action: empty'), EMPTY],
    ['tags', `Remove the tags of all objects in ${SITE}.`, ['ask details']],
    ['ACLs', `Remove the ACLs of the items in ${SITE}.`, ['ask details']],
    ['retention', `Remove the retention from the objects in ${SITE}.`, ['ask details']],
    ['old versions', `Delete only the old versions in ${SITE}.`, ['ask details']],
    ['noncurrent', `Remove the noncurrent versions of the objects in ${SITE}.`, ['ask details']],
    ['duplicates', `Delete the duplicate objects in ${SITE}.`, ['ask details']],
    ['encryption', `Remove the encryption of the objects in ${SITE}.`, PARTLY],
    ['public read', `Remove public read from all objects in ${SITE}.`, PARTLY],
    ['form, encryption', form('Remove the encryption of the objects.'), PARTLY],
    ['form, a queue too', form('Versioning: on. Also delete the queue jobs-of-dev.'), PARTLY],
    ['keeping', `Empty ${SITE}, keeping the newest version of each.`, PARTLY],
    ['kept after it', `Empty ${SITE}. Keep the newest version of each object.`, PARTLY],
    ['tagged', `Empty ${SITE} of everything tagged temp.`, PARTLY],
    ['a clause', `Delete the contents of ${SITE} that nobody reads.`, PARTLY],
    ['a part', `Empty the logs of ${SITE}.`, PARTLY],
    ['a setting beside it', `Empty ${SITE} and turn on versioning.`, PARTLY],
    ['form, tagged', form('Empty it of everything tagged temp.'), PARTLY],
    ['form, a setting beside it', form('Versioning: on. Empty it.'), PARTLY],
    [
      'another language',
      'Elimina los objetos antiguos del bucket S3 acme-site en athena-dev, us-east-1.',
      PARTLY,
    ],
    [
      'passive, a part',
      'The old objects in the bucket acme-site in athena-dev, us-east-1 must be deleted.',
      PARTLY,
    ],
  ];

  it.each(rows)('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('a distribution is turned off only where it is meant itself', () => {
  const CDN = 'the CloudFront distribution E2QWERTYUIOP12 in athena-dev';
  const set = (value: boolean): readonly string[] => [
    `UpdateResource CloudFront::Distribution @3 enabled=${String(value)} id="E2QWERTYUIOP12"`,
  ];
  const rows: readonly Row[] = [
    ['disable', `Disable ${CDN}.`, set(false)],
    ['turn off', `Turn off ${CDN}.`, set(false)],
    ['enable', `Enable ${CDN}.`, set(true)],
    ['a key', `Update ${CDN}. Enabled: yes`, set(true)],
    [
      'passive',
      'The CloudFront distribution E2QWERTYUIOP12 in athena-dev must be disabled.',
      set(false),
    ],
    ['logging', `Turn off logging for ${CDN}.`, ['ask details']],
    ['IPv6', `Turn off IPv6 for ${CDN}.`, ['ask details']],
    ['compression', `Disable compression on ${CDN}.`, ['ask details']],
    ['HTTP/2', `Disable HTTP/2 on ${CDN}.`, ['ask details']],
    ['firewall', `Turn off the web application firewall of ${CDN}.`, ['ask details']],
    [
      'passive, a part',
      'Logging of the CloudFront distribution E2QWERTYUIOP12 in athena-dev must be disabled.',
      ['ask details'],
    ],
  ];

  it.each(rows)('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });

  it('is sensitive', () => {
    expect(distributionTable.sensitiveProperties).toContain('DistributionConfig.Enabled');
  });
});

describe('what is taken away is not set', () => {
  const AT = 'in athena-dev, us-east-1';
  const GROUP = 'sg-0fedcba9876543210';
  const CDN = 'the CloudFront distribution E2QWERTYUIOP12 in athena-dev';
  const rows: readonly Row[] = [
    [
      'a range let in',
      `Allow public access to the EKS cluster apps from 203.0.113.0/24 ${AT}.`,
      ['UpdateResource EKS::Cluster @3 us-east-1 name="apps" publicCidrs=["203.0.113.0/24"]'],
    ],
    [
      'a range taken out',
      `Remove 203.0.113.0/24 from the public access of the EKS cluster apps ${AT}.`,
      ['ask details'],
    ],
    [
      'a range blocked',
      `Block 203.0.113.0/24 on the public endpoint of the EKS cluster apps ${AT}.`,
      ['ask details'],
    ],
    [
      'no longer reachable',
      `Make the EKS cluster apps no longer reachable from 203.0.113.0/24 ${AT}.`,
      ['ask details'],
    ],
    [
      'the range of a network',
      `Create an EKS cluster apps ${AT}, version 1.31 in the VPC 10.0.0.0/16.`,
      ['CreateResource EKS::Cluster @3 us-east-1 name="apps" version="1.31"'],
    ],
    ['an alias', `Remove the alias www.example.com from ${CDN}.`, PARTLY],
    ['paths alone', `Update ${CDN} with caching disabled for /api.`, PARTLY],
    [
      'a variable',
      `Remove the environment variable A=b from the Lambda function a-b ${AT}.`,
      PARTLY,
    ],
    ['a tag', `Remove the tag Owner=search from the SQS queue orders-in ${AT}.`, PARTLY],
    [
      'a rule',
      `Remove ingress on port 22 from 0.0.0.0/0 of the security group ${GROUP} ${AT}.`,
      PARTLY,
    ],
    [
      'an image that is not to be used',
      `Update the ECS service web ${AT}, do not use the image nginx:1.25, use nginx:1.27.`,
      ['ask image'],
    ],
    [
      'a group that others use',
      `Remove the security group ${GROUP} from the ECS service web ${AT}.`,
      PARTLY,
    ],
    ['in a form', form('Remove the tag Owner=search.'), PARTLY],
    [
      'turned off',
      `Remove the tracing of the Lambda function a-b ${AT}.`,
      ['UpdateResource Lambda::Function @3 us-east-1 name="a-b" tracing=false'],
    ],
    [
      'a lifecycle',
      `Delete objects after 30 days in ${SITE}.`,
      ['UpdateResource S3::Bucket @3 us-east-1 expirationDays=30 name="acme-site"'],
    ],
  ];

  it.each(rows)('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('a version is not the whole', () => {
  const AT = 'in athena-dev, us-east-1';
  const THIRD = ['DeleteResource Lambda::Version @3 us-east-1 name="edge-auth" version=3'];
  const rows: readonly Row[] = [
    [
      'the whole',
      `Delete the Lambda function edge-auth ${AT}.`,
      ['DeleteResource Lambda::Function @3 us-east-1 name="edge-auth"'],
    ],
    ['a suffix', `Delete the Lambda function edge-auth:3 ${AT}.`, THIRD],
    ['behind the name', `Delete the Lambda function edge-auth version 3 ${AT}.`, THIRD],
    ['before it', `Delete version 3 of the Lambda function edge-auth ${AT}.`, THIRD],
    ['an alias', `Delete the Lambda function edge-auth:live ${AT}.`, PARTLY],
    [
      'told beside it',
      `Delete the Lambda function edge-auth ${AT}, version 2 replaces it.`,
      PARTLY,
    ],
    ['a revision', `Delete the ECS task definition web:3 ${AT}.`, PARTLY],
  ];

  it.each(rows)('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});

describe('an image keeps its tag', () => {
  const AT = 'the ECS service web in athena-dev, us-east-1';
  const set = (image: string): readonly string[] => [
    `UpdateResource ECS::Service @3 us-east-1 image="${image}" name="web"`,
  ];
  const rows: readonly Row[] = [
    ['one letter', `Update ${AT} to the image nginx:7.`, set('nginx:7')],
    ['a registry', `Update ${AT} to the image example.com/web:2.`, set('example.com/web:2')],
    ['more', `Update ${AT} to the image nginx:1.27.`, set('nginx:1.27')],
  ];

  it.each(rows)('%s', (_, body, expected) => {
    expect(say(read(body))).toEqual(expected);
  });
});
