import { readCommon } from '../app/environment.ts';
import { StartRefused, type Knowledge } from '../app/knowledge.ts';
import { answerQuestions } from '../app/on-discover.ts';
import { prepare } from '../app/on-prepare.ts';
import type { PlanSource } from '../app/compute-plan.ts';
import type { ReaderAws } from '../app/reader-deps.ts';
import { systemClock } from '../app/system-clock.ts';
import { openReaderAws } from '../app/wire-reader.ts';
import type { AwsOptions } from '../aws/aws-options.ts';
import type { Config } from '../config/config.ts';
import type { IntakeResult } from '../intake/intake-result.ts';
import { parseIssue } from '../intake/parse-issue.ts';
import { newStackMark } from '../plan/imports.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import { draftAll } from '../services/draft-all.ts';
import type { AwsAccount } from '../task/account.ts';
import { isMutation, type AwsTask } from '../task/aws-task.ts';
import { Fault } from '../task/fault.ts';
import { parsePlanId, parseRegion, type PlanId } from '../task/ids.ts';
import type { IssueSnapshot } from '../task/issue.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import { openLocalSandbox } from './sandbox.ts';

/** Planning without GitHub and without leaving anything in AWS. */
export interface DryRun {
  readonly ask: (issue: IssueSnapshot) => Promise<IntakeResult>;
  readonly prepare: (
    issue: IssueSnapshot,
    tasks: readonly AwsTask[],
  ) => Promise<Decided<PlanSource>>;
  /** Answers the questions of an issue by reading. */
  readonly answer: (tasks: readonly AwsTask[]) => Promise<Answered>;
  readonly close: () => void;
}

/** What was found, with the accounts it may be in. */
export interface Answered {
  readonly answers: Awaited<ReturnType<typeof answerQuestions>>['answers'];
  readonly accounts: readonly AwsAccount[];
}

export interface DryRunOptions {
  readonly config: Config;
  readonly knowledge: Knowledge;
  readonly isSandbox: boolean;
}

/** How AWS is reached from the command line, or the sandbox in its place. */
export const awsOptionsOf = async ({
  config,
  isSandbox,
}: Omit<DryRunOptions, 'knowledge'>): Promise<AwsOptions> => {
  const environment = readCommon(process.env);
  const homeRegion = parseRegion(environment.AWS_REGION);
  if (homeRegion === undefined)
    throw new StartRefused(['environment: AWS_REGION: is no region of AWS']);
  const base = { config, clock: systemClock, homeRegion };
  if (isSandbox) return { ...base, ...(await openLocalSandbox(systemClock)) };
  const endpoint = environment.AWS_ENDPOINT_URL;
  return endpoint === undefined ? base : { ...base, endpoint };
};

const dryPlanId = (): PlanId => {
  const planId = parsePlanId(`dry-run-${Date.now().toString(36)}`);
  if (planId === undefined) throw new Fault('broken-promise', 'no plan id');
  return planId;
};

/**
 * As in staging: a new stack has no change set, and that of an update is read and deleted at once.
 * So nothing is left behind, whatever the tier.
 */
const withoutTrace = (aws: ReaderAws): ReaderAws => ({
  ...aws,
  createPreview: (order) => aws.createPreview({ ...order, tier: 'staging' }),
});

/** Names that stand where a change set's would: a dry run can not be executed. */
const placeholders = (
  inputs: PlanInputs,
  config: Config,
  planId: PlanId,
): readonly PreviewHandle[] => {
  const drafted = draftAll(inputs, config);
  if (!drafted.ok) return [];
  return drafted.value.steps.flatMap(({ draft }) => {
    if (draft.kind !== 'deploy') return [];
    const arn = `arn:aws:cloudformation:${draft.region}:${draft.accountId}`;
    const { stackName, accountId, region, changeSetType } = draft;
    const stackId =
      draft.stackId ?? `${arn}:stack/${stackName}/00000000-0000-0000-0000-000000000000`;
    const changeSetArn = `${arn}:changeSet/cw-${planId}/00000000-0000-0000-0000-000000000000`;
    const names = { changeSetName: `cw-${planId}`, changeSetArn };
    const made = newStackMark(draft);
    return [{ planId, stackName, accountId, region, stackId, changeSetType, ...names, ...made }];
  });
};

/** Opens AWS, or the sandbox, for reading. */
export const openDryRun = async (options: DryRunOptions): Promise<DryRun> => {
  const { config, knowledge } = options;
  const { aws, close } = openReaderAws({ config }, await awsOptionsOf(options));
  const accounts: AwsAccount[] = [];
  const concerned = (tasks: readonly AwsTask[]): readonly AwsAccount[] =>
    accounts.filter((one) => tasks.some((task) => isMutation(task) && task.accountId === one.id));
  return {
    close,
    answer: async (tasks) => ({
      accounts,
      answers: (
        await answerQuestions({ aws, config, knowledge, clock: systemClock }, { tasks, accounts })
      ).answers,
    }),
    ask: async (issue) => {
      const listed = await aws.listAccounts();
      if (!listed.ok) return { kind: 'refuse', refusal: listed.refusal, notes: [] };
      accounts.push(...listed.value);
      return parseIssue(issue, { accounts }, { tasksPerIssue: config.caps.tasksPerIssue });
    },
    prepare: async (issue, tasks) => {
      const planId = dryPlanId();
      const choices = { skipped: [], added: [] };
      const mutations = tasks.filter(isMutation);
      const own = concerned(tasks);
      const asked = { schemaVersion: 1, issue, tasks: mutations, accounts: own, choices } as const;
      const prepared = await prepare(
        { aws: withoutTrace(aws), config, clock: systemClock },
        planId,
        asked,
      );
      if (!prepared.ok) return prepared;
      const { handles: _, ...seen } = prepared.value;
      const inputs = { ...asked, ...seen };
      return accepted({ inputs, handles: placeholders(inputs, config, planId) });
    },
  };
};
