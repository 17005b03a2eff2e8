import { parseArgs } from 'node:util';
import { ROLES, type Role } from '../app/environment.ts';
import { systemClock } from '../app/system-clock.ts';
import { exitOf, type Check } from '../report/doctor/check.ts';
import { examine } from './doctor/examine.ts';
import { includes } from './doctor/options.ts';
import { renderChecks } from './doctor/render-checks.ts';
import { connectSandbox } from './sandbox.ts';

const USAGE = `usage: aws-coworker doctor [--role ${ROLES.join('|')}] [--sandbox URL] \
[--format table|json]`;

const FORMATS = ['table', 'json'] as const;

interface Asked {
  readonly role: Role;
  readonly format: (typeof FORMATS)[number];
  readonly sandbox: string | undefined;
}

const parseAsked = (args: readonly string[]): Asked | string => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        role: { type: 'string', default: 'all' },
        format: { type: 'string', default: 'table' },
        sandbox: { type: 'string' },
      },
    });
    const role = ROLES.find((one) => one === values.role);
    const format = FORMATS.find((one) => one === values.format);
    if (role === undefined) return `--role is one of ${ROLES.join(', ')}`;
    if (format === undefined) return '--format is table or json';
    return { role, format, sandbox: values.sandbox };
  } catch (error) {
    return error instanceof Error ? error.message : 'the arguments can not be read';
  }
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
 * something is, 2 when the examination could not start.
 */
export const runDoctor = async (args: readonly string[]): Promise<number> => {
  const asked = parseAsked(args);
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${USAGE}\n`);
    return 2;
  }
  const checks = await examineAsked(asked);
  const text = asked.format === 'json' ? JSON.stringify(checks, null, 2) : renderChecks(checks);
  process.stdout.write(`${text}\n`);
  return exitOf(checks);
};
