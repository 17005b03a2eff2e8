import { isExecuteTier } from '../../task/tier.ts';
import { at } from '../compare.ts';
import { isJsonObject, type Json } from '../../task/json.ts';
import { textsOf, type Given, type Objection, type TemplateCheck } from './objection.ts';

const unsupported = (path: readonly string[], message: string): Objection => ({
  code: 'template-unsupported',
  path,
  message,
});

/** What no role of this application may delete, and what it is called. */
const KEPT: Readonly<Record<string, string>> = {
  'AWS::KMS::Key': 'a key',
  'AWS::CloudTrail::Trail': 'a trail',
  'AWS::Config::ConfigurationRecorder': 'a recorder of AWS Config',
  'AWS::Config::DeliveryChannel': 'a channel of AWS Config',
  'AWS::GuardDuty::Detector': 'a detector',
  'AWS::SecurityHub::Hub': 'a hub',
  'AWS::SecurityHub::Standard': 'a standard of Security Hub',
};

/**
 * These are never deleted by a plan, in any tier: rolling back a stack that makes one would be
 * denied unless the template retains it. `RetainExceptOnCreate` deletes just then.
 */
export const keptKeys: TemplateCheck = ({ template }) =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => KEPT[Type] !== undefined)
    .flatMap(([id, { Type, DeletionPolicy, Properties = {} }]) => {
      const path = ['Resources', id];
      const enabled = Properties['Enabled'];
      const goes = `${id} is ${KEPT[Type]}, which no plan deletes: say DeletionPolicy: Retain`;
      const lost = DeletionPolicy === 'Retain' ? [] : [unsupported(path, goes)];
      const isOff = Type === 'AWS::KMS::Key' && (enabled === false || enabled === 'false');
      if (!isOff) return lost;
      const off = unsupported([...path, 'Properties', 'Enabled'], `${id} would be a disabled key`);
      return lost.concat(off);
    });

/** Properties whose deployment needs more than the roles of this application have, and why. */
const BEYOND: readonly (readonly [type: string, property: string, because: string])[] = [
  [
    'AWS::DynamoDB::Table',
    'KinesisStreamSpecification',
    'it needs writes on a Kinesis stream and a service-linked role',
  ],
  ...['EventSelectors', 'AdvancedEventSelectors', 'InsightSelectors'].map(
    (name) =>
      ['AWS::CloudTrail::Trail', name, 'the call that sets it could also blind the trail'] as const,
  ),
];

/** What no deployer could carry out: it would be denied in the middle of the stack. */
export const beyondTheRoles: TemplateCheck = ({ template, tier }) =>
  Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) =>
    BEYOND.filter(
      ([type, property]) =>
        isExecuteTier(tier) && type === Type && Properties[property] !== undefined,
    ).map(([, property, because]) =>
      unsupported(['Resources', id, 'Properties', property], `${property} of ${id}: ${because}`),
    ),
  );

const SAFE_ACCESS =
  'AccessConfig needs AuthenticationMode: API and ' +
  'BootstrapClusterCreatorAdminPermissions: false, or the deployer administers what runs in it';

/** EKS makes whoever creates a cluster its administrator for good, unless the cluster says no. */
export const creatorAdministers: TemplateCheck = ({ template }) =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::EKS::Cluster')
    .filter(
      ([, { Properties = {} }]) =>
        at(Properties, 'AccessConfig.BootstrapClusterCreatorAdminPermissions') !== false ||
        at(Properties, 'AccessConfig.AuthenticationMode') !== 'API',
    )
    .map(([id]) =>
      unsupported(['Resources', id, 'Properties', 'AccessConfig'], `${id}: ${SAFE_ACCESS}`),
    );

/** The text of a value, or of the parameter that it is. */
const settled = (value: Json, { template, parameters }: Given): Json => {
  const name = isJsonObject(value) ? value['Ref'] : undefined;
  if (typeof name !== 'string') return value;
  return parameters[name] ?? template.Parameters?.[name]?.['Default'] ?? value;
};

const isStage = (value: Json, given: Given): boolean =>
  textsOf(settled(value, given)).some(({ text }) => /(^|:)apigateway(:|$)/.test(text));

const ONLY_STAGES =
  'our roles may put a web ACL before a stage of API Gateway only; before a load balancer, for ' +
  'one, AWS asks for elasticloadbalancing:SetWebACL, which none of them has';

/** A web ACL before anything else than a stage: IAM asks for a right on that as well. */
export const unguardable: TemplateCheck = (given) =>
  Object.entries(given.template.Resources)
    .filter(([, { Type }]) => isExecuteTier(given.tier) && Type === 'AWS::WAFv2::WebACLAssociation')
    .filter(([, { Properties = {} }]) => !isStage(Properties['ResourceArn'] ?? null, given))
    .map(([id]) =>
      unsupported(['Resources', id, 'Properties', 'ResourceArn'], `${id}: ${ONLY_STAGES}`),
    );
