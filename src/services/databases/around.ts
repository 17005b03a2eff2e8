import type { TemplateResource } from '../../plan/template.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import type { DatabasePlace } from './place.ts';

/** End of the name of the stack that holds subnets and parameters. */
export const AROUND = 'around';

/** No two things of a plan have one physical name: CloudFormation finds a stack by it alone. */
export const subnetGroupName = (name: string): string => `${name}-subnets`;

/** The name of the parameter group of a database. */
export const parameterGroupName = (name: string): string => `${name}-parameters`;

/** Subnets of a database, in a group of its name. */
export const subnetGroupOf = (
  context: DraftContext,
  name: string,
  subnetIds: readonly string[],
): TemplateResource => ({
  Type: 'AWS::RDS::DBSubnetGroup',
  Properties: {
    DBSubnetGroupName: subnetGroupName(name),
    DBSubnetGroupDescription: `Private subnets of ${name}`,
    SubnetIds: subnetIds,
    Tags: tagList(context.tagsFor(`${name}-subnets`)),
  },
});

/** Lets nothing in: who may reach the database is a change of its own, which is approved. */
export const securityGroupOf = (
  context: DraftContext,
  name: string,
  { vpcId }: DatabasePlace,
): TemplateResource => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: {
    GroupDescription: `Database ${name}`,
    VpcId: vpcId,
    Tags: tagList(context.tagsFor(`${name}-group`)),
  },
});

/** A group of parameters of the database's own: those of AWS can not be changed. */
export const parameterGroupOf = (
  context: DraftContext,
  type: 'AWS::RDS::DBParameterGroup' | 'AWS::RDS::DBClusterParameterGroup',
  group: {
    readonly name: string;
    readonly family: string;
    readonly parameters: Readonly<Record<string, string>>;
  },
): TemplateResource => ({
  Type: type,
  Properties: {
    [type === 'AWS::RDS::DBParameterGroup'
      ? 'DBParameterGroupName'
      : 'DBClusterParameterGroupName']: parameterGroupName(group.name),
    Description: `Parameters of ${group.name}`,
    Family: group.family,
    Parameters: group.parameters,
    Tags: tagList(context.tagsFor(`${group.name}-parameters`)),
  },
});
