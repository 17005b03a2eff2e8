/** The check run that says whether the head is what was planned. It never gates itself. */
export const CHECK_NAME = 'aws-coworker/reviewed-plan';
