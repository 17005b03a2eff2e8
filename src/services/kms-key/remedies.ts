import type { Remedy } from '../service.ts';
import { withProperties } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const KMS_KEY_TEMPLATE_TYPES: readonly string[] = ['AWS::KMS::Key', 'AWS::KMS::Alias'];

/** Our own keys need none of these; others get them when a person adds them. */
export const kmsKeyRemedies: readonly Remedy[] = [
  {
    item: 'KMS-01',
    type: 'AWS::KMS::Key',
    patch: (template, logicalId) =>
      withProperties(template, logicalId, { EnableKeyRotation: true }),
  },
  {
    item: 'KMS-06',
    type: 'AWS::KMS::Key',
    patch: (template, logicalId) => {
      const resource = template.Resources[logicalId];
      if (resource === undefined) return template;
      const kept = {
        ...resource,
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
      } as const;
      return { ...template, Resources: { ...template.Resources, [logicalId]: kept } };
    },
  },
];
