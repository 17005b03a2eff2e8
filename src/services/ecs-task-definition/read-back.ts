import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { readBackIam } from '../iam-role/read-back.ts';
import { readBackLogGroup } from '../log-group/read-back.ts';
import { noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const row = (
  name: string,
  property: string,
  holds: (output: unknown, planned: Json, input: ReadBackInput) => boolean,
): ReadRow => ({
  name,
  ...(property === '' ? {} : { property }),
  client: 'ECS',
  operation: 'DescribeTaskDefinition',
  input: (input) => ({ taskDefinition: input.physicalId, include: ['TAGS'] }),
  holds,
});

const same = (member: string) => (output: unknown, planned: Json) =>
  textIn(at(output, `taskDefinition.${member}`)) === textIn(planned);

const imagesOf = (containers: Json | undefined, member: string): string =>
  listOf(containers)
    .map((one) => textIn(at(one, member)))
    .join(' ');

/** ECS names the keys of its tags in lower case. */
export const holdsEcsTags = (tags: Json | undefined, input: ReadBackInput): boolean =>
  Object.entries(input.tags)
    .filter(([name]) => name !== 'Name')
    .every(([name, value]) =>
      listOf(tags).some((tag) => at(tag, 'key') === name && at(tag, 'value') === value),
    );

const ROWS: readonly ReadRow[] = [
  row('exists', '', (output) => at(output, 'taskDefinition.status') === 'ACTIVE'),
  row('processor', 'Cpu', same('cpu')),
  row('memory', 'Memory', same('memory')),
  row(
    'image',
    'ContainerDefinitions',
    (output, planned) =>
      imagesOf(at(output, 'taskDefinition.containerDefinitions'), 'image') ===
      imagesOf(planned, 'Image'),
  ),
  row('tagged', 'Tags', (output, _planned, input) => holdsEcsTags(at(output, 'tags'), input)),
];

/** Reads a family back by ECS's own call, and with it all that its stack holds. */
export const readBackTaskDefinition = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  switch (input.type) {
    case 'AWS::ECS::TaskDefinition':
      return await runReadBack(input, input.physicalId, ROWS);
    case 'AWS::Logs::LogGroup':
      return await readBackLogGroup(input);
    case 'AWS::IAM::Role':
      return await readBackIam(input);
    default:
      throw noReadBack(input);
  }
};
