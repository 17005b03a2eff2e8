import type { CommonEnvironment } from '../../app/environment.ts';
import type { AwsOptions } from '../../aws/aws-options.ts';
import { createInspector, type Inspector } from '../../aws/inspect.ts';
import { createReaderSide } from '../../aws/reader-side.ts';
import { classifyAccount, classifyAccounts } from '../../config/classify-account.ts';
import type { Config } from '../../config/config.ts';
import { skipped, wrong, type Check } from '../../report/doctor/check.ts';
import { probesFor, WRITING, type WorkerName } from '../../report/doctor/expected-roles.ts';
import {
  judgeIdentities,
  judgeOrganization,
  judgeRoles,
  type AccountRoles,
  type ProbeResult,
} from '../../report/doctor/judge-aws.ts';
import type { AwsAccount } from '../../task/account.ts';
import { parseRegion } from '../../task/ids.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { inSection } from './in-section.ts';
import { includes, type DoctorOptions } from './options.ts';

const WORKERS: readonly WorkerName[] = ['reader', 'deployer'];

interface Patient {
  readonly inspector: Inspector;
  readonly aws: AwsOptions;
  readonly config: Config;
  readonly workers: readonly WorkerName[];
}

const examineIdentities = async ({ inspector, config, workers }: Patient) => {
  const identities = [];
  for (const worker of workers) identities.push({ worker, ...(await inspector.whoIs(worker)) });
  return judgeIdentities(identities, config.organization);
};

/** Accounts that configuration names, where nobody at hand may list the organization. */
const namedAccounts = (config: Config): readonly AwsAccount[] =>
  [...config.organization.accounts.keys()].map((id) =>
    classifyAccount(
      { id, name: 'account', ouPath: '', status: 'ACTIVE', tags: {}, createdAt: '' },
      config,
    ),
  );

interface Listed {
  readonly accounts: readonly AwsAccount[];
  readonly checks: readonly Check[];
}

const listAccounts = async ({ inspector, aws, config, workers }: Patient): Promise<Listed> => {
  if (!workers.includes('reader')) {
    const why = 'only the reader may list it; the accounts of the configuration are looked at';
    return { accounts: namedAccounts(config), checks: [skipped('AWS organization', why)] };
  }
  const side = createReaderSide(aws);
  try {
    const raw = await side.listAccounts();
    if (!raw.ok) {
      const { because } = raw.refusal;
      const mend = 'Install infrastructure/organization-reader.yaml, and name its role.';
      const checks = [wrong('AWS organization', because, mend)];
      return { accounts: namedAccounts(config), checks };
    }
    const accounts = classifyAccounts(raw.value, config);
    const listed = { read: await inspector.readOrganization(), raw: raw.value, accounts };
    return { accounts, checks: judgeOrganization(listed, config) };
  } finally {
    side.close();
  }
};

const listMisplaced = async (
  { inspector, workers }: Patient,
  account: AwsAccount,
): Promise<readonly string[]> => {
  if (isExecuteTier(account.tier) || !workers.includes('reader')) return [];
  const found: string[] = [];
  for (const role of WRITING) {
    if ((await inspector.hasRole(account.id, role)) === true) found.push(role);
  }
  return found;
};

const probe = async (patient: Patient, account: AwsAccount): Promise<AccountRoles> => {
  const { id, name, tier } = account;
  const isManagement = id === patient.config.organization.managementAccountId;
  const probed = { id, name, tier, isManagement };
  const results: ProbeResult[] = [];
  for (const asked of probesFor(probed, patient.workers)) {
    const did = await patient.inspector.tryRole({ ...asked, accountId: id });
    results.push({ ...asked, did });
  }
  return { account: probed, results, misplaced: await listMisplaced(patient, account) };
};

const examineRoles = async (
  patient: Patient,
  accounts: readonly AwsAccount[],
): Promise<readonly Check[]> => {
  const probed: AccountRoles[] = [];
  const broken: Check[] = [];
  for (const account of accounts.filter(({ status }) => status === 'ACTIVE')) {
    broken.push(
      ...(await inSection(`AWS roles in ${account.name} (${account.id})`, async () => {
        probed.push(await probe(patient, account));
        return [];
      })),
    );
  }
  return [...judgeRoles(probed), ...broken];
};

const examine = async (patient: Patient): Promise<readonly Check[]> => {
  const identities = await inSection('AWS identities', () => examineIdentities(patient));
  let accounts: readonly AwsAccount[] = [];
  const organization = await inSection('AWS organization', async () => {
    const listed = await listAccounts(patient);
    accounts = listed.accounts;
    return listed.checks;
  });
  return [...identities, ...organization, ...(await examineRoles(patient, accounts))];
};

/**
 * AWS as the workers of this process see it: who they are, what the organization is, and which
 * roles open for them. Sessions that are opened to look can do nothing.
 */
export const examineAws = async (
  options: DoctorOptions,
  config: Config,
  environment: CommonEnvironment,
): Promise<readonly Check[]> => {
  const workers = WORKERS.filter((worker) => includes(options.role, worker));
  if (workers.length === 0) return [skipped('AWS', 'the orchestrator has no identity there')];
  const homeRegion = parseRegion(environment.AWS_REGION);
  if (homeRegion === undefined) {
    return [wrong('AWS', 'AWS_REGION names no region', 'Name one, such as us-east-1.')];
  }
  const endpoint = environment.AWS_ENDPOINT_URL;
  const aws: AwsOptions = {
    config,
    clock: options.clock,
    homeRegion,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...options.sandbox,
  };
  const inspector = createInspector(aws);
  try {
    return await examine({ inspector, aws, config, workers });
  } finally {
    inspector.close();
  }
};
