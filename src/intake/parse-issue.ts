import { TASK_LABEL } from '../task/issue.ts';
import { isNewAccount } from '../task/about-account.ts';
import { ABOUT_ORGANIZATION } from '../task/about-organization.ts';
import type { AwsAccount } from '../task/account.ts';
import type { AwsTask } from '../task/aws-task.ts';
import type { Refusal } from '../task/refusal.ts';
import { assembleTask, isMutationDraft, missingOf } from './assemble.ts';
import { cleanText, LONGEST_BODY, LONGEST_TITLE } from './clean-text.ts';
import { findSecret } from './find-secrets.ts';
import type {
  HiddenText,
  IntakeInventory,
  IntakeNote,
  IntakeOptions,
  IntakeResult,
  MissingField,
  RequestText,
} from './intake-result.ts';
import { readOnlyServiceOf } from '../services/registry.ts';
import { refuseImportBeside } from './import-alone.ts';
import { refuseNeverDo, refusePlacement } from './never-do.ts';
import { ask } from './questions.ts';
import { MOST_READ, readRequest } from './read-request.ts';
import type { ReadRequest } from './request.ts';
import { resolvePlaces, type Where } from './resolve-places.ts';
import type { Problem, TaskDraft } from './task-draft.ts';

interface Seen {
  readonly notes: readonly IntakeNote[];
  readonly hidden?: HiddenText;
}

const refuse = (refusal: Refusal, seen: Seen): IntakeResult => ({
  kind: 'refuse',
  refusal,
  ...seen,
});

const secretRefusal = (kind: string): Refusal => ({
  code: 'secret-in-request',
  because: `The issue holds what looks like ${kind}.`,
  next:
    'Rotate it now, delete it from the issue and from its edit history, and refer ' +
    'to it by name.',
});

const tooMany = (most: number): Refusal => ({
  code: 'too-many-tasks',
  because: `One issue may hold ${most} tasks.`,
  next: 'Split it into several issues.',
});

const tooLong: Refusal = {
  code: 'malformed-value',
  because: `The text is longer than ${LONGEST_BODY} characters.`,
  next: 'Shorten it.',
};

interface Located {
  readonly draft: TaskDraft;
  readonly where: Where;
  readonly problems: readonly Problem[];
}

const unique = (problems: readonly Problem[]): readonly Problem[] => {
  const byField = new Map<string, Problem>();
  for (const problem of problems)
    if (byField.get(problem.field)?.reason === undefined) byField.set(problem.field, problem);
  return [...byField.values()];
};

/** Why what is only read is not changed, whatever else is missing; undefined for all else. */
const refuseReadOnly = (draft: TaskDraft): Refusal | undefined =>
  isMutationDraft(draft) && draft.resourceType !== undefined && !isNewAccount(draft)
    ? readOnlyServiceOf(draft.resourceType)?.refuses[draft.taskType]
    : undefined;

/** A new account is opened by the management account, whatever accounts the words name. */
const ofOrganization = (accounts: readonly AwsAccount[]): Where => ({
  accounts: accounts.filter(({ role }) => role === 'Management').map(({ id }) => id),
  regions: 'none',
  problems: [],
});

/** Why nobody can open a new account: who would is not known; undefined for all else. */
const refuseUnopened = (
  drafts: readonly TaskDraft[],
  accounts: readonly AwsAccount[],
): Refusal | undefined =>
  drafts.some(isNewAccount) && ofOrganization(accounts).accounts.length === 0
    ? {
        code: 'unknown-account',
        because:
          'The management account opens new accounts, and it is not among the accounts that are ' +
          'known here.',
        next:
          'Check `organization.managementAccountId` of the configuration, and that the list of ' +
          'accounts has it; then `/plan`.',
      }
    : undefined;

/** A question about the organization itself has no place in it. */
const placesOf = (
  draft: TaskDraft,
  request: ReadRequest,
  accounts: readonly AwsAccount[],
): Where => {
  if (draft.parameters.get('about') === ABOUT_ORGANIZATION.about)
    return { accounts: 'all', regions: 'none', problems: [] };
  if (isNewAccount(draft)) return ofOrganization(accounts);
  return resolvePlaces(draft, request.placesFor(draft), {
    isMutation: isMutationDraft(draft),
    accounts,
    needsRegion: !request.isAboutOrganization,
    // A bill knows no regions: who asks where money goes means all of them.
    isEverywhere: draft.taskType === 'OptimizeCosts',
  });
};

const locate = (
  draft: TaskDraft,
  request: ReadRequest,
  accounts: readonly AwsAccount[],
): Located => {
  const where = placesOf(draft, request, accounts);
  const isUnread = draft.taskType === undefined;
  const problems = isUnread
    ? draft.problems
    : [...draft.problems, ...where.problems, ...missingOf(draft), ...request.clashes(draft, where)];
  const clear = problems.filter(({ unread }) => unread === undefined);
  return { draft, where, problems: unique(clear.length > 0 ? clear : problems) };
};

const questionsOf = (located: readonly Located[]): readonly MissingField[] =>
  located.flatMap(({ draft, problems }, index) =>
    problems.map((problem) => ask(problem, index, draft.resourceType)),
  );

const decide = (
  request: ReadRequest,
  accounts: readonly AwsAccount[],
  seen: Seen,
): IntakeResult => {
  const never = request.drafts.map(refuseNeverDo).find((refusal) => refusal !== undefined);
  if (never !== undefined) return refuse(never, seen);
  const unchanged = request.drafts.map(refuseReadOnly).find((refusal) => refusal !== undefined);
  if (unchanged !== undefined) return refuse(unchanged, seen);
  const unowned = refuseUnopened(request.drafts, accounts) ?? refuseImportBeside(request.drafts);
  if (unowned !== undefined) return refuse(unowned, seen);
  const located = request.drafts.map((draft) => locate(draft, request, accounts));
  const misplaced = located
    .map((one) => misplacement(one, accounts))
    .find((no) => no !== undefined);
  if (misplaced !== undefined) return refuse(misplaced, seen);
  const missing = questionsOf(located);
  const tasks = located.flatMap(({ draft, where }, index): readonly AwsTask[] => {
    const task = assembleTask({ draft, where, index, accounts, words: request.words });
    return task === undefined ? [] : [task];
  });
  if (missing.length > 0 || tasks.length !== located.length || tasks.length === 0) {
    const questions = missing.length > 0 ? missing : [ask({ field: 'taskType' }, 0)];
    const reason = questions.find((question) => question.reason !== undefined)?.reason;
    return {
      kind: 'ask',
      missing: questions,
      ...(reason === undefined ? {} : { reason }),
      ...seen,
    };
  }
  const isRaised = tasks.some((task) => 'tierRaisedTo' in task);
  return {
    kind: 'tasks',
    tasks,
    ...seen,
    notes: isRaised ? [...seen.notes, 'tier-raised'] : seen.notes,
  };
};

const misplacement = (
  { draft, where }: Located,
  accounts: readonly AwsAccount[],
): Refusal | undefined => {
  if (!isMutationDraft(draft) || where.accounts === 'all' || isNewAccount(draft)) return undefined;
  const account = accounts.find(({ id }) => id === where.accounts[0]);
  return refusePlacement(draft.taskType, account);
};

/** Letters shown in another order than they are read: what a person sees is not what would run. */
const TURNED = /[\u202D\u202E]/;

const withDoubt = (request: ReadRequest): ReadRequest => ({
  ...request,
  drafts: request.drafts.map((draft) => ({
    ...draft,
    problems: isMutationDraft(draft)
      ? [...draft.problems, { field: 'name', reason: 'malformed-value' as const }]
      : draft.problems,
  })),
});

const nothingRead = (request: ReadRequest, seen: Seen): IntakeResult => {
  const reason = request.hasInstructions ? ('prompt-injection-only' as const) : undefined;
  const problem: Problem = { field: 'taskType', ...(reason === undefined ? {} : { reason }) };
  const missing = [ask(problem, 0)];
  return { kind: 'ask', missing, ...(reason === undefined ? {} : { reason }), ...seen };
};

/**
 * Reads an issue into tasks. Pure and deterministic; never throws; bounded by 65,536 characters and
 * by `tasksPerIssue`. Without the label it is silence. A secret anywhere refuses all; so does an
 * order that no plan may follow. What is missing, unknown or contradictory is asked for, all of it
 * at once. Nothing outside the text is fetched, and text in comments, quotes, fences and folded
 * details orders nothing.
 */
export const parseIssue = (
  issue: RequestText,
  inventory: IntakeInventory,
  options: IntakeOptions,
): IntakeResult => {
  if (!issue.labels.includes(TASK_LABEL)) return { kind: 'ignore' };
  const isLong = issue.body.length > LONGEST_BODY || issue.title.length > 4 * LONGEST_TITLE;
  if (isLong) return refuse(tooLong, { notes: [] });
  const title = cleanText(issue.title);
  const body = cleanText(issue.body);
  const hidden = body.hidden ?? title.hidden;
  const secret = findSecret(`${title.text}\n${body.text}`);
  const read = readRequest(title.text, body.text, inventory.accounts);
  const isTurned = TURNED.test(issue.title) || TURNED.test(issue.body);
  const request = isTurned ? withDoubt(read) : read;
  const notes: readonly IntakeNote[] = [
    ...(request.hasInstructions ? (['instructions-ignored'] as const) : []),
    ...(hidden === undefined ? [] : (['hidden-text-removed'] as const)),
  ];
  const seen: Seen = { notes, ...(hidden === undefined ? {} : { hidden }) };
  if (secret !== undefined) return refuse(secretRefusal(secret), seen);
  const most = Math.min(options.tasksPerIssue, MOST_READ);
  if (request.drafts.length > most) return refuse(tooMany(most), seen);
  if (request.drafts.length === 0) return nothingRead(request, seen);
  return decide(request, inventory.accounts, seen);
};
