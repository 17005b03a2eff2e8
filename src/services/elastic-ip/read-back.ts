import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { holdsTags, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const addressOf = (output: unknown): Json | undefined => listOf(at(output, 'Addresses'))[0];

const asked = (input: ReadBackInput) => ({ PublicIps: [input.physicalId] });

const row = (
  name: string,
  property: string,
  holds: (address: Json | undefined, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'EC2',
  operation: 'DescribeAddresses',
  input: asked,
  holds: (output, _planned, input) => holds(addressOf(output), input),
});

const ROWS: readonly ReadRow[] = [
  row('exists', '', (one, input) => at(one, 'PublicIp') === input.physicalId),
  row('tagged', 'Tags', (one, input) => holdsTags(at(one, 'Tags'), input)),
];

/** CloudFormation knows an address by itself, IAM by its allocation id. */
const arnOf = async (input: ReadBackInput): Promise<string> => {
  const { region, reader, account } = input;
  const call = { client: 'EC2', operation: 'DescribeAddresses', region, input: asked(input) };
  const answer = await reader.read(call);
  const id = answer.ok ? textIn(at(addressOf(answer.output), 'AllocationId')) : '';
  return id === '' ? '' : `arn:aws:ec2:${region}:${account.id}:elastic-ip/${id}`;
};

/** Reads an address back by EC2's own call. */
export const readBackElasticIp = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::EC2::EIP') throw noReadBack(input);
  return await runReadBack(input, await arnOf(input), ROWS);
};
