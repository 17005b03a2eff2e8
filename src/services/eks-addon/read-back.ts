import type { Json } from '../../task/json.ts';
import { at } from '../compare.ts';
import { noReadBack, holdsTagMap, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const namesIn = (physicalId: string): Readonly<Record<string, string>> => {
  const [clusterName = '', addonName = ''] = physicalId.split('|');
  return { clusterName, addonName };
};

const row = (
  name: string,
  property: string,
  holds: (addon: Json | undefined, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'EKS',
  operation: 'DescribeAddon',
  input: ({ physicalId }) => namesIn(physicalId),
  holds: (output, planned, input) => holds(at(output, 'addon'), planned, input),
});

const ROWS: readonly ReadRow[] = [
  row('active', '', (one) => at(one, 'status') === 'ACTIVE'),
  row('version', 'AddonVersion', (one, planned) => at(one, 'addonVersion') === planned),
  row('tagged', 'Tags', (one, _planned, input) => holdsTagMap(at(one, 'tags'), input)),
];

/** Reads an add-on back by EKS's own call. */
export const readBackAddon = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::EKS::Addon') throw noReadBack(input);
  const { region, account, physicalId } = input;
  const arn = `arn:aws:eks:${region}:${account.id}:addon/${physicalId.replace('|', '/')}`;
  return await runReadBack(input, arn, ROWS);
};
