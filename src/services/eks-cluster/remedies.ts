import type { Template, TemplateResource } from '../../plan/template.ts';
import { withOwnKey } from '../companions/own-key.ts';
import { retagged } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

const CLUSTER = 'AWS::EKS::Cluster';
const ADDON = 'AWS::EKS::Addon';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const EKS_CLUSTER_TEMPLATE_TYPES: readonly string[] = [
  CLUSTER,
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  ADDON,
];

const cluster = (remedy: Omit<Remedy, 'type'>): Remedy => ({ type: CLUSTER, ...remedy });

const patchKey: Remedy['patch'] = (template, id) => {
  const own = withOwnKey(template, id, 'Secrets');
  return withProperties(own.template, id, {
    EncryptionConfig: [{ Provider: { KeyArn: own.arn }, Resources: ['secrets'] }],
  });
};

const addonOf = (template: Template, id: string, name: string): TemplateResource => ({
  Type: ADDON,
  Properties: {
    ClusterName: { Ref: id },
    AddonName: name,
    ResolveConflicts: 'OVERWRITE',
    Tags: retagged(template, id, `-${name}`),
  },
});

const words = (name: string): string => name.replaceAll(/[^a-z0-9]/g, '');

const patchAddons =
  (...names: readonly string[]): Remedy['patch'] =>
  (template, id) =>
    names.reduce(
      (patched, name) => withResource(patched, `${id}${words(name)}`, addonOf(patched, id, name)),
      template,
    );

const lacks =
  (type: string) =>
  (template: Template): boolean =>
    !Object.values(template.Resources).some((one) => one.Type === type);

/**
 * In the order of application. Nodes, and what runs on them, outlive the session that makes the
 * cluster: each stands in a stack of its own.
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
    isNeeded: lacks(ADDON),
    patch: patchAddons('vpc-cni', 'kube-proxy'),
  }),
];
