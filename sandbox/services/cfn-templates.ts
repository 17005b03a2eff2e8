import { readTemplate, type CfnTemplate } from '../engine/template-text.ts';
import { text, type Call } from './call.ts';
import { bodyOf, checkTemplate, neededCapability } from './cfn-desired.ts';
import { needStack } from './cfn-find.ts';

const templateOf = (call: Call): CfnTemplate => {
  if (text(call.input, 'StackName') !== '') {
    const { desired } = needStack(call);
    if (desired !== undefined) return desired.template;
  }
  const template = readTemplate(bodyOf(call, undefined));
  checkTemplate(template);
  return template;
};

const capabilityView = (template: CfnTemplate): Record<string, unknown> => {
  const needed = neededCapability(template);
  if (needed === undefined) return {};
  return {
    Capabilities: [needed],
    CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
  };
};

/** ValidateTemplate: parameters and capabilities of a template that can be read. */
export const validateTemplate = (call: Call): unknown => {
  const template = templateOf(call);
  return {
    Description: template.Description,
    Parameters: Object.entries(template.Parameters).map(([ParameterKey, parameter]) => ({
      ParameterKey,
      DefaultValue: parameter['Default'],
      NoEcho: parameter['NoEcho'] === true,
      Description: parameter['Description'],
    })),
    ...capabilityView(template),
  };
};

/** GetTemplateSummary: the same for a given template or a stack, with its types. */
export const templateSummary = (call: Call): unknown => {
  const template = templateOf(call);
  return {
    Description: template.Description,
    Parameters: Object.entries(template.Parameters).map(([ParameterKey, parameter]) => ({
      ParameterKey,
      ParameterType: parameter['Type'],
      DefaultValue: parameter['Default'],
      NoEcho: parameter['NoEcho'] === true,
    })),
    ResourceTypes: [...new Set(Object.values(template.Resources).map((each) => each.Type))],
    DeclaredTransforms: template.Transform,
    ...capabilityView(template),
  };
};
