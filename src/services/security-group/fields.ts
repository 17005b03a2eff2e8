import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a security group may carry. A group changes by one rule at a time. */
export const GROUP_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^(?!sg-)[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/,
    hint: 'The name of the group, such as `web-internal`.',
  },
  {
    name: 'id',
    kind: 'text',
    requiredFor: [],
    pattern: /^sg-[0-9a-f]{8,17}$/,
    hint: 'The id of a group that exists, such as `sg-0a11b22c33d44e55f`.',
  },
  {
    name: 'action',
    kind: 'text',
    requiredFor: [],
    pattern: /^(authorize|revoke)$/,
    hint: 'What happens to the rule: authorize or revoke. Without it, authorize.',
  },
  {
    name: 'vpc',
    kind: 'text',
    requiredFor: [],
    hint: 'The VPC by id or name; without it the default or only one.',
  },
  {
    name: 'port',
    kind: 'text',
    requiredFor: [],
    pattern: /^\d{1,5}(-\d{1,5})?$/,
    hint: 'The port or range of a rule, such as 443 or 8000-8100.',
  },
  {
    name: 'protocol',
    kind: 'text',
    requiredFor: [],
    pattern: /^(tcp|udp|icmp|all)$/,
    hint: 'The protocol of a rule: tcp, udp or icmp. Without it, tcp.',
  },
  {
    name: 'cidr',
    kind: 'text',
    requiredFor: [],
    pattern: /^[0-9a-fA-F.:]{2,45}\/\d{1,3}$/,
    hint: 'The addresses of a rule, such as `10.20.0.0/16` or `2001:db8::/32`.',
  },
  {
    name: 'source',
    kind: 'text',
    requiredFor: [],
    pattern: /^(sg|pl)-[0-9a-f]{8,17}$/,
    hint: 'A group or prefix list instead of addresses, such as `sg-0a11b22c33d44e55f`.',
  },
  {
    name: 'direction',
    kind: 'text',
    requiredFor: [],
    pattern: /^(ingress|egress)$/,
    hint: 'Whether a rule lets in or out: ingress or egress. Without it, ingress.',
  },
  ...TAG_FIELDS,
];
