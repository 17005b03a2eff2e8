import { AGENTS_USAGE, AUDIT_USAGE, DOCTOR_USAGE } from './usages.ts';
import { PLAN_USAGE, REVIEW_USAGE, SERVE_USAGE, SERVICES_USAGE } from './usages.ts';

/** One command of the command line. Modules are loaded when they are needed. */
export interface CliCommand {
  readonly usage: string;
  readonly does: string;
  readonly run: (args: readonly string[]) => Promise<number>;
}

const processIo = {
  out: (text: string): void => void process.stdout.write(`${text}\n`),
  err: (text: string): void => void process.stderr.write(`${text}\n`),
};

/** Every command, in the order of the help text. */
export const COMMANDS: Readonly<Record<string, CliCommand>> = {
  serve: {
    usage: SERVE_USAGE,
    does: 'runs the application: webhooks, queue and workers',
    run: async (args) => (await import('./serve.ts')).runServe(args),
  },
  plan: {
    usage: PLAN_USAGE,
    does: 'plans the issue of a file without GitHub, or answers its question; changes nothing',
    run: async (args) => (await import('./plan.ts')).runPlan(args),
  },
  review: {
    usage: REVIEW_USAGE,
    does:
      'judges CloudFormation templates as they stand, offline; exits with 0 when all may ' +
      'proceed, 1 when one is blocked, 2 when one can not be read',
    run: async (args) => (await import('./review.ts')).runReview(args, processIo),
  },
  audit: {
    usage: AUDIT_USAGE,
    does:
      'judges what runs by the rules that judge a plan, read-only; exits with 0 when nothing ' +
      'Critical or High fails, 1 when something does, 2 when not all could be seen',
    run: async (args) => (await import('./audit.ts')).runAudit(args),
  },
  services: {
    usage: SERVICES_USAGE,
    does: 'prints what is done for each service of AWS: true only where a story shows it',
    run: async (args) => (await import('./services.ts')).runServices(args, processIo),
  },
  agents: {
    usage: AGENTS_USAGE,
    does: 'prints the registry of service agents, with their dependencies; changes nothing',
    run: async (args) => (await import('./agents.ts')).runAgents(args),
  },
  doctor: {
    usage: DOCTOR_USAGE,
    does: 'checks configuration, GitHub, AWS and database, and says how to mend each',
    run: async (args) => (await import('./doctor.ts')).runDoctor(args),
  },
};

/** How one command is typed, and what it does. */
export const usageOf = ({ usage: typed, does }: CliCommand): string =>
  `usage: aws-coworker ${typed}\n\n${does}\n`;

/** The help text. */
export const usage = (): string => {
  const rows = Object.values(COMMANDS).map(
    (one) => `  aws-coworker ${one.usage}\n      ${one.does}`,
  );
  return (
    `AWS Coworker: safe cloud operations by conversation\n\n${rows.join('\n')}\n\n` +
    '`aws-coworker COMMAND --help` shows one of them, `--version` the version.\n'
  );
};
