import { isJsonObject, type Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, holdsWithin, textIn } from '../compare.ts';
import { runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

/** Function and alias of `arn:…:function:<name>:<alias>`. */
const partsOf = ({ physicalId }: ReadBackInput) => {
  const [, , , , , , FunctionName = '', Name = ''] = physicalId.split(':');
  return { FunctionName, Name };
};

const aliasRow = (name: string, rest: Pick<ReadRow, 'property' | 'holds'>): ReadRow => ({
  name,
  client: 'Lambda',
  operation: 'GetAlias',
  input: (input) => partsOf(input),
  ...rest,
});

/** The list of a template as the map that Lambda tells. */
const weightsIn = (planned: Json): Readonly<Record<string, Json | undefined>> =>
  Object.fromEntries(
    listOf(at(planned, 'AdditionalVersionWeights')).map((one) => [
      textIn(at(one, 'FunctionVersion')),
      at(one, 'FunctionWeight'),
    ]),
  );

const holdsWeights = (planned: Json, told: Json | undefined): boolean => {
  const [wanted, found] = [weightsIn(planned), isJsonObject(told) ? told : {}];
  const versions = Object.keys(wanted);
  return (
    versions.length === Object.keys(found).length &&
    versions.every((version) => wanted[version] === found[version])
  );
};

const ROWS: readonly ReadRow[] = [
  aliasRow('exists', {
    holds: (output, _planned, input) => at(output, 'AliasArn') === input.physicalId,
  }),
  aliasRow('points as planned', {
    property: 'FunctionVersion',
    // Where the template names a version of its own stack, the number is known only to Lambda.
    holds: (output, planned) =>
      isJsonObject(planned) || holdsWithin(planned, at(output, 'FunctionVersion')),
  }),
  aliasRow('split as planned', {
    property: 'RoutingConfig',
    holds: (output, planned) =>
      holdsWeights(planned, at(output, 'RoutingConfig.AdditionalVersionWeights')),
  }),
];

/** Reads an alias back by Lambda's own call. */
export const readBackLambdaAlias = async (input: ReadBackInput): Promise<ReadBackCheck> =>
  await runReadBack(input, input.physicalId, ROWS);
