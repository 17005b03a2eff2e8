import type { Template } from '../../plan/template.ts';
import { withOwnKey } from '../companions/own-key.ts';
import { inClusterOrder, standingIn } from '../eks/in-order.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';
import { hasAddon, NETWORK, OBSERVER, withAddon, withIdentity, withNodes } from './programs.ts';

const CLUSTER = 'AWS::EKS::Cluster';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const EKS_CLUSTER_TEMPLATE_TYPES: readonly string[] = [
  CLUSTER,
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::EKS::Addon',
  'AWS::EKS::Nodegroup',
  'AWS::EKS::PodIdentityAssociation',
];

const cluster = (remedy: Omit<Remedy, 'type'>): Remedy => ({ type: CLUSTER, ...remedy });

const patchKey: Remedy['patch'] = (template, id) => {
  const own = withOwnKey(template, id, 'Secrets');
  return withProperties(own.template, id, {
    EncryptionConfig: [{ Provider: { KeyArn: own.arn }, Resources: ['secrets'] }],
  });
};

/** What EKS itself puts into every cluster, and then looks after. */
const VITAL = ['vpc-cni', 'kube-proxy'] as const;

const ordered =
  (patch: Remedy['patch']): Remedy['patch'] =>
  (template, id) =>
    inClusterOrder(patch(template, id));

const lacksNodes = (template: Template, id: string): boolean =>
  propertiesOf(template, id)['ComputeConfig'] === undefined &&
  ['AWS::EKS::Nodegroup', 'AWS::EKS::FargateProfile'].every(
    (type) => standingIn(template, id, type).length === 0,
  );

const lacksIdentity = (template: Template, id: string): boolean =>
  standingIn(template, id, 'AWS::EKS::PodIdentityAssociation').length === 0;

/**
 * In the order of application. Where sessions are made, nodes and what runs on them outlive the one
 * that makes the cluster, and each stands in a stack of its own; a pipeline makes them all in one.
 */
export const eksClusterRemedies: readonly Remedy[] = [
  cluster({
    item: 'EKS-09',
    defaultFrom: 'staging',
    isNeeded: (template, id) => propertiesOf(template, id)['EncryptionConfig'] === undefined,
    patch: patchKey,
  }),
  cluster({
    item: 'EKS-07',
    defaultFrom: 'staging',
    isNeeded: (template, id) => VITAL.some((name) => !hasAddon(template, id, name)),
    patch: ordered((template, id) =>
      VITAL.reduce((patched, name) => withAddon(patched, id, name), template),
    ),
  }),
  cluster({
    item: 'EKS-05',
    defaultFrom: 'staging',
    isNeeded: lacksIdentity,
    patch: ordered((template, id) => withIdentity(template, id, NETWORK)),
  }),
  cluster({
    item: 'EKS-03',
    defaultFrom: 'staging',
    isNeeded: lacksNodes,
    patch: ordered(withNodes),
  }),
  cluster({
    item: 'EKS-16',
    defaultFrom: 'production',
    isNeeded: (template, id) => !hasAddon(template, id, OBSERVER.name),
    patch: ordered((template, id) =>
      withIdentity(withAddon(template, id, OBSERVER.name), id, OBSERVER),
    ),
  }),
];
