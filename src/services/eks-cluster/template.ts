import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { eksRole } from '../eks/roles.ts';
import type { Spread } from '../network/spread.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** The service that takes the role of a cluster. */
export const EKS = 'eks.amazonaws.com';

const LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/** Logical ids of a cluster and its role. */
export const clusterIds = (name: string) => ({
  cluster: logicalIdOf(name, 'Cluster'),
  role: logicalIdOf(name, 'Role'),
});

/** What a cluster's template is made of, beside the task. */
export interface ClusterParts {
  readonly name: string;
  readonly place: Spread;
  /** ARN of a role that was named; undefined when the cluster gets one of its own. */
  readonly roleArn: string | undefined;
}

/** The ranges that a request names; undefined where it names none. */
export const rangesOf = (task: MutationTask): readonly string[] | undefined => {
  const given = task.parameters['publicCidrs'];
  const list: readonly unknown[] = Array.isArray(given) ? given : [];
  const ranges = list.filter((one): one is string => typeof one === 'string');
  return ranges.length === 0 ? undefined : ranges;
};

const accessOf = (task: MutationTask): JsonObject => {
  const ranges = rangesOf(task);
  return ranges === undefined
    ? { EndpointPublicAccess: false }
    : { EndpointPublicAccess: true, PublicAccessCidrs: [...ranges] };
};

/** Properties of a cluster with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const version = textOf(task, 'version');
  const vpc = properties['ResourcesVpcConfig'] ?? null;
  const isOpened = rangesOf(task) !== undefined;
  return {
    ...properties,
    ...(version === undefined ? {} : { Version: version }),
    ...(isOpened
      ? { ResourcesVpcConfig: { ...(isJsonObject(vpc) ? vpc : {}), ...accessOf(task) } }
      : {}),
  };
};

const encryptionOf = (task: MutationTask): JsonObject => {
  const key = textOf(task, 'kmsKey');
  if (key === undefined) return {};
  return { EncryptionConfig: [{ Provider: { KeyArn: key }, Resources: ['secrets'] }] };
};

const clusterOf = (context: DraftContext, parts: ClusterParts): TemplateResource => {
  const { task } = context;
  const base = {
    Name: parts.name,
    RoleArn: parts.roleArn ?? { 'Fn::GetAtt': [clusterIds(parts.name).role, 'Arn'] },
    ResourcesVpcConfig: {
      EndpointPrivateAccess: true,
      ...accessOf(task),
      SubnetIds: parts.place.subnets.map(({ id }) => id),
    },
    // Whoever makes a cluster would administer what runs in it: nobody here shall.
    AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
    Logging: { ClusterLogging: { EnabledTypes: LOGS.map((Type) => ({ Type })) } },
    UpgradePolicy: { SupportType: 'STANDARD' },
    ...encryptionOf(task),
  };
  return {
    Type: 'AWS::EKS::Cluster',
    Properties: { ...withFields(base, task), Tags: tagList(context.tagsFor(parts.name)) },
  };
};

/** The cluster, reached from inside, with all its logs; and its role unless one was named. */
export const eksClusterTemplate = (context: DraftContext, parts: ClusterParts): Template => {
  const { name, roleArn } = parts;
  const ids = clusterIds(name);
  const role = eksRole(context, {
    tag: `${name}-role`,
    service: EKS,
    policies: ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'],
    description: `What the control plane of ${name} may do`,
  });
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `EKS cluster ${name}`,
    Resources: {
      ...(roleArn === undefined ? { [ids.role]: role } : {}),
      [ids.cluster]: clusterOf(context, parts),
    },
  };
};
