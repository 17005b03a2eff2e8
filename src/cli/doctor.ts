import { ROLES, type Role } from '../app/environment.ts';
import { systemClock } from '../app/system-clock.ts';
import { exitOf, type Check } from '../report/doctor/check.ts';
import { examine } from './doctor/examine.ts';
import { includes } from './doctor/options.ts';
import { renderChecks } from './doctor/render-checks.ts';
import { DOCTOR_USAGE } from './usages.ts';
import { oneOf, readArguments } from './read-arguments.ts';
import { connectSandbox } from './sandbox.ts';

const FORMATS = ['table', 'json'] as const;

interface Asked {
  readonly role: Role;
  readonly format: (typeof FORMATS)[number];
  readonly sandbox: string | undefined;
}

const parseAsked = (args: readonly string[]): Asked => {
  const usage = DOCTOR_USAGE;
  const { values } = readArguments(args, {
    usage,
    options: {
      role: { type: 'string', default: 'all' },
      format: { type: 'string', default: 'table' },
      sandbox: { type: 'string' },
    },
    mostWords: 0,
  });
  return {
    role: oneOf(values.role, ROLES, { name: '--role', usage }),
    format: oneOf(values.format, FORMATS, { name: '--format', usage }),
    sandbox: values.sandbox,
  };
};

const examineAsked = async ({ role, sandbox }: Asked): Promise<readonly Check[]> => {
  const workers = (['reader', 'deployer'] as const).filter((one) => includes(role, one));
  return examine({
    role,
    variables: process.env,
    nodeVersion: process.versions.node,
    clock: systemClock,
    ...(sandbox === undefined ? {} : { sandbox: await connectSandbox(sandbox, workers) }),
  });
};

/**
 * `aws-coworker doctor`: looks at configuration, environment, database, GitHub and AWS as a process
 * of this role would use them, and changes nothing. Exit code 0 when nothing is wrong, 1 when
 * something is; refuses arguments that it does not know.
 */
export const runDoctor = async (args: readonly string[]): Promise<number> => {
  const asked = parseAsked(args);
  const checks = await examineAsked(asked);
  const text = asked.format === 'json' ? JSON.stringify(checks, null, 2) : renderChecks(checks);
  process.stdout.write(`${text}\n`);
  return exitOf(checks);
};
