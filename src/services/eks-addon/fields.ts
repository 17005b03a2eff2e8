import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for an add-on of EKS may carry. */
export const EKS_ADDON_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[a-z][a-z0-9_-]{1,99}$/,
    hint: 'The name that EKS has for it, such as `vpc-cni`, `coredns` or `kube-proxy`.',
  },
  {
    name: 'cluster',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/,
    hint: 'The EKS cluster that it is put into, such as `shop`.',
  },
  {
    name: 'version',
    kind: 'text',
    requiredFor: [],
    pattern: /^v?\d[\w.-]{1,60}$/,
    hint: 'Its version, such as `v1.19.2-eksbuild.1`. Without it, the one that fits the cluster.',
  },
  ...TAG_FIELDS,
];
