import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { computePlan, type ComputedPlan } from '../app/compute-plan.ts';
import { loadConfig, readKnowledge, StartRefused } from '../app/knowledge.ts';
import { systemClock } from '../app/system-clock.ts';
import { refuseUnsupported } from '../app/unsupported.ts';
import { renderDiscovery } from '../reply/discovery.ts';
import { renderQuestion } from '../reply/question.ts';
import { renderRefusal } from '../reply/refusal.ts';
import type { IntakeResult } from '../intake/intake-result.ts';
import { isMutation, type AwsTask } from '../task/aws-task.ts';
import type { IssueSnapshot } from '../task/issue.ts';
import type { Refusal } from '../task/refusal.ts';
import { openDryRun, type Answered } from './dry-run.ts';
import { misused, oneOf, readArguments } from './read-arguments.ts';
import { PLAN_USAGE } from './usages.ts';

const FRONT = /^---\n([\s\S]*?)\n---\n/;

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new StartRefused([`${path}: the issue can not be read: ${code}`]);
  }
};

const parseFront = (path: string, text: string): Readonly<Record<string, unknown>> => {
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem !== undefined) {
    const line = (problem.linePos?.[0].line ?? 0) + 1;
    const [reason] = problem.message.split(' at line ');
    throw new StartRefused([`${path}:${line}: the front matter can not be read: ${reason}`]);
  }
  return (document.toJS() as Record<string, unknown> | null) ?? {};
};

/** Reads an issue from a file: front matter may hold `title`, the rest is the body. */
const readIssueFile = (path: string): IssueSnapshot => {
  const text = readText(path);
  const match = FRONT.exec(text);
  const front = match === null ? {} : parseFront(path, match[1] ?? '');
  return {
    ref: { repositoryId: 0, owner: 'local', repo: 'local', number: 1 },
    title: typeof front['title'] === 'string' ? front['title'] : path,
    body: match === null ? text : text.slice(match[0].length),
    labels: ['aws-task'],
    author: { id: 0, login: 'local' },
    state: 'open',
    isLocked: false,
    createdAt: new Date().toISOString(),
  };
};

const print = (text: string): void => void process.stdout.write(`${text}\n`);

type Format = 'markdown' | 'json';

const FORMATS: readonly Format[] = ['markdown', 'json'];

/** Raised when a member is removed or means something else. */
const SCHEMA_VERSION = 1;

/** One answer in both forms: words for people, one object for machines. */
const printAs = (format: Format, kind: string, both: { text: string; json: object }): void =>
  print(
    format === 'json'
      ? JSON.stringify({ schemaVersion: SCHEMA_VERSION, kind, ...both.json }, null, 2)
      : both.text,
  );

const printPlan = ({ plan, digest, review, block }: ComputedPlan, format: Format): number => {
  printAs(format, 'plan', { text: block, json: { digest, plan, review } });
  return review.gate.decision === 'BLOCKED' ? 1 : 0;
};

const printRefusal = (refusal: Refusal, format: Format): number => {
  printAs(format, 'refusal', { text: renderRefusal(refusal), json: refusal });
  return 1;
};

/** What is said when there is nothing to plan. */
const printAnswer = (asked: Exclude<IntakeResult, { kind: 'tasks' }>, format: Format): number => {
  if (asked.kind === 'refuse') return printRefusal(asked.refusal, format);
  const isQuestion = asked.kind === 'ask';
  printAs(format, isQuestion ? 'question' : 'nothing', {
    text: isQuestion ? renderQuestion(asked) : 'This issue holds no task.',
    json: isQuestion ? { missing: asked.missing } : {},
  });
  return 1;
};

interface Found extends Answered {
  readonly tasks: readonly AwsTask[];
  readonly commitmentGroup: string;
}

const printFound = (found: Found, format: Format): number => {
  const { answers } = found;
  printAs(format, 'answer', {
    text: renderDiscovery(found),
    json: { answers },
  });
  return 0;
};

const planFile = async (path: string, format: Format, isSandbox: boolean): Promise<number> => {
  const config = loadConfig(process.env['CONFIG_DIR']);
  const knowledge = readKnowledge(process.env['CONFIG_DIR']);
  const issue = readIssueFile(path);
  const dryRun = await openDryRun({ config, knowledge, isSandbox });
  try {
    const asked = await dryRun.ask(issue);
    if (asked.kind !== 'tasks') return printAnswer(asked, format);
    const unsupported = refuseUnsupported(asked.tasks);
    if (unsupported !== undefined) return printRefusal(unsupported, format);
    if (!asked.tasks.some(isMutation)) {
      const answered = await dryRun.answer(asked.tasks);
      const { commitmentGroup } = config;
      return printFound({ ...answered, tasks: asked.tasks, commitmentGroup }, format);
    }
    const prepared = await dryRun.prepare(issue, asked.tasks);
    const computed = prepared.ok
      ? computePlan({ config, knowledge, clock: systemClock }, prepared.value)
      : prepared;
    return computed.ok ? printPlan(computed.value, format) : printRefusal(computed.refusal, format);
  } finally {
    dryRun.close();
  }
};

/**
 * `aws-coworker plan ISSUE.md`: reads AWS with the reader's role and prints the plan, or the answer
 * to a question. It changes nothing: new stacks are planned from their template, and an update's
 * change set is deleted again. Exit code 0 for a plan that may go on and for an answer, 1 for one
 * that is blocked, refused or asks back, 2 for arguments or a file that can not be read.
 */
export const runPlan = async (args: readonly string[]): Promise<number> => {
  const usage = PLAN_USAGE;
  const { values, positionals } = readArguments(args, {
    usage,
    options: {
      sandbox: { type: 'boolean', default: false },
      format: { type: 'string', default: 'markdown' },
    },
    mostWords: 1,
  });
  const [path] = positionals;
  if (path === undefined) throw misused('no issue was named', usage);
  const format = oneOf(values.format, FORMATS, { name: '--format', usage });
  return planFile(path, format, values.sandbox);
};
