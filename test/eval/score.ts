import type { AwsAccount } from '../../src/task/account.ts';
import { parseAccountId, parseRegion } from '../../src/task/ids.ts';
import { isMutation, type AwsTask } from '../../src/task/aws-task.ts';
import { parseIssue } from '../../src/intake/parse-issue.ts';
import type { IntakeResult } from '../../src/intake/intake-result.ts';
import type { Tier } from '../../src/task/tier.ts';

export interface LabelledTask {
  readonly taskType: string;
  readonly resourceType: string | null;
  readonly account?: string | readonly string[];
  readonly region?: string | readonly string[];
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly dependsOn?: readonly number[];
}

export interface Expectation {
  readonly kind: 'tasks' | 'ask' | 'refuse' | 'ignore';
  readonly tasks?: readonly LabelledTask[];
  readonly missing?: readonly string[];
  readonly reason?: string;
  readonly tierRaisedTo?: string;
}

export interface LabelledCase {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly body: string;
  readonly labels?: readonly string[];
  readonly expect: Expectation;
  /** What the scripted model answers about it. */
  readonly answer?: unknown;
}

export interface CaseFile {
  readonly inventory: { readonly accounts: readonly Readonly<Record<string, unknown>>[] };
  readonly requests: readonly LabelledCase[];
}

/** What the parser made of one case, in the shape of the labels. */
export interface Answer {
  readonly id: string;
  readonly kind: string;
  readonly tasks: readonly LabelledTask[];
  readonly missing: readonly string[];
  readonly reason: string | null;
  readonly tierRaisedTo?: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const PERSONAS = ['Zeus', 'Apollo', 'Cerberus', 'Athena'] as const;

/** Accounts of a case file as the organization would give them. */
export const accountsOf = (file: CaseFile): readonly AwsAccount[] =>
  file.inventory.accounts.map((row) => {
    const id = parseAccountId(text(row['id']));
    if (id === undefined) throw new Error('an account of the case file has no id');
    const persona = PERSONAS.find((name) => name === row['persona']);
    const regions = Array.isArray(row['regions']) ? row['regions'] : [];
    return {
      id,
      name: text(row['name']),
      role: row['role'] as AwsAccount['role'],
      tier: row['tier'] as Tier,
      tierSource: 'config',
      regions: regions.flatMap((code) => parseRegion(text(code)) ?? []),
      ou: text(row['ou']),
      tags: {},
      createdAt: '',
      status: 'ACTIVE',
      ...(persona === undefined ? {} : { persona }),
    };
  });

const single = (list: readonly string[] | 'all'): string | readonly string[] =>
  list !== 'all' && list.length === 1 ? (list[0] ?? []) : list;

const shapeOf = (task: AwsTask, all: readonly AwsTask[]): LabelledTask => {
  const regions = isMutation(task) ? (task.region ?? []) : single(task.scope.regions);
  const dependsOn = task.dependencies.map((id) => all.findIndex((other) => other.id === id));
  return {
    taskType: task.taskType,
    resourceType: task.resourceType ?? null,
    account: isMutation(task) ? task.accountId : single(task.scope.accounts),
    ...(regions.length === 0 ? {} : { region: regions }),
    parameters: { ...task.parameters },
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
  };
};

/** A result of reading, in the shape of the labels. */
export const answerOf = (id: string, read: IntakeResult): Answer => {
  const base = { id, kind: read.kind, tasks: [], missing: [], reason: null };
  if (read.kind === 'ask') {
    const reason = read.reason ?? read.missing.find((field) => field.reason !== undefined)?.reason;
    return {
      ...base,
      missing: [...new Set(read.missing.map(({ field }) => field))],
      reason: reason ?? null,
    };
  }
  if (read.kind === 'refuse') return { ...base, reason: read.refusal.code };
  if (read.kind === 'ignore') return base;
  const raised = read.tasks.flatMap((task) =>
    isMutation(task) && task.tierRaisedTo !== undefined ? [task.tierRaisedTo] : [],
  )[0];
  return {
    ...base,
    tasks: read.tasks.map((task) => shapeOf(task, read.tasks)),
    ...(raised === undefined ? {} : { tierRaisedTo: raised }),
  };
};

/** Reads one case as the application would read the issue. */
export const answerCase = (one: LabelledCase, accounts: readonly AwsAccount[]): Answer => {
  const issue = { title: one.title, body: one.body, labels: one.labels ?? ['aws-task'] };
  return answerOf(one.id, parseIssue(issue, { accounts }, { tasksPerIssue: 20 }));
};

const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const sortedList = (value: string | readonly string[] | undefined): unknown =>
  Array.isArray(value) ? value.map(String).sort((a, b) => (a < b ? -1 : 1)) : value;

const isSameTask = (got: LabelledTask | undefined, want: LabelledTask): boolean =>
  got !== undefined &&
  got.taskType === want.taskType &&
  got.resourceType === want.resourceType &&
  same(sortedList(got.account), sortedList(want.account)) &&
  same(sortedList(got.region), sortedList(want.region)) &&
  same(got.dependsOn ?? [], want.dependsOn ?? []) &&
  Object.entries(want.parameters ?? {}).every(([name, value]) =>
    same(got.parameters?.[name], value),
  );

const isSameAsk = (got: Answer, want: Expectation): boolean => {
  const wanted = want.missing ?? [];
  const isUnread = wanted.includes('taskType');
  return (
    wanted.every((field) => got.missing.includes(field)) &&
    (isUnread || got.missing.every((field) => wanted.includes(field))) &&
    (want.reason === undefined || got.reason === want.reason)
  );
};

/** True when everything the label fixes was understood. */
export const isExact = (got: Answer, want: Expectation): boolean => {
  if (got.kind !== want.kind) return false;
  if (want.kind === 'ask') return isSameAsk(got, want);
  if (want.kind === 'refuse') return got.reason === want.reason;
  const tasks = want.tasks ?? [];
  return (
    got.tasks.length === tasks.length &&
    tasks.every((task, index) => isSameTask(got.tasks[index], task)) &&
    got.tierRaisedTo === want.tierRaisedTo
  );
};

const CHANGES = new Set(['CreateResource', 'UpdateResource', 'DeleteResource']);

/** Changes that were accepted and that the label does not hold: the worst outcome there is. */
export const wrongAcceptances = (got: Answer, want: Expectation): number =>
  got.tasks.filter(
    (task, index) =>
      CHANGES.has(task.taskType) &&
      !(want.tasks ?? []).some((wanted, at) => at === index && isSameTask(task, wanted)),
  ).length;
