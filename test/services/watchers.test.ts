import { describe, expect, it } from 'vitest';
import { cloudtrailTrail } from '../../src/services/cloudtrail-trail/index.ts';
import { configRecorder } from '../../src/services/config-recorder/index.ts';
import { guarddutyDetector } from '../../src/services/guardduty-detector/index.ts';
import { severityOf, severityWords } from '../../src/services/guarding/severities.ts';
import { securityHub } from '../../src/services/security-hub/index.ts';
import type { Service } from '../../src/services/service.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { Tier } from '../../src/task/tier.ts';
import { account, answer, contextFor, readerOf, REGION, taskOf, type Answers } from './samples.ts';

type Asked = readonly [MutationType, TaskParameters];

const draft = async (
  service: Service,
  [taskType, parameters]: Asked,
  given: {
    readonly answers?: Answers;
    readonly tier?: Tier;
  } = {},
) => {
  const { answers = {}, tier = 'development' } = given;
  const context = contextFor(taskOf(service.resourceType, taskType, parameters), { tier });
  return service.draft(context, await service.readFacts(context, readerOf(answers)));
};

const refusalOf = async (...given: Parameters<typeof draft>): Promise<string> => {
  const decided = await draft(...given);
  return decided.ok ? 'planned' : `${decided.refusal.code}: ${decided.refusal.because}`;
};

const trail = (more: object = {}, isLogging = true): Answers => ({
  'CloudTrail.GetTrail': answer({ Trail: { Name: 'audit', HomeRegion: 'us-east-1', ...more } }),
  'CloudTrail.GetTrailStatus': answer({ IsLogging: isLogging }),
});
const recorder = (isOn: boolean): Answers => ({
  'ConfigService.DescribeConfigurationRecorders': answer({
    ConfigurationRecorders: [{ name: 'default' }],
  }),
  'ConfigService.DescribeConfigurationRecorderStatus': answer({
    ConfigurationRecordersStatus: [{ name: 'default', recording: isOn }],
  }),
  'ConfigService.DescribeDeliveryChannels': answer({ DeliveryChannels: [{ name: 'default' }] }),
});
const noRecorder: Answers = {
  'ConfigService.DescribeConfigurationRecorders': answer({}),
  'ConfigService.DescribeConfigurationRecorderStatus': answer({}),
  'ConfigService.DescribeDeliveryChannels': answer({}),
};
const detector = (Status: string, administrator = ''): Answers => ({
  'GuardDuty.ListDetectors': answer({ DetectorIds: ['d1'] }),
  'GuardDuty.GetDetector': answer({ Status }),
  'GuardDuty.GetAdministratorAccount': answer(
    administrator === '' ? {} : { Administrator: { AccountId: administrator } },
  ),
});
const hub: Answers = {
  'SecurityHub.DescribeHub': answer({ HubArn: 'arn:aws:securityhub:us-east-1:1:hub/default' }),
  'SecurityHub.GetAdministratorAccount': answer({}),
  'SecurityHub.GetEnabledStandards': answer({}),
};
const bucket = { bucket: 'acme-audit-logs' };
const policy = (text: string): Answers => ({ 'S3.GetBucketPolicy': answer({ Policy: text }) });
const NO_DETECTOR: Answers = { 'GuardDuty.ListDetectors': answer({ DetectorIds: [] }) };

const rows: readonly (readonly [string, Service, Asked, Answers, string])[] = [
  [
    'a deletion of a trail',
    cloudtrailTrail,
    ['DeleteResource', { name: 'audit' }],
    trail(),
    'never-do',
  ],
  [
    'a trail of fewer regions',
    cloudtrailTrail,
    ['UpdateResource', { name: 'audit', multiRegion: false }],
    trail(),
    'never-do',
  ],
  [
    'a trail that stops',
    cloudtrailTrail,
    ['UpdateResource', { name: 'audit', action: 'stop' }],
    trail(),
    'never-do',
  ],
  [
    'another bucket, where the call could blind it',
    cloudtrailTrail,
    ['UpdateResource', { name: 'audit', ...bucket }],
    { ...trail(), ...policy('cloudtrail.amazonaws.com') },
    'no-route',
  ],
  [
    'the trail of the organization',
    cloudtrailTrail,
    ['UpdateResource', { name: 'audit', action: 'start' }],
    trail({ IsOrganizationTrail: true }, false),
    'no-route',
  ],
  [
    'the shadow of a trail',
    cloudtrailTrail,
    ['UpdateResource', { name: 'audit', action: 'start' }],
    trail({ HomeRegion: 'eu-west-1' }, false),
    'target-not-found',
  ],
  [
    'a bucket that takes nothing',
    cloudtrailTrail,
    ['CreateResource', { name: 'audit', ...bucket }],
    policy('{}'),
    'aws-refused',
  ],
  ['no bucket', cloudtrailTrail, ['CreateResource', { name: 'audit' }], {}, 'missing-field'],
  [
    'a bucket that is not there',
    cloudtrailTrail,
    ['CreateResource', { name: 'audit', ...bucket }],
    {},
    'target-not-found',
  ],
  [
    'a deletion of the recorder',
    configRecorder,
    ['DeleteResource', {}],
    recorder(true),
    'never-do',
  ],
  [
    'a recorder that stops',
    configRecorder,
    ['UpdateResource', { action: 'stop' }],
    recorder(true),
    'never-do',
  ],
  [
    'a second recorder',
    configRecorder,
    ['CreateResource', bucket],
    { ...recorder(true), ...policy('config.amazonaws.com') },
    'name-taken',
  ],
  ['a recorder for nobody', configRecorder, ['CreateResource', {}], noRecorder, 'missing-field'],
  [
    'a bucket of a recorder that no stack holds',
    configRecorder,
    ['UpdateResource', bucket],
    { ...recorder(true), ...policy('config.amazonaws.com') },
    'no-route',
  ],
  ['no recorder', configRecorder, ['UpdateResource', bucket], noRecorder, 'target-not-found'],
  [
    'a deletion of a detector',
    guarddutyDetector,
    ['DeleteResource', {}],
    detector('ENABLED'),
    'never-do',
  ],
  [
    'a second detector',
    guarddutyDetector,
    ['CreateResource', {}],
    detector('ENABLED'),
    'name-taken',
  ],
  [
    'a detector that is off',
    guarddutyDetector,
    ['CreateResource', {}],
    detector('DISABLED'),
    'name-taken',
  ],
  [
    'a detector of a member',
    guarddutyDetector,
    ['UpdateResource', { features: ['EKS_AUDIT_LOGS'] }],
    detector('ENABLED', '777777777777'),
    'no-route',
  ],
  [
    'a protection, where the call could blind it',
    guarddutyDetector,
    ['UpdateResource', { features: ['EKS_AUDIT_LOGS'] }],
    detector('ENABLED'),
    'no-route',
  ],
  ['no detector', guarddutyDetector, ['UpdateResource', {}], NO_DETECTOR, 'target-not-found'],
  ['a deletion of a hub', securityHub, ['DeleteResource', {}], hub, 'never-do'],
  ['a second hub', securityHub, ['CreateResource', {}], hub, 'name-taken'],
  [
    'a hub that no stack holds',
    securityHub,
    ['UpdateResource', { standards: ['CIS'] }],
    hub,
    'no-route',
  ],
  [
    'a hub of a member',
    securityHub,
    ['UpdateResource', { standards: ['CIS'] }],
    {
      ...hub,
      'SecurityHub.GetAdministratorAccount': answer({ Administrator: { AccountId: '7' } }),
    },
    'no-route',
  ],
];

describe('what watches an account', () => {
  it.each(rows)('%s is refused', async (_name, service, asked, answers, code) => {
    expect(await refusalOf(service, asked, { answers })).toMatch(new RegExp(`^${code}: `));
  });

  it.each<Tier>(['sandbox', 'development', 'test', 'staging', 'production'])(
    'is never turned off in %s',
    async (tier) => {
      const given = {
        answers: { ...trail(), ...recorder(true), ...detector('ENABLED'), ...hub },
        tier,
      };
      for (const service of [cloudtrailTrail, configRecorder, guarddutyDetector, securityHub]) {
        const asked = ['DeleteResource', { name: 'audit' }] as const;
        expect(await refusalOf(service, asked, given)).toMatch(/^never-do: .+ is never turned off/);
      }
    },
  );

  it.each<readonly [string, Service, TaskParameters, Answers]>([
    ['a trail', cloudtrailTrail, { name: 'audit', ...bucket }, policy('cloudtrail.amazonaws.com')],
    ['a recorder', configRecorder, bucket, { ...noRecorder, ...policy('config.amazonaws.com') }],
    ['a detector', guarddutyDetector, {}, NO_DETECTOR],
    ['a hub', securityHub, {}, {}],
  ])(
    '%s stays when its stack goes, and the plan says so',
    async (_name, service, asked, answers) => {
      const decided = await draft(service, ['CreateResource', asked], { answers });
      const [step] = decided.ok ? decided.value.steps : [];
      const made = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
      expect(made.filter((one) => one.DeletionPolicy !== 'Retain')).toEqual([]);
      expect(step?.inverse.reversibility).toBe('irreversible');
    },
  );

  it('a trail or recorder that is on already is not turned on again', async () => {
    const start = { name: 'audit', action: 'start' };
    const answers = { ...trail(), ...recorder(true) };
    for (const service of [cloudtrailTrail, configRecorder])
      expect(await draft(service, ['UpdateResource', start], { answers })).toMatchObject({
        ok: true,
        value: { steps: [] },
      });
  });
});

describe('findings', () => {
  it.each<readonly [number, string]>([
    [9.5, 'critical'],
    [9, 'critical'],
    [8.9, 'high'],
    [7, 'high'],
    [4, 'medium'],
    [1, 'low'],
  ])('of %d are %s', (value, severity) => {
    expect(severityOf(value)).toBe(severity);
  });

  it('are said with the worst first', () => {
    const counts = new Map([
      ['low', 3],
      ['critical', 1],
    ] as const);
    expect(severityWords(counts)).toBe('1 critical, 3 low');
    expect(severityWords(new Map())).toBe('none');
  });

  it('are counted by both services, and never told', async () => {
    const answers: Answers = {
      ...detector('ENABLED'),
      ...hub,
      'GuardDuty.GetFindingsStatistics': answer({
        FindingStatistics: { CountBySeverity: { '8': 2, '2': 1 } },
      }),
      'SecurityHub.GetFindings': answer({
        Findings: [{ Severity: { Label: 'HIGH' }, Title: 'something secret' }],
      }),
    };
    const said: unknown[] = [];
    for (const service of [guarddutyDetector, securityHub])
      for await (const one of service.list(readerOf(answers), account(), REGION))
        said.push(one.metadata['findings']);
    expect(said).toEqual(['2 high, 1 low', '1 high']);
  });
});
