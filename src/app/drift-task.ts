import { gatherDrift, type StackPlace } from '../report/drift/gather.ts';
import type { AwsAccount } from '../task/account.ts';
import type { AwsResource } from '../task/aws-resource.ts';
import type { ReadingTask } from '../task/aws-task.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** What a comparison of stacks needs. */
export type DriftMeans = Pick<ReaderDeps, 'clock'> & {
  readonly aws: Pick<ReaderDeps['aws'], 'openReader'>;
};

interface DriftQuestion {
  readonly task: ReadingTask;
  readonly accounts: readonly AwsAccount[];
  readonly mayGoOn: () => boolean;
  /** What the question names; absent where it names nothing, and the stacks of ours are meant. */
  readonly isWanted?: (stack: AwsResource) => boolean;
}

const placesOf = ({ task, accounts }: DriftQuestion): readonly StackPlace[] => {
  const { regions } = task.scope;
  return accounts.flatMap((account) =>
    account.regions
      .filter((region) => regions === 'all' || regions.includes(region))
      .map((region) => ({ account, region })),
  );
};

/** Has CloudFormation compare the stacks that a question is about; nothing is changed by it. */
export const driftTask = async (means: DriftMeans, question: DriftQuestion) => {
  const { isWanted, mayGoOn } = question;
  const { judged, failed } = await gatherDrift(
    {
      places: placesOf(question),
      waiting: means.clock,
      mayGoOn,
      ...(isWanted === undefined ? {} : { isAsked: isWanted }),
      isKept: () => true,
    },
    means.aws.openReader,
  );
  const lookedAt = means.clock.now().toISOString();
  return { kind: 'drift' as const, stacks: judged, failed, lookedAt };
};
