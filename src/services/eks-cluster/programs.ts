import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { boundaryArn, IAM_PATH } from '../acts.ts';
import { standingIn } from '../eks/in-order.ts';
import { NODE_POLICIES } from '../eks/roles.ts';
import { trustOf } from '../iam-role/template.ts';
import { arnIn, retagged } from '../lambda-function/own-role.ts';
import { propertiesOf, withResource } from '../template-edit.ts';

/** One program of a cluster by the names that Kubernetes has for it, and what it may do. */
export interface Program {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly policy: string;
}

/** What gives pods their addresses. */
export const NETWORK: Program = {
  name: 'vpc-cni',
  namespace: 'kube-system',
  serviceAccount: 'aws-node',
  policy: 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy',
};

/** What sends metrics and logs of containers to CloudWatch. */
export const OBSERVER: Program = {
  name: 'amazon-cloudwatch-observability',
  namespace: 'amazon-cloudwatch',
  serviceAccount: 'cloudwatch-agent',
  policy: 'arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy',
};

const AGENT = 'eks-pod-identity-agent';

const words = (name: string): string => name.replaceAll(/[^a-z0-9]/g, '');

/** True where an add-on of this name stands in the cluster. */
export const hasAddon = (template: Template, cluster: string, name: string): boolean =>
  standingIn(template, cluster, 'AWS::EKS::Addon').some(
    (id) => propertiesOf(template, id)['AddonName'] === name,
  );

/** A template with an add-on of EKS, where it has none of that name. */
export const withAddon = (template: Template, cluster: string, name: string): Template => {
  if (hasAddon(template, cluster, name)) return template;
  return withResource(template, `${cluster}${words(name)}`, {
    Type: 'AWS::EKS::Addon',
    Properties: {
      ClusterName: { Ref: cluster },
      AddonName: name,
      ResolveConflicts: 'OVERWRITE',
      Tags: retagged(template, cluster, `-${name}`),
    },
  });
};

/** Only pods of one service account of this one cluster take the role: EKS says which they are. */
const podTrust = (cluster: Json, { namespace, serviceAccount }: Program): JsonObject => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:RequestTag/eks-cluster-name': cluster,
          'aws:RequestTag/kubernetes-namespace': namespace,
          'aws:RequestTag/kubernetes-service-account': serviceAccount,
          'aws:SourceAccount': { Ref: 'AWS::AccountId' },
        },
      },
    },
  ],
});

const companionRole = (
  tags: readonly Json[],
  parts: {
    readonly what: string;
    readonly trust: JsonObject;
    readonly policies: readonly string[];
  },
): TemplateResource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Path: IAM_PATH,
    PermissionsBoundary: { 'Fn::Sub': boundaryArn('${AWS::AccountId}') },
    Description: parts.what,
    AssumeRolePolicyDocument: parts.trust,
    ManagedPolicyArns: [...parts.policies],
    Tags: [...tags],
  },
});

const nameOf = (template: Template, cluster: string): string => {
  const name = propertiesOf(template, cluster)['Name'];
  return typeof name === 'string' ? name : '';
};

/** A template in which a program of the cluster has a role of its own, and who hands it out. */
export const withIdentity = (template: Template, cluster: string, program: Program): Template => {
  const id = `${cluster}${words(program.name)}`;
  const role = companionRole(retagged(template, cluster, `-${program.name}-role`), {
    what: `What ${program.serviceAccount} of ${nameOf(template, cluster) || 'the cluster'} may do`,
    // One that CloudFormation names is known by reference alone.
    trust: podTrust(nameOf(template, cluster) || { Ref: cluster }, program),
    policies: [program.policy],
  });
  const associated = withResource(withResource(template, `${id}Role`, role), `${id}Identity`, {
    Type: 'AWS::EKS::PodIdentityAssociation',
    Properties: {
      ClusterName: { Ref: cluster },
      Namespace: program.namespace,
      ServiceAccount: program.serviceAccount,
      RoleArn: arnIn(`${id}Role`),
      Tags: retagged(template, cluster, `-${program.name}`),
    },
  });
  return withAddon(associated, cluster, AGENT);
};

/** How many nodes, and of what type, a cluster gets for which no request names any. */
export const FIRST_NODES = { type: 't3.medium', least: 2, most: 4 } as const;

const tagMap = (tags: readonly Json[]): JsonObject =>
  Object.fromEntries(
    tags.flatMap((tag) =>
      isJsonObject(tag) && typeof tag['Key'] === 'string' ? [[tag['Key'], tag['Value'] ?? '']] : [],
    ),
  );

const subnetsOf = (template: Template, cluster: string): Json => {
  const vpc = propertiesOf(template, cluster)['ResourcesVpcConfig'] ?? null;
  return isJsonObject(vpc) ? (vpc['SubnetIds'] ?? []) : [];
};

/** A template with nodes in the subnets of the cluster, and their role. */
export const withNodes = (template: Template, cluster: string): Template => {
  const name = nameOf(template, cluster);
  const { type, least, most } = FIRST_NODES;
  const role = companionRole(retagged(template, cluster, '-nodes-role'), {
    what: `What nodes of ${name || 'the cluster'} may do`,
    trust: trustOf('ec2.amazonaws.com', ''),
    policies: NODE_POLICIES,
  });
  return withResource(withResource(template, `${cluster}NodesRole`, role), `${cluster}Nodes`, {
    Type: 'AWS::EKS::Nodegroup',
    Properties: {
      ClusterName: { Ref: cluster },
      ...(name === '' ? {} : { NodegroupName: `${name.slice(0, 57)}-nodes` }),
      NodeRole: arnIn(`${cluster}NodesRole`),
      Subnets: subnetsOf(template, cluster),
      InstanceTypes: [type],
      AmiType: 'AL2023_x86_64_STANDARD',
      CapacityType: 'ON_DEMAND',
      ScalingConfig: { MinSize: least, DesiredSize: least, MaxSize: most },
      UpdateConfig: { MaxUnavailable: 1 },
      Tags: tagMap(retagged(template, cluster, '-nodes')),
    },
  });
};
