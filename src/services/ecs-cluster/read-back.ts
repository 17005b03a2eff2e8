import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const row = (
  name: string,
  property: string,
  holds: (cluster: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'ECS',
  operation: 'DescribeClusters',
  input: (input) => ({
    clusters: [input.physicalId],
    include: ['SETTINGS', 'STATISTICS', 'TAGS'],
  }),
  holds: (output, planned, input) => holds(listOf(at(output, 'clusters'))[0], planned, input),
});

const settingOf = (cluster: Json | undefined, name: Json | undefined): Json | undefined =>
  at(
    listOf(at(cluster, 'settings')).find((one) => at(one, 'name') === name),
    'value',
  );

const ROWS: readonly ReadRow[] = [
  row('exists', '', (one, _planned, input) => at(one, 'clusterName') === input.physicalId),
  row('active', '', (one) => at(one, 'status') === 'ACTIVE'),
  row('settings', 'ClusterSettings', (one, planned) =>
    listOf(planned)
      .filter(isJsonObject)
      .every((setting) => settingOf(one, setting['Name']) === setting['Value']),
  ),
  row('tagged', 'Tags', (one, _planned, input) => {
    const found = listOf(at(one, 'tags'));
    return Object.entries(input.tags)
      .filter(([name]) => name !== 'Name')
      .every(([name, value]) =>
        found.some((tag) => at(tag, 'key') === name && at(tag, 'value') === value),
      );
  }),
];

/** Reads a cluster back by ECS's own call. */
export const readBackEcsCluster = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::ECS::Cluster') throw noReadBack(input);
  const { region, account, physicalId } = input;
  const arn = `arn:aws:ecs:${region}:${account.id}:cluster/${physicalId}`;
  return await runReadBack(input, arn, ROWS);
};
