import { isJsonObject } from '../../src/task/json.ts';
import { AwsError } from '../aws-error.ts';
import type { Resource } from '../state.ts';
import { text, type Call } from './call.ts';
import { ownResources } from './find.ts';

/** Nobody makes one here: a world names what stands there from the beginning. */
export const urlsOf = (call: Call, owner: Resource): unknown => {
  const urls = ownResources(call, 'AWS::Lambda::Url')
    .filter(({ properties }) => properties['TargetFunctionArn'] === owner.id)
    .map(({ id, properties }) => {
      const alias = text(properties, 'Qualifier');
      const FunctionArn = alias === '' ? owner.arn : `${owner.arn}:${alias}`;
      return { FunctionUrl: id, FunctionArn, AuthType: properties['AuthType'] };
    });
  return { FunctionUrlConfigs: urls };
};

/** What aliases keep warm, as their own property says. */
export const provisionedOf = (call: Call, owner: Resource): unknown => ({
  ProvisionedConcurrencyConfigs: ownResources(call, 'AWS::Lambda::Alias').flatMap(
    ({ arn, properties }) => {
      const kept = properties['ProvisionedConcurrencyConfig'];
      if (arn !== owner.arn || kept === undefined || !isJsonObject(kept)) return [];
      const size = kept['ProvisionedConcurrentExecutions'];
      const FunctionArn = `${arn}:${text(properties, 'Name')}`;
      return [{ FunctionArn, RequestedProvisionedConcurrentExecutions: size, Status: 'READY' }];
    },
  ),
});

/** How a function or an alias is called asynchronously. */
export const invokeConfigOf = (call: Call, owner: Resource): unknown => {
  const qualifier = text(call.input, 'Qualifier');
  const found = ownResources(call, 'AWS::Lambda::EventInvokeConfig').find(
    ({ properties }) =>
      properties['FunctionName'] === owner.id && properties['Qualifier'] === qualifier,
  );
  const which = `${owner.arn}:${qualifier}`;
  if (found === undefined)
    throw new AwsError(
      'ResourceNotFoundException',
      404,
      `The function ${which} doesn't have an EventInvokeConfig`,
    );
  return { FunctionArn: which, MaximumRetryAttempts: found.properties['MaximumRetryAttempts'] };
};
