import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json } from '../../task/json.ts';
import { textIn } from '../compare.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

const CLUSTER = 'AWS::EKS::Cluster';
const NODES = 'AWS::EKS::Nodegroup';
const ADDON = 'AWS::EKS::Addon';
const IDENTITY = 'AWS::EKS::PodIdentityAssociation';

/** These run on every node that comes: without nodes they are active at once. */
const BEFORE_NODES: ReadonlySet<string> = new Set([
  'eks-pod-identity-agent',
  'kube-proxy',
  'vpc-cni',
]);

const refOf = (value: Json | undefined): string | undefined => {
  const ref = value !== undefined && isJsonObject(value) ? value['Ref'] : undefined;
  return typeof ref === 'string' ? ref : undefined;
};

/** Logical id of the cluster of the template in which something stands, named by word or `Ref`. */
const hostOf = (template: Template, logicalId: string): string | undefined => {
  const named = propertiesOf(template, logicalId)['ClusterName'];
  return Object.keys(template.Resources).find(
    (id) =>
      template.Resources[id]?.Type === CLUSTER &&
      (refOf(named) === id ||
        (typeof named === 'string' && propertiesOf(template, id)['Name'] === named)),
  );
};

/**
 * Some resources of a template with their cluster named by reference, where the template makes it:
 * what is made with a cluster is made in it, whatever it comes to be called. Pure.
 */
export const referringToCluster = (template: Template, ids: readonly string[]): Template =>
  ids.reduce((made, id) => {
    const isNamed = typeof propertiesOf(made, id)['ClusterName'] === 'string';
    const cluster = isNamed ? hostOf(made, id) : undefined;
    const isInside = [NODES, ADDON].includes(made.Resources[id]?.Type ?? '');
    return cluster === undefined || !isInside
      ? made
      : withProperties(made, id, { ClusterName: { Ref: cluster } });
  }, template);

/** Logical ids of all of a type that stand in a cluster of the template. */
export const standingIn = (template: Template, cluster: string, type: string): readonly string[] =>
  Object.keys(template.Resources).filter(
    (id) => template.Resources[id]?.Type === type && hostOf(template, id) === cluster,
  );

const isEarly = (template: Template, id: string): boolean =>
  BEFORE_NODES.has(textIn(propertiesOf(template, id)['AddonName']));

const dependsOn = ({ DependsOn = [] }: TemplateResource): readonly string[] =>
  typeof DependsOn === 'string' ? [DependsOn] : DependsOn;

const waitsFor = (template: Template, id: string, cluster: string): readonly string[] => {
  const type = template.Resources[id]?.Type;
  const isNamedByWord = typeof propertiesOf(template, id)['ClusterName'] === 'string';
  const host = isNamedByWord ? [cluster] : [];
  const addons = standingIn(template, cluster, ADDON);
  const identities = standingIn(template, cluster, IDENTITY);
  if (type === NODES)
    return [...host, ...addons.filter((one) => isEarly(template, one)), ...identities];
  if (type !== ADDON || isEarly(template, id)) return host;
  return [...host, ...standingIn(template, cluster, NODES), ...identities];
};

/**
 * What stands in a cluster of its template in the order in which EKS can make it: what gives pods
 * an address and a role, then nodes, then the add-ons that wait until they run on one. Pure.
 */
export const inClusterOrder = (template: Template): Template =>
  Object.keys(template.Resources).reduce((made, id) => {
    const resource = made.Resources[id];
    const cluster = hostOf(made, id);
    if (resource === undefined || cluster === undefined) return made;
    const waits = [...new Set([...dependsOn(resource), ...waitsFor(made, id, cluster)])].sort();
    return waits.length === 0 ? made : withResource(made, id, { ...resource, DependsOn: waits });
  }, template);
