import type { JudgedStack } from '../services/stack-drift/judge.ts';
import type { AwsAccount } from '../task/account.ts';
import { blocks, maskIds } from './markdown.ts';
import { fence, quoteInline } from './quote.ts';

/** A stack in an account that only reviewed files change. */
export interface ByHandView {
  readonly stack: Pick<JudgedStack, 'stackName' | 'region'>;
  readonly account: AwsAccount;
  readonly maskAccountIds: boolean;
}

const CHANGE_SET = 'restore-by-hand';

const commandsFor = ({ stackName, region }: ByHandView['stack']): string => {
  const where = `--region ${region} --stack-name ${stackName} --change-set-name ${CHANGE_SET}`;
  return [
    `aws cloudformation create-change-set ${where} \\`,
    '  --change-set-type UPDATE --use-previous-template --deployment-mode REVERT_DRIFT',
    `aws cloudformation wait change-set-create-complete ${where}`,
    `aws cloudformation describe-change-set ${where} --include-property-values`,
    `aws cloudformation execute-change-set ${where}`,
  ].join('\n');
};

/**
 * Said in staging and production: why there is no pull request, and what a person runs instead. The
 * name of the stack is one that our plans give, letters, digits and hyphens.
 */
export const renderByHand = ({ stack, account, maskAccountIds }: ByHandView): string => {
  const where = `${quoteInline(account.name, 50)} ${quoteInline(account.id)}`;
  const text = blocks(
    `**Nothing is planned.** ${where} is ${account.tier}: it is changed by reviewed files alone, ` +
      'and the template of this stack is what it was.',
    'A pull request would change no file, so its pipeline would set nothing back; and nobody ' +
      'here may execute anything in that account.',
    '**Next** · somebody with rights of their own in that account runs this, reads what the ' +
      'third command shows, and only then runs the fourth. For each parameter of the stack the ' +
      'first needs `--parameters ParameterKey=NAME,UsePreviousValue=true`, and for roles ' +
      '`--capabilities CAPABILITY_NAMED_IAM`.',
    fence(commandsFor(stack), 'sh'),
    'Or was it meant? `/adopt` opens a pull request that makes the template say it too.',
  );
  return maskIds(text, [account.id], maskAccountIds);
};
