/** Calls whose first word alone would not say what they do. */
const WORDS: Readonly<Record<string, string>> = {
  backup: 'back up',
  'change-record': 'change',
  'choose-deployment': 'choose the deployment of',
  'create-image': 'take an image of',
  'create-snapshot': 'take a snapshot of',
  'failover-cluster': 'fail over',
  'instance-refresh': 'refresh',
  'new-launch-template-version': 'make a version of',
  'raise-version': 'raise the version of',
  'set-default-launch-template-version': 'set the default of',
  'set-desired': 'scale',
  'set-new-launch-template-default': 'set the default of',
  snapshot: 'take a snapshot of',
  'snapshot-cluster': 'take a snapshot of',
  'start-logging': 'start the logging of',
};

/** What a call of the catalogue does, as people say it: `ec2:tag-address` is "tag". */
export const operationWords = (operation: string): string => {
  const name = operation.slice(operation.indexOf(':') + 1);
  return WORDS[name] ?? name.split('-')[0] ?? name;
};
