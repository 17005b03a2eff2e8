import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../source-files.ts';

const HEAD = `# Deploys what a pull request of AWS Coworker brought to the default branch. A person commits this
# file to .github/workflows/aws-coworker-deploy.yml; the application never writes there.
#
# - Runs on a push to the default branch and on nothing else: no pull request ever gets credentials.
# - Deploys the merged commit, and refuses a template or parameters whose hashes are not those of the
#   reviewed digest file beside them.
# - Signs in by GitHub's own token as AwsCoworkerPipeline (infrastructure/pipeline.yaml). No keys.
#
# Put your default branch below, and the environments of config/pull-requests.yml if yours differ.
# Generated from deploy.mjs by \`npm run docs\`; change that file.
name: AWS Coworker deploy

on:
  push:
    branches: [main]
    paths: ['infrastructure/**']

permissions: {}

env:
  # The whole program, so that one file is enough and nothing is fetched.
  COWORKER_SCRIPT: |
@@SCRIPT@@

jobs:
  list:
    if: github.ref == format('refs/heads/{0}', github.event.repository.default_branch)
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    outputs:
      staging: \${{ steps.list.outputs.staging }}
      production: \${{ steps.list.outputs.production }}
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          ref: \${{ github.sha }}
          fetch-depth: 0
          persist-credentials: false
      - id: list
        env:
          COWORKER_DOES: list
          BEFORE: \${{ github.event.before }}
          AFTER: \${{ github.sha }}
        run: node --input-type=module --eval "$COWORKER_SCRIPT"
`;

const JOB = `
  @@TIER@@:
    needs: list
    if: \${{ needs.list.outputs.@@TIER@@ != '[]' }}
    runs-on: ubuntu-latest
    # Above the session of two hours, which ends first.
    timeout-minutes: 150
    environment: @@TIER@@
    permissions:
      contents: read
      id-token: write
    strategy:
      # In the order of the plan's phases; the first failure stops the rest.
      max-parallel: 1
      matrix:
        work: \${{ fromJSON(needs.list.outputs.@@TIER@@) }}
    concurrency:
      group: aws-coworker \${{ matrix.work.path }}
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          ref: \${{ github.sha }}
          fetch-depth: 0
          persist-credentials: false
      - env:
          COWORKER_DOES: \${{ matrix.work.do }}
          COWORKER_PATH: \${{ matrix.work.path }}
          BEFORE: \${{ github.event.before }}
          AFTER: \${{ github.sha }}
        run: node --input-type=module --eval "$COWORKER_SCRIPT"
`;

const job = (tier: string): string => JOB.replaceAll('@@TIER@@', tier);

const indent = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');

/** The workflow that a person commits: one file, with the whole program inside. */
export const renderDeployWorkflow = (): string => {
  const script = readFileSync(join(ROOT, 'infrastructure/github/deploy.mjs'), 'utf8');
  const head = HEAD.split('@@SCRIPT@@').join(indent(script));
  return `${head}${job('staging')}${job('production')}`;
};
