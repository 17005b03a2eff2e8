import {
  checkRole,
  readCommon,
  readDeployer,
  readOrchestrator,
  type CommonEnvironment,
} from '../../app/environment.ts';
import { configFolder, loadConfig, readKnowledge, StartRefused } from '../../app/knowledge.ts';
import type { Config } from '../../config/config.ts';
import { ok, warn, wrong, type Check } from '../../report/doctor/check.ts';
import { includes, type DoctorOptions } from './options.ts';

const OLDEST_NODE = 24;

/** What the process would start from; members are absent where they can not be read. */
export interface Start {
  readonly checks: readonly Check[];
  readonly environment?: CommonEnvironment;
  readonly config?: Config;
  /** Whether the variables of this role's own workers are there. */
  readonly isComplete: boolean;
}

const examineNode = (version: string): Check =>
  Number(version.split('.')[0]) >= OLDEST_NODE
    ? ok('Node', version)
    : wrong('Node', version, `Use Node ${OLDEST_NODE} or newer.`);

/** Runs something that may refuse to start; its reasons become rows. */
const attempt = <T>(
  check: string,
  mend: string,
  read: () => T,
): { readonly value?: T; readonly checks: readonly Check[] } => {
  try {
    return { value: read(), checks: [] };
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    return {
      checks: error.reasons.map((reason) =>
        wrong(check, reason.replace(/^environment: /, ''), mend),
      ),
    };
  }
};

const examineEnvironment = ({ role, variables }: DoctorOptions) => {
  const mend = 'Set it as the table "Run it" of the README says.';
  const common = attempt('Environment', mend, () => readCommon(variables));
  const own = attempt('Environment', mend, () => {
    if (common.value !== undefined) checkRole(role, common.value);
    if (includes(role, 'orchestrator')) readOrchestrator(variables);
    else if (role === 'deployer') readDeployer(variables);
  });
  const problems = common.value === undefined ? common.checks : own.checks;
  const checks =
    problems.length === 0 ? [ok('Environment', `complete for role ${role}`)] : problems;
  return { checks, environment: common.value, isComplete: problems.length === 0 };
};

const DEMO_ORGANIZATION = 'o-exampleorgid';

const examineConfig = (folder: string) => {
  const read = attempt('Configuration', 'Correct the line.', () => loadConfig(folder));
  if (read.value === undefined) return { checks: read.checks };
  const isDemo = read.value.organization.id === DEMO_ORGANIZATION;
  return {
    config: read.value,
    checks: [
      isDemo
        ? warn(
            'Configuration',
            `${folder} describes the demo organization`,
            'Describe yours in a folder of your own, and name it in CONFIG_DIR.',
          )
        : ok('Configuration', folder),
    ],
  };
};

const examineKnowledge = (folder: string | undefined): Check => {
  const read = attempt('Baselines', 'Correct the line.', () => readKnowledge(folder));
  const [problem] = read.checks;
  const { baselines = [], skills = [] } = read.value ?? {};
  return problem ?? ok('Baselines', `${baselines.length} services, ${skills.length} pages`);
};

/** Everything that keeps a process from starting, all at once. */
export const examineStart = (options: DoctorOptions): Start => {
  const { checks, environment, isComplete } = examineEnvironment(options);
  const read = examineConfig(environment?.CONFIG_DIR ?? configFolder());
  return {
    isComplete,
    checks: [
      examineNode(options.nodeVersion),
      ...checks,
      ...read.checks,
      examineKnowledge(environment?.CONFIG_DIR),
    ],
    ...(environment === undefined ? {} : { environment }),
    ...(read.config === undefined ? {} : { config: read.config }),
  };
};
