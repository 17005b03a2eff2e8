// Deploys what was reviewed, and nothing else. aws-coworker-deploy.yml holds this file as a whole.
// It needs git and the AWS CLI, and takes everything from the environment. COWORKER_DOES is
//   list                     the work of a push (BEFORE to AFTER), by tier, to GITHUB_OUTPUT
//   deploy, delete, operate  one piece of it: COWORKER_PATH, as it is at AFTER
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const env = process.env;
const ENVIRONMENTS = ['staging', 'production'];
const STACK =
  /^infrastructure\/(\d{12})\/([a-z0-9-]+)\/(aws-coworker-[A-Za-z0-9-]+)\/[a-z]+\.(?:json|yaml)$/;
const OPERATION = /^infrastructure\/(\d{12})\/([a-z0-9-]+)\/operations\/[a-z0-9-]+\.json$/;
// Every operation that a plan can hold, as the AWS CLI calls it and waits for it.
const OPERATIONS = {
  'ec2:start': ['ec2', 'start-instances', 'instance-running', (id) => ['--instance-ids', id]],
  'ec2:stop': ['ec2', 'stop-instances', 'instance-stopped', (id) => ['--instance-ids', id]],
  'ec2:reboot': ['ec2', 'reboot-instances', 'instance-running', (id) => ['--instance-ids', id]],
  'ec2:terminate': [
    'ec2',
    'terminate-instances',
    'instance-terminated',
    (id) => ['--instance-ids', id],
  ],
  'ec2:create-image': ['ec2', 'create-image'],
  'ec2:create-snapshot': [
    'ec2',
    'create-snapshot',
    'snapshot-completed',
    (id) => ['--owner-ids', 'self', '--filters', `Name=volume-id,Values=${id}`],
  ],
  'ec2:delete-snapshot': ['ec2', 'delete-snapshot'],
  'ec2:release-address': ['ec2', 'release-address'],
  'dynamodb:backup': ['dynamodb', 'create-backup'],
  'rds:start': [
    'rds',
    'start-db-instance',
    'db-instance-available',
    (id) => ['--db-instance-identifier', id],
  ],
  'rds:stop': ['rds', 'stop-db-instance'],
  'rds:reboot': [
    'rds',
    'reboot-db-instance',
    'db-instance-available',
    (id) => ['--db-instance-identifier', id],
  ],
  'rds:snapshot': [
    'rds',
    'create-db-snapshot',
    'db-snapshot-available',
    (id) => ['--db-instance-identifier', id],
  ],
  'rds:failover-cluster': ['rds', 'failover-db-cluster'],
  'rds:start-cluster': [
    'rds',
    'start-db-cluster',
    'db-cluster-available',
    (id) => ['--db-cluster-identifier', id],
  ],
  'rds:stop-cluster': ['rds', 'stop-db-cluster'],
  'rds:snapshot-cluster': [
    'rds',
    'create-db-cluster-snapshot',
    'db-cluster-snapshot-available',
    (id) => ['--db-cluster-identifier', id],
  ],
  'apigateway:choose-deployment': ['apigateway', 'update-stage'],
  'apigateway:deploy-stage': ['apigateway', 'create-deployment'],
  'apigateway:throttle': ['apigateway', 'update-stage'],
  'apigatewayv2:choose-deployment': ['apigatewayv2', 'update-stage'],
  'apigatewayv2:deploy-stage': ['apigatewayv2', 'create-deployment'],
  'apigatewayv2:throttle': ['apigatewayv2', 'update-stage'],
  'autoscaling:instance-refresh': ['autoscaling', 'start-instance-refresh'],
  'autoscaling:set-desired': ['autoscaling', 'set-desired-capacity'],
  'cloudtrail:start-logging': ['cloudtrail', 'start-logging'],
  'config:start-recorder': ['configservice', 'start-configuration-recorder'],
  'budgets:delete-budget': ['budgets', 'delete-budget'],
  'events:disable-rule': ['events', 'disable-rule'],
  'events:enable-rule': ['events', 'enable-rule'],
  'kms:rotate': ['kms', 'rotate-key-on-demand'],
  'route53:change-record': ['route53', 'change-resource-record-sets'],
  'secretsmanager:rotate': ['secretsmanager', 'rotate-secret'],
  'cloudfront:invalidate': ['cloudfront', 'create-invalidation'],
  'cloudfront:publish-function': ['cloudfront', 'publish-function'],
  'ec2:attach-volume': ['ec2', 'attach-volume'],
  'ec2:detach-volume': ['ec2', 'detach-volume'],
  'ec2:tag-address': ['ec2', 'create-tags'],
  'ec2:retag-address': ['ec2', 'create-tags'],
  'ec2:untag-address': ['ec2', 'delete-tags'],
  'ec2:tag-key-pair': ['ec2', 'create-tags'],
  'ec2:retag-key-pair': ['ec2', 'create-tags'],
  'ec2:untag-key-pair': ['ec2', 'delete-tags'],
  'ec2:new-launch-template-version': ['ec2', 'create-launch-template-version'],
  'ec2:set-default-launch-template-version': ['ec2', 'modify-launch-template'],
  'ec2:set-new-launch-template-default': ['ec2', 'modify-launch-template'],
  'ec2:tag-launch-template': ['ec2', 'create-tags'],
  'ec2:retag-launch-template': ['ec2', 'create-tags'],
  'ec2:untag-launch-template': ['ec2', 'delete-tags'],
  'ecs:redeploy': ['ecs', 'update-service'],
  'ecs:scale': ['ecs', 'update-service'],
  'eks:raise-version': ['eks', 'update-cluster-version'],
};

const listIn = (record, name) => (Array.isArray(record?.[name]) ? record[name] : []);

/** The instance is stopped, and has the volume as the device that was planned. */
const isStoppedWith = (seen, { VolumeId, Device }) => {
  const instances = listIn(seen, 'Reservations').flatMap((one) => listIn(one, 'Instances'));
  const holds = ({ DeviceName, Ebs }) => DeviceName === Device && Ebs?.VolumeId === VolumeId;
  return (
    instances.length > 0 &&
    instances.every(
      (one) => one.State?.Name === 'stopped' && listIn(one, 'BlockDeviceMappings').some(holds),
    )
  );
};

const DATA = '/Properties/LaunchTemplateData';
const rowAt = (planned, path) => planned.find((one) => one.path === path);
const templateIn = (seen) => listIn(seen, 'LaunchTemplates')[0];

/** A version says what was planned of it, and asks for tokens unless the plan says otherwise. */
const saysAsPlanned = ({ LaunchTemplateData: data }, planned) => {
  const tokens = rowAt(planned, `${DATA}/MetadataOptions/HttpTokens`);
  const isSame = (name) => {
    const after = rowAt(planned, `${DATA}/${name}`)?.after;
    return after === undefined || after === data?.[name];
  };
  return (
    data?.MetadataOptions?.HttpTokens === (tokens === undefined ? 'required' : tokens.after) &&
    ['InstanceType', 'ImageId'].every(isSame)
  );
};

/** The version is as planned, and the default is still the one that the plan names. */
const isPlannedVersion = (seen, { DefaultVersion }, planned) => {
  const versions = listIn(seen, 'LaunchTemplateVersions');
  const version = versions.find((one) => String(one.VersionNumber) === DefaultVersion);
  const standard = versions.find((one) => one.DefaultVersion === true);
  return (
    version !== undefined &&
    standard !== undefined &&
    saysAsPlanned(version, planned) &&
    String(standard.VersionNumber) === rowAt(planned, '/DefaultVersionNumber')?.before
  );
};

/** Somebody else's version may have the number that was planned: ours is newer then. */
const isPlannedNewest = (seen, input, planned) =>
  isPlannedVersion(seen, input, planned) &&
  listIn(seen, 'LaunchTemplateVersions').every(
    (one) => Number(one.VersionNumber) <= Number(input.DefaultVersion),
  );

const beforeDefault = (isAsPlanned, because) => ({
  ask: ['ec2', 'describe-launch-template-versions'],
  input: ({ LaunchTemplateId, DefaultVersion }) => ({
    LaunchTemplateId,
    Versions: ['$Default', '$Latest', String(Number(DefaultVersion))],
  }),
  isAsPlanned,
  because,
});

// What must still be as it was planned where AWS itself would not refuse: read before the call.
const BEFORE = {
  'ec2:detach-volume': {
    ask: ['ec2', 'describe-instances'],
    input: ({ InstanceId }) => ({ Filters: [{ Name: 'instance-id', Values: [InstanceId] }] }),
    isAsPlanned: isStoppedWith,
    because: 'The instance is not stopped any more, or no longer has the volume as that device.',
  },
  'ec2:new-launch-template-version': {
    ask: ['ec2', 'describe-launch-templates'],
    input: ({ LaunchTemplateId }) => ({ LaunchTemplateIds: [LaunchTemplateId] }),
    isAsPlanned: (seen, { SourceVersion }) =>
      templateIn(seen)?.LatestVersionNumber === Number(SourceVersion),
    because: 'the launch template has a version that was not there when this was planned',
  },
  'ec2:set-default-launch-template-version': beforeDefault(
    isPlannedVersion,
    'the version is not as it was planned, or another one is the default now',
  ),
  'ec2:set-new-launch-template-default': beforeDefault(
    isPlannedNewest,
    'the newest version is not the one that was planned, or another one is the default now',
  ),
};

const filter = (Name, target) => ({ Filters: [{ Name, Values: [target] }] });
const afterOf = (command, list, input) => (isAsSent) => ({
  ask: ['ec2', command],
  input,
  isAsSent: (seen, sent) => isAsSent(listIn(seen, list)[0], sent),
});
const afterTemplate = afterOf('describe-launch-templates', 'LaunchTemplates', (target) => ({
  LaunchTemplateIds: [target],
}));
const afterAddress = afterOf('describe-addresses', 'Addresses', (target) =>
  filter('allocation-id', target),
);
const afterKeyPair = afterOf('describe-key-pairs', 'KeyPairs', (target) =>
  filter('key-name', target),
);

const hasTag = (one, { Key, Value }) =>
  listIn(one, 'Tags').some((tag) => tag.Key === Key && tag.Value === Value);
const hasTags = (one, { Tags }) => one !== undefined && Tags.every((tag) => hasTag(one, tag));
const hasNoTags = (one, { Tags }) => one !== undefined && !Tags.some((tag) => hasTag(one, tag));
const isDefault = (one, { DefaultVersion }) => one?.DefaultVersionNumber === Number(DefaultVersion);

// What must be seen after the call where the AWS CLI has no waiter.
const AFTER = {
  // One more than that is somebody else's as well, and nothing tells which of the two is ours.
  'ec2:new-launch-template-version': afterTemplate(
    (one, { SourceVersion }) => one?.LatestVersionNumber === Number(SourceVersion) + 1,
  ),
  'ec2:set-default-launch-template-version': afterTemplate(isDefault),
  'ec2:set-new-launch-template-default': afterTemplate(isDefault),
  'ec2:tag-launch-template': afterTemplate(hasTags),
  'ec2:retag-launch-template': afterTemplate(hasTags),
  'ec2:untag-launch-template': afterTemplate(hasNoTags),
  'ec2:tag-address': afterAddress(hasTags),
  'ec2:retag-address': afterAddress(hasTags),
  'ec2:untag-address': afterAddress(hasNoTags),
  'ec2:tag-key-pair': afterKeyPair(hasTags),
  'ec2:retag-key-pair': afterKeyPair(hasTags),
  'ec2:untag-key-pair': afterKeyPair(hasNoTags),
};
// Five minutes.
const LOOKS = 60;
const LOOK_MS = 5000;

const refuse = (why) => {
  throw new Error(`refused: ${why}`);
};
const need = (holds, why) => (holds ? undefined : refuse(why));
const git = (...args) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1e8 });
const aws = (...args) =>
  execFileSync('aws', [...args, '--output', 'json'], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const awsJson = (...args) => JSON.parse(aws(...args) || '{}');
const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
const parse = (text, path) => {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(`${path} is not JSON`);
  }
};

/** The text of a file at a commit; undefined when it is not there. */
const fileAt = (commit, path) => {
  try {
    return execFileSync('git', ['show', `${commit}:${path}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
};

const COMMIT = /^[0-9a-f]{40}$/;

/** Files of infrastructure/ that a push changed, each with A, M or D. */
const changedFiles = () => {
  need(COMMIT.test(env.BEFORE ?? '') && COMMIT.test(env.AFTER ?? ''), 'the commits are not known');
  need(!/^0+$/.test(env.BEFORE), 'the push made the branch: nothing before it can be compared');
  git('merge-base', '--is-ancestor', env.BEFORE, env.AFTER);
  const range = ['diff', '--name-status', '--no-renames', '-z', env.BEFORE, env.AFTER];
  const parts = git(...range, '--', 'infrastructure/').split('\0');
  return parts.flatMap((_, at) =>
    at % 2 === 0 && parts[at + 1] ? [[parts[at], parts[at + 1]]] : [],
  );
};

/** What a stack's folder asks for: its record after the push, or the one before when it is gone. */
const stackWork = (folder) => {
  const record = fileAt(env.AFTER, `${folder}/reviewed.json`);
  const hasTemplate = ['json', 'yaml'].some((end) =>
    fileAt(env.AFTER, `${folder}/template.${end}`),
  );
  if (record !== undefined || hasTemplate) {
    need(record !== undefined, `${folder} has a template that nobody reviewed`);
    const { tier, phase = 1 } = parse(record, `${folder}/reviewed.json`);
    return { do: 'deploy', path: folder, tier, phase };
  }
  const before = fileAt(env.BEFORE, `${folder}/reviewed.json`);
  if (before === undefined) return undefined;
  const { tier, phase = 1 } = parse(before, `${folder}/reviewed.json`);
  return { do: 'delete', path: folder, tier, phase: 1000 - phase };
};

const operationWork = (path) => {
  const { tier, phase = 1 } = parse(fileAt(env.AFTER, path) ?? '', path);
  return { do: 'operate', path, tier, phase };
};

const list = () => {
  const files = changedFiles();
  const folders = new Set(
    files.flatMap(([, path]) => (STACK.test(path) ? [path.split('/').slice(0, 4).join('/')] : [])),
  );
  const work = [
    ...[...folders].flatMap((folder) => stackWork(folder) ?? []),
    ...files.flatMap(([how, path]) =>
      how === 'A' && OPERATION.test(path) ? [operationWork(path)] : [],
    ),
  ].sort((a, b) => a.phase - b.phase || a.path.localeCompare(b.path));
  for (const one of work) need(ENVIRONMENTS.includes(one.tier), `${one.path} names no tier`);
  const lines = ENVIRONMENTS.map(
    (tier) => `${tier}=${JSON.stringify(work.filter((one) => one.tier === tier))}`,
  );
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, `${lines.join('\n')}\n`);
  console.log(lines.join('\n'));
};

/** A stack's folder, read at the merged commit, when its hashes are those that were reviewed. */
const readReviewed = (folder) => {
  const [, accountId, region, stackName] = STACK.exec(`${folder}/reviewed.json`) ?? [];
  need(stackName !== undefined, `${folder} is not a stack's folder`);
  const reviewed = parse(
    fileAt(env.AFTER, `${folder}/reviewed.json`) ?? '',
    `${folder}/reviewed.json`,
  );
  need([1, 2].includes(reviewed.schemaVersion), 'the digest file has a version that is not known');
  // The second version is for what the programs and sessions before it had no time for.
  const hasMinutes = reviewed.schemaVersion === 1 || Number.isInteger(reviewed.minutes);
  need(hasMinutes, 'the digest file does not say how long it can take');
  need(/^[0-9a-f]{64}$/.test(reviewed.planDigest), 'the digest file names no plan');
  need(reviewed.accountId === accountId, 'the digest file is for another account');
  need(reviewed.region === region, 'the digest file is for another region');
  need(reviewed.stackName === stackName, 'the digest file is for another stack');
  need(
    ['template.json', 'template.yaml'].includes(reviewed.template),
    'the template has another name',
  );
  const template = fileAt(env.AFTER, `${folder}/${reviewed.template}`) ?? '';
  const parameters = fileAt(env.AFTER, `${folder}/parameters.json`) ?? '';
  need(
    sha256(template) === reviewed.templateSha256,
    'the template is not the one that was reviewed',
  );
  need(
    sha256(parameters) === reviewed.parametersSha256,
    'the parameters are not those that were reviewed',
  );
  return { ...reviewed, templateText: template, input: parse(parameters, 'parameters.json') };
};

// CloudFormation works with the session to the end: some take more than an hour, there and back.
const HOUR_SECONDS = 3600;
const SESSION_SECONDS = 2 * HOUR_SECONDS;
// What a session has beyond the work of the stack itself.
const SPARE_MINUTES = 20;

const assume = (accountId, file, seconds) => {
  const asked = ['--duration-seconds', String(seconds)];
  asked.push('--role-arn', `arn:aws:iam::${accountId}:role/AwsCoworkerPipeline`);
  asked.push('--role-session-name', `aws-coworker-${env.GITHUB_RUN_ID}`);
  asked.push('--web-identity-token', `file://${file}`);
  return awsJson('sts', 'assume-role-with-web-identity', ...asked).Credentials;
};

/** A session of two hours; of one where the role is older and gives no more. */
const openSession = (accountId, file) => {
  try {
    return { ...assume(accountId, file, SESSION_SECONDS), seconds: SESSION_SECONDS };
  } catch (error) {
    if (!String(error.stderr).includes('DurationSeconds')) throw error;
    console.log(
      'AwsCoworkerPipeline gives a session of one hour only: update its stack with the newer ' +
        'infrastructure/pipeline.yaml',
    );
    return { ...assume(accountId, file, HOUR_SECONDS), seconds: HOUR_SECONDS };
  }
};

/** What can take longer than the session lives would be left half done. */
const checkTime = (minutes, seconds) =>
  need(
    minutes <= seconds / 60 - SPARE_MINUTES,
    `this can take ${minutes} minutes, and the session lives ${seconds / 60}: nothing was ` +
      'changed; update the stack of AwsCoworkerPipeline, then run this job again',
  );

/** Signs in by GitHub's token of this job; the seconds that it holds. No key is stored anywhere. */
const signIn = async (accountId, region) => {
  const url = `${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=sts.amazonaws.com`;
  const answer = await fetch(url, {
    headers: { authorization: `bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
  });
  need(answer.ok, 'GitHub gave no token');
  const file = `${env.RUNNER_TEMP}/aws-coworker-token`;
  writeFileSync(file, (await answer.json()).value, { mode: 0o600 });
  env.AWS_REGION = region;
  env.AWS_DEFAULT_REGION = region;
  const session = openSession(accountId, file);
  env.AWS_ACCESS_KEY_ID = session.AccessKeyId;
  env.AWS_SECRET_ACCESS_KEY = session.SecretAccessKey;
  env.AWS_SESSION_TOKEN = session.SessionToken;
  const { Account } = awsJson('sts', 'get-caller-identity');
  need(Account === accountId, 'the session is in another account');
  return session.seconds;
};

const findStack = (stackName) => {
  try {
    return awsJson('cloudformation', 'describe-stacks', '--stack-name', stackName).Stacks[0];
  } catch (error) {
    if (String(error.stderr).includes('does not exist')) return undefined;
    throw error;
  }
};

const READY =
  /^((CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT|IMPORT_ROLLBACK)_COMPLETE|REVIEW_IN_PROGRESS)$/;

const checkStack = (stack) => {
  if (stack === undefined) return;
  need(stack.RoleARN === undefined, 'the stack has a role of its own');
  need(READY.test(stack.StackStatus), `the stack is in state ${stack.StackStatus}`);
};

const pairs = (record, key, value) =>
  Object.entries(record ?? {}).map(([name, text]) => ({ [key]: name, [value]: text }));

const changeSetInput = (reviewed, type, name) => ({
  StackName: reviewed.stackName,
  ChangeSetName: name,
  ChangeSetType: type,
  TemplateBody: reviewed.templateText,
  Parameters: pairs(reviewed.input.Parameters, 'ParameterKey', 'ParameterValue'),
  Tags: pairs(reviewed.input.Tags, 'Key', 'Value'),
  Capabilities: reviewed.input.Capabilities ?? [],
  ...(type === 'CREATE' ? { OnStackFailure: 'ROLLBACK' } : {}),
});

const NOTHING = /didn't contain changes|No updates are to be performed/;

/** Waits for a change set; false when there is nothing to change. */
const isToExecute = (arn) => {
  try {
    aws('cloudformation', 'wait', 'change-set-create-complete', '--change-set-name', arn);
    return true;
  } catch (error) {
    const asked = ['describe-change-set', '--change-set-name', arn];
    const { StatusReason = '' } = awsJson('cloudformation', ...asked);
    if (!NOTHING.test(StatusReason)) {
      throw new Error(StatusReason || String(error.stderr), { cause: error });
    }
    aws('cloudformation', 'delete-change-set', '--change-set-name', arn);
    return false;
  }
};

/** What failed in the stack, where CloudFormation still says so. */
const tellFailures = (stackId) => {
  const asked = ['describe-stack-events', '--stack-name', stackId];
  const { StackEvents = [] } = awsJson('cloudformation', ...asked);
  const failed = StackEvents.filter((one) => /FAILED/.test(one.ResourceStatus));
  for (const one of failed.slice(0, 10)) {
    console.error(
      `${one.LogicalResourceId} ${one.ResourceStatus}: ${one.ResourceStatusReason ?? ''}`,
    );
  }
};

const OVER = /Max attempts exceeded|ExpiredToken/;

/** The waiter of the AWS CLI gives up after an hour: it is asked again while the session lives. */
const isThere = (waiter, stackId, hoursLeft) => {
  try {
    aws('cloudformation', 'wait', waiter, '--stack-name', stackId);
    return true;
  } catch (error) {
    if (!OVER.test(String(error.stderr))) throw error;
    return hoursLeft > 1 && isThere(waiter, stackId, hoursLeft - 1);
  }
};

const follow = (waiter, stackId, seconds) => {
  try {
    if (isThere(waiter, stackId, seconds / HOUR_SECONDS)) return;
  } catch (error) {
    tellFailures(stackId);
    throw error;
  }
  throw new Error(
    `the session is over and the stack was not seen to be done: look at ${stackId} in ` +
      'CloudFormation, which may still be at work or rolling back',
  );
};

const deployStack = async (folder) => {
  const reviewed = readReviewed(folder);
  const seconds = await signIn(reviewed.accountId, reviewed.region);
  checkTime(reviewed.minutes ?? 0, seconds);
  const stack = findStack(reviewed.stackName);
  checkStack(stack);
  const isNew = stack === undefined || stack.StackStatus === 'REVIEW_IN_PROGRESS';
  const run = `${env.GITHUB_RUN_ID}-${env.GITHUB_RUN_ATTEMPT}`;
  const name = `cw-${reviewed.planDigest.slice(0, 12)}-${run}`;
  const input = `${env.RUNNER_TEMP}/change-set.json`;
  writeFileSync(input, JSON.stringify(changeSetInput(reviewed, isNew ? 'CREATE' : 'UPDATE', name)));
  const made = awsJson(
    'cloudformation',
    'create-change-set',
    '--cli-input-json',
    `file://${input}`,
  );
  if (!isToExecute(made.Id)) return console.log(`${reviewed.stackName}: nothing to change`);
  aws(
    'cloudformation',
    'execute-change-set',
    '--change-set-name',
    made.Id,
    '--client-request-token',
    name,
  );
  follow(isNew ? 'stack-create-complete' : 'stack-update-complete', made.StackId, seconds);
  return console.log(`${reviewed.stackName}: deployed plan ${reviewed.planDigest}`);
};

const deleteStack = async (folder) => {
  const [, accountId, region, stackName] = STACK.exec(`${folder}/reviewed.json`) ?? [];
  need(stackName !== undefined, `${folder} is not a stack's folder`);
  need(!fileAt(env.AFTER, `${folder}/reviewed.json`), `${folder} is still there`);
  const seconds = await signIn(accountId, region);
  // Half of there and back. A record that is not ours says nothing of it.
  const { minutes = 0 } = parse(fileAt(env.BEFORE, `${folder}/reviewed.json`) ?? '{}', folder);
  checkTime(minutes / 2, seconds);
  const stack = findStack(stackName);
  if (stack === undefined) return console.log(`${stackName}: is gone already`);
  need(stack.RoleARN === undefined, 'the stack has a role of its own');
  aws('cloudformation', 'delete-stack', '--stack-name', stack.StackId);
  follow('stack-delete-complete', stack.StackId, seconds);
  return console.log(`${stackName}: deleted`);
};

/** Days may lie between the plan and the merge. */
const checkBefore = (operation, input, planned) => {
  if (!Object.hasOwn(BEFORE, operation)) return;
  const before = BEFORE[operation];
  const asked = JSON.stringify(before.input(input));
  const seen = awsJson(...before.ask, '--cli-input-json', asked);
  need(before.isAsPlanned(seen, input, planned), before.because);
};

/** What AWS tells now; nothing when it does not answer: the next look may. */
const look = (ask, asked) => {
  try {
    return awsJson(...ask, '--cli-input-json', asked);
  } catch {
    return {};
  }
};

/** A call that was made is not made again, so one whose effect is not seen ends as a failure. */
const watchAfter = async (operation, target, input) => {
  if (!Object.hasOwn(AFTER, operation)) return;
  const after = AFTER[operation];
  const asked = JSON.stringify(after.input(target));
  for (let at = 0; at < LOOKS; at += 1) {
    if (after.isAsSent(look(after.ask, asked), input)) return;
    await sleep(LOOK_MS);
  }
  throw new Error(`${operation} was called, but what it is for was not seen in time`);
};

const operate = async (path) => {
  const [, accountId, region] = OPERATION.exec(path) ?? [];
  need(accountId !== undefined, `${path} is not an operation file`);
  need(fileAt(env.BEFORE, path) === undefined, 'the operation is not new: it runs once');
  need(env.GITHUB_RUN_ATTEMPT === '1', 'an operation is not run again by running the job again');
  const file = parse(fileAt(env.AFTER, path) ?? '', path);
  const { schemaVersion, operation, target, input } = file;
  need(
    schemaVersion === 1 && Object.hasOwn(OPERATIONS, operation),
    `${operation} is not in the catalogue`,
  );
  const [client, command, waiter, waitFor] = OPERATIONS[operation];
  await signIn(accountId, region);
  checkBefore(operation, input, listIn(file, 'planned'));
  aws(client, command, '--cli-input-json', JSON.stringify(input));
  if (waiter !== undefined) aws(client, 'wait', waiter, ...waitFor(target));
  await watchAfter(operation, target, input);
  return console.log(`${operation} on ${target}: done`);
};

const DOES = { deploy: deployStack, delete: deleteStack, operate };

const run = async () => {
  if (env.COWORKER_DOES === 'list') return list();
  need(Object.hasOwn(DOES, env.COWORKER_DOES ?? ''), 'there is nothing to do');
  return DOES[env.COWORKER_DOES](env.COWORKER_PATH ?? '');
};

try {
  await run();
} catch (error) {
  console.error(error.stderr ? String(error.stderr).trim() : error.message);
  process.exitCode = 1;
}
