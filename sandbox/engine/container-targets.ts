import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import type { Place } from '../resources/model.ts';
import { keyArns, memberText, strings } from './key-demands.ts';

/** What the calls of containers work on, beside the thing itself. */
export type ContainerTarget =
  | 'executionRole'
  | 'taskRole'
  | 'scalableTarget'
  | 'trackingAlarm'
  | 'nodeRole'
  | 'eksCluster'
  | 'eksKey'
  | 'eksLinkedRole'
  | 'nodesLinkedRole';

interface Contained {
  readonly type: string;
  readonly place: Place;
  readonly properties: JsonObject;
}

const encryptionKeys = (properties: JsonObject): readonly string[] => {
  const given = properties['EncryptionConfig'];
  const rows = Array.isArray(given) ? (given as readonly Json[]) : [];
  return rows.flatMap((one) => (isJsonObject(one) ? memberText(one['Provider'], 'KeyArn') : []));
};

/** ARNs behind the roles of tasks and behind what scales them. */
export const containerTargets = ({
  place,
  properties,
}: Contained): Readonly<Record<ContainerTarget, () => readonly string[]>> => {
  const scaled = strings(properties['ScalingTargetId'])[0]?.split('|')[0] ?? 'none';
  const at = `${place.region}:${place.accountId}`;
  const linked = `arn:aws:iam::${place.accountId}:role/aws-service-role`;
  return {
    nodeRole: () => strings(properties['NodeRole']),
    eksCluster: () =>
      strings(properties['ClusterName']).map((name) => `arn:aws:eks:${at}:cluster/${name}`),
    eksKey: () => keyArns(place, encryptionKeys(properties)),
    eksLinkedRole: () => [`${linked}/eks.amazonaws.com/AWSServiceRoleForAmazonEKS`],
    nodesLinkedRole: () => [
      `${linked}/eks-nodegroup.amazonaws.com/AWSServiceRoleForAmazonEKSNodegroup`,
    ],
    executionRole: () => strings(properties['ExecutionRoleArn']),
    taskRole: () => strings(properties['TaskRoleArn']),
    scalableTarget: () => [`arn:aws:application-autoscaling:${at}:scalable-target/0ec50000`],
    trackingAlarm: () => [`arn:aws:cloudwatch:${at}:alarm:TargetTracking-${scaled}-AlarmHigh-0`],
  };
};

/** What EKS tells IAM: whether whoever makes a cluster administers it; so it is unless denied. */
const clusterContext = (properties: JsonObject): Readonly<Record<string, string>> => {
  const access = properties['AccessConfig'];
  const said = isJsonObject(access) ? access['BootstrapClusterCreatorAdminPermissions'] : true;
  return { 'eks:bootstrapClusterCreatorAdminPermissions': said === false ? 'false' : 'true' };
};

/** What Application Auto Scaling tells IAM, whose thing is scaled, and what EKS does. */
export const containerContext = ({
  type,
  properties,
}: Contained): Readonly<Record<string, string>> => {
  if (type === 'AWS::EKS::Cluster') return clusterContext(properties);
  if (!type.startsWith('AWS::ApplicationAutoScaling::')) return {};
  const [target] = strings(properties['ScalingTargetId']);
  const namespace = strings(properties['ServiceNamespace'])[0] ?? target?.split('|')[2];
  return namespace === undefined ? {} : { 'application-autoscaling:service-namespace': namespace };
};
