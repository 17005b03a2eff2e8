import type { Json } from '../../task/json.ts';
import { at } from '../compare.ts';
import { readCompanion } from '../companions/read-back.ts';
import { holdsTagMap, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const namesIn = (physicalId: string): Readonly<Record<string, string>> => {
  const [clusterName = '', nodegroupName = ''] = physicalId.split('/');
  return { clusterName, nodegroupName };
};

const row = (
  name: string,
  property: string,
  holds: (group: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'EKS',
  operation: 'DescribeNodegroup',
  input: ({ physicalId }) => namesIn(physicalId),
  holds: (output, planned, input) => holds(at(output, 'nodegroup'), planned, input),
});

const ROWS: readonly ReadRow[] = [
  row('active', '', (one) => at(one, 'status') === 'ACTIVE'),
  row('sizes', 'ScalingConfig', (one, planned) =>
    ['minSize', 'maxSize', 'desiredSize'].every((name) => {
      const wanted = at(planned, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
      return wanted === undefined || at(one, `scalingConfig.${name}`) === wanted;
    }),
  ),
  row('version', 'Version', (one, planned) => at(one, 'version') === planned),
  row('tagged', 'Tags', (one, _planned, input) => holdsTagMap(at(one, 'tags'), input)),
];

/** Reads a node group back by EKS's own call; its role as a companion. */
export const readBackNodegroup = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::EKS::Nodegroup') return await readCompanion(input);
  const { region, account, physicalId } = input;
  return await runReadBack(
    input,
    `arn:aws:eks:${region}:${account.id}:nodegroup/${physicalId}`,
    ROWS,
  );
};
