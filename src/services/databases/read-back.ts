import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

interface Around {
  /** Kind in the ARN. */
  readonly kind: string;
  /** Name of the read, its list, and how the input and the row name it. */
  readonly list: string;
  readonly name: string;
}

const AROUND: Readonly<Record<string, Around>> = {
  'AWS::RDS::DBSubnetGroup': {
    kind: 'subgrp',
    list: 'DBSubnetGroups',
    name: 'DBSubnetGroupName',
  },
  'AWS::RDS::DBParameterGroup': {
    kind: 'pg',
    list: 'DBParameterGroups',
    name: 'DBParameterGroupName',
  },
  'AWS::RDS::DBClusterParameterGroup': {
    kind: 'cluster-pg',
    list: 'DBClusterParameterGroups',
    name: 'DBClusterParameterGroupName',
  },
};

const rowsOf = ({ list, name }: Around): readonly ReadRow[] => {
  const base = {
    client: 'RDS',
    operation: `Describe${list}`,
    input: (input: ReadBackInput) => ({ [name]: input.physicalId }),
  };
  const first = (output: unknown) => listOf(at(output, list))[0];
  return [
    {
      ...base,
      name: 'exists',
      holds: (output, _planned, input) => textIn(at(first(output), name)) === input.physicalId,
    },
    {
      ...base,
      name: 'family',
      property: 'Family',
      holds: (output, planned) => at(first(output), 'DBParameterGroupFamily') === planned,
    },
    {
      ...base,
      name: 'subnets',
      property: 'SubnetIds',
      holds: (output, planned) => {
        const found = new Set(
          listOf(at(first(output), 'Subnets')).map((one) => textIn(at(one, 'SubnetIdentifier'))),
        );
        return listOf(planned).every((one) => found.has(textIn(one)));
      },
    },
  ];
};

/** Reads back what stands around a database; a fault for any other type. */
export const readBackAround = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  const around = AROUND[input.type];
  if (around === undefined) throw noReadBack(input);
  const { region, account, physicalId } = input;
  const arn = `arn:aws:rds:${region}:${account.id}:${around.kind}:${physicalId}`;
  return await runReadBack(input, arn, rowsOf(around));
};
