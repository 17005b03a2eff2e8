import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { isJsonObject } from '../../task/json.ts';
import { ACCOUNT_ONLY } from '../kms-key/template.ts';
import { arnIn, retagged } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const SECRET_TEMPLATE_TYPES: readonly string[] = [
  'AWS::SecretsManager::Secret',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::KMS::Key',
];

const SECRET = 'AWS::SecretsManager::Secret';
const SCHEDULE = 'AWS::SecretsManager::RotationSchedule';

const lacksKey = (template: Template, logicalId: string): boolean =>
  propertiesOf(template, logicalId)['KmsKeyId'] === undefined;

const patchKey: Remedy['patch'] = (template, logicalId) => {
  const keyId = `${logicalId}Key`;
  const made = withResource(template, keyId, {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      Description: { 'Fn::Sub': 'Secrets of ${AWS::StackName}' },
      EnableKeyRotation: true,
      KeyPolicy: ACCOUNT_ONLY,
      Tags: retagged(template, logicalId, '-key'),
    },
  });
  return withProperties(made, logicalId, { KmsKeyId: arnIn(keyId) });
};

const daysOf = (properties: JsonObject): number => {
  const rules = properties['RotationRules'];
  const days = isJsonObject(rules) ? rules['AutomaticallyAfterDays'] : undefined;
  return typeof days === 'number' ? days : Number.POSITIVE_INFINITY;
};

const within = (item: string, most: number, rest: Pick<Remedy, 'defaultFrom'> = {}): Remedy => ({
  item,
  type: SCHEDULE,
  ...rest,
  isNeeded: (template, logicalId) => daysOf(propertiesOf(template, logicalId)) > most,
  patch: (template, logicalId) =>
    withProperties(template, logicalId, { RotationRules: { AutomaticallyAfterDays: most } }),
});

/** In the order of application. */
export const secretRemedies: readonly Remedy[] = [
  within('SECRETS-05', 90),
  within('SECRETS-07', 30, { defaultFrom: 'production' }),
  {
    item: 'SECRETS-06',
    type: SECRET,
    defaultFrom: 'staging',
    isNeeded: lacksKey,
    patch: patchKey,
  },
];
