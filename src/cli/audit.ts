import { auditTask } from '../app/audit-task.ts';
import { loadConfig, readKnowledge, StartRefused } from '../app/knowledge.ts';
import { systemClock } from '../app/system-clock.ts';
import { openReaderAws } from '../app/wire-reader.ts';
import { nearest } from '../intake/edit-distance.ts';
import { renderDiscovery } from '../reply/discovery.ts';
import type { AuditReport } from '../report/audit/audit-report.ts';
import { expectLook, LOOK_LIMITS, type Look, type LookLimits } from '../report/look.ts';
import type { AwsAccount } from '../task/account.ts';
import { taskId, type Region } from '../task/ids.ts';
import type { ReadingTask } from '../task/aws-task.ts';
import { auditJson, renderAuditTable } from './audit-table.ts';
import { awsOptionsOf } from './dry-run.ts';
import { createLookLine, expectedLine } from './look-line.ts';
import { misused, oneOf, readArguments } from './read-arguments.ts';
import { AUDIT_USAGE } from './usages.ts';

const FORMATS = ['table', 'json', 'markdown'] as const;

/** Findings that are kept for one run; beyond them only the count goes on. */
const MOST_KEPT = 50_000;

const EXIT = { clean: 0, failed: 1, notDone: 2 } as const;

const namesOf = ({ id, name, persona }: AwsAccount): readonly string[] =>
  [id, name, persona ?? ''].filter((word) => word !== '');

const MOST_NAMED = 5;

const someOf = (names: readonly string[]): string => {
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  return `${names.slice(0, MOST_NAMED).join(', ')}${more}`;
};

/** An account by its id, its name or its persona; an unknown one is asked about, never guessed. */
const accountNamed = (word: string, all: readonly AwsAccount[]): AwsAccount => {
  const wanted = word.toLowerCase();
  const called = all.filter((one) => namesOf(one).some((name) => name.toLowerCase() === wanted));
  const [found] = called;
  if (found !== undefined && called.length === 1) return found;
  const near = nearest(word, [...new Set(all.flatMap(namesOf))]);
  const hint =
    near.length === 0
      ? ` Known: ${someOf(all.map(({ name }) => name))}.`
      : ` Did you mean ${near.join(', ')}?`;
  throw misused(`there is no account ${JSON.stringify(word)}.${hint}`, AUDIT_USAGE);
};

/** A region that one of the accounts allows. */
const regionNamed = (word: string, accounts: readonly AwsAccount[]): Region => {
  const allowed = [...new Set(accounts.flatMap(({ regions }) => regions))];
  const found = allowed.find((region) => region === word);
  if (found !== undefined) return found;
  const near = nearest(word, allowed);
  const hint = near.length === 0 ? `Allowed: ${allowed.join(', ')}.` : `Nearest: ${near[0]}.`;
  throw misused(`no account here allows the region ${JSON.stringify(word)}. ${hint}`, AUDIT_USAGE);
};

interface Asked {
  readonly account: readonly string[];
  readonly region: readonly string[];
  readonly isSandbox: boolean;
  /** True where the person knows that it takes long. */
  readonly mayTakeLong: boolean;
}

interface Audited {
  readonly report: AuditReport;
  readonly task: ReadingTask;
  readonly accounts: readonly AwsAccount[];
  readonly markdown: () => string;
}

const scopeOf = (
  { account, region }: Asked,
  all: readonly AwsAccount[],
): { readonly accounts: readonly AwsAccount[]; readonly task: ReadingTask } => {
  const accounts =
    account.length === 0 ? all : [...new Set(account.map((word) => accountNamed(word, all)))];
  const regions = region.map((word) => regionNamed(word, accounts));
  const scope = {
    accounts: account.length === 0 ? ('all' as const) : accounts.map(({ id }) => id),
    regions: regions.length === 0 ? ('all' as const) : regions,
  };
  const task: ReadingTask = {
    id: taskId(1),
    taskType: 'SecurityAudit',
    parameters: {},
    dependencies: [],
    assignedAgent: 'BillGates',
    scope,
  };
  return { accounts, task };
};

/** The target is announced before the first call into an account; standard output stays clean. */
const announce = (accounts: readonly AwsAccount[]): void => {
  const names = accounts.map(({ name, tier }) => `${name} (${tier})`);
  process.stderr.write(`Reading ${someOf(names)}. Reading changes nothing.\n`);
};

const STDERR = {
  write: (text: string): void => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY,
};

/** What takes very long is not begun before somebody says so. */
const askFirst = (look: Look, { mayTakeLong }: Asked, limits: LookLimits = LOOK_LIMITS): void => {
  process.stderr.write(expectedLine(look, limits.saySeconds));
  if (look.seconds <= limits.askSeconds || mayTakeLong) return;
  throw misused('nothing was read. Add --long to read all of it, or narrow it.', AUDIT_USAGE);
};

const runAsked = async (asked: Asked): Promise<Audited> => {
  const config = loadConfig(process.env['CONFIG_DIR']);
  const knowledge = readKnowledge();
  const options = await awsOptionsOf({ config, isSandbox: asked.isSandbox });
  const { aws, close } = openReaderAws({ config }, options);
  try {
    const listed = await aws.listAccounts();
    if (!listed.ok) throw new StartRefused([listed.refusal.because, `-> ${listed.refusal.next}`]);
    const { accounts, task } = scopeOf(asked, listed.value);
    announce(accounts);
    askFirst(expectLook([task], accounts), asked, config.caps.look);
    const line = createLookLine(STDERR, Date.now);
    const { tell } = line;
    const question = { task, accounts, now: systemClock.now(), mostKept: MOST_KEPT, tell };
    const answer = await auditTask({ aws, config, knowledge }, question).finally(line.end);
    const { commitmentGroup, maskAccountIds } = config;
    const answers = [{ ...answer, taskId: task.id }];
    const view = { answers, tasks: [task], accounts, commitmentGroup, maskAccountIds };
    return { report: answer.report, task, accounts, markdown: () => renderDiscovery(view) };
  } finally {
    close();
  }
};

/** What fails is worse than what was not seen; what was not seen is never clean. */
export const auditExit = ({
  counts,
  notSeen,
  notReadCount,
}: Pick<AuditReport, 'counts' | 'notSeen' | 'notReadCount'>): number => {
  if (counts.Critical + counts.High > 0) return EXIT.failed;
  return notSeen.length + notReadCount > 0 ? EXIT.notDone : EXIT.clean;
};

/**
 * `aws-coworker audit`: judges what runs by the rules that judge a plan, with the reader's role and
 * without GitHub. Exit code 0 when nothing Critical or High fails, 1 when something does, 2 when it
 * could not be done, or when some of what was asked could not be seen.
 */
export const runAudit = async (args: readonly string[]): Promise<number> => {
  const usage = AUDIT_USAGE;
  const { values } = readArguments(args, {
    usage,
    options: {
      sandbox: { type: 'boolean', default: false },
      account: { type: 'string', multiple: true, default: [] },
      region: { type: 'string', multiple: true, default: [] },
      format: { type: 'string', default: 'table' },
      long: { type: 'boolean', default: false },
    },
    mostWords: 0,
  });
  const format = oneOf(values.format, FORMATS, { name: '--format', usage });
  const { account, region, sandbox: isSandbox, long: mayTakeLong } = values;
  const audited = await runAsked({ account, region, isSandbox, mayTakeLong });
  const { report, accounts } = audited;
  const texts = {
    table: () => renderAuditTable(report, accounts),
    json: () => JSON.stringify(auditJson(report), null, 2),
    markdown: audited.markdown,
  };
  process.stdout.write(`${texts[format]()}\n`);
  return auditExit(report);
};
