import { ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { openWitness } from './seed.ts';

/** What one account holds, by each service's own read, and by nobody of the application's. */
export interface Holding {
  readonly buckets: readonly string[];
  readonly topics: readonly string[];
  readonly tables: readonly string[];
  /** Stacks that are there, with what became of them. */
  readonly stacks: readonly string[];
}

const last = (arn: string | undefined): string => arn?.split(':').at(-1) ?? '';

/** Reads what an account holds. */
export const readHolding = async (endpoint: string, account: string): Promise<Holding> => {
  const { s3, sns, stacks, tables } = await openWitness(endpoint, account);
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const { Topics = [] } = await sns.send(new ListTopicsCommand({}));
  const { TableNames = [] } = await tables.send(new ListTablesCommand({}));
  const { StackSummaries = [] } = await stacks.send(new ListStacksCommand({}));
  return {
    buckets: Buckets.map((one) => one.Name ?? '').toSorted(),
    topics: Topics.map((one) => last(one.TopicArn)),
    tables: TableNames,
    stacks: StackSummaries.filter((one) => one.StackStatus !== 'DELETE_COMPLETE').map(
      (one) => `${one.StackName} ${one.StackStatus}`,
    ),
  };
};
