import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { StartRefused } from '../app/knowledge.ts';
import type { IssueSnapshot } from '../task/issue.ts';
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

const FORMATS = ['markdown', 'json'] as const;

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
  const issue = readIssueFile(path);
  const { planIssue } = await import('./plan-issue.ts');
  return planIssue(issue, { format, isSandbox: values.sandbox });
};
