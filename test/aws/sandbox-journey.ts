import { pluginFor, type WireCall } from '../../sandbox/plugin.ts';
import { createWorld, type World } from '../../sandbox/world.ts';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import type { ApprovedPlan } from '../../src/approve/approved-plan.ts';
import type { AwsOptions } from '../../src/aws/aws-options.ts';
import { createAws, type Aws } from '../../src/aws/session.ts';
import type { Previewed } from '../../src/aws/previewer.ts';
import { executePlan } from '../../src/execute/execute-plan.ts';
import type { Outcome } from '../../src/execute/outcome.ts';
import type { JournalEntry } from '../../src/execute/ports.ts';
import { numberSteps } from '../../src/plan/number-steps.ts';
import type { PreviewHandle } from '../../src/plan/preview.ts';
import type { DeployDraft, RemoveStep, Step } from '../../src/plan/step.ts';
import type { Template } from '../../src/plan/template.ts';
import { planKnowledge } from '../../src/services/plan-knowledge.ts';
import type { AwsAccount } from '../../src/task/account.ts';
import type { AccountId } from '../../src/task/ids.ts';
import { parsePlanId, taskId, type PlanId } from '../../src/task/ids.ts';
import type { Decided } from '../../src/task/refusal.ts';
import type { Tier } from '../../src/task/tier.ts';
import { approve, planOf } from '../execute/fixtures.ts';
import { DEV, HOME, organization, virtualClock } from './scripted-aws.ts';

export interface Journey {
  readonly world: World;
  readonly aws: Aws;
  readonly options: AwsOptions;
  readonly journal: JournalEntry[];
  readonly preview: (draft: DeployDraft, plan?: string, tier?: Tier) => Promise<Decided<Previewed>>;
  readonly execute: (approved: ApprovedPlan) => Promise<Outcome>;
}

export const planId = (text: string): PlanId => {
  const id = parsePlanId(text);
  if (id === undefined) throw new Error(text);
  return id;
};

/** Stands between a client and the world: answers itself, throws, or asks the world. */
export type Meddle = (wire: WireCall, ask: () => Promise<unknown>) => Promise<unknown>;

/** The edge as it ships, on an organization in memory. */
export const startJourney = (
  spec: WorldSpec = {},
  meddle: Meddle = (_wire, ask) => ask(),
): Journey => {
  const clock = virtualClock();
  const world = createWorld(spec, { clock });
  const options: AwsOptions = {
    config: { organization },
    clock,
    homeRegion: HOME,
    plugins: [pluginFor((wire) => meddle(wire, () => world.call(wire)))],
    random: () => 1,
    readerIdentity: world.credentialsOf('aws-coworker-reader'),
    deployerIdentity: world.credentialsOf('aws-coworker-deployer'),
  };
  const aws = createAws(options);
  const journal: JournalEntry[] = [];
  return {
    world,
    aws,
    options,
    journal,
    preview: (draft, plan = 'p1', tier = 'development') =>
      aws.reader.createPreview({ draft, planId: planId(plan), tier }),
    execute: (approved) =>
      executePlan(approved, {
        door: aws.deployer.door,
        clock,
        journal: {
          append: async (entry) => {
            journal.push(entry);
          },
          read: async (id) => journal.filter((entry) => entry.planId === id),
        },
        progress: { report: async () => {}, isCancelled: async () => false },
      }),
  };
};

export const athena = (id: AccountId = DEV): AwsAccount => ({
  id,
  name: 'athena-dev',
  role: 'Development',
  tier: 'development',
  tierSource: 'config',
  regions: [HOME],
  ou: 'Workloads/Development',
  tags: {},
  createdAt: '',
  status: 'ACTIVE',
});

export const draftOf = (template: Template, more: Partial<DeployDraft> = {}): DeployDraft => ({
  kind: 'deploy',
  taskIds: [taskId(1)],
  accountId: DEV,
  region: HOME,
  summary: 'create a stack',
  ownerAgent: 'SteveJobs',
  operationClass: 'non-destructive',
  needs: [],
  inverse: { reversibility: 'reversible', summary: 'delete the stack' },
  slowestMinutes: 5,
  stackName: 'aws-coworker-7-reports',
  changeSetType: 'CREATE',
  isGiven: false,
  template,
  templateBody: JSON.stringify(template),
  parameters: {},
  tags: { CoworkerManaged: 'true' },
  capabilities: [],
  ...more,
});

export const made = (previewed: Decided<Previewed>): Required<Previewed> => {
  if (!previewed.ok) throw new Error(`${previewed.refusal.code}: ${previewed.refusal.because}`);
  const { preview, handle } = previewed.value;
  if (preview === undefined || handle === undefined) throw new Error('no change set was kept');
  return { preview, handle };
};

/** The plan of one previewed draft, as planning makes it, approved. */
export const approveDraft = (
  draft: DeployDraft,
  { preview, handle }: Required<Previewed>,
): ApprovedPlan => {
  const steps = numberSteps([{ draft, phase: 1 }], {
    previews: [preview],
    accounts: [athena(draft.accountId)],
    known: planKnowledge,
  });
  return approveSteps(steps, [handle]);
};

export const approveSteps = (
  steps: readonly Step[],
  handles: readonly PreviewHandle[],
): ApprovedPlan => {
  const plan = planOf(steps);
  const accounts = [...new Set(steps.map((step) => step.accountId))].map((id) => athena(id));
  return approve(steps, {
    plan: { ...plan, accounts },
    handles,
    planId: handles[0]?.planId ?? planId('p9'),
  });
};

export type { RemoveStep };
