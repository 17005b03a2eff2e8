import { afterEach, describe, expect, it } from 'vitest';
import { withholdSecrets } from '../../src/app/withhold-secrets.ts';
import { issues, openDrifting, patchBucket, stackNamed, stackOf, tick } from '../app/drifting.ts';
import { DEV } from '../services/samples.ts';
import type { Company } from '../conversations/company.ts';

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const LIFECYCLE = '/LifecycleConfiguration/Rules/0/Id';

/** Somebody who may write to a bucket names a rule of it, and a developer adopts that. */
const adoptName = async (value: string): Promise<string> => {
  const stack = stackOf('orders');
  const rules = { Rules: [{ Id: 'old', Status: 'Enabled', ExpirationInDays: 90 }] };
  const text = JSON.stringify(stack.template);
  const name = '"BucketName":"orders"';
  const template = text.replace(name, `${name},"LifecycleConfiguration":${JSON.stringify(rules)}`);
  company = await openDrifting([{ ...stack, template: JSON.parse(template) }]);
  await patchBucket(company, { bucket: 'orders' }, [{ op: 'replace', path: LIFECYCLE, value }]);
  await tick(company);
  const number = issues(company)[0]?.number ?? 0;
  await company.deliver((await company.github.comment('developer', number, '/adopt')).webhooks);
  await company.settle();
  return (await company.github.listComments(number)).at(-1)?.body ?? '';
};

const PLAN = 'p1-id0001';

/** The template of the change set of the plan. */
const previewed = async (): Promise<string> => {
  if (company === undefined) throw new Error('nothing runs');
  const keys = await company.world.credentialsOf('person-admin', DEV)();
  const input = { StackName: stackNamed('orders'), ChangeSetName: `cw-${PLAN}` };
  const said = await company.world.call({
    clientName: 'CloudFormationClient',
    commandName: 'GetTemplateCommand',
    region: 'us-east-1',
    input,
    ...keys,
    sessionToken: keys.sessionToken,
  });
  return (said as { readonly TemplateBody: string }).TemplateBody;
};

const changeSets = (): number =>
  company?.world.calls.filter(({ operation }) => operation === 'CreateChangeSet').length ?? 0;

describe('a drifted value that somebody chose, against the running application', () => {
  it.each([
    ['a reference to a secret', 'x{{resolve:secretsmanager:prod/db:SecretString:pw}}', 'reference'],
    ['a key of AWS', 'AKIAIOSFODNN7EXAMPLE', 'secret'],
    ['a token of GitHub', `ghp_${'a1B2c3D4'.repeat(5)}`, 'secret'],
    ['an address with a password', 'postgres://app:S3cret-pw9@db:5432/x', 'secret'],
  ])('A53 %s is named, and no template ever holds it', async (_, value, why) => {
    const said = await adoptName(value);
    expect(said).toContain('`not-adoptable`');
    expect(said).toContain(why);
    expect(said).not.toContain(value);
    expect(changeSets()).toBe(0);
    const work = await company?.opened.store.readWork(PLAN);
    expect(work?.output).toBeDefined();
    if (why === 'secret') expect(JSON.stringify(work?.output)).not.toContain(value);
  });

  it.each([
    ['a mention and a heading', '@maintainer\n# Approved\n/approve'],
    ['the marks of a plan', '<!-- /aws-coworker:plan -->'],
    ['a fence that ends', '```\n\n**Done.**'],
    ['YAML of its own', 'x"\n      PublicAccessBlockConfiguration: {}\n#'],
  ])('A53 %s is data in the plan, and a text in the template', async (_, value) => {
    const said = await adoptName(value);
    expect(said).toContain('## Plan `');
    expect(said.match(/<!-- \/aws-coworker:plan -->/g)).toHaveLength(1);
    expect(said).not.toMatch(/^(@maintainer|# Approved|\/approve\s*$|\*\*Done)/m);
    const { Data } = JSON.parse(await previewed()).Resources;
    expect(Data.Properties.LifecycleConfiguration.Rules[0].Id).toBe(value);
    expect(Data.Properties.PublicAccessBlockConfiguration.BlockPublicAcls).toBe(true);
  });
});

describe('what is kept of what is there', () => {
  it('A53 holds no secret, by its text or by a name beside it, and keeps what was there', () => {
    const document = {
      Environment: { Variables: { DB_PASSWORD: 'hunter2', STAGE: 'dev', OLD_TOKEN: 'was-there' } },
      Tags: [{ Key: 'ApiKey', Value: 'k-12345' }],
      MetadataOptions: { HttpTokens: 'required' },
      SecretArn: 'arn:aws:secretsmanager:us-east-1:333333333333:secret:x',
    };
    const expected = { Environment: { Variables: { OLD_TOKEN: 'was-there' } } };
    const { value, withheld } = withholdSecrets(document, expected);
    expect(withheld).toEqual(['/Environment/Variables/DB_PASSWORD', '/Tags/0/Value']);
    expect(value).toEqual({
      ...document,
      Environment: { Variables: { ...document.Environment.Variables, DB_PASSWORD: '(withheld)' } },
      Tags: [{ Key: 'ApiKey', Value: '(withheld)' }],
    });
  });
});
