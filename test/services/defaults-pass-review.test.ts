import { describe, expect, it } from 'vitest';
import { KNOWLEDGE } from '../knowledge.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { PlanInputs } from '../../src/plan/inputs.ts';
import { reviewPlan } from '../../src/review/review-plan.ts';
import { draftSteps } from '../../src/services/draft-steps.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import { allServices } from '../../src/services/registry.ts';
import type { Service } from '../../src/services/service.ts';
import { contextOf } from '../../src/services/draft-context.ts';
import type { Tier } from '../../src/task/tier.ts';
import type { TaskParameters } from '../../src/task/aws-task.ts';
import { account, config, issue, readerOf, sure, taken, task } from './samples.ts';
import { SAMPLES } from './service-samples.ts';

const { baselines } = KNOWLEDGE;

const TIERS = ['sandbox', 'development', 'test', 'staging', 'production'] as const;

/** What the review says of a plain request in a tier, with every default of the service. */
const review = async (service: Service, tier: Tier, more: TaskParameters = {}) => {
  const { least, answers } = sure(SAMPLES[service.key]);
  const one = task(service.resourceType, { ...least, ...more });
  const asked = {
    schemaVersion: 1,
    issue,
    tasks: [one],
    accounts: [account(tier)],
    choices: { skipped: [], added: [] },
  } as const;
  const context = taken(contextOf(asked, config, one));
  const facts = { [one.id]: await service.readFacts(context, readerOf(answers)) };
  const inputs: PlanInputs = { ...asked, facts, previews: [] };
  const drafted = taken(draftSteps(inputs, config));
  const request = { inputs, requestHash: 'hash', drafted, config, known: planKnowledge };
  return reviewPlan({ plan: taken(makePlan(request)), baselines, config, inputs });
};

const blocked = (found: Awaited<ReturnType<typeof review>>): readonly string[] =>
  found.findings
    .filter((finding) => finding.status === 'BLOCKED')
    .map((finding) => `${finding.item} ${finding.resource}: ${finding.detail}`);

/** A given template is judged as it stands: it has no defaults of ours. */
const ours = allServices.filter((service) => service.resourceType !== 'AWS::CloudFormation::Stack');

const rows = ours.flatMap((service) => TIERS.map((tier) => [service.key, tier, service] as const));

/** Things that a tier refuses as they are, whatever is set on them: the gate says so. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  // Governance: no human users for applications in production.
  'iam-user production': ['IAM-18'],
  // Whether Kubernetes is needed is asked: the words of the request answer it.
  'eks-cluster staging': ['FIT-06'],
  'eks-cluster production': ['FIT-06'],
};

describe('the secure defaults of a tier pass its own review', () => {
  it.each(rows)('%s in %s', async (key, tier, service) => {
    const found = await review(service, tier);
    expect(blocked(found).map((line) => line.split(' ')[0])).toEqual(
      REFUSED[`${key} ${tier}`] ?? [],
    );
    expect(found.guardians.filter((one) => one.verdict === 'FAIL')).toEqual([]);
    // What is not known blocks as well, where a gap of its severity would.
    const unresolved = REFUSED[`${key} ${tier}`] === undefined ? [] : found.gate.mustResolve;
    expect(found.gate.mustResolve).toEqual(unresolved);
  });

  const bucket = sure(allServices.find((service) => service.key === 's3-bucket'));

  it.each(['confidential', 'restricted'])('a bucket of %s data in production', async (level) => {
    expect(blocked(await review(bucket, 'production', { confidentiality: level }))).toEqual([]);
  });
});
