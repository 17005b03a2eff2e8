import type { AwsReader } from '../aws-reader.ts';
import { memberOf } from '../by-id/kind.ts';
import { readRows } from '../by-id/rows/facts.ts';
import { companionName } from '../companion-stack.ts';
import { readOwnStack } from '../facts.ts';
import { ownStackName } from '../joined/parts.ts';
import { FLOW_LOGS } from '../network/kinds.ts';
import { noUsers, readPartFacts } from '../network/part/facts.ts';
import type { DraftContext } from '../service.ts';
import type { FlowLogFacts } from './facts-schema.ts';
import { DELIVERY } from './template.ts';

/** Looks the flow log up, the stack of its role, and for a new one what is watched already. */
export const readFlowLogFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<FlowLogFacts> => {
  const base = await readPartFacts(context, reader, { kind: FLOW_LOGS, users: noUsers });
  const main = ownStackName(base.owner, context.stackName);
  const delivery = await readOwnStack(reader, context.region, companionName(main, DELIVERY));
  const isCreate = context.task.taskType === 'CreateResource';
  const rows = isCreate ? await readRows(reader, context.region, { kind: FLOW_LOGS }) : [];
  return {
    ...base,
    watched: rows
      .map((row) => ({
        id: memberOf(row, FLOW_LOGS.id),
        resourceId: memberOf(row, 'ResourceId'),
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    deliveryStack: typeof delivery === 'string' ? null : delivery,
  };
};
