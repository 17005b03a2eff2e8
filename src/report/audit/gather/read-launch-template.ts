import { STACK_TAGS } from '../../../review/checks/judgement.ts';
import { readTemplate, readVersion } from '../../../services/launch-template/described/facts.ts';
import type { AuditPlace, Listed, LiveThing } from './source.ts';
import { withoutAbsent } from './without-absent.ts';

const TYPE = 'AWS::EC2::LaunchTemplate';

/**
 * Reads a launch template in the shape of its CloudFormation type: what starts where no version is
 * named. Cloud Control says nothing of what is in it, and its user data is not read.
 */
export const readLaunchTemplate = async (
  { reader, region }: Pick<AuditPlace, 'reader' | 'region'>,
  { id }: Pick<Listed, 'id'>,
): Promise<Omit<LiveThing, 'beside'> | undefined> => {
  const row = await readTemplate(reader, region, id);
  const found = await readVersion(reader, region, { id, version: '$Default' });
  if (row === undefined || found === undefined) return undefined;
  const tags = (row.Tags ?? []).map(({ Key, Value }) => ({ Key, Value }));
  const properties = withoutAbsent({
    LaunchTemplateName: row.LaunchTemplateName,
    LaunchTemplateData: found.data,
    TagSpecifications: [{ ResourceType: 'launch-template', Tags: tags }],
  });
  const stackTags = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
  return { documents: [{ type: TYPE, id, properties }], read: [STACK_TAGS], stackTags };
};
