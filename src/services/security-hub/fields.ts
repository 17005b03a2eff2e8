import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** Standards by the words for them, and where they are. */
export const STANDARDS: Readonly<Record<string, string>> = {
  FSBP: 'standards/aws-foundational-security-best-practices/v/1.0.0',
  CIS: 'standards/cis-aws-foundations-benchmark/v/3.0.0',
  NIST: 'standards/nist-800-53/v/5.0.0',
  PCI: 'standards/pci-dss/v/4.0.1',
};

/** What a task for the hub may carry. A region has one, so it needs no name. */
export const HUB_FIELDS: readonly Field[] = [
  {
    name: 'standards',
    kind: 'list',
    requiredFor: [],
    hint: `Standards beside those of AWS itself: ${Object.keys(STANDARDS).join(', ')}.`,
  },
  ...TAG_FIELDS,
];
