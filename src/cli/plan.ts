import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { computePlan, type ComputedPlan } from '../app/compute-plan.ts';
import { loadConfig, readKnowledge } from '../app/knowledge.ts';
import { systemClock } from '../app/system-clock.ts';
import { renderQuestion } from '../reply/question.ts';
import { renderRefusal } from '../reply/refusal.ts';
import type { IntakeResult } from '../intake/intake-result.ts';
import type { IssueSnapshot } from '../task/issue.ts';
import { openDryRun } from './dry-run.ts';

const FRONT = /^---\n([\s\S]*?)\n---\n/;

/** Reads an issue from a file: front matter may hold `title`, the rest is the body. */
const readIssueFile = (path: string): IssueSnapshot => {
  const text = readFileSync(path, 'utf8');
  const match = FRONT.exec(text);
  const front = match === null ? {} : ((parse(match[1] ?? '') as Record<string, unknown>) ?? {});
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
const USAGE = 'usage: aws-coworker plan ISSUE.md [--sandbox] [--format markdown|json]';

const printPlan = (computed: ComputedPlan, format: Format): number => {
  const { plan, digest, review, block } = computed;
  const json = { schemaVersion: 1, digest, plan, review };
  print(format === 'json' ? JSON.stringify(json, null, 2) : block);
  return review.gate.decision === 'BLOCKED' ? 1 : 0;
};

/** What is said when there is nothing to plan. */
const printAnswer = (asked: Exclude<IntakeResult, { kind: 'tasks' }>): number => {
  if (asked.kind === 'ask') print(renderQuestion(asked));
  if (asked.kind === 'refuse') print(renderRefusal(asked.refusal));
  if (asked.kind === 'ignore') print('This issue holds no task.');
  return 1;
};

const planFile = async (path: string, format: Format, isSandbox: boolean): Promise<number> => {
  const config = loadConfig(process.env['CONFIG_DIR']);
  const knowledge = readKnowledge();
  const dryRun = await openDryRun({ config, isSandbox });
  try {
    const issue = readIssueFile(path);
    const asked = await dryRun.ask(issue);
    if (asked.kind !== 'tasks') return printAnswer(asked);
    const prepared = await dryRun.prepare(issue, asked.tasks);
    const computed = prepared.ok
      ? computePlan({ config, knowledge, clock: systemClock }, prepared.value)
      : prepared;
    if (computed.ok) return printPlan(computed.value, format);
    print(renderRefusal(computed.refusal));
    return 1;
  } finally {
    dryRun.close();
  }
};

/**
 * `aws-coworker plan ISSUE.md`: reads AWS with the reader's role and prints the plan. It changes
 * nothing: new stacks are planned from their template, and an update's change set is deleted again.
 */
export const runPlan = async (args: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sandbox: { type: 'boolean', default: false },
      format: { type: 'string', default: 'markdown' },
    },
  });
  const [path] = positionals;
  const format = FORMATS.find((one) => one === values.format);
  if (path !== undefined && format !== undefined) return planFile(path, format, values.sandbox);
  print(USAGE);
  return 2;
};
