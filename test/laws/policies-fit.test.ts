import { describe, expect, it } from 'vitest';
import { compileSessionPolicy } from '../../src/execute/session-policy.ts';
import { changesOfTemplate } from '../../src/plan/changes.ts';
import type { DeployDraft } from '../../src/plan/step.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import { allServices } from '../../src/services/registry.ts';
import { isExecuteTier } from '../../src/task/tier.ts';
import { stepId } from '../../src/task/ids.ts';
import type { PlanId } from '../../src/task/ids.ts';
import {
  account,
  contextFor,
  DEV,
  readerOf,
  REGION,
  sure,
  taken,
  task,
} from '../services/samples.ts';
import { SAMPLES } from '../services/service-samples.ts';

const HASH = '0a1b5f3e-aaaa-bbbb-cccc-0123456789ab';
const arn = (kind: string) => `arn:aws:cloudformation:${REGION}:${DEV}:${kind}/${HASH}`;

const handle = {
  planId: 'p1' as PlanId,
  stackName: 'aws-coworker-42-reports',
  accountId: DEV,
  region: REGION,
  changeSetName: 'cw-0123456789abcdef0123456789abcdef',
  changeSetArn: arn('changeSet/cw-0123456789abcdef0123456789abcdef'),
  stackId: arn('stack/aws-coworker-42-reports'),
  changeSetType: 'CREATE',
} as const;

/** Items that are refused where sessions are made, with what to do instead. */
const REFUSED: ReadonlySet<string> = new Set([
  'ECS-11',
  'ECS-17',
  'EKS-03',
  'EKS-05',
  'EKS-07',
  'EKS-16',
  'LAMBDA-09',
  'S3-13',
  'S3-15',
]);

/**
 * Items that bring resources of their own, with which the largest stack does not fit one session
 * any more: refused in planning, with the item named. All of them are asked for from staging up,
 * where the pipeline deploys.
 */
const TOO_LARGE: ReadonlySet<string> = new Set([
  'APIGW-13',
  'APIGW-14',
  'EFS-08',
  'ELB-06',
  'ELB-13',
  'RDS-10',
  'RDS-13',
  'RDS-16',
  'RDS-22',
]);

/** Characters of the policy of one stack's session; the refusal where it does not fit. */
const sizeOf = (draft: DeployDraft): number | string => {
  const changes = changesOfTemplate(draft, planKnowledge);
  const needs = planKnowledge.needsOf(draft, changes, account());
  const step = { ...draft, id: stepId(1), phase: 1, changes, needs, resolvedParameters: {} };
  const compiled = compileSessionPolicy(step, handle);
  return compiled.ok ? compiled.value.characters : compiled.refusal.because;
};

const TIERS = ['sandbox', 'development', 'test'] as const;
const services = allServices.map((service) => [service.title, service] as const);

it('items are too large for one session by default nowhere', () => {
  const early = allServices
    .flatMap((service) => service.remedies)
    .filter((one) => TOO_LARGE.has(one.item) && isExecuteTier(one.defaultFrom ?? 'production'));
  expect(early).toEqual([]);
});

describe.each(services)('the largest stacks of %s fit their sessions', (_, service) => {
  const sample = sure(SAMPLES[service.key]);
  const items = [...new Set(service.remedies.map((remedy) => remedy.item))];
  const asked = [[], ...items.map((item) => [item]), sample.added];
  const rows = TIERS.flatMap((tier) =>
    asked.map((added) => [tier, added.join(' '), added] as const),
  );

  it.each(rows)('%s /add %s', async (tier, _added, added) => {
    const context = contextFor(task(service.resourceType, sample.most), { tier, added });
    const facts = await service.readFacts(context, readerOf(sample.answers));
    const decided = service.draft(context, facts);
    if (REFUSED.has(added.join(' '))) {
      expect(decided).toMatchObject({ ok: false, refusal: { code: 'no-route' } });
      return;
    }
    const draft = taken(decided);
    const sizes = draft.steps.flatMap((one) => (one.kind === 'deploy' ? [sizeOf(one)] : []));
    const tooLarge = sizes.filter((size) => typeof size === 'string');
    if (tooLarge.length > 0) expect(TOO_LARGE).toContain(added.join(' '));
    expect(sizes.length).toBeGreaterThan(0);
  });
});
