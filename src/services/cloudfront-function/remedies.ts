import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const CLOUDFRONT_FUNCTION_TEMPLATE_TYPES: readonly string[] = ['AWS::CloudFront::Function'];

/** In the order of application. Below staging a new function waits until it was tried. */
export const cloudfrontFunctionRemedies: readonly Remedy[] = [
  {
    item: 'EDGE-03',
    type: 'AWS::CloudFront::Function',
    defaultFrom: 'staging',
    isNeeded: (template, id) => propertiesOf(template, id)['AutoPublish'] !== true,
    patch: (template, id) => withProperties(template, id, { AutoPublish: true }),
  },
];
