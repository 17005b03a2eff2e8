import { modelFile } from '../../src/config/model-file.ts';

/** The settings of the model as they are where no file says otherwise. */
export const MODEL = modelFile.parse({});
