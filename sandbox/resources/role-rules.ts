import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { isManagedByAws } from './managed-policies.ts';
import { problem, textProperty, type HandlerProblem, type Rules } from './model.ts';
import { policyProblem, textsOf, type PolicyUse } from './policy-grammar.ts';

const refuse = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const malformed = (use: PolicyUse, document: Json | undefined): HandlerProblem | undefined => {
  const found = policyProblem(use, document);
  return found === undefined ? undefined : refuse(found);
};

/** Policies that AWS manages, that a template made, and those each account begins with. */
const isPolicy = ({ state, place }: Rules, arn: string): boolean =>
  isManagedByAws(arn) ||
  state.resources.some((each) => each.type === 'AWS::IAM::ManagedPolicy' && each.id === arn) ||
  state.accounts.get(place.accountId)?.managedPolicies.has(arn) === true;

/** What IAM refuses of the policies that are attached: ARNs that are none, or of nothing. */
export const attachedProblem = (
  rules: Rules,
  arns: readonly string[],
): HandlerProblem | undefined => {
  const strange = arns.find((arn) => !/^arn:aws:iam::(\d{12}|aws):policy\/.+$/.test(arn));
  if (strange !== undefined) return refuse(`ARN ${strange} is not valid.`);
  const missing = arns.find((arn) => !isPolicy(rules, arn));
  return missing === undefined
    ? undefined
    : problem('NotFound', 404, `Policy ${missing} does not exist or is not attachable.`);
};

const inlineOf = (properties: JsonObject): readonly JsonObject[] => {
  const policies = properties['Policies'];
  return Array.isArray(policies) ? policies.filter((each) => isJsonObject(each)) : [];
};

/** What IAM refuses of inline policies: their names and their grammar. */
export const inlineProblem = (properties: JsonObject): HandlerProblem | undefined => {
  const policies = inlineOf(properties);
  const names = policies.map((each) => textProperty(each, 'PolicyName'));
  const strange = names.find((name) => !/^[\w+=,.@-]{1,128}$/.test(name));
  if (strange !== undefined) {
    return refuse(
      'The specified value for policyName is invalid. It must contain only alphanumeric ' +
        'characters and/or the following: +=,.@_-',
    );
  }
  return policies
    .map((each) => malformed('identity', each['PolicyDocument']))
    .find((each) => each !== undefined);
};

/** What IAM refuses of a role: its trust, its own policies, those attached, and its path. */
export const roleProblem = (rules: Rules): HandlerProblem | undefined => {
  const { properties } = rules;
  const path = textProperty(properties, 'Path') || '/';
  if (!/^\/([\u0021-\u007E]+\/)?$/.test(path)) {
    return refuse(
      'The specified value for path is invalid. It must begin and end with / and contain only ' +
        'alphanumeric characters and/or / characters.',
    );
  }
  return (
    malformed('trust', properties['AssumeRolePolicyDocument']) ??
    inlineProblem(properties) ??
    attachedProblem(rules, textsOf(properties['ManagedPolicyArns']))
  );
};

const rolesMissing = ({ state, place, properties }: Rules): HandlerProblem | undefined => {
  const missing = textsOf(properties['Roles']).find(
    (name) =>
      !state.resources.some(
        (each) =>
          each.type === 'AWS::IAM::Role' && each.accountId === place.accountId && each.id === name,
      ),
  );
  return missing === undefined
    ? undefined
    : problem('NotFound', 404, `The role with name ${missing} cannot be found.`);
};

/** What IAM refuses of a policy that is put on roles or attached to them. */
export const policyHolderProblem = (rules: Rules): HandlerProblem | undefined =>
  malformed('identity', rules.properties['PolicyDocument']) ?? rolesMissing(rules);

/** An instance profile takes exactly one role, which is there. */
export const profileProblem = (rules: Rules): HandlerProblem | undefined =>
  textsOf(rules.properties['Roles']).length > 1
    ? refuse('Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1')
    : rolesMissing(rules);
