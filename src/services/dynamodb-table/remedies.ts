import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** Every type that a template of this service may hold. */
export const DYNAMODB_TEMPLATE_TYPES = ['AWS::DynamoDB::Table'] as const;

const table = (remedy: Omit<Remedy, 'type'>): Remedy => ({
  type: 'AWS::DynamoDB::Table',
  ...remedy,
});

/** In the order of application. */
export const dynamodbRemedies: readonly Remedy[] = [
  table({
    item: 'DYNAMODB-01',
    defaultFrom: 'development',
    patch: (template, id) =>
      withProperties(template, id, {
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
  }),
  table({
    item: 'DYNAMODB-02',
    defaultFrom: 'staging',
    patch: (template, id) => withProperties(template, id, { DeletionProtectionEnabled: true }),
  }),
  table({
    item: 'DYNAMODB-03',
    defaultFrom: 'staging',
    isNeeded: (template, id) => propertiesOf(template, id)['SSESpecification'] === undefined,
    patch: (template, id) =>
      withProperties(template, id, { SSESpecification: { SSEEnabled: true, SSEType: 'KMS' } }),
  }),
  table({
    item: 'DYNAMODB-04',
    defaultFrom: 'sandbox',
    patch: (template, id) => {
      const resource = template.Resources[id];
      if (resource === undefined) return template;
      const { ProvisionedThroughput: _gone, ...rest } = propertiesOf(template, id);
      const Properties = { ...rest, BillingMode: 'PAY_PER_REQUEST' };
      return withResource(template, id, { ...resource, Properties });
    },
  }),
];
