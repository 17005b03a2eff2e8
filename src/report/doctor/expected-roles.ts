import { isExecuteTier, type Tier } from '../../task/tier.ts';

export type WorkerName = 'reader' | 'deployer';

/** One try to become a role, and how it must end. */
export interface RoleProbe {
  readonly worker: WorkerName;
  readonly role: string;
  readonly externalId: 'right' | 'wrong';
  readonly must: 'open' | 'refuse';
}

interface Row extends RoleProbe {
  readonly where: 'everywhere' | 'execute' | 'other';
}

const READING = ['AwsCoworkerReader', 'AwsCoworkerPreviewer'] as const;

/** The roles that may change something; there are none outside sandbox, development and test. */
export const WRITING = ['AwsCoworkerDeployer', 'AwsCoworkerOperator'] as const;

const rowsOf = (roles: readonly string[], row: Omit<Row, 'role'>): readonly Row[] =>
  roles.map((role) => ({ ...row, role }));

/** Source: credentials specification, section 1. */
const ROWS: readonly Row[] = [
  ...rowsOf(READING, { worker: 'reader', externalId: 'right', must: 'open', where: 'everywhere' }),
  ...rowsOf(READING, {
    worker: 'reader',
    externalId: 'wrong',
    must: 'refuse',
    where: 'everywhere',
  }),
  ...rowsOf(WRITING, {
    worker: 'reader',
    externalId: 'right',
    must: 'refuse',
    where: 'everywhere',
  }),
  ...rowsOf(WRITING, { worker: 'deployer', externalId: 'right', must: 'open', where: 'execute' }),
  ...rowsOf(WRITING, { worker: 'deployer', externalId: 'wrong', must: 'refuse', where: 'execute' }),
  ...rowsOf(WRITING, { worker: 'deployer', externalId: 'right', must: 'refuse', where: 'other' }),
  ...rowsOf(READING, {
    worker: 'deployer',
    externalId: 'right',
    must: 'refuse',
    where: 'everywhere',
  }),
];

/** Where the probes are made, and by whom. */
export interface ProbedAccount {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly isManagement: boolean;
}

/**
 * The probes of one account for the workers at hand. The management account has no role that must
 * open: StackSets do not reach it.
 */
export const probesFor = (
  account: ProbedAccount,
  workers: readonly WorkerName[],
): readonly RoleProbe[] => {
  const place = isExecuteTier(account.tier) ? 'execute' : 'other';
  return ROWS.filter(({ where }) => where === 'everywhere' || where === place)
    .filter(({ worker }) => workers.includes(worker))
    .filter(({ must }) => must === 'refuse' || !account.isManagement)
    .map(({ where: _, ...probe }) => probe);
};
