import { AwsError, SandboxUnsupported, validationError } from '../aws-error.ts';
import { parameterTexts, resolvedTexts } from '../engine/parameters.ts';
import type { Desired, Stack } from '../engine/stack.ts';
import { readTemplate, type CfnTemplate } from '../engine/template-text.ts';
import { modelOf } from '../resources/registry.ts';
import { hasBadTag } from '../resources/s3.ts';
import { list, record, tagsFrom, text, texts, type Call } from './call.ts';

const NAMED: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
};

/** The capability a template needs beyond none. */
export const neededCapability = (template: CfnTemplate): string | undefined => {
  const iam = Object.values(template.Resources).filter(
    (each) => each.Type.startsWith('AWS::IAM::') && each.Type !== 'AWS::IAM::ServiceLinkedRole',
  );
  const named = iam.some((each) => each.Properties[NAMED[each.Type] ?? ''] !== undefined);
  if (named) return 'CAPABILITY_NAMED_IAM';
  return iam.length > 0 ? 'CAPABILITY_IAM' : undefined;
};

const checkCapabilities = (template: CfnTemplate, given: readonly string[]): void => {
  const needed = neededCapability(template);
  const enough =
    needed === undefined ||
    given.includes('CAPABILITY_NAMED_IAM') ||
    (needed === 'CAPABILITY_IAM' && given.includes('CAPABILITY_IAM'));
  const expands = template.Transform.length === 0 || given.includes('CAPABILITY_AUTO_EXPAND');
  if (enough && expands) return;
  throw new AwsError(
    'InsufficientCapabilitiesException',
    400,
    `Requires capabilities : [${enough ? 'CAPABILITY_AUTO_EXPAND' : needed}]`,
  );
};

/** Refuses a template whose types, parameters or conditions can not be meant. */
export const checkTemplate = (template: CfnTemplate): void => {
  const unknown = Object.values(template.Resources)
    .map((each) => each.Type)
    .filter((type) => modelOf(type) === undefined);
  if (unknown.length > 0) {
    throw validationError(
      'CloudFormation',
      `Template format error: Unrecognized resource types: [${[...new Set(unknown)].join(', ')}]`,
    );
  }
  if (template.Transform.length > 0) throw new SandboxUnsupported('macros and transforms');
};

/** The template text of a call: its own, or the stack's present one. */
export const bodyOf = (call: Call, stack: Stack | undefined): string => {
  if (text(call.input, 'TemplateURL') !== '') throw new SandboxUnsupported('TemplateURL');
  if (call.input['UsePreviousTemplate'] === true) return stack?.desired?.body ?? '';
  const body = text(call.input, 'TemplateBody');
  if (body === '') {
    throw validationError(
      'CloudFormation',
      'Either Template URL or Template Body must be specified.',
    );
  }
  return body;
};

/** Everything a change-set call asks for, checked; throws as AWS does. */
export const desiredOf = (call: Call, stack: Stack | undefined): Desired => {
  const body = bodyOf(call, stack);
  const template = readTemplate(body);
  checkTemplate(template);
  const capabilities = texts(call.input, 'Capabilities');
  checkCapabilities(template, capabilities);
  const given = list(call.input, 'Parameters').map((each) => {
    const parameter = record(each);
    const value = parameter['ParameterValue'];
    return {
      key: text(parameter, 'ParameterKey'),
      value: typeof value === 'string' ? value : undefined,
      usePrevious: parameter['UsePreviousValue'] === true,
    };
  });
  const parameters = parameterTexts(template, given, stack?.desired?.parameters ?? {});
  const tags =
    call.input['Tags'] === undefined ? (stack?.desired?.tags ?? {}) : tagsFrom(call.input['Tags']);
  if (hasBadTag(tags)) {
    throw validationError('CloudFormation', 'Tag keys or values have invalid characters');
  }
  return {
    body,
    template,
    parameters,
    resolvedParameters: resolvedTexts(call.state, call, { template, values: parameters }),
    tags,
    capabilities,
    notificationArns: texts(call.input, 'NotificationARNs'),
  };
};
