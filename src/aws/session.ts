import type { AwsOptions } from './aws-options.ts';
import { createDeployerSide, type DeployerSide } from './deployer-side.ts';
import { createReaderSide, type ReaderSide } from './reader-side.ts';
import { createTransport } from './transport.ts';

/** Both sides of the door, for one process that works as reader and as deployer. */
export interface Aws {
  readonly reader: ReaderSide;
  readonly deployer: DeployerSide;
}

/** The one door to AWS, with one transport. A worker that runs alone opens only its own side. */
export const createAws = (options: AwsOptions): Aws => {
  const transport = createTransport(options);
  return {
    reader: createReaderSide(options, transport),
    deployer: createDeployerSide(options, transport),
  };
};
