const ARN = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.+)$/;

/** What of an ARN's resource names it: all of a topic's, else what follows the kind. */
const partOf = (service: string, resource: string): string => {
  const [whole = ''] = resource.split('|');
  if (service === 'sns') return whole;
  const policy = /:policyName\/(.+)$/.exec(whole)?.[1];
  return policy ?? whole.replace(/^[^/:]+[/:]/, '');
};

/** A name as people know it: of an ARN or an address of a queue the last part, whole. */
export const physicalName = (physicalId: string): string => {
  const [, service, resource] = ARN.exec(physicalId) ?? [];
  if (service !== undefined && resource !== undefined) return partOf(service, resource);
  return /^https:\/\/sqs\.[^/]+\/\d+\/(.+)$/.exec(physicalId)?.[1] ?? physicalId;
};
