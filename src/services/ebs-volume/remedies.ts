import { lacksBackupTag, patchBackupTag } from '../backup-tag.ts';
import { withProperties, propertiesOf } from '../template-edit.ts';
import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const EBS_TEMPLATE_TYPES: readonly string[] = ['AWS::EC2::Volume'];

/** Ours are made so; a given template gets them when a person adds the item. */
export const ebsRemedies: readonly Remedy[] = [
  {
    item: 'EBS-01',
    type: 'AWS::EC2::Volume',
    isNeeded: (template, logicalId) =>
      ['gp2', 'standard', undefined].some(
        (type) => propertiesOf(template, logicalId)['VolumeType'] === type,
      ),
    patch: (template, logicalId) => withProperties(template, logicalId, { VolumeType: 'gp3' }),
  },
  {
    item: 'EBS-02',
    type: 'AWS::EC2::Volume',
    defaultFrom: 'staging',
    isNeeded: lacksBackupTag,
    patch: patchBackupTag,
  },
];
