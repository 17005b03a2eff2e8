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
    usage: 'serve [--role all|orchestrator|reader|deployer] [--sandbox URL]',
    does: 'runs the application: webhooks, queue and workers',
    run: async (args) => (await import('./serve.ts')).runServe(args),
  },
  plan: {
    usage: 'plan ISSUE.md [--sandbox] [--format markdown|json]',
    does: 'plans an issue without GitHub, and changes nothing',
    run: async (args) => (await import('./plan.ts')).runPlan(args),
  },
  review: {
    usage: 'review TEMPLATE... --tier TIER [--format table|json]',
    does: 'judges CloudFormation templates as they stand, offline',
    run: async (args) => (await import('./review.ts')).runReview(args, processIo),
  },
  doctor: {
    usage: 'doctor [--role ROLE] [--format table|json]',
    does: 'checks configuration, GitHub, AWS and database, and says how to mend each',
    run: async (args) => (await import('./doctor.ts')).runDoctor(args),
  },
};

/** The help text. */
export const usage = (): string => {
  const rows = Object.values(COMMANDS).map(
    (one) => `  aws-coworker ${one.usage}\n      ${one.does}`,
  );
  return `AWS Coworker: safe cloud operations by conversation\n\n${rows.join('\n')}\n`;
};
