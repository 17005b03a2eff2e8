import type { HealContext, MergedFile } from '../../src/approve/standing-approval.ts';
import type { HealingConfig } from '../../src/config/config.ts';
import { sha256 } from '../../src/plan/digest.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { OperateStep } from '../../src/plan/step.ts';
import type { PlannedChange } from '../../src/plan/change.ts';
import type { AccountId, Region, StepId, TaskId } from '../../src/task/ids.ts';
import { config, contextOf, plan } from './fixtures.ts';

/** A file that allows to reboot instances in sandbox and development. */
export const HEALING: HealingConfig = {
  source: 'heals: [...]\n',
  expires: '2026-12-31T00:00:00Z',
  heals: [
    {
      type: 'AWS::EC2::Instance',
      tiers: ['sandbox', 'development'],
      autonomy: 6,
      operation: 'ec2:reboot',
    },
  ],
};

const MERGER = {
  person: { id: 2002, login: 'maintainer' },
  type: 'User',
  role: { name: 'maintain', userId: 2002 },
  teams: [],
};

/** The same file on GitHub, merged by somebody who may approve. */
export const MERGED = {
  commit: 'a'.repeat(40),
  fileHash: sha256(HEALING.source),
  merger: MERGER,
} satisfies MergedFile;

export const change: PlannedChange = {
  action: 'change',
  logicalId: 'wiki',
  type: 'AWS::EC2::Instance',
  physicalId: 'i-0a11d88e99f00a112',
  ownerAgent: 'BillGates',
  properties: [],
  losesData: false,
  isSensitive: false,
  isConditional: false,
};

export const reboot: OperateStep = {
  kind: 'operate',
  id: 'step-1' as StepId,
  taskIds: ['task-1' as TaskId],
  accountId: '333333333333' as AccountId,
  region: 'us-east-1' as Region,
  phase: 1,
  summary: 'ec2:reboot i-0a11d88e99f00a112 (wiki)',
  ownerAgent: 'BillGates',
  operationClass: 'non-destructive',
  needs: [],
  inverse: { reversibility: 'irreversible', summary: 'a reboot can not be undone' },
  slowestMinutes: 5,
  operation: 'ec2:reboot',
  target: 'i-0a11d88e99f00a112',
  input: {},
  changes: [change],
};

/** The plan of a heal in a tier. */
export const healPlan = (tier: Plan['tier'], parts: Partial<Plan> = {}): Partial<Plan> => ({
  steps: [reboot],
  tier,
  accounts: plan.accounts.map((account) => ({ ...account, tier })),
  ...parts,
});

/** A heal that passes every gate, but for what is changed. */
export const healContext = (
  rest: Partial<HealContext> = {},
  parts: Partial<Plan> = {},
): HealContext => ({
  ...contextOf(healPlan('development', parts)),
  config: { ...config, healing: HEALING },
  merged: MERGED,
  isIll: true,
  past: [],
  ...rest,
});
