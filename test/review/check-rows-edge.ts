import type { JsonObject } from '../../src/task/json.ts';
import { open, rowsFor, type Row } from './check-row.ts';

const sub = (text: string): JsonObject => ({ 'Fn::Sub': text });
const part = (test: 'startsWith' | 'endsWith' | 'contains', text: string) =>
  rowsFor({ property: 'A', [test]: text }, 'AWS::Test::Thing');
const starts = part('startsWith', 'arn:aws:');
const ends = part('endsWith', '.s3');
const contains = part('contains', '.ecr.');
const text = rowsFor({ property: 'A', is: 'text' }, 'AWS::Test::Thing');

const TEXTS: readonly Row[] = [
  starts('nothing', {}, 'fail'),
  starts('a number', { A: 7 }, 'fail'),
  starts('a map', { A: { B: 1 } }, 'fail'),
  starts('it', { A: 'arn:aws:x' }, 'pass'),
  starts('something else', { A: 'aws:arn:' }, 'fail'),
  starts('a value that is open', { A: open }, 'unknown'),
  starts('it, and then what is open', { A: sub('arn:aws:${Open}') }, 'pass'),
  starts('the half of it', { A: sub('arn:${Open}') }, 'unknown'),
  starts('something else, and then what is open', { A: sub('urn:${Open}') }, 'fail'),
  starts('a secret', { A: '{{resolve:ssm:x}}' }, 'unknown'),
  ends('it', { A: 'com.amazonaws.eu-west-1.s3' }, 'pass'),
  ends('it, after what is open', { A: sub('com.amazonaws.${AWS::Region}.s3') }, 'pass'),
  ends('something else after it', { A: sub('com.amazonaws.${AWS::Region}.ec2') }, 'fail'),
  ends('what is open', { A: sub('com.${AWS::Region}') }, 'unknown'),
  contains('it', { A: '1.dkr.ecr.eu-west-1.amazonaws.com/x' }, 'pass'),
  contains('it, around what is open', { A: sub('${Open}.dkr.ecr.${Open}/x') }, 'pass'),
  contains('something else', { A: 'docker.io/x' }, 'fail'),
  contains('what is open', { A: sub('${Open}/x') }, 'unknown'),
  text('nothing', {}, 'fail'),
  text('an empty text', { A: '' }, 'fail'),
  text('a text', { A: 'a' }, 'pass'),
  text('a number', { A: 123 }, 'fail'),
  text('a list', { A: ['a'] }, 'fail'),
  text('an attribute', { A: { 'Fn::GetAtt': ['B', 'Arn'] } }, 'pass'),
  text('a value that may be empty', { A: open }, 'unknown'),
];

const certificate = rowsFor(
  { named: 'acm-certificate', property: 'Arn' },
  'AWS::ElasticLoadBalancingV2::Listener',
);
const ACM = { others: { C: { Type: 'AWS::CertificateManager::Certificate' } } };
const SERVER = { others: { C: { Type: 'AWS::IAM::ServerCertificate' } } };
const classic = rowsFor({ named: 'classic-tls-policy' }, 'AWS::ElasticLoadBalancing::LoadBalancer');
const policies = (Value: JsonObject | string): JsonObject => ({
  Policies: [
    {
      PolicyName: 'tls',
      PolicyType: 'SSLNegotiationPolicyType',
      Attributes: [{ Name: 'Reference-Security-Policy', Value }],
    },
  ],
});
const SECURE = policies('ELBSecurityPolicy-TLS-1-2-2017-01');
const listening = (Protocol: JsonObject | string, names: JsonObject | readonly string[]) => ({
  Listeners: [{ Protocol, PolicyNames: names as JsonObject }],
});

const CERTIFICATES: readonly Row[] = [
  certificate('none', {}, 'fail'),
  certificate('a number', { Arn: 7 }, 'fail'),
  certificate('one of ACM', { Arn: 'arn:aws:acm:eu-west-1:1:certificate/x' }, 'pass'),
  certificate('one of IAM', { Arn: 'arn:aws:iam::1:server-certificate/x' }, 'fail'),
  certificate('one that is open', { Arn: open }, 'unknown'),
  certificate('one of ACM in the template', { Arn: { Ref: 'C' } }, 'pass', ACM),
  certificate('one of IAM in the template', { Arn: { Ref: 'C' } }, 'fail', SERVER),
  certificate('one of ACM in a region that is open', { Arn: sub('arn:aws:acm:${Open}:x') }, 'pass'),
  classic('no listener', {}, 'pass'),
  classic('a plain listener', listening('TCP', []), 'pass'),
  classic('an encrypted one without policy', listening('HTTPS', []), 'fail'),
  classic('an encrypted one with TLS 1.2', { ...SECURE, ...listening('HTTPS', ['tls']) }, 'pass'),
  classic('one of another name', { ...SECURE, ...listening('SSL', ['old']) }, 'fail'),
  classic('an old policy', { ...policies('2016-08'), ...listening('SSL', ['tls']) }, 'fail'),
  classic('a protocol that is open', listening(open, []), 'unknown'),
  classic('listeners that are open', { Listeners: open }, 'unknown'),
  classic('names that are open', { ...SECURE, ...listening('SSL', open) }, 'unknown'),
];

const access = rowsFor({ named: 'origin-access' }, 'AWS::CloudFront::Distribution');
const origins = (...Origins: readonly JsonObject[]): JsonObject => ({
  DistributionConfig: { Origins },
});
const BUCKET = { others: { B: { Type: 'AWS::S3::Bucket' }, L: { Type: 'AWS::Test::Thing' } } };
const hostOf = (id: string): JsonObject => ({ 'Fn::GetAtt': [id, 'RegionalDomainName'] });
const OAC = { OriginAccessControlId: { Ref: 'L' } };

const ORIGINS: readonly Row[] = [
  access('no configuration', {}, 'pass'),
  access('origins that are open', { DistributionConfig: { Origins: open } }, 'unknown'),
  access('a bucket, written out', origins({ DomainName: 'b.s3.amazonaws.com' }), 'fail'),
  access('one of a region', origins({ DomainName: 'b.s3.eu-west-1.amazonaws.com' }), 'fail'),
  access('one of China', origins({ DomainName: 'b.s3.cn-north-1.amazonaws.com.cn' }), 'fail'),
  access('a website', origins({ DomainName: 'x.example.com' }), 'pass'),
  access('a bucket of the template', origins({ DomainName: hostOf('B') }), 'fail', BUCKET),
  access('with control', origins({ DomainName: hostOf('B'), ...OAC }), 'pass', BUCKET),
  access('something else of it', origins({ DomainName: hostOf('L') }), 'pass', BUCKET),
  access('one that is open', origins({ DomainName: open }), 'unknown'),
  access('an empty identity', origins({ S3OriginConfig: { OriginAccessIdentity: '' } }), 'fail'),
  access('one without control of two', origins(OAC, { S3OriginConfig: {} }), 'fail', BUCKET),
];

const service = rowsFor({ named: 'from-secret-service', property: 'P' }, 'AWS::Test::Thing');
const pairs = rowsFor({ named: 'no-secret-pairs', property: 'Environment' }, 'AWS::Test::Thing');
const pair = (Name: string, Value: JsonObject | string): JsonObject => ({
  Environment: [{ Name, Value }],
});

const SECRETS: readonly Row[] = [
  service('nothing', {}, 'pass'),
  service('a plain text', { P: 'hunter2hunter2' }, 'fail'),
  service('a reference', { P: '{{resolve:secretsmanager:x}}' }, 'pass'),
  service('a reference to plain text', { P: '{{resolve:ssm:x}}' }, 'fail'),
  service('a parameter', { P: open }, 'fail'),
  service('a reference around a resource', { P: sub('{{resolve:secretsmanager:${It}}}') }, 'pass'),
  service('an attribute', { P: { 'Fn::GetAtt': ['B', 'Secret'] } }, 'unknown'),
  pairs('nothing', {}, 'pass'),
  pairs('variables that are open', { Environment: open }, 'unknown'),
  pairs('a text for a list', { Environment: 'x' }, 'pass'),
  pairs('no secret', pair('STAGE', 'test'), 'pass'),
  pairs('a password', pair('DB_PASSWORD', 'hunter2'), 'fail'),
  pairs('a key of AWS', pair('X', `AKIA${'A'.repeat(16)}`), 'fail'),
  pairs('a password that is open', pair('DB_PASSWORD', open), 'unknown'),
  pairs('the name of a secret', pair('DB_SECRET_ARN', { Ref: 'It' }), 'pass'),
];

/** Rows of the checks that look at texts, certificates, origins and secrets. */
export const OF_EDGES: readonly Row[] = [...TEXTS, ...CERTIFICATES, ...ORIGINS, ...SECRETS];
